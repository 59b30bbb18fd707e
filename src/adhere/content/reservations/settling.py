# SPDX-License-Identifier: EUPL-1.2
"""What several signals say together: any reservation that applies reserves.

A specification may rank its own techniques, and some do; a ranking between signals of different kinds does not exist. A conflict is
therefore told, and never settled in favour of use. Silence is not permission: without a signal the verdict is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from adhere.content.reservations.signals import Reservation, Scope, Verdict, signals


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The verdict, the signals it rests on, and those that say otherwise."""

    verdict: Verdict
    rests_on: tuple[Reservation, ...] = ()
    against: tuple[Reservation, ...] = ()
    information: tuple[Reservation, ...] = ()

    @property
    def is_conflict(self) -> bool:
        """Whether one signal reserves what another allows."""
        return bool(self.rests_on and self.against)


def settle(found: Iterable[Reservation], agent: str | None = None, scope: Scope = Scope.ALL) -> Settled:
    """Return what signals say to an agent (None: whichever) about content, or about images where ``scope`` says so."""
    applying = [one for one in found if _applies(one, agent, scope)]
    informing = tuple(one for one in applying if signals()[one.signal].effect == "informs")
    saying = [one for one in applying if signals()[one.signal].effect != "informs"]
    reserved = tuple(one for one in saying if one.verdict is Verdict.RESERVED)
    allowed = tuple(one for one in saying if one.verdict is Verdict.ALLOWED)
    unknown = tuple(one for one in saying if one.verdict is Verdict.UNKNOWN)
    if reserved:
        return Settled(verdict=Verdict.RESERVED, rests_on=reserved, against=allowed, information=informing)
    if unknown or not allowed:
        return Settled(verdict=Verdict.UNKNOWN, rests_on=unknown, against=allowed, information=informing)
    return Settled(verdict=Verdict.ALLOWED, rests_on=allowed, information=informing)


def _applies(one: Reservation, agent: str | None, scope: Scope) -> bool:
    if one.agent is not None and agent is not None and not is_for(one, agent):
        return False
    return one.scope is Scope.ALL or one.scope is scope


def is_for(one: Reservation, asked: str) -> bool:
    """Whether a signal that names an agent is for the one asked: a version behind a name narrows what is allowed, not what is reserved."""
    named = (one.agent or "").lower()
    if named == asked.lower():
        return True
    return one.verdict is not Verdict.ALLOWED and without_version(named) == without_version(asked)


def without_version(agent: str) -> str:
    """Return the name of an agent in small letters, without a version behind it."""
    return agent.partition("/")[0].strip().lower()
