# SPDX-License-Identifier: EUPL-1.2
"""The rules of this package, area REP: what can be wrong with a report, its figures and its period.

Data: ``data/rules.toml``; below 020 the shape of a report, from 020 what it names, from 030 its figures, from 050 its period, from 070
what is lacking, from 080 the format of the Transparency Centre, from 090 files of figures.
"""

from __future__ import annotations

from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.finding import Rule, rules_of


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of the package, in order of id."""
    return rules_of(packaged("adhere.reporting", "data/rules.toml"))


@cache
def rule(rule_id: str) -> Rule:
    """Return one rule; an id that is not listed is a mistake in the program."""
    return {rule.id: rule for rule in rules()}[rule_id]
