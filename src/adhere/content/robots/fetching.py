# SPDX-License-Identifier: EUPL-1.2
"""What an answer to a request for robots.txt means: RFC 9309, sections 2.3 and 2.4.

The RFC leaves choices to a crawler ("MAY"). An audit makes none in favour of use: what is not known stays unknown, a site that could not be
reached stays closed, and that thirty days of silence may count as "unavailable" is told and never applied.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from adhere.content.robots.deciding import OWN_TARGET, Decision, decide_strictly
from adhere.content.robots.reading import RobotsFile, read

REDIRECTS = 5
"""Consecutive redirects that a crawler should follow at least (2.3.1.2); behind more it may assume there is no file."""
FRESH = timedelta(hours=24)
"""How long a copy should be used at most while the site can be reached (2.4)."""
NO_CONTENT, PARTIAL_CONTENT = 204, 206
"""RFC 9110, sections 15.3.5 and 15.3.7."""
SILENCE = timedelta(days=30)
"""The RFC's example of a long time without a robots.txt (2.3.1.4)."""


class Access(StrEnum):
    """What is known of the robots.txt of a site at a moment."""

    AVAILABLE = "available"
    UNAVAILABLE = "unavailable"
    UNREACHABLE = "unreachable"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why it is that."""

    FILE = "file"
    CLIENT_ERROR = "client-error"
    SERVER_ERROR = "server-error"
    NETWORK_ERROR = "network-error"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    REDIRECT_NOT_FOLLOWED = "redirect-not-followed"
    NO_BODY = "no-body"
    INCOMPLETE = "incomplete"
    OTHER_STATUS = "other-status"
    NO_RECORD = "no-record"


_BY_CLASS = {
    2: (Access.AVAILABLE, Reason.FILE),
    3: (Access.UNKNOWN, Reason.REDIRECT_NOT_FOLLOWED),
    4: (Access.UNAVAILABLE, Reason.CLIENT_ERROR),
    5: (Access.UNREACHABLE, Reason.SERVER_ERROR),
}
"""By the first digit of the last status."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A record of one request: the last status, the addresses it was redirected to, the body, and what went wrong.

    ``at`` has its zone. An error beside a status says that the answer is not whole.
    """

    at: datetime
    status: int | None = None
    redirects: tuple[str, ...] = ()
    body: bytes | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsState:
    """What a record means; ``file`` is there where a robots.txt was read."""

    access: Access
    reason: Reason
    at: datetime | None = None
    file: RobotsFile | None = None

    def decide(self, agent: str, target: str) -> Decision | None:
        """Return the decision for an agent and a target; None where it is unknown."""
        if self.access is Access.UNKNOWN:
            return None
        if self.file is not None:
            return decide_strictly(self.file.readings(agent), target)
        return Decision(self.access is Access.UNAVAILABLE or target == OWN_TARGET, None)

    def is_fresh(self, at: datetime) -> bool:
        """Whether it may be used at a moment without asking again."""
        return self.at is not None and self.at <= at <= self.at + FRESH


NOTHING = RobotsState(access=Access.UNKNOWN, reason=Reason.NO_RECORD)
"""Where there is no record: unknown, and never allowed."""


def state_of(fetched: Fetched | None, file: str = "robots.txt") -> RobotsState:
    """Return what a record means."""
    if fetched is None:
        return NOTHING
    access, reason = access_of(fetched)
    found = read(fetched.body or b"", file=file) if access is Access.AVAILABLE else None
    return RobotsState(access=access, reason=reason, at=fetched.at, file=found)


def state_at(states: Iterable[RobotsState], at: datetime) -> RobotsState:
    """Return the state in force at a moment: the latest that had been fetched by then, however old; see ``is_fresh``.

    A copy that was read stays in force while the site cannot be reached (section 2.4), for as long as it is fresh.
    """
    before = sorted((state for state in states if state.at and state.at <= at), key=_moment, reverse=True)
    if not before:
        return NOTHING
    if before[0].access is Access.UNREACHABLE:
        copies = (state for state in before if state.access is Access.AVAILABLE and state.is_fresh(at))
        return next(copies, before[0])
    return before[0]


def is_long_silent(states: Sequence[RobotsState], at: datetime) -> bool:
    """Whether a site could not be reached for so long that a crawler MAY take its robots.txt as unavailable: told, never applied."""
    first = last = None
    for state in sorted((state for state in states if state.at and state.at <= at), key=_moment):
        if state.access is not Access.UNREACHABLE:
            first = None
        else:
            last = _moment(state)
            first = first or last
    return first is not None and last is not None and last - first >= SILENCE


def access_of(fetched: Fetched) -> tuple[Access, Reason]:
    """Return what is known of the robots.txt of a site after a request, and why."""
    if fetched.status is None:
        if fetched.error:
            return Access.UNREACHABLE, Reason.NETWORK_ERROR
        return Access.UNKNOWN, Reason.OTHER_STATUS
    access, reason = _BY_CLASS.get(fetched.status // 100, (Access.UNKNOWN, Reason.OTHER_STATUS))
    if access is Access.AVAILABLE:
        if fetched.error or fetched.status == PARTIAL_CONTENT:
            return Access.UNKNOWN, Reason.INCOMPLETE
        if fetched.body is None and fetched.status != NO_CONTENT:
            return Access.UNKNOWN, Reason.NO_BODY
    elif len(fetched.redirects) > REDIRECTS:
        return Access.UNKNOWN, Reason.TOO_MANY_REDIRECTS
    return access, reason


def _moment(state: RobotsState) -> datetime:
    return state.at or datetime.min.replace(tzinfo=UTC)
