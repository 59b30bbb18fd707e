# SPDX-License-Identifier: EUPL-1.2
"""The rules of manifests, area CON from 060 to 099: what can be wrong with inputs and with what their rows say.

Data: ``data/rules.toml``; from 060 about finding and opening, from 070 about columns, from 080 about rows, from 090 about mapping files.
"""

from __future__ import annotations

from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.finding import Finding, Place, Rule, rules_of

LOST = frozenset({*(f"ADH-CON-{number:03}" for number in range(60, 73)), "ADH-CON-083"})
"""Rules that tell of content that is not in the figures."""
SAME_RULE_LIMIT = 25
"""Findings of one rule that are listed; more of the same help nobody."""


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of manifests, in order of id."""
    return rules_of(packaged("adhere.engine.manifests", "data/rules.toml"))


@cache
def rule(rule_id: str) -> Rule:
    """Return one rule; an id that is not listed is a mistake in the program."""
    return {rule.id: rule for rule in rules()}[rule_id]


class Collected:
    """The findings on inputs, in the order they were met, at most so many of one rule."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._met: dict[str, int] = {}

    def add(
        self, rule_id: str, *, file: str, line: int | None = None, at: str | None = None, **values: object
    ) -> None:
        """Note that a rule was met at a file."""
        self._met[rule_id] = self._met.get(rule_id, 0) + 1
        if self._met[rule_id] > SAME_RULE_LIMIT:
            return
        place = Place(file=file, line=line, at=at)
        self.findings.append(Finding(rule=rule(rule_id), place=place, values={"file": file, **values}))

    def mark(self) -> tuple[int, dict[str, int]]:
        """Return how far the findings are, for ``back_to``."""
        return len(self.findings), dict(self._met)

    def back_to(self, mark: tuple[int, dict[str, int]]) -> None:
        """Forget what was met after a mark: what was done since is done again."""
        count, self._met = mark[0], dict(mark[1])
        del self.findings[count:]

    def told(self, file: str) -> bool:
        """Whether anything is wrong with a file."""
        return any(finding.place.file == file for finding in self.findings)

    @property
    def unread(self) -> tuple[str, ...]:
        """The files of which something is missing from every figure, as they cannot be read or were another while they were."""
        lost = (one for one in self.findings if one.rule.severity == "error" and one.rule.id in LOST)
        return tuple(dict.fromkeys(one.place.file for one in lost))

    @property
    def serious(self) -> bool:
        """Whether there is an error among them."""
        return any(finding.rule.severity == "error" for finding in self.findings)
