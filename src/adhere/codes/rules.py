# SPDX-License-Identifier: EUPL-1.2
"""The rules of this package, area COD: what can be wrong with a code, and what is weak in it.

Data: ``data/rules.toml``; ids below 050 are about the files of a code, from 050 about its quality under Article 56(4).
"""

from __future__ import annotations

from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.finding import Rule, rules_of

FIRST_OF_QUALITY = "ADH-COD-050"


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of the package, in order of id."""
    return rules_of(packaged("adhere.codes", "data/rules.toml"))


@cache
def rule(rule_id: str) -> Rule:
    """Return one rule; an id that is not listed is a mistake in the program."""
    return {rule.id: rule for rule in rules()}[rule_id]
