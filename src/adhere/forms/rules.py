# SPDX-License-Identifier: EUPL-1.2
"""The rules of this package, area FRM: what can be wrong with the answers to a form.

Data: ``data/rules.toml``; ids below 050 are mistakes in one value, the rest are about a filled form.
"""

from __future__ import annotations

from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.finding import Rule, rules_of


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of the package, in order of id."""
    return rules_of(packaged("adhere.forms", "data/rules.toml"))


@cache
def rule(rule_id: str) -> Rule:
    """Return one rule; an id that is not listed is a mistake in the program."""
    return {rule.id: rule for rule in rules()}[rule_id]
