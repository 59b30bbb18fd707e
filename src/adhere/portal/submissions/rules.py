# SPDX-License-Identifier: EUPL-1.2
"""The rules of this package, area SUB: why something that is handed in cannot be taken in, and what is noted of what can."""

from __future__ import annotations

from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.finding import Finding, Place, Rule, rules_of

FILE = "pack"
"""How what was handed in is named in findings; the name people gave it is not kept."""


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of the package, in order of id."""
    return rules_of(packaged("adhere.portal.submissions", "data/rules.toml"))


@cache
def rule(rule_id: str) -> Rule:
    """Return one rule; an id that is not listed is a mistake in the program."""
    return {rule.id: rule for rule in rules()}[rule_id]


def finding(rule_id: str, at: str | None = None, /, **values: object) -> Finding:
    """Return a finding on what was handed in, at a part of it."""
    return Finding(rule=rule(rule_id), place=Place(file=FILE, at=at), values=values)
