# SPDX-License-Identifier: EUPL-1.2
"""A periodic report of a signatory: per commitment and measure what was done, in words and in figures.

Article 56(5): on the implementation of commitments, measures taken and their outcomes, with indicators scaled to size and capacity.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

from adhere.adherence.statement import Status

Basis = Literal["computed", "imported", "stated"]
BASES: tuple[Basis, ...] = get_args(Basis)
SIZES = ("micro", "small", "medium", "small-mid-cap", "large")
"""Sizes of a signatory, those of ``law.sizes`` and the largest, smallest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The value of an indicator; ``value`` is None where it is not reported, which is never the same as 0, and ``why`` says why.

    ``parts`` breaks the value down by Member State; ``total`` is the number of cases the value is of, where that says how much it is
    worth; ``source`` is the file it was imported from, or what it was computed from.
    """

    indicator: str
    unit: str
    value: Decimal | None = None
    why: str | None = None
    basis: Basis = "stated"
    parts: Mapping[str, Decimal] = field(default_factory=dict)
    total: int | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureReport:
    """What is reported on one measure; ``answers`` are the texts per qualitative reporting element, by its id."""

    measure: str
    status: Status | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentReport:
    """What is reported on one commitment: new measures in the period and plans for the next one; None is not answered."""

    commitment: str
    new: bool | None = None
    new_measures: str | None = None
    plans: bool | None = None
    planned: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report of one signatory on one code over one period; ``until`` is the last day of the period."""

    code: str
    signatory: str
    size: str
    since: date
    until: date
    published: date | None = None
    commitments: tuple[CommitmentReport, ...] = ()
    measures: tuple[MeasureReport, ...] = ()
    overall: tuple[Figure, ...] = ()
    """Figures on the adherence as a whole, under no measure."""
    example: bool = False

    def figures(self) -> Iterator[tuple[str, Figure]]:
        """Yield every figure with the measure under which it is reported; the measure is empty for the adherence as a whole."""
        yield from (("", figure) for figure in self.overall)
        for one in self.measures:
            yield from ((one.measure, figure) for figure in one.figures)
