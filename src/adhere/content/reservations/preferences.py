# SPDX-License-Identifier: EUPL-1.2
"""Preferences about use: the field ``Content-Usage`` of the AIPREF drafts, and the lines ``Content-Usage`` and ``Content-Signal`` of robots.txt.

draft-ietf-aipref-attach (sections 2 and 3) on draft-ietf-aipref-vocab (sections 5 and 6): a dictionary of RFC 9651 whose values are the
tokens ``y`` and ``n``. A draft binds nobody yet, and changes; ``signals`` says which versions were read. A signal of https://contentsignals.org
has no parameters, as a member of a dictionary has: there a semicolon parts signals as a comma does, and so does a blank before the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from operator import itemgetter

from adhere.content.reservations.signals import Reservation, Verdict, categories, wider
from adhere.content.robots.groups import EVERYONE, OtherLine
from adhere.content.robots.matching import Index
from adhere.content.robots.reading import RobotsFile, is_token
from adhere.content.robots.rulesets import is_universal
from adhere.content.robots.spelling import escaped, plain, requested

FIELD = "content-usage"
USAGE_LINE, SIGNAL_LINE = "content-usage", "content-signal"
LINE_LIMIT = 1_000
"""Lines about use that are read for one agent; sites have a few."""
_SIGNALS = {USAGE_LINE: "aipref-robots", SIGNAL_LINE: "content-signal"}
_MEMBER = re.compile(r"[ \t]*([a-z*][a-z0-9_.*-]*)[ \t]*(?:=([^,;\"]*|\"[^\"]*\"))?((?:;[^,]*)?)(?:,|$)")
_BLANKS = re.compile(r"[ \t]+")
_BETWEEN = re.compile(r" ?;[ ;]*,?|(?<![,=]) (?=[a-z*][a-z0-9_.*-]* ?=)")
_SAID: Mapping[str, Mapping[str, Verdict]] = {
    "aipref": {"y": Verdict.ALLOWED, "n": Verdict.RESERVED},
    "content-signal": {"yes": Verdict.ALLOWED, "no": Verdict.RESERVED},
}

Heard = tuple[tuple[OtherLine, ...], ...]
"""The lines about use that are for an agent, for each reading of its name."""
Met = tuple[tuple[tuple[int, ...], ...], ...]
"""Which of them decide on a target: by reading, and by the target as it is written and as software asks for it."""


def of_headers(headers: Mapping[str, tuple[str, ...]]) -> tuple[Reservation, ...]:
    """Return what the fields Content-Usage of an answer say; several fields are one dictionary (RFC 9651, section 4.2)."""
    value = ", ".join(headers.get(FIELD, ()))
    unknown = Reservation(signal="aipref-header", verdict=Verdict.UNKNOWN, where="Content-Usage", words="")
    return _said(value, "aipref", unknown) if value else ()


def of_robots(file: RobotsFile, agent: str, target: str) -> tuple[Reservation, ...]:
    """Return what the lines of a robots.txt say to an agent about the use of a target, under each reading of its name."""
    lines = LinesAboutUse(heard(file, agent), file.file)
    return lines.said(lines.met(target))


def heard(file: RobotsFile, agent: str) -> Heard:
    """Return the lines about use that are for an agent, for each reading of its name; () where there are none."""
    lines = [line for line in file.other_lines if line.name in {USAGE_LINE, SIGNAL_LINE}]
    if not lines:
        return ()
    named = file.names(agent)
    readings = ([agent.lower()] if named else []) + ([] if named and is_token(agent) else [EVERYONE])
    found = (tuple(line for line in lines if _is_for(line, reading)) for reading in readings)
    return tuple(one for one in found if one)


def is_by_path(readings: Heard) -> bool:
    """Whether what they say differs by path."""
    usage = (line for lines in readings for line in lines if line.name == USAGE_LINE)
    return not all(is_universal(_parts(line.value)[0]) for line in usage)


def _is_for(line: OtherLine, agent: str) -> bool:
    """Whether a line stands in a group that names the agent; one outside of groups is for everyone."""
    return not line.agents or any(_same(name, agent) for name in line.agents)


def _same(written: str, agent: str) -> bool:
    pattern = r"[A-Za-z_-]*" if is_token(agent) else r"[^\s/]*"
    match = re.match(pattern, written)
    return written == agent or (match is not None and match[0].lower() == agent.partition("/")[0])


class LinesAboutUse:
    """Lines about use, read and laid out once; that there are more than are read leaves it unknown."""

    def __init__(self, readings: Heard, file: str) -> None:
        self._readings = [_Reading(lines, file) for lines in readings]

    def met(self, target: str) -> Met:
        """Return which lines decide on a target as it is written, and on it as software asks for it where that is another."""
        spelled = [plain(one) for one in dict.fromkeys((target, requested(target)))]
        return tuple(tuple(map(reading.longest, spelled)) for reading in self._readings)

    def said(self, met: Met) -> tuple[Reservation, ...]:
        """Return what lines say, those that decide and those that are for every target."""
        found = (
            one for reading, longest in zip(self._readings, met, strict=True) for one in reading.said(longest)
        )
        return tuple(dict.fromkeys(found))


class _Reading:
    """The lines that are for an agent under one reading of its name: the longest pattern that matches decides, and all lines that have one so long."""

    def __init__(self, lines: tuple[OtherLine, ...], file: str) -> None:
        told = lines[:LINE_LIMIT]
        found: dict[str, list[tuple[int, tuple[Reservation, ...]]]] = {}
        for line in told:
            if line.name == USAGE_LINE:
                pattern, preference, grade = _parts(line.value)
                said = _said(preference, "aipref", _unknown("aipref-robots", line, file))
                graded = tuple(replace(one, grade=grade or one.grade) for one in said)
                found.setdefault(pattern, []).append((line.number, graded))
        self._patterns = sorted(found, key=len, reverse=True)
        self._lines = [found[pattern] for pattern in self._patterns]
        self._index = Index(self._patterns)
        more = (_unknown(_SIGNALS[line.name], line, file) for line in lines[LINE_LIMIT : LINE_LIMIT + 1])
        self._always = (*_signal(told, file), *more)

    def longest(self, target: str) -> tuple[int, ...]:
        """Return the places of the patterns that match a target and are as long as the longest of them."""
        places = self._index.places(target)
        return tuple(at for at in places if len(self._patterns[at]) == len(self._patterns[places[0]]))

    def said(self, longest: Iterable[tuple[int, ...]]) -> Iterator[Reservation]:
        """Yield what the lines of patterns say, in their order for each target, and what is said of every target."""
        for places in longest:
            lines = sorted((line for at in places for line in self._lines[at]), key=itemgetter(0))
            yield from (one for _, said in lines for one in said)
        yield from self._always


def _parts(value: str) -> tuple[str, str, str]:
    """Pattern, preference and grade of a line; without a pattern, as earlier drafts are told to have had it, it is for every path."""
    if value[:1] not in {"/", "*"}:
        return "/", value, "unverified"
    pattern, _, preference = _BLANKS.sub(" ", value).partition(" ")
    return plain(escaped(pattern.encode("utf-8", "surrogatepass"))), preference, ""


def _signal(lines: Iterable[OtherLine], file: str) -> tuple[Reservation, ...]:
    return tuple(
        one
        for line in lines
        if line.name == SIGNAL_LINE
        for one in _said(line.value, "content-signal", _unknown("content-signal", line, file))
    )


def _unknown(signal: str, line: OtherLine, file: str) -> Reservation:
    """What a line says before it is read; it is for one agent where its group names one alone."""
    alone = line.agents[0] if len(line.agents) == 1 and line.agents[0] != "*" else None
    return Reservation(
        signal=signal, verdict=Verdict.UNKNOWN, where=file, line=line.number, words="", agent=alone
    )


def _said(text: str, vocabulary: str, unknown: Reservation) -> tuple[Reservation, ...]:
    """What a dictionary says about training: of a key given twice the last value counts; what cannot be parsed stays unknown.

    A category that holds training among other uses reserves it where nothing nearer is said, and never allows it.
    """
    values = _signals(text) if vocabulary == "content-signal" else _dictionary(text)
    if values is None:
        return (replace(unknown, words=text.strip()[:200]),)
    words = _SAID[vocabulary]
    near = {key: grade for key, grade in categories(vocabulary).items() if key in values}
    told = near or {
        key: grade
        for key, grade in wider(vocabulary).items()
        if words.get(values.get(key, "")) is Verdict.RESERVED
    }
    return tuple(
        replace(
            unknown,
            verdict=words.get(values[key], Verdict.UNKNOWN),
            words=f"{key}={values[key]}"[:200],
            grade=grade,
        )
        for key, grade in told.items()
    )


def _signals(text: str) -> dict[str, str] | None:
    """The signals of a line, by name; words behind a semicolon that are none may narrow what is allowed, and not what is reserved."""
    values = _dictionary(_BETWEEN.sub(",", _BLANKS.sub(" ", text)))
    if values is not None:
        return values
    told = _dictionary(text) or {}
    known = categories("content-signal")
    return {key: value for key, value in told.items() if key in known and value == "no"} or None


def _dictionary(text: str) -> dict[str, str] | None:
    """A dictionary of RFC 9651 as far as it matters here; None where it is none. A key alone has the value true."""
    values: dict[str, str] = {}
    text, at = text.strip(" \t"), 0
    while at < len(text):
        match = _MEMBER.match(text, at)
        if match is None or match.end() == at:
            return None
        values[match[1]] = "?1" if match[2] is None else match[2].strip()
        at = match.end()
    return values
