# SPDX-License-Identifier: EUPL-1.2
"""Makes submissions, reports and adherences for tests of monitoring, out of short words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from adhere.adherence.statement import Adherence, Extent, Withdrawal
from adhere.kernel.finding import Place
from adhere.monitoring.office import Signatory, Window
from adhere.monitoring.portfolio import Row
from adhere.monitoring.states import Bits
from adhere.reporting.report import MeasureReport, Report

HERE = Place(file="here", line=1)
LETTERS = {"m": (1, 1), "n": (0, 1), "u": (0, 0), "x": (1, 0)}
"""Met, not met, unknown, outside: met and known."""


def bits(text: str) -> Bits:
    """Return the bits of ``mnux``: the first letter is the measure at place 0."""
    pairs = [LETTERS[letter] for letter in text]
    met, known = (sum(pair[side] << place for place, pair in enumerate(pairs)) for side in (0, 1))
    return Bits(met, known)


def row(
    period: str, signatory: str, answers: str | None, size: str = "large", scope: int | None = None
) -> Row:
    """Return one submission; None is a signatory that did not report."""
    whole = (1 << len(answers or "m")) - 1 if scope is None else scope
    return Row(period, signatory, size, whole, None if answers is None else bits(answers))


def same(period: str, answers: Mapping[str, str], size: str = "large") -> Iterator[Row]:
    """Yield a submission on one measure for each signatory."""
    yield from (row(period, name, answer, size) for name, answer in sorted(answers.items()))


def adherence(
    extent: Extent = "full",
    since: date = date(2025, 8, 1),
    *,
    chapters: Iterable[str] = (),
    until: date | None = None,
    withdrawn: date | None = None,
) -> Adherence:
    return Adherence(
        code="gpai-2025",
        extent=extent,
        chapters=tuple(chapters),
        since=since,
        until=until,
        withdrawn=Withdrawal(on=withdrawn, why="x") if withdrawn else None,
        place=HERE,
    )


def signatory(*adherences: Adherence, size: str = "large", name: str = "a") -> Signatory:
    return Signatory(id=name, name="A (example)", size=size, adherences=adherences, place=HERE)


def window(due: date | None = date(2026, 9, 30)) -> Window:
    return Window(
        id="2026-H1",
        code="gpai-2025",
        since=date(2026, 1, 1),
        until=date(2026, 6, 30),
        due=due,
        place=HERE,
    )


def report(
    *measures: MeasureReport, published: date | None = date(2026, 9, 1), size: str = "large"
) -> Report:
    return Report(
        code="gpai-2025",
        signatory="a",
        size=size,
        since=date(2026, 1, 1),
        until=date(2026, 6, 30),
        published=published,
        measures=measures,
    )
