# SPDX-License-Identifier: EUPL-1.2
"""The rules of pages of others, area LAW from 090: what is wrong with a page, and where it differs from the law."""

from __future__ import annotations

from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.finding import Finding, Place, Rule, rules_of


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of pages, in order of id."""
    return rules_of(packaged("adhere.exchange.algoritmekader", "data/rules.toml"))


@cache
def _by_id() -> dict[str, Rule]:
    return {rule.id: rule for rule in rules()}


def finding(rule_id: str, file: str, line: int | None = None, /, **values: object) -> Finding:
    """Return a finding on a page."""
    return Finding(rule=_by_id()[rule_id], place=Place(file=file, line=line), values=values)
