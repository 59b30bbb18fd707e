# SPDX-License-Identifier: EUPL-1.2
"""The agents that are known: by which name a robots.txt calls them, who runs them, for what, and whether they are told to obey.

Data: ``data/agents.toml``, dated; what it does not say is unknown. Tokens are product tokens of RFC 9309, section 2.2.1, or are no such thing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from adhere.content.robots.reading import is_token
from adhere.kernel.data import packaged

STALE_AFTER = 6
"""Months after which the list should be read again: new agents appear every month."""


class Purpose(StrEnum):
    """What an agent is told to fetch for."""

    TRAINING = "training"
    SEARCH = "search"
    USER = "user"
    OTHER = "other"
    UNKNOWN = "unknown"


class Obeys(StrEnum):
    """Whether an agent is told to follow robots.txt; ``USERS``: whoever runs it decides."""

    YES = "yes"
    NO = "no"
    USERS = "users"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """One agent; ``basis`` is documented, reported or None, ``page`` where that is written."""

    token: str
    names: tuple[str, ...] = ()
    operator: str | None = None
    purpose: Purpose
    obeys: Obeys
    basis: str | None = None
    page: str | None = None

    @property
    def is_token(self) -> bool:
        """Whether a strict reader of robots.txt can match it at all."""
        return is_token(self.token)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The agents with the date of the facts and where they come from."""

    agents: tuple[Agent, ...]
    source: str
    revision: str
    as_of: str

    def months_old(self, on: date) -> int:
        """Return how many months the facts are old."""
        year, month = map(int, self.as_of.split("-"))
        return (on.year - year) * 12 + on.month - month

    def is_stale(self, on: date) -> bool:
        """Whether the facts are too old to rely on without a look at the source."""
        return self.months_old(on) > STALE_AFTER


@cache
def listing() -> Listing:
    """Return the list."""
    table = packaged("adhere.content.agents", "data/agents.toml")
    return Listing(
        agents=tuple(_agent(record) for record in table["agent"]),
        source=table["source"],
        revision=table["revision"],
        as_of=table["as_of"],
    )


def known(name: str) -> Agent | None:
    """Return the agent of a token or another spelling of it, whatever the case."""
    return _by_name().get(name.strip().lower())


def tokens(purposes: Iterable[Purpose] = (Purpose.TRAINING,)) -> tuple[str, ...]:
    """Return the tokens of agents with one of these purposes."""
    wanted = frozenset(purposes)
    return tuple(agent.token for agent in listing().agents if agent.purpose in wanted)


def spellings_of(name: str) -> tuple[str, ...]:
    """Return every name by which a robots.txt may call an agent, its token first; a name that is not known is its own."""
    agent = known(name)
    return (name,) if agent is None else (agent.token, *agent.names)


@cache
def _by_name() -> dict[str, Agent]:
    return {name.lower(): agent for agent in listing().agents for name in (agent.token, *agent.names)}


def _agent(record: dict[str, str | list[str]]) -> Agent:
    one = {name: value for name, value in record.items() if isinstance(value, str)}
    return Agent(
        token=one["token"],
        names=tuple(record.get("names", ())),
        operator=one.get("operator"),
        purpose=Purpose(one["purpose"]),
        obeys=Obeys(one["obeys"]),
        basis=one.get("basis"),
        page=one.get("page"),
    )
