# SPDX-License-Identifier: EUPL-1.2
"""The rules of complaints of rightsholders, area CON 180 to 199. Data: ``data/rules.toml``."""

from __future__ import annotations

from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.finding import Rule, rules_of


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of the package, in order of id."""
    return rules_of(packaged("adhere.content.complaints", "data/rules.toml"))


@cache
def rule(rule_id: str) -> Rule:
    """Return one rule; an id that is not listed is a mistake in the program."""
    return {rule.id: rule for rule in rules()}[rule_id]
