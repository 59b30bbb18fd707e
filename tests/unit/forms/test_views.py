# SPDX-License-Identifier: EUPL-1.2
"""Views: who sees which row, how precisely, and nothing more precise than that anywhere in it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.unit.forms.sample import ANNEX, FORM, PUBLIC, annexed, answer, filled, read, signed
from tests.unit.forms.searching import everything_in

from adhere.forms.answers import Evidence, Filled
from adhere.forms.completeness import State
from adhere.forms.form import RECIPIENTS, Recipient
from adhere.forms.views import ShownRow, all_rows, view
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import plain

SIZE = 405853388801
ANSWERS = {
    "name": read("name", "Example 1B"),
    "modalities": read("modalities", ["text", "images"]),
    "max_size": read("max_size", {"text": "128k tokens", "images": "4k"}),
    "size": read("size", SIZE),
    "compute": read("compute", "3.7912e25"),
    "data": read("data", {"unit_definition": "tokens", "training": 15612345678901, "validation": 777123}),
    "time": read(
        "time",
        {
            "period": "pre-training",
            "wall_clock": "54.321",
            "hardware": [{"accelerator": "H100", "days": 52431}, {"accelerator": "A100", "days": 11723}],
        },
    ),
    "channels": read("channels", [{"channel": "API", "link": "https://example.org"}, {"channel": "web"}]),
}


def row_of(sheet: Filled, recipient: Recipient, name: str) -> ShownRow:
    return next(row for row in view(sheet, recipient).rows if row.row.id == name)


@pytest.mark.parametrize("recipient", RECIPIENTS)
def test_recipients_see_their_rows_in_the_order_of_the_form(recipient: Recipient):
    shown = [row.row.id for row in view(filled(ANSWERS), recipient).rows]
    assert shown == [row.id for _, row in FORM.rows(recipient)]


@pytest.mark.parametrize(
    ("recipient", "digits"),
    [
        ("authority", [SIZE, "3.79", 156123, 777123, "54.3", 52431, 11723]),
        ("downstream", [SIZE, "3.79", 156123, 777123, "54.3", 52431, 11723, "10^25", "pre-training"]),
        ("public", [SIZE, "3.79", 156123, 777123, "54.3", 52431, 11723, "128k"]),
    ],
)
def test_what_is_not_theirs_stands_nowhere_in_their_view(recipient: Recipient, digits: list[object]):
    shown = everything_in(view(filled(ANSWERS), recipient))
    assert [one for one in digits if str(one) in shown] == []
    assert [one for one in digits if isinstance(one, int) and f"{one:,}" in shown] == []


def test_the_office_sees_every_figure_in_full():
    shown = everything_in(view(filled(ANSWERS), "office"))
    assert [
        one for one in (SIZE, "3.7912e25", 15612345678901, "54.321", 52431) if str(one) not in shown
    ] == []


def test_a_coarse_row_keeps_back_the_quantities_it_does_not_name():
    assert row_of(filled(ANSWERS), "authority", "data_coarse").value == {
        "unit_definition": "tokens",
        "training": {"value": "2e13", "unit": "tokens"},
    }


def test_notes_and_reasons_stay_out_of_rows_that_keep_figures_back():
    source = Source(file="a", method="stated", who="A", when="2026-01-01", why=f"counted {SIZE}")
    stated = answer(
        "size", Quantity.exactly(SIZE, "parameters"), sources=(source,), note=plain(f"exactly {SIZE}"),
        drafted=answer("size", Quantity.exactly(SIZE + 5, "parameters"), line=None),
    )  # fmt: skip
    sheet = filled({"size": stated})
    assert str(SIZE) not in everything_in(view(sheet, "downstream"))
    office = row_of(sheet, "office", "size_exact")
    assert office.remark is not None
    assert f"exactly {SIZE}" in office.remark.en
    assert office.sources == (source,)


def test_provenance_stands_beside_what_is_shown():
    evidence = (Evidence(file="evidence/report.pdf", sha256="0" * 64),)
    stated = answer("name", plain("Example"), sources=signed(), evidence=evidence, facts=("model.name",))
    row = row_of(filled({"name": stated}), "downstream", "name")
    assert (row.basis, row.sources, row.evidence, row.facts) == (
        Basis.DECLARED,
        signed(),
        evidence,
        ("model.name",),
    )


def test_an_estimate_is_said_to_be_one_to_everybody():
    estimate = answer("compute", Quantity.exactly("3.8e25", "FLOP"), basis=Basis.ESTIMATED)
    sheet = filled({"compute": estimate})
    for recipient, name, text in (
        ("office", "compute_exact", "3.8 x 10^25 FLOP (estimated)"),
        ("authority", "compute_power", "10^25 FLOP (estimated)"),
    ):
        shown = row_of(sheet, recipient, name)  # type: ignore[arg-type]
        assert shown.text is not None
        assert shown.text.en == text


def cells(row: ShownRow) -> list[list[str]]:
    assert row.table is not None
    return [[cell.en for cell in line] for line in (row.table.header, *row.table.rows)]


def test_entries_are_a_table_with_a_column_per_part():
    row = row_of(filled(ANSWERS), "office", "channels")
    assert cells(row) == [["Channel", "Link"], ["API", "https://example.org"], ["web", ""]]
    assert row.text is not None
    assert row.text.en == "- Channel: API; Link: https://example.org\n- Channel: web"


def test_records_with_figures_and_answers_per_option_are_tables():
    assert cells(row_of(filled(ANSWERS), "authority", "time_range")) == [
        ["Item", "Answer"],
        ["Period", "pre-training"],
        ["Wall_clock", "more than 1 month"],
    ]
    assert cells(row_of(filled(ANSWERS), "office", "max_size")) == [
        ["Modalities", "Answer"],
        ["Text", "128k tokens"],
        ["Images", "4k"],
    ]


def test_prose_is_no_table():
    assert row_of(filled(ANSWERS), "office", "name").table is None


def test_every_row_of_the_form_is_there_once_for_the_record():
    rows = all_rows(filled(ANSWERS))
    assert [row.row.id for row in rows] == [row.id for field in FORM.fields for row in field.rows]


def test_what_the_provider_made_public_is_shown_to_all_in_its_most_precise_row():
    answers = {
        "name": read("name", "Example 1B", public=True),
        "size": read("size", SIZE, public=True),
        "licence": read("licence", "Apache-2.0"),
    }
    rows = view(filled(answers), "public").rows
    assert [row.row.id for row in rows] == ["name", "size_exact"]


def test_a_range_that_was_made_public_stays_a_range_whatever_the_files_say():
    band = FORM.field("size").bands[-1]
    mixed = replace(read("size", SIZE, public=True), band=band.id, facts=("parameters.total",))
    (row,) = view(filled({"size": mixed}), "public").rows
    assert row.value == {"band": band.id}
    assert str(SIZE) not in everything_in(view(filled({"size": mixed}), "public"))


def test_what_only_the_files_say_of_an_answer_was_made_public_by_nobody():
    mixed = replace(
        read("time", {"period": "pre-training"}, public=True), facts=("compute.training.duration",)
    )
    assert view(filled({"time": mixed}), "public").rows == ()


def test_a_form_for_the_public_shows_its_own_rows_and_no_others():
    sheet = filled({"name": answer("name", plain("Example"), form=PUBLIC, public=True)}, form=PUBLIC)
    assert [(row.row.id, row.state) for row in view(sheet, "public").rows] == [
        ("name", State.ANSWERED),
        ("list", State.MISSING),
    ]


# Composed fields.


def test_a_composed_row_joins_what_the_recipient_sees_elsewhere():
    row = row_of(annexed({**ANSWERS, "remarks": read("remarks", "- a\n- b")}), "office", "general")
    assert row.state is State.ANSWERED
    assert row.text is not None
    assert row.text.en == "Name: Example 1B\n\nRemarks:\n\n- a\n- b"
    assert row.value == {"sample:name": "Example 1B", "sample:remarks": "- a\n- b"}


def test_what_is_free_in_its_own_form_is_not_missing_in_a_composed_row():
    assert row_of(annexed(ANSWERS), "office", "general").state is State.ANSWERED


def test_a_composed_row_stands_as_the_worst_of_what_it_uses():
    row = row_of(annexed({"size": ANSWERS["size"]}), "office", "figures.office")
    assert row.state is State.MISSING
    assert row.remark is not None
    assert row.remark.en == "Compute: Nobody has answered this yet."


def test_a_composed_row_is_split_where_its_recipients_do_not_see_the_same():
    rows = {row.row.id: row for row in all_rows(annexed(ANSWERS))}
    assert list(rows) == ["general", "figures.office", "figures.authority", "sizes", "nowhere"]
    assert rows["figures.office"].row.recipients == frozenset({"office"})
    assert rows["figures.authority"].value == {
        "sample:size": {"band": "large"},
        "sample:compute": {"magnitude": 25, "unit": "FLOP"},
    }
    assert str(SIZE) not in everything_in(rows["figures.authority"])


def test_who_sees_more_may_see_what_is_shown_to_those_who_see_less_and_not_the_other_way_round():
    assert (
        row_of(annexed(ANSWERS), "authority", "sizes").state is State.ANSWERED
    )  # a row of office and downstream
    hidden = Filled(form=ANNEX, model="example", answers={}, others={"sample": filled(ANSWERS)})
    assert "54.321" not in everything_in(view(hidden, "authority"))


def test_a_form_that_is_not_at_hand_is_missing_and_named():
    row = row_of(annexed(ANSWERS), "office", "nowhere")
    assert row.state is State.MISSING
    assert row.remark is not None
    assert "other:anything" in row.remark.en


def test_a_composed_row_carries_the_weakest_basis_and_all_sources():
    answers = {
        "size": answer(
            "size", Quantity.exactly(SIZE, "parameters"), basis=Basis.MEASURED, sources=signed("a")
        ),
        "compute": answer("compute", Quantity.exactly(Decimal("3.8e25"), "FLOP"), basis=Basis.ESTIMATED),
    }
    row = row_of(annexed(answers), "office", "figures.office")
    assert (row.basis, row.sources) == (Basis.ESTIMATED, signed("a"))
