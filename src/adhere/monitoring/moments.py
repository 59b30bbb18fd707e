# SPDX-License-Identifier: EUPL-1.2
"""Figures of all signatories where reports keep coming in: they are shown as they stood on the last day for reports, and anew on the next.

Article 56(5) and (6). Were they counted again with every report, the difference between two days would tell what one signatory reported. So
what comes in late, and what is corrected late, counts from the next last day on; groups stay as they were formed (``cohorts``).
A correction of one member, the only one until a next last day, still shows by how much the sum of its group was corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from adhere.monitoring.figures import FigureRow, Sum, sums

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
    """The reports over one period as they stood at a moment."""

    name: str
    moment: date
    period: str
    reports: dict[str, Handed]


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
    for moment in sorted({one.due for one in every}):
        for number, period in enumerate(periods):
            held = [one for one in every if one.period == period and one.due <= moment]
            if held:
                found = {one.signatory: one for one in held if one.received <= moment}
                yield _Step(f"{moment} {number:04}", moment, period, found)


def _published(steps: Sequence[_Step], last: date) -> Iterator[Published]:
    values: dict[Key, dict[str, list[FigureRow]]] = {}
    for step in steps:
        for name, report in sorted(step.reports.items()):
            for key, value in report.figures:
                rows = values.setdefault(key, {}).setdefault(step.name, [])
                rows.append(FigureRow(*key, step.name, name, report.size, value))
    shown = {step.name: step.period for step in steps if step.moment == last}
    for key, by_step in sorted(values.items()):
        groups: dict[str, list[Sum]] = {}
        for one in sums((row for rows in by_step.values() for row in rows), [step.name for step in steps]):
            groups.setdefault(one.period, []).append(one)
        for name, period in shown.items():
            if name in by_step:
                yield Published(
                    measure=key[0],
                    indicator=key[1],
                    unit=key[2],
                    period=period,
                    reported=len(by_step[name]),
                    groups=tuple(groups.get(name, ())),
                )
