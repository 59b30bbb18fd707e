# SPDX-License-Identifier: EUPL-1.2
"""What each file says to the agents asked for: read once per distinct body, and once per group of agents that it treats alike.

Of 150 agents nearly every file knows one or two groups, so a URL is decided once or twice and not 150 times. A name that is no product token
is heard under each of its readings (``RobotsFile.readings``), and allowed only where all of them allow.
"""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from adhere.content.robots.reading import read
from adhere.content.robots.rulesets import Ruleset
from adhere.engine.audit.voices import NO_LINES, Lines, lines_of

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

MANY = 4_000
"""Bodies from which on several processes are worth their start."""
SHARE = 250
"""Bodies that a process takes at a time."""

_WORD = re.compile(r"[^\s/]*")
_LETTERS = re.compile(r"[a-z_-]*")


class Heard(NamedTuple):
    """Agents, by their places in the list asked for, that hear the same: the rulesets, one for each reading of their names, and the lines about use."""

    agents: tuple[int, ...]
    readings: tuple[Ruleset, ...]
    lines: Lines = NO_LINES


Ruling = tuple[Heard, ...]
"""What one file says: every agent stands in one group."""


class Asked:
    """The agents asked for, by every name under which a file may name them."""

    def __init__(self, agents: Sequence[str]) -> None:
        self.agents = tuple(agents)
        self._by_name: dict[str, list[int]] = {}
        for place, agent in enumerate(self.agents):
            whole, first = agent.partition("/")[0].lower(), agent.partition(" ")[0].partition("/")[0].lower()
            for name in {whole, first}:
                self._by_name.setdefault(name, []).append(place)

    def named(self, written: Iterable[str]) -> list[int]:
        """Return the places of agents that lines may name: by the whole of what they say, by its first word or by the letters it begins with."""
        names: set[str] = set()
        for line in written:
            low = line.lower()
            names |= {low, _WORD.match(low)[0], _LETTERS.match(low)[0]}  # type: ignore[index]
        found = {place for name in names.intersection(self._by_name) for place in self._by_name[name]}
        return sorted(found)


def ruling(body: bytes, asked: Asked) -> Ruling:
    """Return what a file says to agents; groups in the order of their first agent."""
    file = read(body)
    lines = lines_of(file) or (lambda _: NO_LINES)
    groups: dict[tuple[tuple[Ruleset, ...], Lines], list[int]] = {}
    by_identity: dict[tuple[tuple[int, ...], Lines], tuple[tuple[Ruleset, ...], list[int]]] = {}
    others = set(range(len(asked.agents)))
    for place in asked.named(file.agents):
        heard = file.readings(asked.agents[place])
        others.discard(
            place
        )  # rulesets of one file are made once; hashing their rules for every agent is dear
        told = lines(asked.agents[place])
        by_identity.setdefault((tuple(map(id, heard)), told), (heard, []))[1].append(place)
    for (_, told), (heard, places) in by_identity.items():
        groups.setdefault((heard, told), []).extend(places)
    if others:
        one = asked.agents[min(others)]
        groups.setdefault((file.readings(one)[:1], lines(one)), []).extend(others)
    heard_by = (Heard(tuple(sorted(places)), *told) for told, places in groups.items())
    return tuple(sorted(heard_by, key=lambda one: one.agents))


def rulings(
    digests: Sequence[str], body: Callable[[str], bytes], agents: Sequence[str], processes: int | None = None
) -> Iterator[tuple[str, Ruling]]:
    """Yield what each file says, in order of digest."""
    workers = processes if processes is not None else min(os.cpu_count() or 1, 8)
    one = partial(_share, Asked(agents))
    shares = (digests[start : start + SHARE] for start in range(0, len(digests), SHARE))
    if workers < 2 or len(digests) < MANY:
        for share in shares:
            yield from zip(share, one([body(digest) for digest in share]), strict=True)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - few audits need it
    from multiprocessing import get_context  # noqa: PLC0415

    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        for share, said in _ahead(pool, one, shares, body, 3 * workers):
            yield from zip(share, said, strict=True)


def _ahead(
    pool: Executor,
    work: Callable[[list[bytes]], list[Ruling]],
    shares: Iterator[Sequence[str]],
    body: Callable[[str], bytes],
    most: int,
) -> Iterator[tuple[Sequence[str], list[Ruling]]]:
    """Yield what came of each share in order, with so many of them under way and no more."""
    under_way: deque[tuple[Sequence[str], Future[list[Ruling]]]] = deque()
    for share in shares:
        under_way.append((share, pool.submit(work, [body(digest) for digest in share])))
        if len(under_way) >= most:
            first, made = under_way.popleft()
            yield first, made.result()
    for first, made in under_way:
        yield first, made.result()


def _share(asked: Asked, bodies: list[bytes]) -> list[Ruling]:
    return [ruling(body, asked) for body in bodies]


def common(then: Ruling, now: Ruling) -> Iterator[tuple[tuple[int, ...], Heard, Heard]]:
    """Yield the groups of agents that hear the same in two files, with what they hear in each."""
    if then is now:
        yield from ((one.agents, one, one) for one in then)
        return
    for one in then:
        for other in now:
            shared = tuple(sorted(set(one.agents).intersection(other.agents)))
            if shared:
                yield shared, one, other


def is_catch_all(pattern: str) -> bool:
    """Whether a pattern plainly matches every target; others that do are tried like any pattern."""
    return pattern.strip("*") in {"", "/"}


def settled(readings: tuple[Ruleset, ...]) -> bool:
    """Whether nothing of a URL has to be looked at: no reading has a rule. One that allows all is told as the line that decides."""
    return all(not one.rules and not one.plain_rules for one in readings)
