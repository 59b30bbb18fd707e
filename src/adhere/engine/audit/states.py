# SPDX-License-Identifier: EUPL-1.2
"""What was in force at a site when: records as stretches of time without gaps. RFC 9309, sections 2.3.1 and 2.4.

A stretch means a file that was read, or the reason why it says what it says without one. Before the first record, and behind one that is
too old, nothing is known. A file stays in force for a day where the site cannot be reached any more; as ``content.robots.fetching`` has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from adhere.content.robots.fetching import FRESH, REDIRECTS, Access, Fetched, access_of
from adhere.engine.audit.records import NAME, Record, followed

BEGINNING, END = datetime(1, 1, 1), datetime(9999, 12, 31)  # noqa: DTZ001 - engines keep UTC without its zone
BEFORE, TOO_OLD, CONFLICT = "before-first-record", "record-too-old", "conflicting-records"


class Meaning(NamedTuple):
    """What is in force: the rules of a file by its digest, or a reason that settles every URL or leaves it unknown."""

    access: Access
    reason: str
    digest: str | None = None


class Stretch(NamedTuple):
    """From when until when something was in force at a site, and the record it rests on."""

    start: datetime
    end: datetime
    meaning: Meaning
    at: datetime | None = None
    digest: str | None = None


def stretches(
    records: Iterable[Record],
    everything: Mapping[str, list[Record]],
    age: timedelta | None,
    path: str = NAME,
) -> Iterator[Stretch]:
    """Yield what was in force at one site, from the beginning of time to its end; ``age`` is how old a record may be.

    ``path`` is that of the file: robots.txt, or another that a site keeps beside it.
    """
    moments = list(_moments(records, everything, path))
    last = BEGINNING
    copy: tuple[Meaning, datetime, str | None] | None = None
    if moments[0][0] > BEGINNING:
        yield Stretch(BEGINNING, moments[0][0], Meaning(Access.UNKNOWN, BEFORE))
    for number, (at, meaning, digest) in enumerate(moments):
        end = moments[number + 1][0] if number + 1 < len(moments) else END
        last = at
        if meaning.access is Access.AVAILABLE:
            copy = (meaning, at, digest)
        elif meaning.access is Access.UNREACHABLE and copy and at < copy[1] + FRESH:
            last = min(end, copy[1] + FRESH)
            yield Stretch(at, last, *copy)
        stale = END if age is None else min(_later(at, age), end)
        if last < min(stale, end):
            yield Stretch(last, min(stale, end), meaning, at, digest)
        if max(last, stale) < end:
            yield Stretch(max(last, stale), end, Meaning(Access.UNKNOWN, TOO_OLD), at, digest)


def latest(records: Iterable[Record], everything: Mapping[str, list[Record]]) -> Meaning:
    """Return what the last of the records of a site means."""
    *_, (_, meaning, _) = _moments(records, everything)
    return meaning


def _moments(
    records: Iterable[Record], everything: Mapping[str, list[Record]], path: str = NAME
) -> Iterator[tuple[datetime, Meaning, str | None]]:
    """The records by time; several of one moment that do not say the same leave it unknown."""
    for at, group in groupby(sorted(records, key=lambda one: one.at), key=lambda one: one.at):
        found = {_meaning(one, everything, path): one.digest for one in group}
        meaning = next(iter(found)) if len(found) == 1 else Meaning(Access.UNKNOWN, CONFLICT)
        yield at, meaning, found.get(meaning)


def _meaning(record: Record, everything: Mapping[str, list[Record]], path: str) -> Meaning:
    last = followed(everything, record, REDIRECTS, FRESH.total_seconds(), path)
    fetched = Fetched(
        at=last.at.replace(tzinfo=UTC),
        status=last.status,
        redirects=("",) * min(last.redirects, REDIRECTS + 1),
        body=None if last.digest is None else b"",
        error=last.error,
    )
    access, reason = access_of(fetched)
    return Meaning(access, reason.value, last.digest if access is Access.AVAILABLE else None)


def _later(at: datetime, age: timedelta) -> datetime:
    try:
        return at + age
    except OverflowError:
        return END
