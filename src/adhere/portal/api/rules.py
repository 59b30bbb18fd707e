# SPDX-License-Identifier: EUPL-1.2
"""The rules of this package, area API: what can be wrong with what a program asks."""

from __future__ import annotations

from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.finding import Finding, Place, Rule, rules_of


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of the package, in order of id."""
    return rules_of(packaged("adhere.portal.api", "data/rules.toml"))


@cache
def rule(rule_id: str) -> Rule:
    """Return one rule; an id that is not listed is a mistake in the program."""
    return {rule.id: rule for rule in rules()}[rule_id]


def finding(rule_id: str, at: str, /, **values: object) -> Finding:
    """Return a finding on one parameter of an address."""
    return Finding(rule=rule(rule_id), place=Place(file="query", at=at), values={"name": at, **values})


def in_body(rule_id: str, at: str, /, **values: object) -> Finding:
    """Return a finding on one field of what was sent."""
    return Finding(rule=rule(rule_id), place=Place(file="body", at=at), values={"name": at, **values})
