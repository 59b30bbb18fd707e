# SPDX-License-Identifier: EUPL-1.2
"""A report as two integers: one bit per measure for met, one for known; evaluation of many reports never leaves these two.

Met and known is met; known alone is not met; neither is not known; met without known stands for a measure that does not apply.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from adhere.codes.code import Code
from adhere.kernel.data import packaged
from adhere.kernel.text import Text
from adhere.monitoring.words import word
from adhere.reporting.report import MeasureReport


class State(StrEnum):
    """How a measure stands by what a signatory reports; not known is never a pass."""

    MET = "met"
    NOT_MET = "not-met"
    UNKNOWN = "unknown"
    OUTSIDE = "outside"
    """Reported as not applicable."""

    @property
    def label(self) -> Text:
        """How people say it."""
        return word("state", self.value)


class Bits(NamedTuple):
    """How all measures of a code stand for one signatory in one period, each at its place in the code."""

    met: int
    known: int

    def state(self, place: int) -> State:
        """Return how the measure at a place stands."""
        return _STATES[self.met >> place & 1, self.known >> place & 1]

    def within(self, scope: int, state: State) -> int:
        """Return the measures of a scope that stand so, as bits."""
        met, known = self
        if state is State.MET:
            return met & known & scope
        if state is State.NOT_MET:
            return known & ~met & scope
        return (met & ~known if state is State.OUTSIDE else ~(met | known)) & scope


_STATES = {
    (1, 1): State.MET,
    (0, 1): State.NOT_MET,
    (0, 0): State.UNKNOWN,
    (1, 0): State.OUTSIDE,
}
NOTHING = Bits(0, 0)
"""A signatory that did not report: nothing is known."""


@cache
def state_of(status: str | None) -> State:
    """Return how a measure of that status stands; an alternative is for the office to judge, so not known."""
    if status is None:
        return State.UNKNOWN
    return State(packaged("adhere.monitoring", "data/evaluation.toml")["status"][status])


def places_of(code: Code) -> dict[str, int]:
    """Return the place of each measure."""
    return {measure.id: number for number, measure in enumerate(code.measures)}


def bits_of(reports: Iterable[MeasureReport], places: dict[str, int]) -> Bits:
    """Return what is reported on measures as bits; measures that the code does not have are left out."""
    met = known = 0
    for one in reports:
        place = places.get(one.measure)
        if place is None:
            continue
        state = state_of(one.status)
        met |= (state in (State.MET, State.OUTSIDE)) << place
        known |= (state in (State.MET, State.NOT_MET)) << place
    return Bits(met, known)


def scope_bits(measures: Iterable[str], places: dict[str, int]) -> int:
    """Return a set of measures as bits."""
    return sum(1 << places[name] for name in set(measures) if name in places)


def set_places(bits: int) -> Iterator[int]:
    """Yield the places of the bits that are set, lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def tallies(held: Sequence[Bits], places: Sequence[int]) -> dict[State, list[int]]:
    """Return for each state how many stand so, by place in the order asked; columns of bits are counted as text, at the speed of C."""
    width = max(places) + 1
    whole = (1 << width) - 1
    met = _columns([one.met & one.known & whole for one in held], width, places)
    not_met = _columns([one.known & ~one.met & whole for one in held], width, places)
    outside = _columns([one.met & ~one.known & whole for one in held], width, places)
    unknown = [len(held) - sum(numbers) for numbers in zip(met, not_met, outside, strict=True)]
    return {State.MET: met, State.NOT_MET: not_met, State.UNKNOWN: unknown, State.OUTSIDE: outside}


def _columns(values: Iterable[int], width: int, places: Iterable[int]) -> list[int]:
    lines = "".join([f"{value:0{width}b}" for value in values])
    return [lines[width - 1 - place :: width].count("1") for place in places]
