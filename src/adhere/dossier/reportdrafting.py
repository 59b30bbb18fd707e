# SPDX-License-Identifier: EUPL-1.2
"""What a report is drafted from: the measures that bind in a period, how they stand, and the figures the dossier comes to.

Article 56(5) and (7): only participants report, on what binds them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from adhere.codes.code import Code
from adhere.dossier.importedfigures import imported_for
from adhere.dossier.reporting import ReportingDesk
from adhere.reporting.drafting import Subject
from adhere.reporting.periods import ReportingPeriod, label_for

Why = Literal["no-size", "period-future", "not-adhered", "nothing-bound"]


class NothingToReportError(Exception):
    """There is no report to draft; ``why`` says for which reason."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def subject_of(desk: ReportingDesk, code: Code, period: ReportingPeriod) -> Subject:
    """Return what a report on a code over a period is drafted from; a period begins no earlier than the adherence."""
    if desk.size is None:
        raise NothingToReportError("no-size")
    if period.since > desk.on:
        raise NothingToReportError("period-future")
    held = desk.of(code.id, period)
    reach = desk.reach(code, period)
    if not held or reach is None:
        raise NothingToReportError("not-adhered")
    if not reach.bound:
        raise NothingToReportError("nothing-bound")
    start = min(one.since for one in held if one.since is not None)
    covered = replace(period, since=max(period.since, start))
    holdings, figures = desk.figures(code, covered)
    return Subject(
        code=code,
        signatory=desk.provider,
        size=desk.size,
        period=covered,
        reach=reach,
        standings=holdings.standings or (),
        computed=figures,
        imported=imported_for(desk.root, code, label_for(covered, desk.size)),
        example=desk.example,
    )
