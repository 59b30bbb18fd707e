# SPDX-License-Identifier: EUPL-1.2
"""The risk matrix: severity by probability, each risk marked by a letter, a capital without mitigations and a small one with them.

Measure 3.4 of the GPAI code names a matrix as one way to show estimates. An estimate that is not there lies in no cell: such a scenario
is named outside the grid.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from string import ascii_uppercase

from adhere.kernel.text import Text
from adhere.risk.checking import risk_name
from adhere.risk.estimates import Cell, cells_of
from adhere.risk.register import Risk, Scenario
from adhere.risk.scales import depth_at, depths, probabilities, severities
from adhere.risk.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One risk in the matrix: its letter, the cells it covers without and with mitigations, and what lies outside the grid."""

    letter: str
    risk: Risk
    name: Text
    without: frozenset[Cell]
    mitigated: frozenset[Cell]
    outside_without: tuple[Scenario, ...]
    outside_mitigated: tuple[Scenario, ...]

    @property
    def small(self) -> str:
        """The letter of what remains with mitigations."""
        return self.letter.lower()


def marks(standing: Standing) -> tuple[Mark, ...]:
    """Return the marks of all risks, in the order of the register."""
    risks = (one.risk for one in standing.risks)
    return tuple(
        Mark(
            letter=letter,
            risk=risk,
            name=risk_name(risk),
            without=cells_of(risk, mitigated=False),
            mitigated=cells_of(risk, mitigated=True),
            outside_without=tuple(one for one in risk.scenarios if one.without is None),
            outside_mitigated=tuple(one for one in risk.scenarios if one.mitigated is None),
        )
        for letter, risk in zip(_letters(), risks, strict=False)
    )


def _letters() -> Iterator[str]:
    """Yield A to Z, then A2 to Z2, and so on."""
    yield from ascii_uppercase
    for number in count(2):
        yield from (f"{letter}{number}" for letter in ascii_uppercase)


def at(found: tuple[Mark, ...], cell: Cell) -> tuple[str, ...]:
    """Return the letters in a cell."""
    return tuple(
        letter
        for mark in found
        for letter, covered in ((mark.letter, mark.without), (mark.small, mark.mitigated))
        if cell in covered
    )


def grid() -> tuple[tuple[Cell, ...], ...]:
    """Return the cells of the matrix, the least severe row first."""
    return tuple(tuple((row.rank, column.rank) for column in probabilities()) for row in severities())


def shade(cell: Cell) -> int:
    """Return how dark a cell is drawn: by the depth of measures that belongs to it."""
    return list(depths()).index(depth_at(*cell).id)
