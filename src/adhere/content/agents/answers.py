# SPDX-License-Identifier: EUPL-1.2
"""What a robots.txt says to an agent under all its names, and about addresses: each verdict with the line that decided.

A name that is no product token of RFC 9309 has several readings, which are all told; an address is allowed only where every reading allows it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from adhere.content.agents.known import Agent, known, spellings_of
from adhere.content.reservations.preferences import LinesAboutUse, heard
from adhere.content.reservations.signals import Reservation
from adhere.content.robots.deciding import Decision, decider, strictest, target_of
from adhere.content.robots.reading import RobotsFile, is_token
from adhere.content.robots.rulesets import Ruleset


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressAnswer:
    """What the file says of one address, and what else stands in it about the use of that."""

    url: str
    target: str
    decision: Decision
    signals: tuple[Reservation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentAnswer:
    """What the file says to one agent; ``known`` is what the list of agents tells of it."""

    agent: str
    known: Agent | None
    named: bool
    readings: tuple[Ruleset, ...]
    addresses: tuple[AddressAnswer, ...]


def readings_of(file: RobotsFile, agent: str) -> tuple[Ruleset, ...]:
    """Return the rulesets for an agent under each of its names that the file has; of product tokens first."""
    named = [name for name in spellings_of(agent) if file.names(name)]
    tokens = [name for name in named if is_token(name)]
    found = [ruleset for name in tokens or named or [agent] for ruleset in file.readings(name)]
    return tuple(dict.fromkeys(found))


def answer(file: RobotsFile, agent: str, urls: Iterable[str]) -> AgentAnswer:
    """Return what a file says to an agent about addresses."""
    readings = readings_of(file, agent)
    deciders, lines = list(map(decider, readings)), LinesAboutUse(heard(file, agent), file.file)
    addresses = []
    for url in urls:
        target = target_of(url)
        decision, signals = strictest([one(target) for one in deciders]), lines.said(lines.met(target))
        addresses.append(AddressAnswer(url=url, target=target, decision=decision, signals=signals))
    return AgentAnswer(
        agent=agent,
        known=known(agent),
        named=any(file.names(name) for name in spellings_of(agent)),
        readings=readings,
        addresses=tuple(addresses),
    )
