# SPDX-License-Identifier: EUPL-1.2
"""Quality under Article 56(4): only what can be seen, each finding with its measure or commitment."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.unit.codes.small import code as small

from adhere.codes.catalogue import code
from adhere.codes.code import Code, Interest, ReportingElement, Requirement
from adhere.codes.quality import quality, vague_in
from adhere.codes.rules import FIRST_OF_QUALITY, rule, rules
from adhere.codes.wording import words
from adhere.kernel.text import Text, plain


def ids(found: Code) -> list[tuple[str, str | None]]:
    return [(one.rule.id, one.place.at) for one in quality(found)]


def asking(text: str) -> Code:
    first = small().measures[0]
    asked = replace(first, requires=(Requirement(content=plain(text)),), deadlines=())
    return replace(small(), measures=(asked,))


def test_a_code_without_indicators_says_so_and_why_where_that_is_known():
    assert ("ADH-COD-052", None) in ids(small())
    (known,) = [one for one in quality(code("gpai-2025")) if one.rule.id == "ADH-COD-054"]
    assert "third draft" in known.wrong("en")
    assert "derde ontwerp" in known.wrong("nl")


ELEMENT = ReportingElement(id="A-SLI-1", kind="numeric", content=plain("Count."), unit="actions")


def reporting(**changes: Any) -> Code:
    first, second = small().measures
    return replace(small(), measures=(replace(first, **changes), second))


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (small(), {"ADH-COD-052", "ADH-COD-055 A-1.1", "ADH-COD-055 A-1.2"}),
        (reporting(elements=(ELEMENT,)), {"ADH-COD-055 A-1.2"}),
        (reporting(no_indicator=plain("It would do harm.")), {"ADH-COD-055 A-1.2"}),
        (
            reporting(elements=(replace(ELEMENT, kind="qualitative", unit=None),)),
            {"ADH-COD-052", "ADH-COD-055 A-1.1", "ADH-COD-055 A-1.2"},
        ),
        (reporting(elements=(replace(ELEMENT, unit=None),)), {"ADH-COD-055 A-1.2", "ADH-COD-056 A-SLI-1"}),
        (replace(small(), no_indicators=plain("On purpose.")), {"ADH-COD-054"}),
        (replace(small(), unknown=plain("Much.")), {"ADH-COD-058"}),
    ],
)
def test_an_indicator_a_reason_or_neither(found: Code, told: set[str]):
    indicators = ("ADH-COD-052", "ADH-COD-054", "ADH-COD-055", "ADH-COD-056", "ADH-COD-058")
    assert {f"{name} {at or ''}".strip() for name, at in ids(found) if name in indicators} == told


def test_groups_for_whose_interests_no_measure_is_on_record_are_named():
    (finding,) = [one for one in quality(small()) if one.rule.id == "ADH-COD-057"]
    assert "betrokken personen" in finding.wrong("nl")
    minded = Interest(group="affected-persons", measures=("A-1.1",), content=plain("-"), grade="ours")
    (finding,) = [
        one for one in quality(replace(small(), interests=(minded,))) if one.rule.id == "ADH-COD-057"
    ]
    assert "betrokken personen" not in finding.wrong("nl")
    bare = replace(small(), interests=(replace(minded, measures=()),))
    assert "betrokken personen" in next(one for one in quality(bare) if one.rule.id == "ADH-COD-057").wrong(
        "nl"
    )


def test_of_the_code_of_2025_interests_are_on_record_save_of_those_it_says_nothing_of():
    (finding,) = [one for one in quality(code("gpai-2025")) if one.rule.id == "ADH-COD-057"]
    assert finding.values["groups"] == Text("other industry, academia", "ander bedrijfsleven, wetenschap")


@pytest.mark.parametrize("name", ["marking-2026", "disinformation-2025"])
def test_of_a_code_that_is_not_all_known_no_indicators_or_interests_are_missed(name: str):
    assert {one.rule.id for one in quality(code(name))} <= {"ADH-COD-058", "ADH-COD-053"}


def test_no_commitment_of_the_code_of_2025_lacks_an_objective_or_something_to_check():
    assert {"ADH-COD-050", "ADH-COD-051"}.isdisjoint(name for name, _ in ids(code("gpai-2025")))


def test_a_commitment_that_repeats_its_title_states_no_objective():
    bare = replace(small().commitments[0], content=plain("The documentation."))
    assert ("ADH-COD-050", "A-1") in ids(replace(small(), commitments=(bare,)))
    assert ("ADH-COD-050", "A-1") not in ids(small())


@pytest.mark.parametrize(
    ("text", "checkable"),
    [
        ("Take appropriate steps in good time.", False),
        ("Take appropriate steps within 14 days.", True),
        ("Publish the policy on a website.", True),
    ],
)
def test_a_commitment_needs_one_thing_that_can_be_checked(text: str, checkable: bool):
    assert (("ADH-COD-051", "A-1") not in ids(asking(text))) is checkable


def test_a_clock_with_a_number_can_be_checked_whatever_the_words():
    vague = replace(asking("Do what is appropriate.").measures[0], deadlines=small().measures[0].deadlines)
    assert ("ADH-COD-051", "A-1") not in ids(replace(small(), measures=(vague,)))


def test_vague_words_are_named_in_the_language_of_the_reader_the_longest_only():
    found = vague_in(asking("Act as appropriate and, as far as possible, in a Timely manner.").measures[0])
    assert {one.en for one in found} == {"as appropriate", "as far as possible", "timely"}
    (finding,) = [one for one in quality(small()) if one.rule.id == "ADH-COD-053"]
    assert "tijdig" in finding.wrong("nl")
    assert "timely" in finding.wrong("en")
    assert finding.place.at == "A-1.2"


@pytest.mark.parametrize(
    "text", ["Inappropriate use is untimely.", "The state machine.", "Adequacy decisions."]
)
def test_words_that_only_contain_a_marker_are_not_vague(text: str):
    assert vague_in(asking(text).measures[0]) == ()


def test_hyphens_do_not_hide_a_marker():
    assert [one.en for one in vague_in(asking("Use state-of-the-art tools.").measures[0])] == [
        "state of the art"
    ]


def test_a_finding_stands_in_the_file_of_its_measure():
    (finding,) = [one for one in quality(small(), {"A-1.2": "parts.toml"}) if one.rule.id == "ADH-COD-053"]
    assert str(finding.place) == "parts.toml, A-1.2"


def test_rules_are_in_order_and_each_of_quality_has_its_line():
    names = [one.id for one in rules()]
    assert names == sorted(set(names))
    for name in names:
        assert rule(name).id == name
        if name >= FIRST_OF_QUALITY:
            assert words("quality", name).nl
            assert rule(name).severity != "error"
