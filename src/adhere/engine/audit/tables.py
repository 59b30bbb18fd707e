# SPDX-License-Identifier: EUPL-1.2
"""The tables an audit joins URLs with: what was in force where and when, what that says to which agents, and the rules by which paths decide.

They are made from records once and go into an engine by files of lines, which every engine reads quickly. Numbers in them are names within
one run and stand in no output.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any, NamedTuple
from zlib import compress, decompress

from adhere.content.reservations.signals import Reservation
from adhere.content.robots.deciding import OWN_TARGET, Decision, decider, strictest, target_of
from adhere.content.robots.fetching import Access
from adhere.content.robots.rulesets import Kind, PathRule, Ruleset
from adhere.engine.audit.notes import Notes
from adhere.engine.audit.patterns import laid_out
from adhere.engine.audit.records import Records
from adhere.engine.audit.rulings import Heard, Ruling, common, rulings, settled
from adhere.engine.audit.sites import NO_RECORD, SILENT, Spell, origins, spells
from adhere.engine.audit.states import Meaning, latest
from adhere.engine.audit.voices import Met, SiteFiles, Voices

AGREE, BY_NAME, BY_LETTER = 0, 1, 2
"""Whether the readings of an agent's name come to the same; which alone reserves where they do not: its full name, or the letter of the RFC."""
FLAG = 1 << 40
"""A code is that of a rule plus so many times what its readings come to."""
BOUNDS = 3
"""Moments of a site that stand in columns: a first record, and one that grew too old, take two."""
BLOCKED = 2
"""The code of a site that could not be reached: reserved, and by no rule, whose codes begin behind it."""
OF_NOTES = 1 << 30
"""Numbers of what is said beside rules begin here, and those of rules stay below."""


NO_SITE = ""
"""The origin of URLs that have none, where they are counted; the number of their state, and of what that means."""
NO_STATE, NO_PROFILE = -1, -1


class Profile(NamedTuple):
    """What the files of a site mean at one moment: its robots.txt then and, where that is asked, now; and those beside it."""

    then: Meaning
    now: Meaning | None
    beside: tuple[Meaning | None, ...] = SILENT


class _Files(NamedTuple):
    """Where the lines of rules go: what they say, and where they are looked for; and what is said beside them."""

    rules: IO[str]
    shelf: IO[str]
    notes: Notes


class Side(NamedTuple):
    """How a group of agents is decided at one moment: by ``base`` alone where ``set`` is None, else by the rules of that set.

    ``asked`` means that the rules say more than rows can: the parser is asked for every URL.
    """

    access: str
    reason: str
    set: int | None = None
    base: int = 0
    asked: bool = False


@dataclass(slots=True)
class Tables:
    """What was made of records, written to files of lines in ``folder``, and what has to be asked of the parser itself."""

    folder: Path
    agents: tuple[str, ...]
    groups: dict[tuple[int, ...], int] = field(default_factory=dict)
    today: bool = False
    beside: bool = False
    """Whether any site says anything beside the rules of a robots.txt."""
    by_path: bool = False
    """Whether any of that differs by path, so that readers have to be asked."""
    _voices: dict[int, Voices] = field(default_factory=dict)
    _sets: dict[bytes, tuple[int | None, int, bool]] = field(default_factory=dict)
    _packed: dict[int, bytes] = field(default_factory=dict)
    _decoded: dict[int, tuple[tuple[Callable[[str], Decision], ...], dict[PathRule, int]]] = field(
        default_factory=dict
    )
    _next: int = 2

    def group(self, agents: tuple[int, ...]) -> int:
        """Return the number of a group of agents; 0 is all of them."""
        return self.groups.setdefault(agents, len(self.groups))

    def decided(self, number: int | None, url: str | None) -> int | None:
        """Return the code for a URL of which the parser is asked, by the rules of a set."""
        if number is None or url is None:
            return None
        if number not in self._packed:
            return 0 if number == self._blocked() and target_of(url) == OWN_TARGET else None
        found = self._decoded.get(number)
        if found is None:
            if len(self._decoded) > 2_000:
                self._decoded.clear()
            readings, codes = pickle.loads(decompress(self._packed[number]))  # noqa: S301 - our own
            found = self._decoded[number] = tuple(map(decider, readings)), codes
        deciders, codes = found
        target = target_of(url)
        decisions = [decide(target) for decide in deciders]
        decision = strictest(decisions)
        code = 0 if decision.rule is None else codes[decision.rule]
        if len(decisions) < 2 or decision.allowed:
            return code
        allowed = [one.allowed for one in decisions]
        return code + FLAG * (AGREE if not any(allowed) else BY_NAME if not allowed[0] else BY_LETTER)

    def met(self, number: int, url: str) -> Met:
        """Return what decides, beside rules, on a URL of which the readers of its site are asked."""
        return self._voices[number].met(target_of(url))

    def said(self, number: int, met: Met) -> tuple[Reservation, ...]:
        """Return what a site says beside rules of URLs on which so much decides."""
        return self._voices[number].said(met)

    def beside_of(self, voices: Voices, notes: Notes) -> tuple[int | None, int | None, int | None]:
        """Return the note on what agents hear beside rules, what is left of it where a page speaks TDMRep, and the number to ask by."""
        if voices.is_by_path:
            number = OF_NOTES + len(self._voices)
            self._voices[number] = voices
            self.beside = self.by_path = True
            return None, None, number
        note, beyond = notes.pair(voices.say("/"))
        self.beside = self.beside or note is not None
        return note, beyond, None

    def side(self, meaning: Meaning, readings: tuple[Ruleset, ...], out: _Files) -> Side:
        """Return how agents who hear these rulesets are decided."""
        if meaning.access is Access.UNREACHABLE:
            return Side("reserved", meaning.reason, self._blocked(), BLOCKED)
        if meaning.access is not Access.AVAILABLE:
            return Side("allowed" if meaning.access is Access.UNAVAILABLE else "unknown", meaning.reason)
        if settled(readings):
            return Side("rules", meaning.reason)
        packed = pickle.dumps(readings)
        known = self._sets.get(packed)
        if known is None:
            known = self._sets[packed] = self._lay_out(readings, out)
        return Side("rules", meaning.reason, *known)

    def _blocked(self) -> int:
        """The set of no rules: only the path of robots.txt itself is looked at."""
        return 0

    def _lay_out(self, readings: tuple[Ruleset, ...], out: _Files) -> tuple[int, int, bool]:
        number = len(self._sets) + 1
        by_rule: dict[PathRule, int] = {}
        asked = len(readings) > 1 or bool(readings[0].plain_rules)
        bases: list[int] = []
        for one in readings:
            for said in (one.rules, one.plain_rules):
                base, rows, codes = laid_out(said, self._next)
                self._next += len(codes)
                bases.append(base)
                by_rule |= {rule: code for code, rule in codes.items()}
                for code, rule in codes.items():
                    out.rules.write(
                        json.dumps({"number": code, "pattern": rule.pattern, "line": rule.line}) + "\n"
                    )
                if not asked:
                    for row in rows:
                        out.shelf.write(json.dumps({"set_": number, **row._asdict()}) + "\n")
        self._packed[number] = compress(pickle.dumps((readings, by_rule)), 1)
        settled_base = self._constant(readings, bases)
        return number, settled_base or bases[0], asked and settled_base is None

    @staticmethod
    def _constant(readings: tuple[Ruleset, ...], bases: Sequence[int]) -> int | None:
        """The code of all URLs where the full name is blocked from everything by one line and the other readings say the same of all."""
        first = readings[0]
        alone = first.kind is Kind.ALL_BLOCKED and len(first.rules) >= 1 and bases[0] and not bases[0] % 2
        if len(readings) < 2 or not alone or first.plain_rules or len(first.rules) > 1:
            return None
        kinds = {one.kind for one in readings[1:]}
        if kinds == {Kind.ALL_ALLOWED}:
            return bases[0] + FLAG * BY_NAME
        return bases[0] if kinds == {Kind.ALL_BLOCKED} else None


def build(
    records: Records,
    agents: Sequence[str],
    folder: Path,
    *,
    age: timedelta | None,
    today: Records | None = None,
    processes: int | None = None,
    named: Sequence[int] = (),
    notes: Notes | None = None,
) -> Tables:
    """Write the tables for records and agents to files in a folder; ``today`` holds what sites say now.

    ``named`` are the places of agents that answers name, so that each of them has to stand alone.
    """
    tables = Tables(folder, tuple(agents), today=today is not None)
    tables.group(tuple(range(len(agents))))
    known = Records()
    known.extend(records)
    if today is not None:
        known.extend(today)
    said = dict(rulings(_digests(records, today), known.body, agents, processes))
    profiles = _write_states(folder, records, age, today)
    with ExitStack() as stack:
        classes, rules, shelf, other = (
            stack.enter_context((folder / name).open("w", encoding="utf-8"))
            for name in ("class", "rule", "shelf", "other")
        )
        made = _Classes(
            tables, said, SiteFiles(known.body), _Files(rules, shelf, notes or Notes(other)), named
        )
        written = 0
        nowhere = Profile(NO_RECORD, None if today is None else NO_RECORD)
        for profile, number in ((nowhere, NO_PROFILE), *profiles.items()):
            for place, line in enumerate(made.of(profile)):
                classes.write("\t".join(_cell(one) for one in (written, number, place, *line)) + "\n")
                written += 1
    return tables


def _digests(*known: Records | None) -> list[str]:
    """The digests of all that was said to be a robots.txt."""
    found = (one for records in known if records for kept in records.by_authority.values() for one in kept)
    return sorted({one.digest for one in found if one.digest is not None})


def _write_states(
    folder: Path, records: Records, age: timedelta | None, today: Records | None
) -> dict[Profile, int]:
    """Write what was in force at each site and when, and return the number of each thing it means. The first is a site of which nothing is known."""
    profiles = {Profile(NO_RECORD, None if today is None else NO_RECORD): 0}
    written = 1
    with (
        (folder / "site").open("w", encoding="utf-8") as sites,
        (folder / "state").open("w", encoding="utf-8") as states,
    ):
        states.write(_state_line(NO_STATE, None, NO_PROFILE))
        states.write(_state_line(0, None, 0))
        sites.write(_site_line(0, NO_SITE, 0, ()))
        for site, origin in enumerate(origins(records, today), 1):
            now = _now(origin, today)
            found = spells(origin, records, age)
            sites.write(_site_line(site, origin, written, [one.start for one in found[1:]]))
            for one in found:
                profile = Profile(one.robots.meaning, now, one.meanings)
                states.write(_state_line(written, one, profiles.setdefault(profile, len(profiles))))
                written += 1
    return profiles


def _cell(value: Any) -> str:
    return "" if value is None else str(int(value)) if isinstance(value, bool) else str(value)


def _now(origin: str, today: Records | None) -> Meaning | None:
    if today is None:
        return None
    found = today.by_authority.get(origin)
    return latest(found, today.by_authority) if found else NO_RECORD


def _site_line(number: int, origin: str, first: int, starts: Sequence[datetime]) -> str:
    """The number of the first state of a site, and when the next begin: some in columns of their own, for nearly all sites all of them."""
    shown = [one.isoformat(" ") for one in starts]
    columns = [*shown[:BOUNDS], *[""] * (BOUNDS - len(shown))]
    more = f"[{', '.join(shown[BOUNDS:])}]" if len(shown) > BOUNDS else ""
    return "\t".join((str(number), origin, str(first), *columns, more)) + "\n"


def _state_line(number: int, one: Spell | None, profile: int) -> str:
    """What a state means, and the record of each file it rests on."""
    records = (one.robots, *one.beside) if one else (None, *SILENT)
    told = ((found.at and found.at.isoformat(" "), found.digest) if found else ("", "") for found in records)
    return "\t".join((str(number), str(profile), *(part or "" for pair in told for part in pair))) + "\n"


class _Classes(NamedTuple):
    """Makes the lines of a profile: a group of agents, how it is decided then, now where that is asked and differs, and what is said beside."""

    tables: Tables
    said: Mapping[str, Ruling]
    files: SiteFiles
    out: _Files
    named: Sequence[int]

    def of(self, profile: Profile) -> Iterator[list[Any]]:
        """Yield the lines of a profile."""
        then, now, beside = profile
        first = self._heard(then)
        second = first if now is None or now == then else self._heard(now)
        for heard_by, heard, other in common(first, second):
            sides = self._sides(profile, heard, other)
            apart = self._apart(heard_by)
            for atom, places in apart:
                agents = [(place, self.tables.agents[place]) for place in places]
                for group, voices in self.files.voices(beside, agents, heard.lines):
                    notes = self.tables.beside_of(voices, self.out.notes)
                    yield [self.tables.group(group), *sides, atom, *notes]

    def _sides(self, profile: Profile, heard: Heard, other: Heard) -> list[Any]:
        then, now, _ = profile
        side = self.tables.side(then, heard.readings, self.out)
        later = side if now is None or now == then else self.tables.side(now, other.readings, self.out)
        same = (side.access, side.set, side.base) == (later.access, later.set, later.base)
        return [*side, same, later.access, None if same else later.set, later.base, later.asked]

    def _heard(self, meaning: Meaning) -> Ruling:
        if meaning.digest is not None:
            return self.said[meaning.digest]
        nothing = Ruleset(Kind.ALL_ALLOWED, ())
        return (Heard(tuple(range(len(self.tables.agents))), (nothing,)),)

    def _apart(self, agents: tuple[int, ...]) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Agents that answers name, each alone under a number, and all others under 0."""
        others = tuple(place for place in agents if place not in self.named)
        if others:
            yield 0, others
        yield from ((place + 1, (place,)) for place in agents if place in self.named)
