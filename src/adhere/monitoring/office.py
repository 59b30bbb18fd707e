# SPDX-License-Identifier: EUPL-1.2
"""What an office that runs codes keeps: periods of reporting, signatories with what they adhere to, invitations and answers.

Article 56(5) to (7): reports, monitoring, and invitations to adhere, which do not bind.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from adhere.adherence.statement import Adherence
from adhere.kernel.finding import Place

Answer = Literal["accepted", "declined", "article-53-only"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A period over which signatories report; ``until`` is its last day, ``due`` the last day for a report.

    ``sizes`` is empty where every signatory reports.
    """

    id: str
    code: str
    since: date
    until: date
    due: date | None = None
    sizes: tuple[str, ...] = ()
    place: Place

    def asks(self, size: str) -> bool:
        """Whether a signatory of that size reports over it."""
        return not self.sizes or size in self.sizes


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """An invitation to adhere (Article 56(7)): when, to which code, and the answer; None where there is none yet."""

    code: str
    on: date
    answer: Answer | None = None
    answered: date | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """A provider that adheres or was invited. No personal data stands here: an office keeps contacts elsewhere."""

    id: str
    name: str
    size: str
    adherences: tuple[Adherence, ...] = ()
    invitations: tuple[Invitation, ...] = ()
    example: bool = False
    place: Place

    def adherence(self, code: str, since: date, until: date) -> Adherence | None:
        """Return the adherence to a code that held on some day from ``since`` until and with ``until``, the last that did."""
        found = [
            one
            for one in self.adherences
            if one.code == code
            and one.since is not None
            and one.since <= until
            and (one.end is None or since < one.end)
        ]
        return max(found, key=lambda one: one.since or date.min, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunCode:
    """A code the office runs, and the code that came in its place, if any."""

    id: str
    succeeded_by: str | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Everything an office keeps but the reports, of which there may be many."""

    codes: tuple[RunCode, ...]
    windows: tuple[Window, ...]
    signatories: tuple[Signatory, ...]
    example: bool = False

    def windows_of(self, code: str) -> tuple[Window, ...]:
        """Return the periods of one code, earliest first."""
        found = (one for one in self.windows if one.code == code)
        return tuple(sorted(found, key=lambda one: (one.until, one.since, one.id)))

    def signatory(self, signatory_id: str) -> Signatory | None:
        """Return a signatory by id."""
        return next((one for one in self.signatories if one.id == signatory_id), None)
