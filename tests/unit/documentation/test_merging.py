# SPDX-License-Identifier: EUPL-1.2
"""A statement leads; what the facts say stays beside it, and fills what nobody stated."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.unit.forms.sample import FORM, answer, filled, read, signed

from adhere.documentation.merging import merged
from adhere.forms.answers import Answer, Record, Value
from adhere.forms.completeness import State
from adhere.forms.views import all_rows
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import plain


def drafted(name: str, value: Value, basis: Basis = Basis.MEASURED, note: str | None = None) -> Answer:
    source = Source(file="config.json", method="json-key")
    return Answer(
        field=name,
        value=value,
        basis=basis,
        sources=(source,),
        facts=("parameters.total",),
        note=plain(note) if note else None,
    )


def one(draft: Answer | None, statement: Answer | None) -> Answer:
    name = (statement or draft).field
    together = merged(FORM, {name: draft} if draft else {}, {name: statement} if statement else {})
    return together[name]


SIZE = drafted("size", Quantity.exactly(405_853_388_800, "parameters"))


def test_what_only_one_of_them_says_is_the_answer() -> None:
    stated = read("name", "Example")

    assert one(None, stated) == stated
    assert one(SIZE, None) == SIZE


def test_answers_come_in_the_order_of_the_form() -> None:
    assert list(
        merged(FORM, {"size": SIZE}, {"compute": read("compute", "1e24"), "name": read("name", "x")})
    ) == [
        "name",
        "size",
        "compute",
    ]


def test_a_statement_leads_and_keeps_the_draft_it_differs_from() -> None:
    answer = one(SIZE, read("size", 7_000_000_000))

    assert answer.value == Quantity.exactly(7_000_000_000, "parameters")
    assert answer.drafted == SIZE


def test_a_statement_that_says_the_same_keeps_nothing_beside_it() -> None:
    assert one(SIZE, read("size", 405_853_388_800)).drafted is None


@pytest.mark.parametrize(
    ("why", "state"), [(None, State.CONTRADICTING), ("The files are of another version.", State.ANSWERED)]
)
def test_who_contradicts_a_file_must_say_why(why: str | None, state: State) -> None:
    together = merged(FORM, {"size": SIZE}, {"size": read("size", 7_000_000_000, sources=signed(why))})
    rows = [row for row in all_rows(filled(together)) if row.row.id == "size_exact"]

    assert [row.state for row in rows] == [state]


def test_the_figure_inside_a_stated_band_is_taken_from_the_files() -> None:
    found = drafted("size", Quantity.exactly(7_000_000_000, "parameters"), note="Counted.")
    answer = one(found, answer_with_band("large"))

    assert (answer.band, answer.value) == ("large", Quantity.exactly(7_000_000_000, "parameters"))
    assert answer.facts == ("parameters.total",)
    assert "total number of parameters" in answer.note.en
    assert "Counted." in answer.note.nl


def test_a_stated_band_that_the_figure_lies_outside_of_keeps_it_beside() -> None:
    answer = one(SIZE, answer_with_band("small"))

    assert (answer.band, answer.value, answer.drafted) == ("small", None, SIZE)


def test_an_answer_that_does_not_apply_keeps_what_the_files_say() -> None:
    refused = answer("uses", not_applicable=plain("No."))

    assert one(drafted("uses", plain("For text.")), refused).drafted.value == plain("For text.")


def test_parts_nobody_stated_come_from_the_draft_and_make_the_answer_as_weak() -> None:
    draft = drafted(
        "data",
        Record({"unit_definition": plain("Tokens."), "training": Quantity.exactly("12e12", "tokens")}),
        Basis.ESTIMATED,
    )
    answer = one(draft, read("data", {"validation": 0, "unit_definition": "Documents."}))

    assert set(answer.value.parts) == {"validation", "unit_definition", "training"}
    assert answer.value.parts["unit_definition"] == plain("Documents.")
    assert answer.value.parts["training"].value == Decimal("12e12")
    assert answer.basis is Basis.ESTIMATED
    assert [source.file for source in answer.sources] == ["config.json"]
    assert answer.drafted is draft, "the unit is said in two ways"


def test_a_record_that_is_stated_whole_takes_nothing_from_the_draft() -> None:
    whole = read("data", {"unit_definition": "Tokens.", "training": 5, "validation": 0})
    draft = drafted("data", Record({"training": Quantity.exactly(5, "tokens")}))

    assert one(draft, whole) == replace(whole, drafted=draft)


def answer_with_band(band: str) -> Answer:
    return answer("size", band=band)
