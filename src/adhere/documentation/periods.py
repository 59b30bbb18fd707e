# SPDX-License-Identifier: EUPL-1.2
"""What upkeep is measured by: periods of the code, intervals of our own, who asks on which grounds, what is watched.

Measures 1.1 and 1.2 of the GPAI code, whose lengths stand with its clocks (``codes``), Articles 56(2)(a) and 91(4); data:
``data/upkeep.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from adhere.codes.catalogue import code
from adhere.forms.form import Recipient
from adhere.kernel.calendar import Calendar, Period, deadline
from adhere.kernel.data import packaged
from adhere.kernel.refs import within
from adhere.kernel.text import Text, plain, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePeriod:
    """A period that a measure of a code sets, running from an event."""

    measure: str
    length: Period
    event: Text
    start: date
    """First day on which the measure counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """An interval of ours that no law sets, and why it is this one."""

    length: Period
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """A kind of organisation that asks for documentation: what it is shown, and on which grounds it may ask."""

    id: str
    name: Text
    recipient: Recipient
    grounds: tuple[str, ...]
    period: str | None

    def may_rest_on(self, ground: str) -> bool:
        """Whether a provision is a ground, or lies within one."""
        return any(within(ground, known) for known in self.grounds)


@cache
def code_period(name: str) -> CodePeriod:
    """Return a period of the code by id: ``keep`` or ``answer-downstream``."""
    record = _record("period", name)
    code_id, _, clock_id = record["clock"].partition(":")
    measure, clock = next(one for one in code(code_id).deadlines() if one[1].id == clock_id)
    return CodePeriod(
        measure=f"{code_id}:{measure.id}",
        length=Period.parse(f"{clock.amount} {clock.unit}"),
        event=text_of(record["event"]),
        start=record["from"],
    )


@cache
def interval(name: str) -> Interval:
    """Return an interval of ours by id: ``review`` or ``due-soon``."""
    record = _record("interval", name)
    return Interval(length=Period.parse(record["length"]), reason=text_of(record["reason"]))


@cache
def askers() -> dict[str, Asker]:
    """Return who may ask, by id."""
    return {
        record["id"]: Asker(
            id=record["id"],
            name=text_of(record["name"]),
            recipient=record["recipient"],
            grounds=tuple(record["grounds"]),
            period=record.get("period"),
        )
        for record in _table()["asker"]
    }


@cache
def watched() -> dict[str, Text]:
    """Return what a watch list may hold, by id."""
    return {record["id"]: text_of(record["name"]) for record in _table()["watch"]}


def standing(measures: Iterable[str]) -> tuple[str, ...]:
    """Return the provisions that the documents of these measures owe their standing to."""
    documents = dict.fromkeys(measure.partition(":")[0] for measure in measures)
    known: dict[str, list[str]] = _table()["standing"]
    return tuple(provision for document in documents for provision in known.get(document, ()))


def plain_end(event: date, length: Period) -> date | None:
    """Return the last day of a period without what working days do to it; None where that is beyond what a date can hold."""
    end = deadline(event, length, Calendar(name=plain("-")))
    return None if end.beyond else end.moved_from or end.day


def _record(kind: str, name: str) -> dict[str, Any]:
    return next(record for record in _table()[kind] if record["id"] == name)


def _table() -> dict[str, Any]:
    return packaged("adhere.documentation", "data/upkeep.toml")
