# SPDX-License-Identifier: EUPL-1.2
"""The rules of reading records of fetches, area CON 200 to 209. Data: ``data/rules.toml``."""

from __future__ import annotations

from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.finding import Finding, Place, Rule, rules_of


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of the package, in order of id."""
    return rules_of(packaged("adhere.engine.crawls", "data/rules.toml"))


@cache
def rule(rule_id: str) -> Rule:
    """Return one rule; an id that is not listed is a mistake in the program."""
    return {rule.id: rule for rule in rules()}[rule_id]


def finding(rule_id: str, file: str, line: int | None = None, **values: object) -> Finding:
    """Return a finding on a file."""
    return Finding(rule=rule(rule_id), place=Place(file=file, line=line), values=values)
