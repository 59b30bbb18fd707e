# SPDX-License-Identifier: EUPL-1.2
"""The period of a report: six months or a year by size, counted in the calendar year, and the day the report on it is due.

Article 56(5) asks for regular reports and sets no period: lengths are ours, after the code on disinformation (``data/periods.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of

_LABEL = re.compile(r"(?P<year>[0-9]{4})(-H(?P<half>[12]))?")
_YEAR, _HALF = 12, 6
FIRST_YEAR, LAST_YEAR = 1900, 9998


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingPeriod:
    """A period from its first to its last day."""

    since: date
    until: date

    @property
    def label(self) -> str:
        """The name of the period: ``2026``, ``2026-H1``, or its days where it is neither."""
        for months, name in ((_YEAR, f"{self.since:%Y}"), (_HALF, f"{self.since:%Y}-H{self._half}")):
            if self == _starting(self.since.year, self._half if months == _HALF else 1, months):
                return name
        return f"{self.since}--{self.until}"

    @property
    def _half(self) -> int:
        return 1 if self.since.month <= _HALF else 2

    @property
    def days(self) -> int:
        """How many days it has, first and last included."""
        return (self.until - self.since).days + 1

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.since <= day <= self.until


def period_of(label: str) -> ReportingPeriod | None:
    """Return the period of a name such as ``2026-H1`` or ``2026``; None where it is no such name."""
    match = _LABEL.fullmatch(label)
    if match is None or not FIRST_YEAR <= int(match["year"]) <= LAST_YEAR:
        return None
    half = match["half"]
    return _starting(int(match["year"]), int(half or 1), _HALF if half else _YEAR)


def period_around(day: date, size: str) -> ReportingPeriod:
    """Return the period that a day lies in, for a signatory of a size."""
    months = _record(size)["months"]
    half = 1 if day.month <= _HALF else 2
    return _starting(day.year, half if months == _HALF else 1, months)


def periods_since(start: date, last: date, size: str) -> Iterator[ReportingPeriod]:
    """Yield the periods of a signatory of a size from the day it adhered; the first begins on that day."""
    period = period_around(start, size)
    first = ReportingPeriod(since=start, until=period.until)
    while first.since <= last:
        yield first
        following = first.until + timedelta(days=1)
        first = period_around(following, size)


def label_for(period: ReportingPeriod, size: str) -> str:
    """Return the name of a period for a size; one that begins later, as with an adherence, goes by the name of the whole."""
    whole = period_around(period.until, size)
    return whole.label if whole.until == period.until and whole.since <= period.since else period.label


def length_of(size: str) -> Text:
    """Return how long the period is for a size, as people say it."""
    return text_of(_record(size)["label"])


def due_day(period: ReportingPeriod) -> date:
    """Return the day on which the report on a period is due."""
    month = period.until.month + _table()["due_months"]
    year, month = period.until.year + (month - 1) // _YEAR, (month - 1) % _YEAR + 1
    following = date(year + month // _YEAR, month % _YEAR + 1, 1)
    return following - timedelta(days=1)


def soon_day(period: ReportingPeriod) -> date:
    """Return the day from which it is told that a report is due."""
    return due_day(period) - timedelta(days=_table()["soon_days"])


def least_cases() -> int:
    """Return from how many cases a share or a median is shown without a warning."""
    return int(_table()["least_cases"])


def _starting(year: int, half: int, months: int) -> ReportingPeriod:
    if months == _YEAR:
        return ReportingPeriod(since=date(year, 1, 1), until=date(year, 12, 31))
    if half == 1:
        return ReportingPeriod(since=date(year, 1, 1), until=date(year, 6, 30))
    return ReportingPeriod(since=date(year, 7, 1), until=date(year, 12, 31))


@cache
def _record(size: str) -> dict[str, Any]:
    return next(record for record in _table()["period"] if size in record["sizes"])


def _table() -> dict[str, Any]:
    return packaged("adhere.reporting", "data/periods.toml")
