# SPDX-License-Identifier: EUPL-1.2
"""The rules of this package, area DOC: what can be wrong with documentation and with what it is made from.

Rules on keeping documentation up to date have a file and numbers of their own.
"""

from __future__ import annotations

from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.finding import Rule, rules_of

FILES = {"rules": 1, "rules-upkeep": 50}
"""The files of rules, each with the first number that belongs to it."""


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of the package, in order of id."""
    return tuple(sorted((rule for name in FILES for rule in _rules_in(name)), key=lambda rule: rule.id))


@cache
def _rules_in(name: str) -> tuple[Rule, ...]:
    return rules_of(packaged("adhere.documentation", f"data/{name}.toml"))


@cache
def rule(rule_id: str) -> Rule:
    """Return one rule; an id that is not listed is a mistake in the program."""
    number = int(rule_id.rpartition("-")[2])
    name = max((name for name, first in FILES.items() if first <= number), key=FILES.__getitem__)
    return {rule.id: rule for rule in _rules_in(name)}[rule_id]
