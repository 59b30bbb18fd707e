# SPDX-License-Identifier: EUPL-1.2
"""The rules of texts of the law, area LAW: what can be wrong with a file that is imported, and how a copy or a translation differs.

Data: ``data/rules.toml``; ids below 050 are about reading a file, from 050 about comparing texts, from 070 about what is kept and fetched.
"""

from __future__ import annotations

from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.finding import Finding, Place, Rule, rules_of

SAME_RULE_LIMIT = 25
"""Findings of one rule that are listed; more of the same help nobody."""


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of texts, in order of id."""
    return rules_of(packaged("adhere.law.texts", "data/rules.toml"))


@cache
def rule(rule_id: str) -> Rule:
    """Return one rule; an id that is not listed is a mistake in the program."""
    return {rule.id: rule for rule in rules()}[rule_id]


class Collected:
    """The findings on one file, in the order they were met, at most so many of one rule."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self._met: dict[str, int] = {}

    def add(self, rule_id: str, line: int | None = None, *, at: str | None = None, **values: object) -> None:
        """Note that a rule was met."""
        self._met[rule_id] = self._met.get(rule_id, 0) + 1
        if self._met[rule_id] > SAME_RULE_LIMIT:
            return
        place = Place(file=self.file, line=line, at=at)
        self.findings.append(Finding(rule=rule(rule_id), place=place, values=values))

    def met(self, rule_id: str) -> int:
        """Return how often a rule was met."""
        return self._met.get(rule_id, 0)

    @property
    def worst(self) -> str:
        """``error``, ``warning``, ``note`` or nothing."""
        severities = {finding.rule.severity for finding in self.findings}
        return next((name for name in ("error", "warning", "note") if name in severities), "")
