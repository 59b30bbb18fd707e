# SPDX-License-Identifier: EUPL-1.2
"""The rules of robots.txt, area CON below 020: what is wrong with a file, so that what it says may not be what its author meant."""

from __future__ import annotations

from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.finding import Rule, rules_of


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of robots.txt, in order of id."""
    return rules_of(packaged("adhere.content.robots", "data/rules.toml"))


@cache
def rule(rule_id: str) -> Rule:
    """Return one rule; an id that is not listed is a mistake in the program."""
    return {rule.id: rule for rule in rules()}[rule_id]
