# SPDX-License-Identifier: EUPL-1.2
"""The taxonomy, the scales, and what a register adds up to: tiers, estimates, acceptance, references, evaluators, depth."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adhere.codes.catalogue import code
from adhere.kernel.calendar import Calendar
from adhere.kernel.finding import Place
from adhere.kernel.text import plain
from adhere.kernel.truth import Truth
from adhere.risk.acceptance import acceptable
from adhere.risk.estimates import cells
from adhere.risk.evaluators import business_days, searched
from adhere.risk.matrix import at, grid, marks
from adhere.risk.proportionality import proportion, size_reliefs
from adhere.risk.reference import published, safe_reference, similarly_safe
from adhere.risk.register import (
    Benchmark,
    Estimate,
    Indicator,
    Limit,
    Mitigation,
    Reference,
    Register,
    Risk,
    Scenario,
    Search,
    Similarity,
    Tier,
)
from adhere.risk.rules import abouts, rules
from adhere.risk.scales import band_of, depth_at, depths, label, probabilities, severities, words_of
from adhere.risk.standing import standing
from adhere.risk.taxonomy import SOURCES, groups, specified, term_name, terms
from adhere.risk.tiers import Score, circular, ordered, reached, tier_reached

PLACE = Place(file="risk.yaml", line=1)
ON = date(2026, 11, 22)
WEEKDAYS = Calendar(name=plain("-"))
YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN


def estimate(low: int, high: int, least: str, most: str) -> Estimate:
    return Estimate(severity=(low, high), probability=(Decimal(least), Decimal(most)), place=PLACE)


def scenario(mitigated: Estimate | None, without: Estimate | None = None) -> Scenario:
    return Scenario(id="one", title="An example", mitigated=mitigated, without=without, place=PLACE)


def indicator(threshold: str = "0.8", margin: str = "0.1", **fields: object) -> Indicator:
    found = Indicator(
        id="score",
        what="A score",
        threshold=Decimal(threshold),
        margin=Decimal(margin),
        result=("a.json", "quiz", "acc"),
        place=PLACE,
    )
    return replace(found, **fields)  # type: ignore[arg-type]


# The taxonomy and the scales.


def test_the_taxonomy_has_as_many_of_each_as_the_code():
    counted = {group: len(terms(group)) for group in groups()}
    assert counted == {
        "type": 5, "example": 12, "essential": 3, "contributing": 6, "capability": 14, "propensity": 10, "other-source": 13,
        "specified": 4, "rigour": 3, "elicitation": 3, "effectiveness": 3, "resources": 5, "objective": 25,
    }  # fmt: skip
    assert len(terms(*SOURCES)) == 37
    with pytest.raises(KeyError):
        terms("colour")


def test_every_term_has_an_id_of_its_own_and_a_short_name_in_both_languages():
    everything = terms(*groups())
    assert len(everything) == 106
    for term in everything.values():
        assert 0 < len(term.name.en) < 300
        assert not term.name.nl.startswith("(")
        assert not term.name.en.endswith(".")
    assert term_name("unknown-id", "type").en == "unknown-id"


def test_the_texts_of_terms_stand_in_the_code_alone():
    data = Path(__file__).parents[3] / "src/adhere/risk/data"
    written = "".join(path.read_text(encoding="utf-8") for path in data.glob("*.toml"))
    assert [term.id for term in terms(*groups()).values() if term.content.en in written] == []


def test_bands_of_probability_lie_against_each_other_and_reach_from_0_to_1():
    bands = probabilities()
    assert (bands[0].low, bands[-1].high) == (0, 1)
    assert all(one.high == two.low for one, two in pairwise(bands))
    assert band_of(Decimal("0.01")).id == "unlikely"  # each holds its upper bound
    assert band_of(Decimal("0.010001")).id == "possible"


def test_the_table_of_depths_has_a_cell_for_each_cell_of_the_matrix_and_never_gets_lighter():
    order = list(depths())
    ranks = [[order.index(depth_at(*cell).id) for cell in line] for line in grid()]
    assert [len(line) for line in ranks] == [len(probabilities())] * len(severities())
    assert all(line == sorted(line) for line in ranks)
    assert all(list(column) == sorted(column) for column in zip(*ranks, strict=True))


def test_word_lists_have_words():
    for group in ("stage", "actor", "mitigation", "threat"):
        assert all(label(group, name).en != name or " " not in name for name in words_of(group))
    assert label("stage", "elsewhere").nl == "elsewhere"


# Tiers.


@pytest.mark.parametrize(
    ("low", "high", "truth"),
    [
        ("0.7", "0.7", YES),  # exactly at the threshold less its margin
        ("0.69", "0.7", UNKNOWN),
        ("0.5", "0.6999", NO),
        ("0.71", "0.9", YES),
    ],
)
def test_an_indicator_counts_its_margin_in(low: str, high: str, truth: Truth):
    results = {("a.json", "quiz", "acc"): Score(low=Decimal(low), high=Decimal(high))}
    assert reached(indicator(), results).truth is truth


def test_an_indicator_that_is_worse_when_lower_and_one_without_value():
    results = {("a.json", "quiz", "acc"): Score(low=Decimal("0.85"), high=Decimal("0.95"))}
    assert reached(indicator(lower_is_worse=True), results).truth is UNKNOWN
    assert reached(indicator(lower_is_worse=True, threshold=Decimal("0.9")), results).truth is YES
    assert reached(indicator(), {}).truth is UNKNOWN
    assert reached(indicator(result=None, stated=(Decimal(1), Decimal(1))), {}).truth is YES


def tier(name: str, above: str | None = None, **fields: object) -> Tier:
    return replace(Tier(id=name, what=name, above=above, place=PLACE), **fields)  # type: ignore[arg-type]


def test_a_tier_with_an_indicator_that_does_not_exist_is_never_surely_reached_by_all():
    risk = Risk(id="cbrn", indicators=(indicator(),), place=PLACE)
    results = {("a.json", "quiz", "acc"): Score(low=Decimal("0.9"), high=Decimal("0.9"))}
    both = tier("first", indicators=("score", "gone"))
    assert tier_reached(both, risk, results).truth is YES  # any of them will do
    assert tier_reached(replace(both, every=True), risk, results).truth is UNKNOWN
    assert tier_reached(tier("bare"), risk, results).truth is UNKNOWN


def test_tiers_stand_in_order_and_circles_are_found():
    tiers = (tier("c", "b"), tier("a"), tier("b", "a"))
    assert [one.id for one in ordered(tiers)] == ["a", "b", "c"]
    assert circular(tiers) == ()
    ring = (tier("a", "c"), tier("b", "a"), tier("c", "b"), tier("d"))
    assert {one.id for one in circular(ring)} == {"a", "b", "c"}
    assert len(ordered(ring)) == 4


@given(st.lists(st.tuples(st.integers(0, 6), st.one_of(st.none(), st.integers(0, 7))), max_size=7))
def test_any_tiers_are_ordered_without_loss(links: list[tuple[int, int | None]]):
    tiers = [tier(str(name), None if above is None else str(above)) for name, above in dict(links).items()]
    assert sorted(one.id for one in ordered(tiers)) == sorted(one.id for one in tiers)


# Estimates and acceptance.


def test_a_range_covers_the_cells_between_its_bounds_and_a_word_only_its_own():
    assert cells(estimate(2, 3, "0.01", "0.1")) == ((2, 2), (3, 2))
    assert cells(estimate(0, 0, "0.01", "0.01")) == ((0, 1),)
    assert cells(estimate(1, 1, "0", "1")) == tuple((1, column) for column in range(5))


@given(st.decimals(0, 1, places=6), st.decimals(0, 1, places=6))
def test_every_probability_lies_in_a_cell(one: Decimal, two: Decimal):
    low, high = sorted((one, two))
    assert cells(Estimate(severity=(0, 0), probability=(low, high), place=PLACE))


LIMIT = Limit(severity=2, at_most=Decimal("0.01"), margin=Decimal("0.5"), place=PLACE)


@pytest.mark.parametrize(
    ("mitigated", "truth"),
    [
        (estimate(0, 1, "0.5", "1"), YES),  # never that severe
        (estimate(2, 4, "0", "0.005"), YES),  # never that probable, the margin taken off
        (estimate(2, 4, "0.006", "0.02"), NO),
        (estimate(1, 2, "0.006", "0.02"), UNKNOWN),  # perhaps less severe
        (estimate(2, 2, "0.004", "0.006"), UNKNOWN),  # straddles
        (None, UNKNOWN),
    ],
)
def test_what_remains_is_held_against_the_limit(mitigated: Estimate | None, truth: Truth):
    risk = Risk(id="cbrn", scenarios=(scenario(mitigated),), limits=(LIMIT,), place=PLACE)
    assert acceptable(risk, Register(model="m", place=PLACE), {}).truth is truth


def test_an_estimate_that_counts_on_mitigations_still_to_come_makes_nothing_acceptable():
    safe, unsafe = estimate(2, 4, "0", "0.005"), estimate(2, 4, "0.1", "0.2")
    watching = Mitigation(id="m", what="-", status="planned", risks=("cbrn",), place=PLACE)

    def truth(mitigation: Mitigation, without: Estimate | None) -> Truth:
        one = replace(scenario(safe), without=without)
        risk = Risk(id="cbrn", scenarios=(one,), limits=(LIMIT,), place=PLACE)
        return acceptable(risk, Register(model="m", mitigations=(mitigation,), place=PLACE), {}).truth

    assert truth(watching, unsafe) is truth(watching, None) is UNKNOWN
    assert truth(watching, safe) is YES  # it does not hang on the mitigation
    assert truth(replace(watching, status="implemented"), unsafe) is YES
    assert truth(replace(watching, risks=("cyber-offence",)), unsafe) is YES


def test_criteria_that_could_not_be_read_make_nothing_acceptable():
    risk = Risk(id="cbrn", scenarios=(scenario(estimate(0, 1, "0", "0")),), limits=(LIMIT,), place=PLACE)
    register = Register(model="m", place=PLACE)
    assert acceptable(risk, register, {}).truth is YES
    assert acceptable(replace(risk, unread=True), register, {}).truth is UNKNOWN


def test_without_criteria_or_scenarios_nothing_is_acceptable():
    register = Register(model="m", place=PLACE)
    bare = Risk(id="cbrn", place=PLACE)
    assert acceptable(bare, register, {}).truth is UNKNOWN
    assert acceptable(replace(bare, limits=(LIMIT,)), register, {}).truth is UNKNOWN
    assert acceptable(replace(bare, tiers=(tier("a"),)), register, {}).truth is UNKNOWN


def test_an_empty_register_never_says_that_one_may_proceed():
    found = standing(Register(model="m", place=PLACE), {}, ON, WEEKDAYS)
    assert found.missing == specified()
    assert found.proceed.truth is UNKNOWN


# Reference models.


def reference(**fields: object) -> Reference:
    found = Reference(
        id="older", own=True, risks=("cbrn",), placed_on=date(2025, 7, 9), no_other_grounds=YES, place=PLACE
    )
    return replace(found, **fields)  # type: ignore[arg-type]


def test_a_model_from_before_the_day_of_publication_may_be_a_reference():
    assert published() == date(2025, 7, 10)
    assert safe_reference(reference()).truth is YES
    assert safe_reference(reference(placed_on=published())).truth is UNKNOWN  # the process may still save it
    later = {"placed_on": published(), "assessed": YES}
    assert safe_reference(reference(**later, report_given=YES)).truth is YES
    assert safe_reference(reference(**later, report_given=NO)).truth is NO
    assert safe_reference(reference(no_other_grounds=NO)).truth is NO


def test_sight_is_assumed_of_models_of_ones_own_only():
    assert safe_reference(reference(own=False)).truth is UNKNOWN
    assert safe_reference(reference(own=False, visibility=YES)).truth is YES
    assert safe_reference(reference(own=True, visibility=NO)).truth is NO


def similarity(**fields: object) -> Similarity:
    score = Benchmark(task="quiz", score=(Decimal("0.6"),) * 2, reference=(Decimal("0.6"),) * 2)
    found = Similarity(
        risk="cbrn",
        reference="older",
        same_scenarios=YES,
        benchmarks=(score,),
        no_known_differences=YES,
        place=PLACE,
    )
    return replace(found, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "truth"),
    [
        ({}, YES),
        ({"same_scenarios": NO}, NO),
        ({"no_known_differences": UNKNOWN}, UNKNOWN),
        ({"benchmarks": ()}, UNKNOWN),
        ({"reference": "other"}, UNKNOWN),
        ({"reference_lost_on": date(2026, 5, 22)}, YES),  # until 22 November 2026
        ({"reference_lost_on": date(2026, 5, 21)}, NO),
        ({"reference_lost_on": date(2027, 1, 1)}, YES),
    ],
)
def test_similarly_safe_is_shown_and_never_assumed(fields: dict[str, object], truth: Truth):
    register = Register(model="m", references=(reference(),), place=PLACE)
    assert similarly_safe(similarity(**fields), register, ON).truth is truth


def test_a_score_above_the_reference_counts_but_for_a_negligible_margin():
    register = Register(model="m", references=(reference(),), place=PLACE)
    high = Benchmark(task="quiz", score=(Decimal("0.61"),) * 2, reference=(Decimal("0.6"),) * 2)
    assert similarly_safe(similarity(benchmarks=(high,)), register, ON).truth is NO
    margin = replace(high, margin=Decimal("0.01"))
    assert similarly_safe(similarity(benchmarks=(margin,)), register, ON).truth is YES


# Evaluators.


def test_a_call_of_twenty_business_days_counts_and_holidays_that_are_not_known_leave_it_open():
    dutch = Calendar.for_country("NL")
    first, last = date(2026, 10, 5), date(2026, 10, 30)  # four whole weeks without a holiday
    assert business_days(first, last, dutch) == (20, 20)
    call = Search(opened=first, closed=last, prompt=YES, place=PLACE)
    assert searched(call, dutch).truth is YES
    assert searched(replace(call, closed=date(2026, 10, 29)), dutch).truth is NO
    assert searched(call, WEEKDAYS).truth is UNKNOWN
    assert searched(replace(call, prompt=NO), dutch).truth is NO
    assert searched(None, dutch).truth is NO


# Proportionality.


def test_depth_follows_the_gravest_scenario_and_is_not_guessed():
    register = Register(model="m", place=PLACE)
    light, grave = (scenario(None, one) for one in (estimate(0, 0, "0", "0"), estimate(4, 4, "0.2", "0.2")))
    assert proportion(Risk(id="cbrn", place=PLACE), register, externally=False).depth is None
    found = proportion(Risk(id="cbrn", scenarios=(light, grave), place=PLACE), register, externally=False)
    assert found.depth is not None
    assert found.depth.id == "deep"
    assert len(found.short) == 2  # evaluations, an outsider


def test_reliefs_are_those_of_the_code_and_only_for_the_small():
    texts = {one.id: one.relief for one in code("gpai-2025").measures if one.relief}
    texts |= {one.id: one.relief for one in code("gpai-2025").commitments if one.relief}
    for size in ("micro", "small", "medium", "small-mid-cap"):
        assert dict(size_reliefs(size)) == texts
    assert size_reliefs("large") == size_reliefs(None) == ()


# The matrix.


def test_what_is_not_estimated_lies_in_no_cell():
    risks = (
        Risk(id="cbrn", scenarios=(scenario(None, estimate(2, 3, "0.02", "0.05")),), place=PLACE),
        Risk(id="cyber-offence", place=PLACE),
    )
    found = marks(standing(Register(model="m", risks=risks, place=PLACE), {}, ON, WEEKDAYS))
    filled = {cell: at(found, cell) for line in grid() for cell in line if at(found, cell)}
    assert filled == {(2, 2): ("A",), (3, 2): ("A",)}
    assert [one.id for one in found[0].outside_mitigated] == ["one"]


def test_the_27th_risk_has_a_letter_too():
    risks = tuple(Risk(id=f"r{number}", place=PLACE) for number in range(28))
    found = marks(standing(Register(model="m", risks=risks, place=PLACE), {}, ON, WEEKDAYS))
    assert [found[26].letter, found[27].letter] == ["A2", "B2"]


# Rules.


def test_rules_stand_in_order_and_each_of_ours_says_what_it_is_about_and_who_can_help():
    ids = [one.id for one in rules()]
    assert ids == sorted(set(ids))
    measures = {one.id for one in code("gpai-2025").measures}
    about = abouts()
    assert {one for one in ids if one < "ADH-RSK-080"} <= set(about)
    assert {one.measure for one in about.values()} <= measures
    assert {one.who for one in about.values()} <= {"engineering", "legal", "business"}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_page_lists_every_id_of_the_taxonomy(language: str):
    page = (Path(__file__).parents[3] / f"docs/{language}/risk.md").read_text(encoding="utf-8")
    assert [name for name in terms(*groups()) if f"`{name}`" not in page] == []
    assert [level.id for level in (*severities(), *probabilities()) if f"`{level.id}`" not in page] == []
