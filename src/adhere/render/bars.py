# SPDX-License-Identifier: EUPL-1.2
"""Bars of amounts with the table that says the same: the largest of them, the rest together, none where there is nothing to compare.

What a bar is worth stands at its end, so that no colour has to be told apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from adhere.kernel.text import Language
from adhere.render.chartdata import FEWEST, MOST
from adhere.render.document import Chart, Series, Table, listed
from adhere.render.words import word_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """What is drawn: amounts by name, how an amount is told, and the words around them; ``first`` heads the column of names."""

    title: str
    axis: str
    first: str
    rows: Sequence[tuple[str, int]]
    told: Callable[[int], str]
    most: int = MOST
    apart: Sequence[tuple[str, int]] = ()
    """What stands last whatever it is worth, such as what nobody knows."""


def bars(asked: Bars, language: Language) -> Chart | None:
    """Return the bars, None where fewer than two are worth drawing."""
    rows = _folded(asked, language)
    if len(rows) < FEWEST or not any(amount for _, amount in rows):
        return None
    said = [(name, asked.told(amount)) for name, amount in rows]
    return Chart(
        title=asked.title,
        description=word_of("content", "described", language, title=asked.title, values=listed(said)),
        axis=asked.axis,
        categories=tuple(name for name, _ in rows),
        series=(Series(name=asked.axis, values=tuple(Decimal(amount) for _, amount in rows)),),
        labels=tuple(amount for _, amount in said),
        table=Table(
            caption=table_of(asked.title, language), header=(asked.first, asked.axis), rows=tuple(said)
        ),
    )


def table_of(title: str, language: Language) -> str:
    """Return the caption of the table that says what a picture shows."""
    return word_of("content", "as-table", language, title=title)


def _folded(asked: Bars, language: Language) -> list[tuple[str, int]]:
    """Return the rows with those that are too many as one, at the end."""
    rows, last = list(asked.rows), list(asked.apart)
    if len(rows) <= asked.most:
        return [*rows, *last]
    kept, rest = rows[: asked.most - 1], rows[asked.most - 1 :]
    name = word_of("content", "rest", language, count=len(rest))
    return [*kept, (name, sum(amount for _, amount in rest)), *last]
