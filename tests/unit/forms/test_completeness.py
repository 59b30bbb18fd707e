# SPDX-License-Identifier: EUPL-1.2
"""How rows stand: answered, missing, not applicable, too coarse, contradicting, wrong, not asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.unit.forms.sample import FORM, answer, filled, read, signed

from adhere.forms.answers import Answer, Filled, Record, Value
from adhere.forms.completeness import WORST_FIRST, State, worst
from adhere.forms.form import Recipient
from adhere.forms.views import ShownRow, all_rows, view
from adhere.kernel.provenance import Basis
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import plain
from adhere.kernel.truth import Truth


def rows(**answers: Answer) -> dict[str, ShownRow]:
    return by_id(filled(answers))


def by_id(sheet: Filled) -> dict[str, ShownRow]:
    return {row.row.id: row for row in all_rows(sheet)}


def remark(row: ShownRow) -> str:
    return row.remark.en if row.remark else ""


def parameters(number: str) -> Quantity:
    return Quantity.exactly(number, "parameters")


def test_an_empty_form_lacks_what_it_asks_and_leaves_open_what_is_free():
    sheet = by_id(filled())
    assert sheet["name"].state is State.MISSING
    assert sheet["remarks"].state is State.NOT_ASKED
    assert "leaves this open" in remark(sheet["remarks"])
    assert all(row.text is None and row.value is None for row in sheet.values())


def test_one_answer_answers_every_row_of_its_field():
    sheet = rows(size=read("size", 405853388800))
    assert [sheet[name].state for name in ("size_exact", "size_range")] == [State.ANSWERED] * 2
    assert sheet["size_range"].value == {"band": "large"}


def test_an_answer_that_could_not_be_read_is_wrong_and_not_missing():
    sheet = by_id(filled(wrong=frozenset({"name"})))
    assert sheet["name"].state is State.WRONG
    assert "cannot be read" in remark(sheet["name"])


def test_an_answer_without_anything_in_it_is_missing():
    assert rows(name=answer("name"))["name"].state is State.MISSING


def test_not_applicable_is_an_answer_where_the_form_accepts_it():
    row = rows(uses=answer("uses", not_applicable=plain("The licence forbids it.")))["uses"]
    assert row.state is State.NOT_APPLICABLE
    assert row.text is not None
    assert (row.text.nl, remark(row)) == ("n.v.t.", "Not applicable: The licence forbids it.")
    assert row.value == {"not_applicable": "The licence forbids it."}


def test_not_applicable_where_the_form_refuses_it_is_wrong():
    assert rows(name=answer("name", not_applicable=plain("no")))["name"].state is State.WRONG


def test_too_coarse_for_one_recipient_is_enough_for_another():
    sheet = rows(compute=read("compute", "4e25"))
    assert sheet["compute_exact"].state is State.TOO_COARSE
    assert "at least 2; stated: 1" in remark(sheet["compute_exact"])
    assert sheet["compute_power"].state is State.ANSWERED


def test_an_interval_without_a_centre_is_too_coarse_where_it_does_not_settle_what_is_asked():
    sheet = rows(compute=read("compute", {"low": Decimal("3e25"), "high": Decimal("5e25")}))
    assert (sheet["compute_exact"].state, sheet["compute_power"].state) == (State.TOO_COARSE, State.ANSWERED)


def test_a_stated_band_answers_the_band_and_leaves_the_figure_missing():
    sheet = rows(size=answer("size", band="medium"))
    assert sheet["size_range"].state is State.ANSWERED
    assert sheet["size_exact"].state is State.MISSING
    assert "only the range is known" in remark(sheet["size_exact"])
    assert sheet["size_exact"].value == {"band": "medium"}


def test_a_stated_band_stands_for_the_part_of_a_record_that_has_bands():
    sheet = rows(time=answer("time", Record({"period": plain("pre-training")}), band="month"))
    assert sheet["time_range"].state is State.ANSWERED
    assert sheet["time_range"].value == {"wall_clock": {"band": "month"}, "period": "pre-training"}
    assert sheet["time_exact"].state is State.MISSING


def test_a_band_beside_a_figure_it_agrees_with_is_nothing_to_tell():
    sheet = rows(size=answer("size", parameters("4e9"), band="medium"))
    assert {sheet[name].state for name in ("size_exact", "size_range")} == {State.TOO_COARSE, State.ANSWERED}
    assert remark(sheet["size_range"]) == ""


@pytest.mark.parametrize("number", ["400000000", "6e9"])
def test_a_band_beside_a_figure_in_another_contradicts(number: str):
    row = rows(size=answer("size", parameters(number), band="medium"))["size_range"]
    assert row.state is State.CONTRADICTING


def test_a_record_without_a_required_part_is_missing_and_shows_the_rest():
    sheet = rows(data=read("data", {"training": Decimal("1.5e13")}))
    assert sheet["data_exact"].state is State.MISSING
    assert remark(sheet["data_exact"]) == "Still missing: Unit_definition."
    assert sheet["data_exact"].value["training"]["value"] == "1.5e13"


def test_a_part_that_a_row_does_not_show_is_not_missing_there():
    sheet = rows(time=read("time", {"period": "pre-training", "wall_clock": 20}))
    assert sheet["time_range"].state is State.ANSWERED
    assert "hardware" not in sheet["time_range"].value


def test_entries_without_a_required_part_are_missing():
    row = rows(channels=(read("channels", [{"channel": "API"}, {"link": "https://example.org"}])))["channels"]
    assert row.state is State.MISSING
    assert remark(row) == "Still missing: Channel."


def test_every_chosen_option_is_asked_for():
    modalities = read("modalities", ["text", "images", "other: sensor data"])
    row = rows(modalities=modalities, max_size=read("max_size", {"text": "128k"}))["max_size"]
    assert row.state is State.MISSING
    assert remark(row) == "Not answered for: Images, Other."


def test_an_option_that_was_not_chosen_contradicts():
    row = rows(
        modalities=read("modalities", ["text"]), max_size=read("max_size", {"images": "4k", "text": "1"})
    )
    assert row["max_size"].state is State.CONTRADICTING
    assert "Images" in remark(row["max_size"])


def test_without_the_other_answer_nothing_is_held_against_a_per_option_answer():
    assert rows(max_size=read("max_size", {"images": "4k"}))["max_size"].state is State.ANSWERED


@pytest.mark.parametrize(
    ("risk", "state"),
    [(Truth.YES, State.MISSING), (Truth.NO, State.NOT_ASKED), (Truth.UNKNOWN, State.MISSING)],
)
def test_a_section_is_asked_unless_its_criterion_certainly_fails(risk: Truth, state: State):
    row = by_id(filled(risk=risk))["risks"]
    assert row.state is state
    assert ("not known yet" in remark(row)) is (risk is Truth.UNKNOWN)


def test_a_criterion_nobody_looked_at_is_not_known():
    row = by_id(Filled(form=FORM, model="example", answers={}))["risks"]
    assert row.state is State.MISSING
    assert "not known yet" in remark(row)


@pytest.mark.parametrize(
    ("crawled", "state", "told"),
    [
        (True, State.MISSING, "Nobody"),
        (False, State.NOT_ASKED, "Asked only where"),
        (None, State.MISSING, "not answered yet"),
    ],
)
def test_a_field_is_asked_unless_another_answer_says_not(crawled: bool | None, state: State, told: str):
    answers = {} if crawled is None else {"crawled": answer("crawled", crawled)}
    row = by_id(filled(answers))["crawler"]
    assert row.state is state
    assert told in remark(row)


def test_what_is_not_asked_is_not_shown_though_it_was_answered():
    sheet = rows(crawled=answer("crawled", value=False), crawler=read("crawler", "our own"))
    assert (sheet["crawler"].state, sheet["crawler"].text) == (State.NOT_ASKED, None)


def test_a_draft_is_answered_and_says_that_nobody_confirmed_it():
    row = rows(name=answer("name", plain("Example"), line=None, basis=Basis.MEASURED))["name"]
    assert row.state is State.ANSWERED
    assert "nobody has confirmed it" in remark(row)


FOUND: list[tuple[str, Value, Value, bool]] = [
    ("size", parameters("405853388800"), parameters("405853388800"), False),
    ("size", parameters("4.1e11"), parameters("405853388800"), False),
    ("size", parameters("4.05e11"), parameters("405853388800"), True),
    ("size", parameters("405000000000"), parameters("405853388800"), True),
    ("size", parameters("13"), parameters("12.7"), False),
    ("size", Quantity(unit="parameters", low=Decimal(1), high=Decimal(9)), parameters("5"), False),
    ("size", Quantity(unit="parameters", low=Decimal(6), high=Decimal(9)), parameters("5"), True),
    ("size", ("medium",), parameters("4e9"), False),
    ("size", ("medium",), parameters("6e9"), True),
    ("released", date(2026, 1, 1), date(2026, 1, 2), True),
    ("released", date(2026, 1, 1), date(2026, 1, 1), False),
    ("crawled", True, False, True),
    ("kind_of_licence", ("open",), ("closed",), True),
    ("modalities", ("text", "images"), ("text",), False),
    ("modalities", ("text", "other: x"), ("text", "images"), True),
    ("name", plain("One"), plain("Other"), False),
    ("data", Record({"training": Quantity.exactly(3, "tokens")}), Record({"training": Quantity.exactly(5, "tokens")}), True),
    ("data", Record({"training": Quantity.exactly(3, "tokens")}), Record({"unit_definition": plain("x")}), False),
    ("channels", (Record({"channel": plain("a")}),), (Record({"channel": plain("b")}),), False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "stated", "found", "against"), FOUND)
def test_a_statement_contradicts_the_facts_where_they_cannot_both_be_right(
    name: str, stated: Value, found: Value, against: bool
):
    draft = answer(name, found, line=None, basis=Basis.DERIVED)
    for reason, state in (((), State.CONTRADICTING), (signed(), State.CONTRADICTING), (signed("a"), None)):
        sheet = rows(**{name: answer(name, stated, sources=reason, drafted=draft)})
        row = sheet[FORM.field(name).rows[-1].id]
        assert (row.state is State.CONTRADICTING) is (against and state is not None)
        assert ("somebody gave a reason" in remark(row)) is (against and state is None)


def test_an_estimate_does_not_contradict_but_is_told():
    draft = answer("compute", Quantity.exactly("3.8e25", "FLOP"), line=None, basis=Basis.ESTIMATED)
    row = rows(compute=answer("compute", Quantity.exactly("1.0e25", "FLOP"), drafted=draft))["compute_exact"]
    assert row.state is State.ANSWERED
    assert "estimate from the files lies elsewhere" in remark(row)


@pytest.mark.parametrize(("sources", "state"), [((), State.CONTRADICTING), (signed(), State.NOT_APPLICABLE)])
def test_not_applicable_against_the_facts_wants_a_signature(sources: tuple[object, ...], state: State):
    draft = answer("released", date(2026, 1, 1), line=None)
    stated = answer("released", not_applicable=plain("never"), sources=sources, drafted=draft)
    assert rows(released=stated)["released"].state is state


def test_the_worst_state_is_the_one_that_needs_most_work():
    assert worst([State.ANSWERED, State.TOO_COARSE, State.NOT_APPLICABLE]) is State.TOO_COARSE
    assert worst([State.NOT_APPLICABLE, State.ANSWERED]) is State.ANSWERED
    assert worst([]) is State.MISSING
    assert sorted(WORST_FIRST) == sorted(State)


def test_counts_name_every_state():
    recipient: Recipient = "office"
    counts = view(filled({"name": read("name", "Example")}), recipient).counts()
    assert set(counts) == set(State)
    assert (counts[State.ANSWERED], counts[State.WRONG]) == (1, 0)
    assert sum(counts.values()) == sum(1 for _ in FORM.rows(recipient))
