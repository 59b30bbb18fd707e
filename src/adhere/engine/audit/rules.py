# SPDX-License-Identifier: EUPL-1.2
"""The rules of an audit, area CON from 150 to 179: what is wrong with records of robots.txt, with agents and with what was decided on.

Data: ``data/rules.toml``; 150 to 159 and 164 to 169 about records, 160 to 163 about agents and URLs.
"""

from __future__ import annotations

from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.finding import Finding, Place, Rule, rules_of


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of an audit, in order of id."""
    return rules_of(packaged("adhere.engine.audit", "data/rules.toml"))


@cache
def rule(rule_id: str) -> Rule:
    """Return one rule; an id that is not listed is a mistake in the program."""
    return {rule.id: rule for rule in rules()}[rule_id]


def finding(rule_id: str, file: str, at: str | None = None, **values: object) -> Finding:
    """Return a finding on an input or an output."""
    return Finding(rule=rule(rule_id), place=Place(file=file, at=at), values={"file": file, **values})


class Counted:
    """Mistakes of one kind in an input of many rows: one finding each, with how often and where first."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._met: dict[str, list[object]] = {}

    def add(self, rule_id: str, first: object) -> None:
        """Note that a rule was met."""
        self._met.setdefault(rule_id, [0, first])[0] += 1  # type: ignore[operator]

    @property
    def findings(self) -> list[Finding]:
        """What was met, in order of id."""
        return [
            finding(rule_id, self.file, count=f"{count:,}", first=_shown(first))
            for rule_id, (count, first) in sorted(self._met.items())
        ]


def _shown(first: object) -> str:
    """The beginning of what was met first, in signs that can be written."""
    return str(first)[:120].encode("utf-8", "replace").decode("utf-8")
