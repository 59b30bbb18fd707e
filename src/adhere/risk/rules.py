# SPDX-License-Identifier: EUPL-1.2
"""The rules of this package, area RSK: what can be wrong with a register of systemic risks, and who can put it right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.finding import Rule, rules_of


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a rule is about: a measure of the code, and who can supply what is missing."""

    measure: str
    who: str


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of the package, in order of id."""
    files = ("rules", "incident_rules")
    return tuple(one for name in files for one in rules_of(packaged("adhere.risk", f"data/{name}.toml")))


@cache
def rule(rule_id: str) -> Rule:
    """Return one rule; an id that is not listed is a mistake in the program."""
    return {rule.id: rule for rule in rules()}[rule_id]


@cache
def abouts() -> dict[str, About]:
    """Return what each rule is about, by its id."""
    records = packaged("adhere.risk", "data/rules.toml")["rule"]
    return {record["id"]: About(measure=record["measure"], who=record["who"]) for record in records}
