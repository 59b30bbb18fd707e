# SPDX-License-Identifier: EUPL-1.2
"""``adhere law``: provisions as people type them, criteria as trees, and nothing made up."""

from __future__ import annotations

import pytest
from tests.unit.cli.running import adhere

ON = ("--on", "2026-11-22")


@pytest.mark.parametrize("typed", ["artikel 53 lid 1 onder c", "53(1)(c)", "aia:art-53.1.c"])
def test_a_provision_is_shown_as_typed_in_one_word_or_more(typed: str) -> None:
    assert "[duty:art-53.1.c-1]" in adhere("law", "show", *typed.split(), *ON).out


@pytest.mark.parametrize("asked", ["aia:art-56.6.zzz", "Article 56(6)(z)"])
def test_what_is_not_there_is_refused_with_what_comes_near(asked: str) -> None:
    ran = adhere("law", "show", asked, *ON)
    assert (ran.status, ran.out) == (2, "")
    assert "aia:art-56.6" in ran.err


def test_a_criterion_is_a_tree_of_questions_in_words() -> None:
    out = adhere("law", "show", "criterion:general-purpose-model", *ON, "--lang", "nl").out
    assert "Ten minste een van de volgende geldt:" in out
    assert "[atom:compute-above-indicative-threshold]" in out


def test_a_section_of_the_guidelines_lists_what_rests_on_it() -> None:
    parts = adhere("law", "show", "gpai-guidelines:sec-2.1", *ON, "--format", "json").json()["parts"]
    assert "criterion:indicatively-general-purpose" in {part["id"] for part in parts}


def test_what_changed_since_a_day_is_told_once_and_with_its_day() -> None:
    ran = adhere("law", "changes", "56(6)", "--since", "2026-07-26", "--on", "2026-07-27")
    assert (ran.status, ran.out.count("[change:art-56.6-1]"), "2026-07-27" in ran.out) == (0, 1, True)
    after = adhere("law", "changes", "56(6)", "--since", "2026-07-27", "--on", "2026-11-22")
    assert "[change:art-56.6-1]" not in after.out


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("999", "--since", "2026-01-01"), "nothing on 999"),
        (("--since", "2027-01-01", "--on", "2026-01-01"), "lies after"),
        (("--since", "gisteren"), "gisteren"),
    ],
)
def test_changes_of_nothing_or_of_no_time_are_refused(asked: tuple[str, ...], told: str) -> None:
    ran = adhere("law", "changes", *asked)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
