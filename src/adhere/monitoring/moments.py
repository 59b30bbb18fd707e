# SPDX-License-Identifier: EUPL-1.2
"""Figures of all signatories where reports keep coming in: they are shown as they stood on the last day for reports, and anew on the next.

Article 56(5) and (6). Were they counted again with every report, the difference between two days would tell what one signatory reported. So
what comes in late, and what is corrected late, counts from the next last day on; groups stay as they were formed (``cohorts``).
A correction of one member, the only one until a next last day, still shows by how much the sum of its group was corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from adhere.monitoring.figures import FigureRow, Sum, sums_of

Key = tuple[str, str, str]
"""A measure, an indicator and a unit."""


class Handed(NamedTuple):
    """A report as it was handed in: over which period, due when, received when, with figures by measure, indicator and unit."""

    signatory: str
    size: str
    period: str
    due: date
    received: date
    figures: tuple[tuple[Key, Decimal], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What is shown of an indicator over a period: how many signatories reported it, and groups of them; no group where they are too few."""

    measure: str
    indicator: str
    unit: str
    period: str
    reported: int
    groups: tuple[Sum, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What is shown from the day after ``moment`` on; ``periods`` are those that were due by then, earliest first."""

    moment: date
    periods: tuple[str, ...]
    indicators: tuple[Published, ...]


class _Step(NamedTuple):
    """The reports over one period as they stood at a moment, and their figures by signatory; those are the same where the reports are."""

    name: str
    moment: date
    period: str
    reports: dict[str, Handed]
    figures: dict[Key, dict[str, FigureRow]]


def publication(handed: Iterable[Handed], on: date) -> Publication | None:
    """Return what is shown on a day, None where no last day has passed. ``handed`` comes in the order of reception."""
    every = [one for one in handed if one.due < on]
    if not every:
        return None
    periods = list(dict.fromkeys(name for _, name in sorted({(one.due, one.period) for one in every})))
    steps = list(_steps(every, periods))
    last = steps[-1].moment
    return Publication(moment=last, periods=tuple(periods), indicators=tuple(_published(steps, last)))


def _steps(every: Sequence[Handed], periods: Sequence[str]) -> Iterator[_Step]:
    """Yield each moment with each period that was due by then, in order of time."""
    over: dict[str, list[Handed]] = {period: [] for period in periods}
    for one in every:
        over[one.period].append(one)
    stood: dict[str, _Step] = {}
    for moment in sorted({one.due for one in every}):
        for number, period in enumerate(periods):
            if not any(one.due <= moment for one in over[period]):
                continue
            reports = {
                one.signatory: one for one in over[period] if one.due <= moment and one.received <= moment
            }
            name, before = f"{moment} {number:04}", stood.get(period)
            same = before is not None and before.reports == reports
            figures = before.figures if before is not None and same else _by_key(reports)
            stood[period] = _Step(name, moment, period, reports, figures)
            yield stood[period]


def _by_key(reports: Mapping[str, Handed]) -> dict[Key, dict[str, FigureRow]]:
    found: dict[Key, dict[str, FigureRow]] = {}
    for name, report in reports.items():
        for key, value in report.figures:
            found.setdefault(key, {})[name] = FigureRow(*key, report.period, name, report.size, value)
    return found


def _published(steps: Sequence[_Step], last: date) -> Iterator[Published]:
    shown = {step.name: step for step in steps if step.moment == last}
    for key in sorted({key for step in steps for key in step.figures}):
        groups: dict[str, list[Sum]] = {}
        for one in sums_of({step.name: step.figures.get(key, {}) for step in steps}, shown):
            groups.setdefault(one.period, []).append(one)
        for name, step in shown.items():
            if key in step.figures:
                yield Published(
                    measure=key[0],
                    indicator=key[1],
                    unit=key[2],
                    period=step.period,
                    reported=len(step.figures[key]),
                    groups=tuple(groups.get(name, ())),
                )
