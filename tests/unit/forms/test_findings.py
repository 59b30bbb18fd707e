# SPDX-License-Identifier: EUPL-1.2
"""Findings on a filled form: once per field, naming who it matters to, at the place where the answer stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.unit.forms.sample import FORM, annexed, answer, filled, read, signed

from adhere.forms.answers import Answer, Filled, Record
from adhere.forms.completeness import State
from adhere.forms.findings import findings
from adhere.forms.form import Recipient
from adhere.forms.rules import rules
from adhere.forms.views import all_rows
from adhere.kernel.finding import Finding
from adhere.kernel.provenance import Basis
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import LANGUAGES, plain
from adhere.kernel.truth import Truth

ALL: tuple[Recipient, ...] = ("office", "authority", "downstream")
MODALITIES = read("modalities", ["text"])


def found(
    *answers: Answer, recipients: Sequence[Recipient] = ALL, sheet: Filled | None = None
) -> dict[tuple[str, object], Finding]:
    """Findings by rule and field."""
    sheet = sheet or filled({one.field: one for one in answers}, risk=Truth.NO)
    told = findings(sheet, recipients)
    by_rule = {(one.rule.id[-3:], one.values.get("field")): one for one in told}
    assert len(by_rule) == len(told), "one finding per field and rule"
    return by_rule


def test_what_is_missing_is_told_once_and_names_who_it_is_for():
    finding = found()["050", "name"]
    assert finding.wrong("en") == (
        "Name (name) is not answered; it is for the AI Office, national competent authorities and downstream providers."
    )
    assert finding.why("en") == "Why it is asked: why name"
    assert str(finding.place) == "models/example/sample.yaml"
    assert ("050", "remarks") not in found()


def test_only_the_recipients_asked_about_count():
    told = found(recipients=["downstream"])
    assert ("050", "licence") not in told
    assert "downstream providers." in told["050", "size"].wrong("en")
    assert "Office" not in told["050", "size"].wrong("en")


def test_findings_point_at_the_answer_where_there_is_one_and_else_at_a_file_of_choice():
    sheet = filled({"compute": read("compute", "4e25", line=17)})
    places = {one.values["field"]: str(one.place) for one in findings(sheet, ALL, file="elsewhere.yaml")}
    assert places["compute"] == "models/example/sample.yaml:17"
    assert places["name"] == "elsewhere.yaml"


def test_too_coarse_is_told_of_those_alone_who_need_more():
    finding = found(read("compute", "4e25"))["051", "compute"]
    assert "for the AI Office: Too coarse" in finding.wrong("en")
    assert finding.rule.severity == "warning"


def test_a_band_alone_is_told_to_whoever_needs_a_figure():
    told = found(answer("size", band="medium"))
    assert "the AI Office ask for a figure" in told["052", "size"].wrong("en")
    assert ("050", "size") not in told


def test_a_part_that_is_missing_is_told():
    assert "Still missing: Unit_definition." in found(read("data", {"training": 15}))["053", "data"].wrong(
        "en"
    )


def test_both_figures_of_a_contradiction_are_named_in_full():
    draft = answer("size", Quantity.exactly(405853388800, "parameters"), line=None, basis=Basis.DERIVED)
    finding = found(read("size", 405000000000, drafted=draft))["054", "size"]
    assert (
        "stated is 405,000,000,000 parameters, but the files say 405,853,388,800 parameters"
        in finding.wrong("en")
    )
    assert finding.rule.severity == "error"


def test_a_reason_turns_a_contradiction_into_a_note():
    draft = answer("released", read("released", "2026-01-01").value, line=None, basis=Basis.DECLARED)
    told = found(read("released", "2026-02-02", drafted=draft, sources=signed("the card is old")))
    assert ("054", "released") not in told
    assert (
        "2 February 2026, though the files say 1 January 2026; the reason given is: the card is old"
        in told["061", "released"].wrong("en")
    )


def test_a_figure_and_a_band_that_contradict_are_an_error():
    finding = found(answer("size", Quantity.exactly("4.0e8", "parameters"), band="medium"))["055", "size"]
    assert "4.0 x 10^8 parameters does not lie in the range 500M-5B" in finding.wrong("en")


def test_not_applicable_against_the_facts_is_an_error():
    draft = answer("released", read("released", "2026-01-01").value, line=None)
    told = found(answer("released", not_applicable=plain("never"), drafted=draft))
    assert "but the files say 1 January 2026" in told["056", "released"].wrong("en")


def test_an_answer_for_an_option_that_was_not_chosen_is_an_error():
    told = found(MODALITIES, read("max_size", {"text": "1", "images": "2"}))
    assert "answered for Images, which Modalities does not name" in told["057", "max_size"].wrong("en")


def test_not_applicable_where_the_form_refuses_it_is_an_error():
    assert ("058", "name") in found(answer("name", not_applicable=plain("no")))


def test_more_words_than_recommended_is_a_note():
    finding = found(read("uses", "one two three four five six"))["059", "uses"]
    assert "has 6 words; the form recommends 5" in finding.wrong("en")
    assert finding.rule.severity == "note"
    assert ("059", "uses") not in found(read("uses", "one two three four five"))


def test_drafts_that_nobody_confirmed_are_told_once_for_the_form():
    told = found(
        answer("name", plain("a"), line=None), answer("licence", plain("b"), line=None), read("uses", "c")
    )
    assert "2 (name, licence)" in told["060", None].wrong("en")


def test_an_answer_that_is_not_asked_is_a_note():
    told = found(answer("crawled", value=False), read("crawler", "our own"))
    assert 'Asked only where "Crawled" is answered with: yes.' in told["062", "crawler"].wrong("en")
    drafted = found(answer("crawled", value=False), answer("crawler", plain("x"), line=None))
    assert ("062", "crawler") not in drafted


def test_an_answer_outside_the_estimate_is_a_warning():
    draft = answer("compute", Quantity.exactly("3.8e25", "FLOP"), line=None, basis=Basis.ESTIMATED)
    told = found(read("compute", "1.0e25", drafted=draft))["063", "compute"]
    assert "the estimate from the files is 3.8 x 10^25 FLOP" in told.wrong("en")


ESTIMATE = answer(
    "compute",
    Quantity.between(Decimal("2.9e23"), Decimal("6.3e23"), "FLOP"),
    line=None,
    basis=Basis.ESTIMATED,
)


@pytest.mark.parametrize(
    ("stated", "rule"),
    [("5.8e25", "065"), ("6.4e24", "065"), ("2.8e22", "065"), ("6.3e24", "063"), ("2.9e22", "063")],
)
def test_an_answer_far_outside_the_estimate_is_an_error_without_a_reason(stated: str, rule: str):
    told = found(read("compute", stated, drafted=ESTIMATE))
    assert {name for name, field in told if field == "compute"} & {"063", "065"} == {rule}
    reasoned = found(read("compute", stated, drafted=ESTIMATE, sources=signed("measured")))
    assert ("063", "compute") in reasoned
    assert ("065", "compute") not in reasoned


def test_a_row_far_outside_the_estimate_contradicts():
    sheet = filled({"compute": read("compute", "5.8e25", drafted=ESTIMATE)})
    states = {row.row.id: row.state for row in all_rows(sheet)}
    assert states["compute_exact"] is states["compute_power"] is State.CONTRADICTING


def test_a_date_later_than_the_one_that_bounds_it_is_an_error():
    told = found(read("released", "2027-03-16"), read("collected", "2026-03"))
    finding = told["066", "released"]
    assert "Released (released) is 16 March 2027, later than Collected: 1 March 2026." in finding.wrong("en")
    assert finding.rule.severity == "error"
    assert ("066", "released") not in found(read("released", "2026-03-01"), read("collected", "2026-03"))
    assert ("066", "released") not in found(read("released", "2027-03-16"))


def test_a_date_after_the_date_of_the_check_is_a_warning():
    sheet = filled({"released": read("released", "2026-11-23")})
    days = (date(2026, 11, 22), date(2026, 11, 23), None)
    warned = [{one.rule.id[-3:]: one.rule.severity for one in findings(sheet, ALL, on=on)} for on in days]
    assert warned[0]["067"] == "warning"
    assert "067" not in {**warned[1], **warned[2]}


def test_what_could_not_be_read_is_not_told_a_second_time():
    sheet = filled({}, wrong=frozenset(field.id for field in FORM.fields))
    assert findings(sheet, ALL) == ()


def test_composed_fields_leave_findings_to_the_forms_they_use():
    assert findings(annexed({}), ALL) == ()


def test_a_full_form_has_nothing_to_tell():
    answers = [
        read("name", "Example"), read("uses", "Any."), read("licence", "none"), read("released", "2026-01-01"),
        read("collected", "2026-01"), answer("crawled", value=False), read("kind_of_licence", "open"),
        MODALITIES, read("max_size", {"text": "128k"}), read("size", 4050000000),
        read("data", {"unit_definition": "tokens", "training": Decimal("1.5e13")}),
        read("time", {"period": "all", "wall_clock": 20}), read("compute", "3.8e25"),
        read("channels", [{"channel": "API"}]),
    ]  # fmt: skip
    assert found(*answers) == {}


def test_an_answer_made_public_that_only_the_files_complete_is_kept_back_and_told():
    mixed = replace(read("time", {"period": "all"}, public=True), facts=("compute.training.duration",))
    assert ("064", "time") in found(mixed)
    assert ("064", "time") not in found(replace(mixed, facts=()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_in_a_finding_is_filled_in(language: str):
    draft = answer("size", Quantity.exactly(3, "parameters"), line=None)
    told = {
        **found(
            answer("size", Quantity.exactly(5, "parameters"), band="medium", drafted=draft),
            answer("time", Record({"wall_clock": ("month",)})),
            read("uses", "one two three four five six"),
            MODALITIES,
            read("max_size", {"images": "2"}),
            answer("name", not_applicable=plain("no")),
            answer("crawled", value=False, line=None),
            read("crawler", "ours"),
        )
    }
    assert len({rule for rule, _ in told}) > 8
    for one in told.values():
        text = f"{one.wrong(language)} {one.why(language)} {one.remedy(language)}"  # type: ignore[arg-type]
        assert "{" not in text, text


def test_every_rule_about_a_filled_form_is_told_by_a_test_above():
    told = set()
    for name, test in globals().items():
        if name.startswith("test_") and test.__code__.co_consts:
            told |= {part for part in _constants(test.__code__.co_consts) if isinstance(part, str)}
    assert {one.id[-3:] for one in rules() if one.id >= "ADH-FRM-050"} <= told


def _constants(constants: tuple[object, ...]) -> set[object]:
    flat: set[object] = set()
    for one in constants:
        flat |= _constants(one) if isinstance(one, tuple) else {one}
    return flat
