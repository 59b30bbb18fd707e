# SPDX-License-Identifier: EUPL-1.2
"""The rules of this package, area DOC: what can be wrong with a model card that facts are written in, or an OSCAL document."""

from __future__ import annotations

from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.finding import Finding, Place, Rule, rules_of


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of the package, in order of id."""
    return rules_of(packaged("adhere.exchange", "data/rules.toml"))


@cache
def rule(rule_id: str) -> Rule:
    """Return one rule; an id that is not listed is a mistake in the program."""
    return {rule.id: rule for rule in rules()}[rule_id]


def finding(rule_id: str, place: Place, **values: object) -> Finding:
    """Return a finding under a rule of this package."""
    return Finding(rule=rule(rule_id), place=place, values=values)
