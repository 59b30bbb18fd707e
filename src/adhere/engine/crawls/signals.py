# SPDX-License-Identifier: EUPL-1.2
"""Other signals than the rules of robots.txt in the records that were given: told, since fetches are not held against them.

Measure 1.3(1)(b) of the Copyright chapter asks to comply with other protocols too; ``engine.audit`` reads what they say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from adhere.content.hosts import host_of
from adhere.content.reservations.licences import LINE as LICENCE_LINE
from adhere.content.reservations.preferences import SIGNAL_LINE, USAGE_LINE
from adhere.content.robots.reading import read
from adhere.engine.audit.records import BESIDE, Record, Records
from adhere.engine.crawls.rules import finding
from adhere.kernel.finding import Finding

_LINES = {SIGNAL_LINE: "Content-Signal", USAGE_LINE: "Content-Usage", LICENCE_LINE: "License"}
_MAY_HOLD = re.compile("|".join(map(re.escape, _LINES)).encode(), re.IGNORECASE)
"""What a robots.txt holds that has any of these lines, and few others do; looked for before it is read."""


def other_signals(records: Records, file: str) -> tuple[Finding, ...]:
    """Return that records hold other signals, of how many sites, the first of them named; nothing where there are none."""
    sites: dict[str, None] = {}
    names: set[str] = set()
    for authority, name in _found(records):
        sites.setdefault(host_of(authority) or authority)
        names.add(name)
    if not sites:
        return ()
    told, first = ", ".join(sorted(names)), next(iter(sites))
    return (finding("ADH-CON-209", file, signals=told, count=f"{len(sites):,}", site=first),)


def _found(records: Records) -> Iterator[tuple[str, str]]:
    """Yield the sites that say something by another signal, and the name of that."""
    known: dict[str, tuple[str, ...]] = {}
    for authority, kept in records.by_authority.items():
        for digest in filter(None, map(_speaking, kept)):
            if digest not in known:
                known[digest] = _lines(records.body(digest))
            yield from ((authority, name) for name in known[digest])
    for signal, table in records.beside.items():
        for authority, kept in table.items():
            if any(digest and records.body(digest).strip() for digest in map(_speaking, kept)):
                yield authority, BESIDE[signal].rpartition("/")[2]


def _speaking(record: Record) -> str | None:
    """The body of an answer that counts: of none that says the file is not there, or that failed."""
    return record.digest if record.status is None or record.status // 100 == 2 else None


def _lines(body: bytes) -> tuple[str, ...]:
    """The names of the lines of a robots.txt that are about use, or terms; of two octets for each sign every other is nought."""
    if not _MAY_HOLD.search(body.replace(b"\0", b"")):
        return ()
    return tuple({_LINES[line.name] for line in read(body).other_lines if line.name in _LINES})
