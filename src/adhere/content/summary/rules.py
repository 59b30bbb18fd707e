# SPDX-License-Identifier: EUPL-1.2
"""The rules of summaries of training content, area CON from 100: what can be wrong before one is published.

Data: ``data/rules.toml``; 100 to 118 about the data and its register, 120 to 130 about answers and domains, 140 to 149 about time.
"""

from __future__ import annotations

from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.finding import Rule, rules_of


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of the package, in order of id."""
    return rules_of(packaged("adhere.content.summary", "data/rules.toml"))


@cache
def rule(rule_id: str) -> Rule:
    """Return one rule; an id that is not listed is a mistake in the program."""
    return {rule.id: rule for rule in rules()}[rule_id]
