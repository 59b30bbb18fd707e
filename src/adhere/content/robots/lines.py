# SPDX-License-Identifier: EUPL-1.2
"""The lines of a robots.txt: RFC 9309, section 2.2 (grammar), with the leniencies that its reference reader has.

The RFC tells a crawler to follow "parseable rules" and leaves open what still is one. What is read beyond the grammar has a name here, is
reported for each line, and can be left out: https://github.com/google/robotstxt, whose cases are the yardstick of the tests.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple


class Leniency(StrEnum):
    """What is read although the grammar does not have it."""

    MISSPELT_KEYS = "misspelt-keys"
    NO_COLON = "no-colon"
    STAR_AND_MORE = "star-and-more"
    INDEX_PAGE = "index-page"
    LONG_LINES = "long-lines"


EVERY_LENIENCY = frozenset(Leniency)
STRICT: frozenset[Leniency] = frozenset()
LINE_LIMIT = 2083 * 8 - 1
"""Octets of a line that are read where long lines are cut: eight times the longest URL of old browsers, less the closing NUL."""


class Key(StrEnum):
    """What a line is about."""

    AGENT = "user-agent"
    ALLOW = "allow"
    DISALLOW = "disallow"
    OTHER = "other"


class Line(NamedTuple):
    """One line that is a rule, names an agent, or says something else under a ``name`` of its own."""

    number: int
    key: Key
    value: bytes
    name: str = ""


_BY_GROUP = (Key.AGENT, Key.ALLOW, Key.DISALLOW)
_KEYS = {key.value.encode(): key for key in _BY_GROUP}
_MISSPELT = re.compile(
    rb"(?:(user-agent|useragent|user agent)|(allow)|(disallow|dissallow|dissalow|disalow|diasllow|disallaw))"
)
_OTHER_KEY = re.compile(rb"[a-z][a-z -]{1,29}")
_TWO_WORDS = re.compile(rb"([^ \t]+)[ \t]+([^ \t]+)")
Remark = Callable[..., None]


def lines_of(body: bytes, leniencies: frozenset[Leniency], remark: Remark) -> Iterator[Line]:
    """Return the lines that count; ``remark(rule_id, line, **values)`` hears what is wrong with any line."""
    cut = Leniency.LONG_LINES in leniencies
    unified = body.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in body else body
    for number, text in enumerate(unified.split(b"\n"), 1):
        if not text:
            continue
        if len(text) > LINE_LIMIT and cut:
            remark("ADH-CON-010", number, limit=LINE_LIMIT)
            text = text[:LINE_LIMIT]  # noqa: PLW2901 - the same line, shorter
        if b"\0" in text:
            remark("ADH-CON-003", number)
            text = text.partition(b"\0")[0]  # noqa: PLW2901 - the same line, shorter
        statement = text.partition(b"#")[0] if b"#" in text else text
        name, colon, value = statement.partition(b":")
        key = _KEYS.get(name.strip().lower()) if colon else None
        if key is not None:
            yield Line(number, key, value.strip())
        elif statement and (line := _unusual(number, statement, leniencies, remark)) is not None:
            yield line


def _unusual(number: int, statement: bytes, leniencies: frozenset[Leniency], remark: Remark) -> Line | None:
    """A line whose key is not one of the three: without a colon, misspelt, or about something else."""
    name, colon, value = (part.strip() for part in statement.partition(b":"))
    if not colon:
        words = _TWO_WORDS.fullmatch(name)
        if words is None:
            if name:
                remark("ADH-CON-009", number)
            return None
        name, value = words.groups()
    lowered = name.lower()
    match = _MISSPELT.match(lowered)
    needed = set() if colon else {Leniency.NO_COLON}
    if match and lowered not in _KEYS:
        needed.add(Leniency.MISSPELT_KEYS)
    if match and needed <= leniencies:
        key = _BY_GROUP[(match.lastindex or 1) - 1]
        written = name.decode("ascii", "replace")[:40]
        remark("ADH-CON-006" if colon else "ADH-CON-005", number, written=written, meant=key.value)
        return Line(number, key, value)
    if match is None and colon and _OTHER_KEY.fullmatch(lowered):
        return Line(number, Key.OTHER, value, lowered.decode("ascii"))
    remark("ADH-CON-009", number)
    return None
