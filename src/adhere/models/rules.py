# SPDX-License-Identifier: EUPL-1.2
"""The rules of this package, area MOD: what can be wrong with a model's files."""

from __future__ import annotations

from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.finding import Rule, rules_of

FILES = ("weights", "config", "card", "compute", "reading")


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of the package, in order of id."""
    found = [
        rule for name in FILES for rule in rules_of(packaged("adhere.models", f"data/rules/{name}.toml"))
    ]
    return tuple(sorted(found, key=lambda rule: rule.id))


@cache
def rule(rule_id: str) -> Rule:
    """Return one rule; an id that is not listed is a mistake in the program."""
    return {rule.id: rule for rule in rules()}[rule_id]
