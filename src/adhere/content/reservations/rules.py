# SPDX-License-Identifier: EUPL-1.2
"""The rules of reservations and of crawling, area CON 020 to 039. Data: ``data/rules.toml``."""

from __future__ import annotations

from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.finding import Finding, Place, Rule, rules_of

SAME_RULE_LIMIT = 25
"""Findings of one rule that are kept; more of the same help nobody."""


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of reservations, in order of id."""
    return rules_of(packaged("adhere.content.reservations", "data/rules.toml"))


@cache
def rule(rule_id: str) -> Rule:
    """Return one rule; an id that is not listed is a mistake in the program."""
    return {rule.id: rule for rule in rules()}[rule_id]


def finding(
    rule_id: str, file: str, line: int | None = None, *, at: str | None = None, **values: object
) -> Finding:
    """Return a finding at a place."""
    return Finding(rule=rule(rule_id), place=Place(file=file, line=line, at=at), values=values)
