# SPDX-License-Identifier: EUPL-1.2
"""What a reader hands back: facts and findings, both collected to the end."""

from __future__ import annotations

from dataclasses import dataclass, field

from adhere.kernel.finding import Finding, Place
from adhere.models.facts import Fact
from adhere.models.rules import rule


@dataclass(slots=True)
class Reading:
    """The facts and findings of one or more readers, in the order they came."""

    facts: list[Fact] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def extend(self, other: Reading) -> None:
        """Take over everything another reader found."""
        self.facts.extend(other.facts)
        self.findings.extend(other.findings)

    def report(self, rule_id: str, place: Place, **values: object) -> None:
        """Add a finding under a rule of this package."""
        self.findings.append(Finding(rule=rule(rule_id), place=place, values=values))
