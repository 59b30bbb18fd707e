# SPDX-License-Identifier: EUPL-1.2
"""What signals other than the rules of robots.txt come to, as rows that an engine joins: a verdict, and the signal it rests on.

Any reservation that applies reserves, and unknown is never allowed (``content.reservations.settling``). A technique of TDMRep that stands nearer to
a page takes the place of what the file of its site allows or leaves unknown, and never of what that reserves.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import IO, NamedTuple

from adhere.content.reservations.settling import settle
from adhere.content.reservations.signals import Reservation, Scope, Verdict, signals

TERMS = 2_000
"""Characters of the addresses of terms that are kept of one site or answer."""


class Note(NamedTuple):
    """What signals say together: the verdict with the signal, the words and the line it rests on; what allows; addresses of terms."""

    verdict: str | None
    signal: str | None
    spec: str | None
    words: str | None
    line: int | None
    allows: str | None
    terms: str | None


def note_of(found: Sequence[Reservation], agent: str | None = None, scope: Scope = Scope.ALL) -> Note | None:
    """Return what reservations come to; None where nothing was said."""
    settled = settle(found, agent, scope)
    told = (*settled.rests_on, *settled.against, *settled.information)
    if not told:
        return None
    first = settled.rests_on[0] if settled.rests_on else None
    allowing = settled.rests_on if settled.verdict is Verdict.ALLOWED else settled.against
    addresses = " ".join(dict.fromkeys(one.policy for one in told if one.policy))
    return Note(
        verdict=settled.verdict.value if first else None,
        signal=first.signal if first else None,
        spec=signals()[first.signal].version if first else None,
        words=shown(first) if first else None,
        line=first.line if first else None,
        allows=", ".join(dict.fromkeys(one.signal for one in allowing)) or None,
        terms=addresses[:TERMS] or None,
    )


def shown(one: Reservation) -> str:
    """Return what a signal says, with where it says it where that is no line."""
    return one.words if one.line is not None or not one.words else f"{one.where}: {one.words}"


def superseded(found: Iterable[Reservation]) -> tuple[Reservation, ...]:
    """Return what is left of what a site says where a page or its answer speaks TDMRep itself."""
    return tuple(one for one in found if one.signal != "tdmrep-file" or one.verdict is Verdict.RESERVED)


def for_its_agents(found: Iterable[Reservation]) -> tuple[Reservation, ...]:
    """Return reservations that were chosen for their agents already, and so are for everyone who hears them."""
    return tuple(replace(one, agent=None) for one in found)


@dataclass(slots=True)
class Notes:
    """Notes written down as lines, each under a number."""

    file: IO[str]
    _known: dict[Note, int] = field(default_factory=dict)
    _next: int = 1

    def add(self, note: Note | None) -> int | None:
        """Write a note and return its number."""
        if note is None:
            return None
        number, self._next = self._next, self._next + 1
        self.file.write(json.dumps({"number": number, **note._asdict()}, ensure_ascii=True) + "\n")
        return number

    def once(self, note: Note | None) -> int | None:
        """Return the number of a note that many may share."""
        if note is None:
            return None
        number = self._known.get(note)
        if number is None:
            number = self.add(note)
            if number is not None:
                self._known[note] = number
        return number

    def pair(self, found: Iterable[Reservation]) -> tuple[int | None, int | None]:
        """Return the number of what a site says, and of what is left of it where a page speaks TDMRep itself."""
        kept = for_its_agents(found)
        return self.once(note_of(kept)), self.once(note_of(superseded(kept)))
