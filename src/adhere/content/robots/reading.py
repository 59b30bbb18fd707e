# SPDX-License-Identifier: EUPL-1.2
"""Reading a robots.txt from its bytes: what it says to each agent, and what is wrong with the file. RFC 9309, sections 2.2 and 2.5.

Any bytes can be read; what is no rule is left out, and found. All groups that name an agent are one (section 2.2.1).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from adhere.content.robots.groups import EVERYONE, Groups, OtherLine
from adhere.content.robots.lines import EVERY_LENIENCY, Leniency, lines_of
from adhere.content.robots.rules import rule as rule_of
from adhere.content.robots.rulesets import Ruleset, ruleset_of
from adhere.kernel.finding import Finding, Place

SIZE_LIMIT = 500 * 1024
"""Octets that are read (the least of section 2.5); what lies beyond is cut at the end of a line."""
SAME_RULE_LIMIT = 25
"""Findings of one rule that are kept; more of the same help nobody."""

_TOKEN = re.compile(r"[A-Za-z_-]+")
_BOM = b"\xef\xbb\xbf"
_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_SEEN = 16
"""Octets by which two for each sign are told without a mark: eight signs of ASCII, as every line of a robots.txt begins."""
_PAGE = re.compile(rb"\s*(?:<!--|<\?xml|<!doctype|<html|<head|<body)", re.IGNORECASE)


def is_token(agent: str) -> bool:
    """Whether a name is a product token of section 2.2.1: letters, ``_`` and ``-`` alone."""
    return _TOKEN.fullmatch(agent) is not None


def is_binary(body: bytes) -> bool:
    """Whether a body holds a NUL and has not two octets for each sign: no text, or a broken one."""
    return b"\0" in body and _wide(body) is None


def is_cut(body: bytes) -> bool:
    """Whether a body is longer than what is read of it."""
    return len(body) > (2 * SIZE_LIMIT + 2 if _wide(body) else SIZE_LIMIT + _length_of_bom(body))


def _wide(body: bytes) -> str | None:
    """Return the encoding of a text of two octets for each sign, by its mark or as it begins with signs of ASCII; None for any other."""
    first, second = body[:_SEEN:2], body[1:_SEEN:2]
    if body[:2] in _WIDE or len(body) < _SEEN:
        return _WIDE.get(body[:2])
    if not any(second) and all(first):
        return "utf-16-le"
    return "utf-16-be" if not any(first) and all(second) else None


def is_page(body: bytes) -> bool:
    """Whether a body begins as a page of HTML does, which holds no rule."""
    return _PAGE.match(body) is not None


def read(
    body: bytes,
    *,
    file: str = "robots.txt",
    leniencies: frozenset[Leniency] = EVERY_LENIENCY,
    limit: int = SIZE_LIMIT,
) -> RobotsFile:
    """Return what a file says; the leniencies ``STRICT`` keep to the grammar of the RFC."""
    return RobotsFile(body, file, leniencies, limit)


class RobotsFile:
    """A file that was read: ask it for the rules of an agent."""

    def __init__(self, body: bytes, file: str, leniencies: frozenset[Leniency], limit: int) -> None:
        self.file = file
        self._remarks: list[tuple[str, int | None, Mapping[str, object]]] = []
        self._met: dict[str, int] = {}
        self._made: dict[tuple[int, ...], Ruleset] = {}
        self._groups = Groups(leniencies, self._remark)
        self._groups.gather(lines_of(self._within(body, limit), leniencies, self._remark))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the file, by line; at most so many of one rule."""
        ordered = sorted(self._remarks, key=lambda remark: (remark[1] or 0, remark[0]))
        return tuple(
            Finding(rule=rule_of(rule_id), place=Place(file=self.file, line=line), values=values)
            for rule_id, line, values in ordered
        )

    @property
    def agents(self) -> tuple[str, ...]:
        """The agents that the file names, as written, each once, in order."""
        return tuple(dict.fromkeys(name for group in self._groups.all for name in group.agents))

    @property
    def other_lines(self) -> tuple[OtherLine, ...]:
        """The lines that are not of the RFC, such as ``Sitemap``."""
        return tuple(
            OtherLine(
                line.number,
                line.name,
                line.value.decode("utf-8", "replace"),
                tuple(group.agents) if group else (),
            )
            for line, group in self._groups.others
        )

    def ruleset(self, agent: str) -> Ruleset:
        """Return the rules for an agent: of the groups that name it, or else of those for everyone.

        A name that is no product token is compared in full, up to a slash, with what a line says up to a space or a slash;
        ``readings`` gives the others, and a decision on such a name should hear them all.
        """
        if is_token(agent):
            return self._merged(self._groups.by_token.get(agent.lower(), ()))
        return self._merged(self._groups.by_name.get(agent.partition("/")[0].lower(), ()))

    def readings(self, agent: str) -> tuple[Ruleset, ...]:
        """Return the rulesets for an agent under each reading of its name, those that differ; one for a product token.

        A name that is no product token: in full; by the letter of the RFC, under which no line names it; up to its first space.
        """
        if is_token(agent):
            return (self.ruleset(agent),)
        found = [self.ruleset(agent), self._merged(())]
        first = agent.partition(" ")[0]
        if first not in {"", agent}:
            found.append(self.ruleset(first))
        return tuple(dict.fromkeys(found))

    def names(self, agent: str) -> bool:
        """Whether a group names this agent, rather than everyone."""
        places = self._groups.by_token if is_token(agent) else self._groups.by_name
        return agent.partition("/")[0].lower() in places

    def _merged(self, chosen: Sequence[int]) -> Ruleset:
        """The rules of groups by their places; of those for everyone where there is none."""
        named = bool(chosen)
        places = tuple(chosen or self._groups.by_name.get(EVERYONE, ()))
        made = self._made.get(places)
        if made is None:
            groups = [self._groups.all[place] for place in places]
            agents = tuple(dict.fromkeys(name for group in groups for name in group.agents))
            rules = [rule for group in groups for rule in group.rules]
            made = self._made[places] = ruleset_of(rules, agents)
        return made if named or not places else made._replace(agents=(EVERYONE,))

    def _remark(self, rule_id: str, line: int | None = None, **values: object) -> None:
        if rule_id == "ADH-CON-009" and "ADH-CON-004" in self._met:
            return  # every line of a page is no rule, and the page has been found
        met = self._met[rule_id] = self._met.get(rule_id, 0) + 1
        if met <= SAME_RULE_LIMIT:
            self._remarks.append((rule_id, line, values))

    def _within(self, body: bytes, limit: int) -> bytes:
        """The bytes that are read: in UTF-8, without a byte order mark, within the limit."""
        wide = _wide(body)
        if wide:
            self._remark("ADH-CON-015", 1, encoding=wide.upper())
            body = body[: 2 + 2 * limit + 2].decode(wide, "replace").removeprefix("\ufeff").encode()
        body = body[_length_of_bom(body) :]
        if len(body) > limit:
            end = max(body.rfind(b"\n", 0, limit), body.rfind(b"\r", 0, limit)) + 1
            self._remark("ADH-CON-001", _line_at(body, end), limit=limit, size=len(body))
            body = body[:end]
        if is_page(body):
            self._remark("ADH-CON-004", 1)
        if not body.isascii():
            self._hear_encoding(body)
        return body

    def _hear_encoding(self, body: bytes) -> None:
        try:
            body.decode()
        except UnicodeDecodeError as error:
            self._remark("ADH-CON-002", _line_at(body, error.start))


def _length_of_bom(body: bytes) -> int:
    """How much of a byte order mark the file begins with; a broken one is left out too, as its first line would be lost."""
    length = 0
    while length < len(_BOM) and body[length : length + 1] == _BOM[length : length + 1]:
        length += 1
    return length


def _line_at(body: bytes, place: int) -> int:
    """The number of the line that holds an octet; lines end in CR, LF or both."""
    ends = body.count(b"\n", 0, place) + body.count(b"\r", 0, place) - body.count(b"\r\n", 0, place)
    return ends + 1
