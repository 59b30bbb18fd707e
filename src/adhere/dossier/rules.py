# SPDX-License-Identifier: EUPL-1.2
"""The rules of this package, area DOS: what can be wrong with a dossier."""

from __future__ import annotations

from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.finding import Rule, rules_of

SAMPLE_LEFT = "ADH-DOS-069"
"""What a new dossier came with still stands there; a warning, but nothing is issued over it."""


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of the package, in order of id."""
    return rules_of(packaged("adhere.dossier", "data/rules.toml"))


@cache
def rule(rule_id: str) -> Rule:
    """Return one rule; an id that is not listed is a mistake in the program."""
    return {rule.id: rule for rule in rules()}[rule_id]
