# SPDX-License-Identifier: EUPL-1.2
"""The records of a provider's own crawler against Measures 1.2 and 1.3(1)(a) of the Copyright chapter of the code of practice (Article 53(1)(c)).

Each fetch is held against the robots.txt that was in force, the lists of infringing websites of that moment, and what the crawler says of paywalls,
logins and captchas. A finding is made per agent and host, with how many addresses it is about; what no record tells is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from adhere.content.reservations.rules import finding, rule
from adhere.content.robots.deciding import OWN_TARGET
from adhere.content.robots.fetching import FRESH, Access, RobotsState
from adhere.content.robots.reading import is_token
from adhere.kernel.finding import Finding, Place

HOURS = FRESH.total_seconds() / 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One address that the crawler fetched; ``circumvented`` names the restrictions it got around, None where that was not recorded."""

    agent: str
    host: str
    target: str
    at: datetime
    status: int | None = None
    circumvented: tuple[str, ...] | None = None
    authority: str | None = None
    """The host with its scheme and port, by which a robots.txt counts; without it the host stands for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InfringingSites:
    """A list of websites recognised by courts or public authorities as persistently infringing, and the days on which it held."""

    name: str
    domains: frozenset[str]
    since: date
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether the list was in force on a day."""
        return self.since <= on and (self.until is None or on <= self.until)

    def lists(self, host: str) -> bool:
        """Whether a host, or a domain above it, is on the list."""
        labels = host.lower().rstrip(".").split(".")
        return any(".".join(labels[at:]) in self.domains for at in range(len(labels)))


@dataclass(slots=True)
class _Met:
    count: int = 0
    values: dict[str, object] = field(default_factory=dict)


def check_fetches(
    fetches: Iterable[Fetch],
    state_of: Callable[[str, datetime], RobotsState],
    lists: Iterable[InfringingSites],
    file: str,
) -> tuple[Finding, ...]:
    """Return what is wrong with the fetches of a crawler; ``state_of`` gives the robots.txt of a host that was in force at a moment."""
    known = tuple(lists)
    met: dict[tuple[str, str, str], _Met] = {}
    agents: dict[str, None] = {}
    for fetch in fetches:
        agents.setdefault(fetch.agent)
        for rule_id, values in _wrong(fetch, state_of(fetch.authority or fetch.host, fetch.at), known):
            place = fetch.host if rule_id not in _OF_THE_DAY else str(fetch.at.date())
            one = met.setdefault((rule_id, fetch.agent, place), _Met(values=dict(values)))
            one.count += 1
    strange = [finding("ADH-CON-038", file, agent=agent) for agent in agents if not is_token(agent)]
    return (
        *strange,
        *(
            Finding(
                rule=rule(rule_id),
                place=Place(file=file, at=place),
                values={"agent": agent, "host": place, "count": one.count} | one.values,
            )
            for (rule_id, agent, place), one in sorted(met.items(), key=lambda item: item[0])
        ),
    )


_OF_THE_DAY = frozenset({"ADH-CON-037"})
"""Rules that are about a day and not about a host."""


def _wrong(
    fetch: Fetch, state: RobotsState, lists: tuple[InfringingSites, ...]
) -> Iterator[tuple[str, Mapping[str, object]]]:
    yield from _against_robots(fetch, state)
    if fetch.circumvented is None:
        yield "ADH-CON-035", {}
    elif fetch.circumvented:
        yield "ADH-CON-034", {"kinds": ", ".join(fetch.circumvented)}
    day = fetch.at.date()
    holding = [one for one in lists if one.holds(day)]
    if not holding:
        yield "ADH-CON-037", {"day": day}
    yield from (("ADH-CON-036", {"list": one.name}) for one in holding if one.lists(fetch.host))


def _against_robots(fetch: Fetch, state: RobotsState) -> Iterator[tuple[str, Mapping[str, object]]]:
    if fetch.target == OWN_TARGET:
        return
    decision = state.decide(fetch.agent, fetch.target)
    if decision is None:
        yield "ADH-CON-032", {}
        return
    if not decision.allowed:
        if state.access is Access.UNREACHABLE:
            yield "ADH-CON-031", {}
        else:
            yield "ADH-CON-030", {"rule": decision.rule.line if decision.rule else "?"}
    if state.access is not Access.UNREACHABLE and not state.is_fresh(fetch.at):
        yield "ADH-CON-033", {"hours": f"{HOURS:.0f}"}
