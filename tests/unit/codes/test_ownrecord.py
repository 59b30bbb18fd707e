# SPDX-License-Identifier: EUPL-1.2
"""What a code says of itself: each thing that cannot be is told, by its rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from tests.unit.codes.small import code as small

from adhere.codes.catalogue import code, known_codes
from adhere.codes.code import Code, Event, Interest, Renumbered, ReportingElement
from adhere.codes.references import reference_faults
from adhere.kernel.finding import Finding
from adhere.kernel.text import plain
from adhere.law.library import Law

LAW = Law()


def faults(one: Code) -> list[Finding]:
    return list(reference_faults(one, LAW))


def first(change: Callable[[Code], Code]) -> tuple[str, str]:
    (found,) = faults(change(small()))
    for language in ("en", "nl"):
        assert "{" not in found.wrong(language) + found.why(language) + found.remedy(language)
    return found.rule.id, found.wrong("en")


def moved(*pairs: tuple[str, str]) -> tuple[Renumbered, ...]:
    return tuple(Renumbered(old=old, new=new) for old, new in pairs)


def twice(one: Code) -> Code:
    asked = one.measures[0].requires[0]
    return replace(one, measures=(replace(one.measures[0], requires=(asked, asked)), *one.measures[1:]))


def two_clocks(one: Code) -> Code:
    clock = one.measures[0].deadlines[0]
    return replace(one, measures=(replace(one.measures[0], deadlines=(clock, clock)), *one.measures[1:]))


def two_elements(one: Code) -> Code:
    element = ReportingElement(id="A-QRE-1", kind="qualitative", content=plain("Say it."))
    return replace(one, measures=(replace(one.measures[0], elements=(element, element)), *one.measures[1:]))


@pytest.mark.parametrize(
    ("change", "rule", "named"),
    [
        (lambda one: replace(one, family="modles"), "ADH-COD-020", "modles"),
        (lambda one: replace(one, succeeds="example"), "ADH-COD-021", "example"),
        (lambda one: replace(one, succeeds="example@1"), "ADH-COD-021", "example@1"),
        (lambda one: replace(one, renumbered=moved(("A-9", "A-8"))), "ADH-COD-022", "A-8"),
        (
            lambda one: replace(one, renumbered=moved(("A-9", "A-1.1"), ("A-9", "A-1.2"))),
            "ADH-COD-023",
            "A-9",
        ),
        (
            lambda one: replace(one, renumbered=moved(("A-8", "A-1.1"), ("A-9", "A-1.1"))),
            "ADH-COD-023",
            "A-1.1",
        ),
        (twice, "ADH-COD-024", "A-1.1(1)"),
        (two_clocks, "ADH-COD-024", "deadline A-1.1-write"),
        (two_elements, "ADH-COD-024", "element A-QRE-1"),
        (lambda one: replace(one, unknown=plain("The rest.")), "ADH-COD-025", "The rest."),
        (
            lambda one: replace(
                one, history=(Event(kind="party", on=date(2026, 1, 1), content=plain("-"), grade="ours"),)
            ),
            "ADH-COD-019",
            "party",
        ),
        (
            lambda one: replace(
                one,
                interests=(Interest(group="aliens", measures=("A-1.1",), content=plain("-"), grade="ours"),),
            ),
            "ADH-COD-028",
            "aliens",
        ),
        (
            lambda one: replace(
                one,
                interests=(
                    Interest(group="downstream", measures=("A-7.1",), content=plain("-"), grade="ours"),
                ),
            ),
            "ADH-COD-028",
            "A-7.1",
        ),
    ],
)
def test_what_cannot_be_is_told(change: Callable[[Code], Code], rule: str, named: str):
    found, wrong = first(change)
    assert found == rule
    assert named in wrong


@pytest.mark.parametrize("name", known_codes())
def test_of_the_packaged_codes_only_what_is_not_known_is_told(name: str):
    assert {one.rule.id for one in faults(code(name))} <= {"ADH-COD-025"}


def test_a_succeeded_version_and_a_number_that_moved_are_no_fault():
    assert faults(replace(small(), succeeds="example@0", renumbered=moved(("A-2", "A-1")))) == []
