# SPDX-License-Identifier: EUPL-1.2
"""The groups of a robots.txt: lines that name agents, and the rules behind them. RFC 9309, sections 2.1 and 2.2.1.

A group begins at the first line that names an agent behind a rule. Other lines, such as a sitemap, neither begin nor end one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from adhere.content.robots.lines import Key, Leniency, Line, Remark
from adhere.content.robots.rulesets import PathRule
from adhere.content.robots.spelling import escaped

EVERYONE = "*"
_TOKEN = re.compile(rb"[A-Za-z_-]*")
_NAME = re.compile(rb"[^\s/]*")
_INDEX_PAGE = "/index.htm"


@dataclass(slots=True)
class Group:
    """What one group says; ``agents`` as written."""

    agents: list[str] = field(default_factory=list)
    rules: list[PathRule] = field(default_factory=list)
    closed: bool = False


@dataclass(frozen=True, slots=True)
class OtherLine:
    """A line that is not of the RFC, such as ``Sitemap``, and the agents of the group it stands in: () outside of any."""

    number: int
    name: str
    value: str
    agents: tuple[str, ...] = ()


class Groups:
    """Gathers groups from lines, and knows which of them name an agent."""

    def __init__(self, leniencies: frozenset[Leniency], remark: Remark) -> None:
        self.all: list[Group] = []
        self.others: list[tuple[Line, Group | None]] = []
        self.by_token: dict[str, list[int]] = {}
        self.by_name: dict[str, list[int]] = {}
        self._leniencies = leniencies
        self._remark = remark

    def gather(self, lines: Iterable[Line]) -> None:
        """Take up the lines of a file."""
        group: Group | None = None
        for line in lines:
            if line.key is Key.OTHER:
                self.others.append((line, group))
            elif line.key is Key.AGENT:
                if group is None or group.closed:
                    group = Group()
                    self.all.append(group)
                self._name(line, group)
            elif group is None:
                self._remark("ADH-CON-007", line.number)
            else:
                group.closed = True
                self._add_rules(line, group)
        if group is not None and not group.closed:
            self._remark("ADH-CON-013", None, agents=", ".join(group.agents[:3]))

    def _name(self, line: Line, group: Group) -> None:
        """Note that a line names an agent: everyone, a product token, or what is none."""
        value, at = line.value, len(self.all) - 1
        written = value.decode("utf-8", "replace")
        if value == b"*" or (value[:1] == b"*" and value[1:2].isspace() and self._star_and_more(line)):
            _add(self.by_name, EVERYONE, at)
            group.agents.append(EVERYONE)
            return
        token, name = _matched(_TOKEN, value), _matched(_NAME, value)
        if not name:
            self._remark("ADH-CON-011", line.number)
            return
        group.agents.append(written)
        if token != name:
            self._remark("ADH-CON-014", line.number, agent=written[:80])
        if token:
            _add(self.by_token, token.decode("ascii").lower(), at)
        if name != b"*":
            _add(self.by_name, name.decode("utf-8", "replace").lower(), at)

    def _star_and_more(self, line: Line) -> bool:
        if Leniency.STAR_AND_MORE not in self._leniencies:
            return False
        self._remark("ADH-CON-016", line.number)
        return True

    def _add_rules(self, line: Line, group: Group) -> None:
        """Add the rules of a line: none where it says nothing or can match nothing, two for the page of a folder."""
        pattern, allow = escaped(line.value), line.key is Key.ALLOW
        if not pattern:
            return
        if pattern[0] not in "/*":
            self._remark("ADH-CON-008", line.number)
            return
        group.rules.append(PathRule(pattern, allow, len(pattern), line.number))
        if allow and _INDEX_PAGE in pattern and Leniency.INDEX_PAGE in self._leniencies:
            folder, slash, page = pattern.rpartition("/")
            if (slash + page).startswith(_INDEX_PAGE):
                self._remark("ADH-CON-012", line.number, folder=f"{folder}/"[:80])
                group.rules.append(PathRule(f"{folder}/$", allow, len(folder) + 2, line.number))


def _matched(pattern: re.Pattern[bytes], value: bytes) -> bytes:
    match = pattern.match(value)
    return match[0] if match else b""


def _add(places: dict[str, list[int]], name: str, at: int) -> None:
    found = places.setdefault(name, [])
    if not found or found[-1] != at:
        found.append(at)
