# SPDX-License-Identifier: EUPL-1.2
"""How one URL was decided: its times among the inputs, the records in force, and for each agent what every signal says and which decides.

This goes by the records and the readers themselves, and not by the tables an engine joins, so that it also shows where those would be wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from adhere.content.reservations.settling import Settled, is_for, settle
from adhere.content.reservations.signals import Reservation, Scope, Verdict
from adhere.content.robots.deciding import decide, target_of
from adhere.content.robots.fetching import Access
from adhere.content.robots.reading import RobotsFile, read
from adhere.engine.audit.answers import Answer, read_answer
from adhere.engine.audit.authorities import authority_of
from adhere.engine.audit.notes import for_its_agents, superseded
from adhere.engine.audit.records import BESIDE, Records
from adhere.engine.audit.sites import Spell, spells
from adhere.engine.audit.states import Stretch
from adhere.engine.audit.voices import NO_LINES, SiteFiles, lines_of

LONGEST = 300
"""Characters of a line that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One URL at one moment for one agent.

    ``line``, ``text`` and ``heard`` are the line of robots.txt that decided there, as it stands, and the agents of the groups it stands in;
    ``others`` are all other signals, and ``signal`` is the one that the verdict rests on.
    """

    url: str
    fetched: datetime | None
    agent: str
    verdict: str
    reason: str
    signal: str | None = None
    robots: str = "unknown"
    line: int | None = None
    text: str = ""
    heard: tuple[str, ...] = ()
    origin: str | None = None
    record_time: datetime | None = None
    record_sha256: str | None = None
    others: tuple[Reservation, ...] = ()
    against: tuple[str, ...] = ()
    files: tuple[tuple[str, datetime, str | None], ...] = ()
    """The records of the files beside robots.txt: the signal of each, its time and sha256."""


def explained(
    url: str,
    times: Iterable[tuple[datetime | None, str | None]],
    agents: Iterable[str],
    records: Records,
    age: timedelta | None,
) -> Iterator[Explained]:
    """Yield how a URL was decided, by time and agent; with each time stands the text of what the answer said, None for nothing."""
    names = tuple(agents)
    origin = authority_of(url)
    known = spells(origin, records, age) if origin else ()
    for at, text in sorted(times, key=lambda one: (one[0] is None, one[0] or datetime.min, one[1] or "")):  # noqa: DTZ901 - engines keep UTC without its zone
        spell = next((one for one in known if at is not None and one.start <= at < one.end), None)
        told = _Told(url, at, origin, spell, records, read_answer(text) if text else None)
        yield from (told.to(agent) for agent in names)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of a URL at one time."""

    url: str
    at: datetime | None
    origin: str | None
    spell: Spell | None
    records: Records
    answer: Answer | None

    def to(self, agent: str) -> Explained:
        """Return how it was decided for an agent."""
        robots, reason, line, heard, text = self._robots(agent)
        others = (*self._of_site(agent), *self._of_answer(agent))
        scope = self.answer.scope if self.answer else Scope.ALL
        known = Reservation(signal="robots", verdict=Verdict(robots), where="robots.txt", words="")
        settled = settle((known, *others), agent, scope)
        decider = _decider(settled, robots)
        spell = self.spell
        return Explained(
            url=self.url,
            fetched=self.at,
            agent=agent,
            verdict=settled.verdict.value,
            reason=reason if decider == "robots" else decider,
            signal=None if decider == "robots" and robots == "unknown" else decider,
            robots=robots,
            line=line,
            text=text,
            heard=heard,
            origin=self.origin,
            record_time=spell.robots.at if spell else None,
            record_sha256=spell.robots.digest if spell else None,
            others=others,
            against=tuple(dict.fromkeys(one.signal for one in settled.against))
            if settled.is_conflict and settled.verdict is Verdict.RESERVED
            else (),
            files=tuple(
                (signal, one.at, one.digest)
                for signal, one in zip(BESIDE, spell.beside, strict=True)
                if one and one.at
            )
            if spell
            else (),
        )

    def _robots(self, agent: str) -> tuple[str, str, int | None, tuple[str, ...], str]:
        if self.spell is None or self.spell.robots.at is None:
            unknown = "no-time" if self.at is None else "no-record"
            reason = self.spell.robots.meaning.reason if self.spell else unknown
            return "unknown", "malformed-url" if self.origin is None else reason, None, (), ""
        access, reason, _ = self.spell.robots.meaning
        body = _body(self.spell.robots, self.records)
        file = read(body) if access is Access.AVAILABLE else None
        verdict, line, heard = _decision(file, agent, target_of(self.url), access)
        if file is not None or (access is Access.UNREACHABLE and verdict == "allowed"):  # the file itself
            reason = "no-rule" if line is None else "rule"
        return verdict, reason, line, heard, _line(body, line)

    def _of_site(self, agent: str) -> tuple[Reservation, ...]:
        if self.spell is None:
            return ()
        robots = self.spell.robots
        file = read(_body(robots, self.records)) if robots.meaning.access is Access.AVAILABLE else None
        lines = lines_of(file) if file else None
        files = SiteFiles(self.records.body)
        heard = lines(agent) if lines else NO_LINES
        ((_, voices),) = files.voices(self.spell.meanings, [(0, agent)], heard)
        said = for_its_agents(voices.say(target_of(self.url)))
        return superseded(said) if self.answer and self.answer.tells_tdm else said

    def _of_answer(self, agent: str) -> tuple[Reservation, ...]:
        said = self.answer.said if self.answer else ()
        return tuple(one for one in said if one.agent is None or is_for(one, agent))


def _decider(settled: Settled, robots: str) -> str:
    """The signal that a verdict rests on: robots.txt where it says the same, else the first of the others."""
    if robots == settled.verdict.value:
        return "robots"
    return settled.rests_on[0].signal


def _body(stretch: Stretch, records: Records) -> bytes:
    digest = stretch.meaning.digest
    return records.body(digest) if digest else b""


def _decision(
    file: RobotsFile | None, agent: str, target: str, access: Access
) -> tuple[str, int | None, tuple[str, ...]]:
    if file is None:
        open_ = access is Access.UNAVAILABLE or (access is Access.UNREACHABLE and target == "/robots.txt")
        return ("unknown" if access is Access.UNKNOWN else "allowed" if open_ else "reserved"), None, ()
    readings = file.readings(agent)
    decisions = [decide(one, target) for one in readings]
    place = next((number for number, one in enumerate(decisions) if not one.allowed), 0)
    rule = decisions[place].rule
    verdict = "allowed" if decisions[place].allowed else "reserved"
    return verdict, rule.line if rule else None, readings[place].agents


def _line(body: bytes, number: int | None) -> str:
    """A line of a file as it stands there."""
    if number is None:
        return ""
    lines = body.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    return lines[number - 1].decode("utf-8", "replace").strip()[:LONGEST] if number <= len(lines) else ""
