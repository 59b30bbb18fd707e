# SPDX-License-Identifier: EUPL-1.2
"""Preferences about use: the field ``Content-Usage`` of the AIPREF drafts, and the lines ``Content-Usage`` and ``Content-Signal`` of robots.txt.

draft-ietf-aipref-attach (sections 2 and 3) on draft-ietf-aipref-vocab (sections 5 and 6): a dictionary of RFC 9651 whose values are the
tokens ``y`` and ``n``. A draft binds nobody yet, and changes; ``signals`` says which versions were read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from adhere.content.reservations.signals import Reservation, Verdict, categories, wider
from adhere.content.robots.groups import EVERYONE, OtherLine
from adhere.content.robots.matching import matches
from adhere.content.robots.reading import RobotsFile, is_token
from adhere.content.robots.rulesets import is_universal
from adhere.content.robots.spelling import escaped, plain, requested

FIELD = "content-usage"
USAGE_LINE, SIGNAL_LINE = "content-usage", "content-signal"
LINE_LIMIT = 1_000
"""Lines about use that are read for one agent, since each is looked at for each URL; sites have a few."""
_SIGNALS = {USAGE_LINE: "aipref-robots", SIGNAL_LINE: "content-signal"}
_MEMBER = re.compile(r"[ \t]*([a-z*][a-z0-9_.*-]*)[ \t]*(?:=([^,;\"]*|\"[^\"]*\"))?((?:;[^,]*)?)(?:,|$)")
_BLANKS = re.compile(r"[ \t]+")
_SAID: Mapping[str, Mapping[str, Verdict]] = {
    "aipref": {"y": Verdict.ALLOWED, "n": Verdict.RESERVED},
    "content-signal": {"yes": Verdict.ALLOWED, "no": Verdict.RESERVED},
}

Heard = tuple[tuple[OtherLine, ...], ...]
"""The lines about use that are for an agent, for each reading of its name."""


def of_headers(headers: Mapping[str, tuple[str, ...]]) -> tuple[Reservation, ...]:
    """Return what the fields Content-Usage of an answer say; several fields are one dictionary (RFC 9651, section 4.2)."""
    value = ", ".join(headers.get(FIELD, ()))
    unknown = Reservation(signal="aipref-header", verdict=Verdict.UNKNOWN, where="Content-Usage", words="")
    return _said(value, "aipref", unknown) if value else ()


def of_robots(file: RobotsFile, agent: str, target: str) -> tuple[Reservation, ...]:
    """Return what the lines of a robots.txt say to an agent about the use of a target, under each reading of its name."""
    return of_lines(heard(file, agent), file.file, target)


def heard(file: RobotsFile, agent: str) -> Heard:
    """Return the lines about use that are for an agent, for each reading of its name; () where there are none."""
    lines = [line for line in file.other_lines if line.name in {USAGE_LINE, SIGNAL_LINE}]
    if not lines:
        return ()
    named = file.names(agent)
    readings = ([agent.lower()] if named else []) + ([] if named and is_token(agent) else [EVERYONE])
    found = (tuple(line for line in lines if _is_for(line, reading)) for reading in readings)
    return tuple(one for one in found if one)


def of_lines(readings: Heard, file: str, target: str) -> tuple[Reservation, ...]:
    """Return what lines about use say of a target; that there are more than are read leaves it unknown."""
    found = []
    for lines in readings:
        told = lines[:LINE_LIMIT]
        found += [*_usage(told, file, target), *_signal(told, file)]
        found += [_unknown(_SIGNALS[line.name], line, file) for line in lines[LINE_LIMIT : LINE_LIMIT + 1]]
    return tuple(dict.fromkeys(found))


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


def _usage(lines: Iterable[OtherLine], file: str, target: str) -> tuple[Reservation, ...]:
    """What lines say of a target as it is written, and of it as software asks for it where that is another."""
    told = [line for line in lines if line.name == USAGE_LINE]
    found = _of_longest(told, file, target)
    other = requested(target)
    return (*found, *_of_longest(told, file, other)) if other != target else found


def _of_longest(lines: Iterable[OtherLine], file: str, target: str) -> tuple[Reservation, ...]:
    """The longest pattern that matches decides; of equal ones all apply, and the most restrictive leads."""
    longest, found = 0, list[Reservation]()
    spelled = plain(target)
    for line in lines:
        pattern, preference, grade = _parts(line.value)
        if len(pattern) < longest or not matches(pattern, spelled):
            continue
        if len(pattern) > longest:
            longest, found = len(pattern), []
        said = _said(preference, "aipref", _unknown("aipref-robots", line, file))
        found += [replace(one, grade=grade or one.grade) for one in said]
    return tuple(found)


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
    values = _dictionary(text)
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
