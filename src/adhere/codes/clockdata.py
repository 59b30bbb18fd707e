# SPDX-License-Identifier: EUPL-1.2
"""What clocks need besides amount and unit: what meets one, which exceptions stop it, which events people record.

Measures of the GPAI code and their exceptions; data: ``data/clocks.toml``. A clock without an entry there is met by nothing known.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from adhere.kernel.calendar import Period
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of

Source = Literal["fact", "requests", "incidents", "events", "derived"]
Effect = Literal["lifts", "day", "clock"]
"""An exception takes the last day away, sets another one, or lets another clock run after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventKind:
    """Something that starts, meets or ends clocks, and where it is read."""

    id: str
    name: Text
    source: Source
    fact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockException:
    """An exception: without every one of its conditions, and its day where it wants one, it stops nothing.

    ``within`` is the number of months after the last day in less than which the day must lie.
    """

    id: str
    name: Text
    effect: Effect
    conditions: tuple[str, ...]
    clock: str | None = None
    day: Text | None = None
    within: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRule:
    """What goes with one clock; ``docs/en/clocks.md`` says what each key means."""

    id: str
    done: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    early: bool = False
    until: str | None = None
    sooner: str | None = None
    together: tuple[str, ...] = ()
    holds_if: str | None = None
    used_if: str | None = None
    example: bool = False
    elsewhere: bool = False
    """Whether its exceptions are recorded with what it runs from: a request or an incident."""
    exceptions: tuple[ClockException, ...] = ()

    def exception(self, exception_id: str) -> ClockException | None:
        """Return an exception by its id, None where the clock has none of that id."""
        return next((one for one in self.exceptions if one.id == exception_id), None)


@cache
def clock_rules() -> dict[str, ClockRule]:
    """Return what goes with each clock, by full id such as ``gpai-2025:S-7.6``."""
    return {record["id"]: _rule(record) for record in _table()["clock"]}


def clock_rule(full_id: str) -> ClockRule:
    """Return what goes with a clock."""
    return clock_rules().get(full_id) or ClockRule(id=full_id)


@cache
def event_kinds() -> dict[str, EventKind]:
    """Return every event by id."""
    return {
        record["id"]: EventKind(
            id=record["id"],
            name=text_of(record["name"]),
            source=record["source"],
            fact=record.get("fact"),
        )
        for record in _table()["event"]
    }


@cache
def model_conditions() -> dict[str, Text]:
    """Return the conditions of a model on which clocks hold, with the question that settles each."""
    return {record["id"]: text_of(record["question"]) for record in _table()["condition"]}


def office_zone() -> str:
    """Return the time zone of the body that receives what is due, by its IANA name."""
    return str(_table()["place"]["zone"])


def office_place() -> Text:
    """Return the name of the place with that time zone."""
    return text_of(_table()["place"]["name"])


def soon() -> Period:
    """Return how long before a last day it is told, an interval of ours."""
    return Period.parse(_table()["interval"]["soon"])


def event_name(event_id: str) -> Text:
    """Return how an event is said; its id where the data know none, as in a code of one's own."""
    known = event_kinds().get(event_id)
    return known.name if known else Text(event_id, event_id)


def condition_name(condition: str) -> Text:
    """Return how a condition of an exception is said."""
    return clock_word("condition", condition)


def clock_word(table: str, key: str, /, **values: object) -> Text:
    """Return one of the words of clocks, with its ``{names}`` filled in."""
    return text_of(packaged("adhere.codes", "data/words-clocks.toml")[table][key]).filled(values)


def _rule(record: dict[str, Any]) -> ClockRule:
    return ClockRule(
        id=record["id"],
        done=tuple(record.get("done", ())),
        also=tuple(record.get("also", ())),
        early=record.get("early", False),
        until=record.get("until"),
        sooner=record.get("sooner"),
        together=tuple(record.get("together", ())),
        holds_if=record.get("holds_if"),
        used_if=record.get("used_if"),
        example=record.get("example", False),
        elsewhere=record.get("elsewhere", False),
        exceptions=tuple(_exception(one) for one in record.get("exception", ())),
    )


def _exception(record: dict[str, Any]) -> ClockException:
    return ClockException(
        id=record["id"],
        name=text_of(record["name"]),
        effect=record["effect"],
        conditions=tuple(record["conditions"]),
        clock=record.get("clock"),
        day=text_of(record["day"]) if "day" in record else None,
        within=record.get("within"),
    )


def _table() -> dict[str, Any]:
    return packaged("adhere.codes", "data/clocks.toml")
