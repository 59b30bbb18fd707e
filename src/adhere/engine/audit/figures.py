# SPDX-License-Identifier: EUPL-1.2
"""The figures of an audit: URLs and bytes by verdict, for each agent, domain and month, added up from cells that an engine counted.

A cell is counted per group of agents that a file treats alike, and is added to each of them here. Nothing is rounded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

VERDICTS = ("reserved", "allowed", "unknown")


class Cell(NamedTuple):
    """Decisions that have all of this in common; ``month`` or ``origin`` is None where cells are not of them."""

    origin: str | None
    month: str | None
    agents: int
    verdict: str
    reason: str
    readings: str
    today: str | None
    against: bool
    urls: int
    bytes: int
    sized: int


@dataclass(slots=True)
class Tally:
    """URLs and bytes; ``sized`` is for how many the bytes are known."""

    urls: int = 0
    bytes: int = 0
    sized: int = 0

    def add(self, cell: Cell) -> None:
        """Take up a cell."""
        self.urls += cell.urls
        self.bytes += cell.bytes
        self.sized += cell.sized

    @property
    def json(self) -> dict[str, int]:
        return {"urls": self.urls, "bytes": self.bytes, "sized": self.sized}


@dataclass(slots=True)
class Split:
    """What falls under each verdict."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in VERDICTS})

    @property
    def total(self) -> Tally:
        """Everything together."""
        found = self.tallies.values()
        return Tally(*(sum(getattr(one, name) for one in found) for name in ("urls", "bytes", "sized")))

    def share(self, verdict: str = "reserved") -> float | None:
        """Return the share of bytes under a verdict, or of URLs where no size is known; None of nothing."""
        whole, part = self.total, self.tallies[verdict]
        if whole.bytes:
            return part.bytes / whole.bytes
        return part.urls / whole.urls if whole.urls else None

    @property
    def json(self) -> dict[str, dict[str, int]]:
        return {name: one.json for name, one in self.tallies.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentFigures:
    """One agent: how URLs fall, why, by month, what only one reading of its name reserves, and what is reserved since."""

    agent: str
    is_token: bool
    whole: Split
    reasons: Mapping[str, Tally]
    months: Mapping[str, Split]
    by_full_name_only: Tally
    by_letter_only: Tally
    against: Tally
    """Reserved although another signal allows."""
    since: Tally | None = None
    no_longer: Tally | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainFigures:
    """One registrable domain, or the authority itself where it has none: how its URLs fall for an agent."""

    domain: str
    agent: str
    split: Split


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFigures:
    """All of it; ``domains`` stand by bytes reserved, the worst first."""

    agents: tuple[AgentFigures, ...]
    domains: tuple[DomainFigures, ...]
    urls: int
    bytes: int
    sized: int
    malformed: int
    undated: int


def figures(
    agents: Sequence[str],
    groups: Mapping[int, Sequence[int]],
    by_month: Iterable[Cell],
    by_origin: Iterable[Cell],
    domain: Callable[[str], str],
    *,
    tokens: Callable[[str], bool],
    today: bool,
) -> AuditFigures:
    """Add up cells."""
    months = list(by_month)
    kept = [_Agent() for _ in agents]
    for cell in months:
        for place in groups[cell.agents]:
            kept[place].add(cell)
    first = [cell for cell in months if 0 in groups[cell.agents]]
    return AuditFigures(
        agents=tuple(
            one.figures(agent, is_token=tokens(agent), today=today)
            for agent, one in zip(agents, kept, strict=True)
        ),
        domains=_domains(agents, groups, by_origin, domain),
        urls=sum(cell.urls for cell in first),
        bytes=sum(cell.bytes for cell in first),
        sized=sum(cell.sized for cell in first),
        malformed=sum(cell.urls for cell in first if cell.reason == "malformed-url"),
        undated=sum(cell.urls for cell in first if cell.month is None),
    )


class _Agent:
    """The figures of one agent while cells come in."""

    def __init__(self) -> None:
        self.whole = Split()
        self.reasons: dict[str, Tally] = defaultdict(Tally)
        self.months: dict[str, Split] = defaultdict(Split)
        self.by_name, self.by_letter, self.against = Tally(), Tally(), Tally()
        self.since, self.no_longer = Tally(), Tally()

    def add(self, cell: Cell) -> None:
        self.whole.tallies[cell.verdict].add(cell)
        self.reasons[cell.reason].add(cell)
        self.months[cell.month or ""].tallies[cell.verdict].add(cell)
        if cell.readings == "full-name-only":
            self.by_name.add(cell)
        elif cell.readings == "letter-only":
            self.by_letter.add(cell)
        if cell.against:
            self.against.add(cell)
        if cell.today == "reserved" and cell.verdict != "reserved":
            self.since.add(cell)
        elif cell.today == "allowed" and cell.verdict == "reserved":
            self.no_longer.add(cell)

    def figures(self, agent: str, *, is_token: bool, today: bool) -> AgentFigures:
        return AgentFigures(
            agent=agent,
            is_token=is_token,
            whole=self.whole,
            reasons=dict(sorted(self.reasons.items())),
            months=dict(sorted(self.months.items(), key=lambda one: (one[0] == "", one[0]))),
            by_full_name_only=self.by_name,
            by_letter_only=self.by_letter,
            against=self.against,
            since=self.since if today else None,
            no_longer=self.no_longer if today else None,
        )


def _domains(
    agents: Sequence[str],
    groups: Mapping[int, Sequence[int]],
    cells: Iterable[Cell],
    domain: Callable[[str], str],
) -> tuple[DomainFigures, ...]:
    """The domains with anything reserved for an agent; sites of which no record was kept are none of them."""
    found: dict[tuple[str, int], Split] = defaultdict(Split)
    names: dict[str, str] = {}
    for cell in cells:
        if cell.origin is None:
            continue
        name = names.get(cell.origin) or names.setdefault(cell.origin, domain(cell.origin))
        for place in groups[cell.agents]:
            found[name, place].tallies[cell.verdict].add(cell)
    kept = [
        DomainFigures(domain=name, agent=agents[place], split=split)
        for (name, place), split in found.items()
        if split.tallies["reserved"].urls
    ]
    return tuple(sorted(kept, key=_worst))


def _worst(one: DomainFigures) -> tuple[Any, ...]:
    reserved = one.split.tallies["reserved"]
    return (-reserved.bytes, -reserved.urls, one.domain, one.agent)
