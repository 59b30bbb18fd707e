# SPDX-License-Identifier: EUPL-1.2
"""The rules of this package, area LOG: what can be wrong with what was issued, its log and its keys."""

from __future__ import annotations

from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.finding import Finding, Place, Rule, rules_of
from adhere.kernel.text import Text, text_of


class LedgerError(Exception):
    """One rule of the area LOG that was met; whoever knows the file makes a finding of it."""

    def __init__(self, rule_id: str, **values: object) -> None:
        super().__init__(f"{rule_id}: {values}")
        self.rule_id = rule_id
        self.values = values
        self.place: str | None = None

    def inside(self, place: str) -> LedgerError:
        """Return the error, told of a part of its file."""
        self.place = place
        return self

    def finding(self, file: str, *, line: int | None = None, at: str | None = None) -> Finding:
        """Return the finding at a place."""
        return Finding(
            rule=rule(self.rule_id),
            place=Place(file=file, line=line, at=at or self.place),
            values=self.values,
        )


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of the package, in order of id."""
    return rules_of(packaged("adhere.ledger", "data/rules.toml"))


@cache
def rule(rule_id: str) -> Rule:
    """Return one rule; an id that is not listed is a mistake in the program."""
    return {rule.id: rule for rule in rules()}[rule_id]


def word(name: str, **values: object) -> Text:
    """Return words that fill a rule, from ``data/words.toml``."""
    return text_of(packaged("adhere.ledger", "data/words.toml")[name]).filled(values)
