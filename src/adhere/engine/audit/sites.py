# SPDX-License-Identifier: EUPL-1.2
"""What was in force at a site when, all its files together: its robots.txt, and those that it keeps beside it.

A file beside robots.txt of which no record was kept says nothing. One of which records were kept is unknown before the first of them, behind
one that is too old, and where the site could not be reached; a recorded absence (4xx) says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from adhere.content.robots.fetching import Access
from adhere.engine.audit.records import BESIDE, Records
from adhere.engine.audit.states import BEGINNING, END, Meaning, Stretch, stretches

NO_RECORD = Meaning(Access.UNKNOWN, "no-record")


class Spell(NamedTuple):
    """A time in which all files of a site said the same: what its robots.txt did, and each of the files ``BESIDE``; None is silence."""

    start: datetime
    end: datetime
    robots: Stretch
    beside: tuple[Stretch | None, ...]

    @property
    def meanings(self) -> tuple[Meaning | None, ...]:
        """What the files beside robots.txt mean."""
        return tuple(None if one is None else one.meaning for one in self.beside)


SILENT: tuple[None, ...] = (None,) * len(BESIDE)


def spells(origin: str, records: Records, age: timedelta | None) -> tuple[Spell, ...]:
    """Return what was in force at one site, from the beginning of time to its end."""
    found = records.by_authority.get(origin)
    robots = (
        tuple(stretches(found, records.by_authority, age)) if found else (Stretch(BEGINNING, END, NO_RECORD),)
    )
    beside = tuple(_beside(origin, records, signal, age) for signal in BESIDE)
    if not any(beside):
        return tuple(Spell(one.start, one.end, one, SILENT) for one in robots)
    return tuple(_together(robots, beside))


def origins(*known: Records | None) -> list[str]:
    """Return every site of which anything was kept, in order."""
    kept = [one for one in known if one is not None]
    tables = [table for one in kept for table in (one.by_authority, *one.beside.values())]
    return sorted({origin for table in tables for origin in table})


def _beside(origin: str, records: Records, signal: str, age: timedelta | None) -> tuple[Stretch, ...]:
    found = records.beside[signal].get(origin)
    return tuple(stretches(found, records.beside[signal], age, BESIDE[signal])) if found else ()


def _together(robots: Iterable[Stretch], beside: Iterable[tuple[Stretch, ...]]) -> Iterator[Spell]:
    first, others = tuple(robots), tuple(beside)
    starts = sorted({one.start for line in (first, *others) for one in line})
    for start, end in zip(starts, [*starts[1:], END], strict=True):
        at = _at(first, start)
        if at is not None:
            yield Spell(start, end, at, tuple(_speaking(_at(line, start)) for line in others))


def _at(line: Iterable[Stretch], moment: datetime) -> Stretch | None:
    return next((one for one in line if one.start <= moment < one.end), None)


def _speaking(one: Stretch | None) -> Stretch | None:
    """A stretch that says anything: the recorded absence of a file does not."""
    return None if one is None or one.meaning.access is Access.UNAVAILABLE else one
