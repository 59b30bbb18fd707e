# SPDX-License-Identifier: EUPL-1.2
"""The Public Suffix List, and the registrable domain of a host by its rules.

The algorithm of https://publicsuffix.org/list/: the longest rule wins, an exception before all, and ``*`` where nothing is listed. As the
list's own linter does, a wildcard makes the name it hangs on a suffix too. Every rule is kept in both spellings of international names.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from adhere.content.labels import a_label
from adhere.content.rules import rule
from adhere.kernel.finding import Finding, Place

Rules = Literal["icann", "private"]
RULES: tuple[Rules, ...] = ("icann", "private")
"""Which part of the list counts: the suffixes of registries alone, or with those that owners of domains asked for."""
LARGEST = 8 * 1024 * 1024
"""Characters of a list; the real one has 340,000."""
SHOWN = 20
"""Lines that are no rules and are named; more of the same help nobody."""
MARKS = {
    f"// ==={edge} {part} DOMAINS===": (edge, name)
    for edge in ("BEGIN", "END")
    for part, name in (("ICANN", "icann"), ("PRIVATE", "private"))
}
_RULE = re.compile(r"!?(?:\*\.)?[^\s*!/.]+(?:\.[^\s*!/.]+)*")


class Suffix(NamedTuple):
    """A name that rules say something about: how many labels the public suffix below it has, None where only longer names are listed."""

    name: str
    labels: int
    effective: int | None
    exception: bool


@dataclass(frozen=True, kw_only=True)
class Suffixes:
    """A list as it was read; ``findings`` is what is wrong with it, and it cannot be used where one is an error."""

    icann: frozenset[str] = frozenset()
    private: frozenset[str] = frozenset()
    version: str = ""
    sha256: str = ""
    findings: tuple[Finding, ...] = ()
    _tables: dict[str, dict[str, Suffix]] = field(default_factory=dict)

    @property
    def usable(self) -> bool:
        """Whether domains can be told by it."""
        return bool(self.icann) and all(found.rule.severity != "error" for found in self.findings)

    @cached_property
    def depth(self) -> int:
        """The labels of the longest name that is listed."""
        return max((one.labels for one in self.table("private").values()), default=1)

    def domain(self, host: str, rules: Rules = "icann") -> str | None:
        """Return the registrable domain of a host in lower case; None for a public suffix itself and for a name with an empty label."""
        labels = host.split(".")
        if "" in labels:
            return None
        table, suffix = self.table(rules), 1
        for count in range(1, len(labels) + 1):
            found = table.get(".".join(labels[-count:]))
            if found is None:
                break
            if found.exception:
                suffix = count - 1
                break
            suffix = max(suffix, found.effective or 1)
        return ".".join(labels[-suffix - 1 :]) if len(labels) > suffix else None

    def table(self, rules: Rules) -> dict[str, Suffix]:
        """Return every end of a listed name, so that a longer one needs a look only where the shorter is there."""
        if rules not in self._tables:
            listed = self.icann if rules == "icann" else self.icann | self.private
            self._tables[rules] = {one.name: one for one in _table(listed)}
        return self._tables[rules]


def _table(listed: frozenset[str]) -> Iterator[Suffix]:
    names: dict[str, None] = {}
    for line in listed:
        labels = line.removeprefix("!").removeprefix("*.").split(".")
        names.update((".".join(labels[at:]), None) for at in range(len(labels)))
    for name in names:
        count = name.count(".") + 1
        effective = count + 1 if f"*.{name}" in listed else count if name in listed else None
        yield Suffix(name, count, effective, f"!{name}" in listed)


def parse(text: str, file: str = "public_suffix_list.dat") -> Suffixes:
    """Read a list; nothing is raised: one that is a web page, empty, cut off or too large is refused by a finding."""
    refused = _refusal(text)
    if refused is not None:
        return Suffixes(findings=(_found(refused, file, found=len(text), largest=LARGEST),))
    read = _Reading(file)
    for number, line in enumerate(text.splitlines(), 1):
        read.line(number, line.strip())
    read.close()
    return Suffixes(
        icann=frozenset(read.rules["icann"]),
        private=frozenset(read.rules["private"]),
        version=read.version,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        findings=tuple(read.findings),
    )


def _refusal(text: str) -> str | None:
    if len(text) > LARGEST:
        return "ADH-CON-043"
    if not text.strip():
        return "ADH-CON-041"
    return "ADH-CON-040" if text.lstrip("\ufeff \t\r\n").startswith("<") else None


def _found(rule_id: str, file: str, line: int | None = None, **values: object) -> Finding:
    return Finding(rule=rule(rule_id), place=Place(file=file, line=line), values=values)


class _Reading:
    """The rules met so far, the part they stand in, and what was wrong."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.rules: dict[str, set[str]] = {"icann": set(), "private": set()}
        self.version = ""
        self.findings: list[Finding] = []
        self._part: str | None = None
        self._ended: set[str] = set()
        self._wrong = 0

    def line(self, number: int, text: str) -> None:
        """Take one line; what stands behind the first space is a remark."""
        if text in MARKS:
            edge, part = MARKS[text]
            self._part = part if edge == "BEGIN" else None
            if edge == "END":
                self._ended.add(part)
        elif text.startswith("// VERSION:"):
            self.version = self.version or text.partition(":")[2].strip()
        elif text and not text.startswith("//"):
            self._rule(number, text.split(maxsplit=1)[0].lower())

    def _rule(self, number: int, text: str) -> None:
        if self._part is None or not _RULE.fullmatch(text):
            self._wrong += 1
            if self._wrong <= SHOWN:
                self.findings.append(_found("ADH-CON-045", self.file, number, found=text[:80]))
            return
        self.rules[self._part].add(text)
        self.rules[self._part].add(".".join(_spelled(label) for label in text.split(".")))

    def close(self) -> None:
        """Say what only the end shows."""
        missing = [part for part in ("ICANN", "PRIVATE") if part.lower() not in self._ended]
        if not self.rules["icann"]:
            self.findings.append(_found("ADH-CON-041", self.file))
        elif missing:
            self.findings.append(_found("ADH-CON-042", self.file, missing=", ".join(missing)))
        if not self.version:
            self.findings.append(_found("ADH-CON-044", self.file))


def _spelled(label: str) -> str:
    return f"!{a_label(label[1:])}" if label.startswith("!") else a_label(label)
