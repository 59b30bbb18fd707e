# SPDX-License-Identifier: EUPL-1.2
"""What a site says to agents beside the rules of its robots.txt: the lines in that about use, its tdmrep.json and its ai.txt.

Nearly all of it holds for every path, and is worked out once; where it differs by path the readers are asked, URL by URL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from adhere.content.reservations import preferences
from adhere.content.reservations.aitxt import AiTxt, read_ai_txt
from adhere.content.reservations.licences import of_robots as licences_of
from adhere.content.reservations.signals import Reservation
from adhere.content.reservations.tdmrep import TdmFile, read_tdm_file
from adhere.content.robots.fetching import Access
from adhere.content.robots.reading import RobotsFile
from adhere.content.robots.rulesets import Ruleset, is_universal
from adhere.engine.audit.states import Meaning

LINES = frozenset({preferences.USAGE_LINE, preferences.SIGNAL_LINE, "license"})
REMEMBERED = 4_096


class Lines(NamedTuple):
    """The lines about use and terms in a robots.txt that are for some agents."""

    usage: preferences.Heard
    licences: tuple[Reservation, ...]


NO_LINES = Lines((), ())


Met = tuple[Reservation | None, preferences.Met, Reservation | None]
"""What differs by path in what is said of a target: of its tdmrep.json, of lines about use, and of its ai.txt."""


@dataclass(frozen=True)
class Voices:
    """All that is said to agents of whom each hears the same; ``agent`` is one of them."""

    agent: str
    lines: Lines = NO_LINES
    tdm: TdmFile | None = None
    ai: AiTxt | None = None

    def say(self, target: str) -> tuple[Reservation, ...]:
        """Return what is said of a target."""
        return self.said(self.met(target))

    def met(self, target: str) -> Met:
        """Return what decides on a target; of all targets where that is the same, the same is said."""
        tdm = self.tdm.of(target) if self.tdm else None
        ai = self.ai.of(self.agent, target) if self.ai else None
        return tdm, self._usage.met(target), ai

    def said(self, met: Met) -> tuple[Reservation, ...]:
        """Return what is said of targets on which so much decides."""
        tdm, usage, ai = met
        found = (tdm, *self._usage.said(usage), *self.lines.licences, ai)
        return tuple(one for one in found if one is not None)

    @cached_property
    def _usage(self) -> preferences.LinesAboutUse:
        return preferences.LinesAboutUse(self.lines.usage, "robots.txt")

    @property
    def is_by_path(self) -> bool:
        """Whether it may differ by path."""
        tdm = self.tdm.rules if self.tdm and not self.tdm.broken else ()
        readings = self.ai.rules.readings(self.agent) if self.ai else ()
        return (
            preferences.is_by_path(self.lines.usage)
            or bool(tdm and not is_universal(tdm[0].location))
            or not all(map(_is_one_word, readings))
        )


def lines_of(file: RobotsFile) -> Callable[[str], Lines] | None:
    """Return what gives the lines of a robots.txt that are for an agent; None where it has none, as nearly all."""
    if not any(line.name in LINES for line in file.other_lines):
        return None
    licences = licences_of(file)[0]
    return lambda agent: Lines(preferences.heard(file, agent), licences)


class SiteFiles:
    """The files that sites keep beside robots.txt, each read once."""

    def __init__(self, body: Callable[[str], bytes]) -> None:
        self.tdm = lru_cache(REMEMBERED)(lambda digest: read_tdm_file(body(digest)))
        self.ai = lru_cache(REMEMBERED)(lambda digest: read_ai_txt(body(digest)))

    def voices(
        self, beside: Sequence[Meaning | None], agents: Sequence[tuple[int, str]], lines: Lines
    ) -> Iterator[tuple[tuple[int, ...], Voices]]:
        """Yield agents, by their places, who hear the same, and what they hear."""
        said_tdm, said_ai = beside
        tdm = self._tdm(said_tdm) if said_tdm else None
        ai = self._ai(said_ai) if said_ai else None
        alike: dict[tuple[Ruleset, ...], list[tuple[int, str]]] = {}
        for place, agent in agents:
            alike.setdefault(ai.rules.readings(agent) if ai else (), []).append((place, agent))
        for found in alike.values():
            yield tuple(place for place, _ in found), Voices(found[0][1], lines, tdm, ai)

    def _tdm(self, said: Meaning) -> TdmFile:
        known = said.access is Access.AVAILABLE and said.digest is not None
        return self.tdm(said.digest) if known else TdmFile(file="tdmrep.json", broken=True)

    def _ai(self, said: Meaning) -> AiTxt:
        known = said.access is Access.AVAILABLE and said.digest is not None
        return self.ai(said.digest) if known else read_ai_txt(b"")


def _is_one_word(said: Ruleset) -> bool:
    """Whether rules say the same of every path."""
    return not said.rules or (
        len(said.rules) == 1 and not said.plain_rules and is_universal(said.rules[0].pattern)
    )
