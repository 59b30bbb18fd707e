# SPDX-License-Identifier: EUPL-1.2
"""The rules of this package, area ADH: what can be wrong with an adherence, and which measures are not shown.

Data: ``data/rules.toml``; ids below 030 are about what is stated, from 030 about how measures stand.
"""

from __future__ import annotations

from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.finding import Rule, rules_of


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of the package, in order of id."""
    return rules_of(packaged("adhere.adherence", "data/rules.toml"))


@cache
def rule(rule_id: str) -> Rule:
    """Return one rule; an id that is not listed is a mistake in the program."""
    return {rule.id: rule for rule in rules()}[rule_id]
