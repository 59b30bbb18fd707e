# SPDX-License-Identifier: EUPL-1.2
"""The rules of this package, area MON: what can be wrong with reports over time, assessments, standards and a code in use.

Data: ``data/rules.toml``; below 030 reports, from 030 assessments of adequacy, from 060 standards, from 070 the review of a code.
"""

from __future__ import annotations

from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.finding import Rule, rules_of


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of the package, in order of id."""
    return rules_of(packaged("adhere.monitoring", "data/rules.toml"))


@cache
def rule(rule_id: str) -> Rule:
    """Return one rule; an id that is not listed is a mistake in the program."""
    return {rule.id: rule for rule in rules()}[rule_id]
