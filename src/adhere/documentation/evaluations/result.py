# SPDX-License-Identifier: EUPL-1.2
"""One result of an evaluation, whichever harness wrote it, with the file it stands in.

Annex XI, Section 2, point 1 asks for results, metrics and methods.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from adhere.kernel.finding import Finding, Place
from adhere.kernel.provenance import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationResult:
    """One metric of one task; ``samples`` is how many different ones were scored, ``stderr`` the standard error in the unit of the value."""

    task: str
    metric: str
    value: Decimal
    source: Source
    harness: str
    stderr: Decimal | None = None
    samples: int | None = None
    out_of: int | None = None
    """The size of the dataset, where only a part of it was run."""
    model: str | None = None
    harness_version: str | None = None
    ran_on: date | None = None
    estimated: bool = False
    """Whether it was inferred from a part of the samples."""


@dataclass(slots=True, kw_only=True)
class Evaluations:
    """What the files of evaluations say, and what is wrong with them, both collected to the end."""

    results: list[EvaluationResult] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def extend(self, other: Evaluations) -> None:
        """Take over everything another file said."""
        self.results.extend(other.results)
        self.findings.extend(other.findings)

    def report(self, rule_id: str, file: str, line: int | None = None, **values: object) -> None:
        """Add a finding under a rule of this package."""
        from adhere.documentation.rules import rule  # noqa: PLC0415 - only where something is wrong

        self.findings.append(Finding(rule=rule(rule_id), place=Place(file=file, line=line), values=values))
