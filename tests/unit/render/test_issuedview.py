# SPDX-License-Identifier: EUPL-1.2
"""A view from the record of an issue says what the view said when it was issued."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.documentation.records import record

from adhere.documentation.record import IssueRecord
from adhere.documentation.snapshot import issued_row
from adhere.forms.answers import Answer, Filled
from adhere.forms.form import RECIPIENTS, Recipient
from adhere.forms.library import UnknownFormError, form
from adhere.forms.reading import read_value
from adhere.forms.views import ShownRow, all_rows, view
from adhere.kernel.finding import Place
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.text import Text
from adhere.render.issuedview import issued_view

MDF = form("mdf")
RAW = {
    "model_name": "Voorbeeld-8B",
    "total_model_size": "8.03e9",
    "training_compute": "3.84e25",
    "input_modalities": ["text", "images"],
    "input_max_size": {"text": "8k tokens", "images": "4 MB"},
    "data_points": {"unit_definition": "tokens", "training": "1.5e13", "validation": "2.0e9"},
    "training_time": {"period": "all", "wall_clock": 90, "hardware": [{"accelerator": "H100", "days": 4000}]},
}
SIGNED = (Source(file="models/x/mdf.yaml", method="stated", at="line 3", who="A. Person", when="2026-11-02"),)


def answers() -> dict[str, Answer]:
    told = {
        name: Answer(
            field=name,
            value=read_value(MDF.field(name), raw, MDF),
            basis=Basis.DECLARED,
            sources=SIGNED,
            place=Place(file="x"),
        )
        for name, raw in RAW.items()
    }
    refused = Answer(
        field="intended_uses",
        not_applicable=Text("Why.", "Waarom."),
        basis=Basis.DECLARED,
        sources=SIGNED,
        place=Place(file="x"),
    )
    return {**told, "intended_uses": refused}


FILLED = Filled(form=MDF, model="voorbeeld", answers=answers())


def issue() -> IssueRecord:
    rows = tuple(issued_row(row, "00") for row in all_rows(FILLED))
    return replace(record(), form="mdf", form_version=MDF.version, model="voorbeeld", rows=rows)


@pytest.mark.parametrize("recipient", RECIPIENTS[:3])
def test_everything_but_remarks_and_evidence_comes_back(recipient: Recipient):
    def kept(row: ShownRow) -> ShownRow:
        return replace(row, remark=None, evidence=())

    before = [kept(row) for row in view(FILLED, recipient).rows]
    after = [kept(row) for row in issued_view(issue(), recipient).rows]
    coarse = [row.row.id for row in before if row.table is not None and row not in after]
    assert [replace(row, table=None) for row in after] == [replace(row, table=None) for row in before]
    assert set(coarse) <= {"training_time_range"}  # a band has no table


def test_the_reason_of_what_does_not_apply_comes_back():
    rows = {row.row.id: row for row in issued_view(issue(), "office").rows}
    assert rows["intended_uses"].remark is not None
    assert "Why." in rows["intended_uses"].remark.en


def test_a_version_of_a_form_that_is_not_packaged_is_refused():
    for changed in ({"form_version": "1999-01-01"}, {"form": "own"}):
        with pytest.raises(UnknownFormError):
            issued_view(replace(issue(), **changed), "office")  # type: ignore[arg-type]


def test_a_row_whose_field_is_gone_is_passed_over():
    odd = replace(issue().rows[0], field="nowhere", recipients=("office",))
    assert issued_view(replace(issue(), rows=(odd,)), "office").rows == ()
