# SPDX-License-Identifier: EUPL-1.2
"""Figures the law and its guidance put on things, by id and date: no threshold stands in code.

Data: ``data/guidance/compute.toml``; Article 51(2) of Regulation (EU) 2024/1689 and the Commission's guidelines for
providers of general-purpose AI models, Annex on training compute.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, Inexact, localcontext
from fractions import Fraction
from functools import cache
from typing import Any

from adhere.kernel.data import packaged
from adhere.kernel.quantity import EXACT
from adhere.kernel.text import Text, text_of

FILE = "data/guidance/compute.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The edition of the guidelines that was read: number, date, title, and what is not certain about it."""

    id: str
    version: str
    dated: date
    title: Text
    note: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number with its unit, the provision it comes from and the days it counts on.

    ``operator`` says how a model's own figure is compared with it; ``valid_until`` is the first day it no longer counts.
    """

    id: str
    value: Fraction
    unit: str
    operator: str
    source: str
    valid_from: date
    valid_until: date | None
    grade: str
    content: Text

    @property
    def number(self) -> Decimal:
        """The value as a decimal; raise ValueError for a fraction, such as one third, that is none."""
        with localcontext(EXACT) as context:
            context.traps[Inexact] = True
            try:
                return Decimal(self.value.numerator) / Decimal(self.value.denominator)
            except Inexact:
                raise ValueError(f"{self.id} is {self.value}, which no decimal equals") from None

    def counts_on(self, on: date) -> bool:
        """Return whether the figure counts on a day."""
        return self.valid_from <= on and (self.valid_until is None or on < self.valid_until)


@cache
def edition() -> Edition:
    """Return the edition of the guidelines behind the figures."""
    record = packaged("adhere.law", FILE)["edition"]
    return Edition(
        id=record["id"],
        version=record["version"],
        dated=record["dated"],
        title=text_of(record["title"]),
        note=text_of(record["note"]),
    )


@cache
def figures() -> tuple[Figure, ...]:
    """Return every figure in every wording, in the order of the file."""
    return tuple(map(_figure, packaged("adhere.law", FILE)["figure"]))


def figure(figure_id: str, on: date | None = None) -> Figure:
    """Return the figure that counts on a day, or the newest; raise LookupError where there is none."""
    known = [figure for figure in figures() if figure.id == figure_id]
    counting = known if on is None else [figure for figure in known if figure.counts_on(on)]
    if not counting:
        raise LookupError(f"{figure_id} counts on no such day: {on}" if known else f"no figure {figure_id}")
    return max(counting, key=lambda figure: figure.valid_from)


def _figure(record: Mapping[str, Any]) -> Figure:
    return Figure(
        id=record["id"],
        value=Fraction(record["value"]),
        unit=record["unit"],
        operator=record["operator"],
        source=record["source"],
        valid_from=record["from"],
        valid_until=record.get("until"),
        grade=record["grade"],
        content=text_of(record["content"]),
    )
