# SPDX-License-Identifier: EUPL-1.2
"""A code in use, gathered: what may be shown of all signatories, its objectives, adequacy and reasons for review.

Article 56(6) and (8). Submissions go through embedded storage, in memory unless a file is named, so that the way is the same for many.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from adhere.codes.code import Code
from adhere.dossier.officestanding import OfficeStanding
from adhere.engine.submissions import Submissions
from adhere.kernel.finding import Finding
from adhere.law.library import Law
from adhere.monitoring.adequacy import Adequacy, adequacy
from adhere.monitoring.assessment import Assessment, Assessments, packaged_assessments
from adhere.monitoring.assessmentchecks import assessment_findings
from adhere.monitoring.figures import sums
from adhere.monitoring.objectives import objectives
from adhere.monitoring.portfolio import portfolio
from adhere.monitoring.review import Trigger, Watched, triggers
from adhere.monitoring.shown import Shown
from adhere.monitoring.standards import packaged_standards


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeInUse:
    """What an office sees of one code; ``shown`` is all that may be shown to others."""

    shown: Shown
    findings: tuple[Finding, ...]
    """What is wrong with files that are of no single signatory."""
    single: tuple[Finding, ...]
    """What was found on single signatories and their reports: for the office alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeAdequacy:
    """The adequacy of one code on a date, with what is wrong with the record of its assessments."""

    adequacy: Adequacy
    assessments: tuple[Assessment, ...]
    triggers: tuple[Trigger, ...]
    findings: tuple[Finding, ...]


def code_in_use(standing: OfficeStanding, code: Code, law: Law, keep: Path | None = None) -> CodeInUse:
    """Evaluate a code over all signatories; ``keep`` is the file in which its submissions are kept."""
    measures = tuple(one.id for one in code.measures)
    periods = standing.periods(code.id)
    with Submissions(keep) as kept:
        kept.replace(code.id, measures, standing.rows(code.id), standing.figures(code.id))
        found = portfolio(kept.rows(code.id), measures, periods)
        figures = tuple(sums(kept.figures(code.id), periods))
    achieved = tuple(objectives(code, found, periods[-1])) if periods else ()
    assessed = _assessed(standing, code, law)
    watched = Watched(adequacy=assessed, standards=standing.standards, objectives=achieved)
    shown = Shown(
        code=code,
        on=standing.on,
        example=standing.office.example,
        portfolio=found,
        objectives=achieved,
        figures=figures,
        triggers=triggers(code, watched, law, standing.on),
    )
    return CodeInUse(
        shown=shown,
        findings=tuple(one for one in standing.findings if not _single(one)),
        single=tuple(one for one in standing.findings if _single(one)),
    )


def _single(finding: Finding) -> bool:
    """Whether a finding is about one signatory or its report."""
    return finding.place.file.startswith(("signatories/", "reports/"))


def _assessed(standing: OfficeStanding, code: Code, law: Law) -> Adequacy:
    counts = standing.assessments_of(code.id).last(standing.on)
    before = standing.version_of(code.id, counts.version, law) if counts else None
    return adequacy(code, counts, law, standing.on, assessed_code=before)


def adequacy_of(standing: OfficeStanding, code: Code, law: Law) -> CodeAdequacy:
    """Return the adequacy of a code of an office."""
    found, on = _assessed(standing, code, law), standing.on
    watched = Watched(adequacy=found, standards=standing.standards)
    return CodeAdequacy(
        adequacy=found,
        assessments=standing.assessments_of(code.id).of_code(),
        triggers=triggers(code, watched, law, on),
        findings=tuple(one for one in standing.findings if one.place.file.startswith("assessments")),
    )


def packaged_adequacy(code: Code, law: Law, on: date) -> CodeAdequacy:
    """Return the adequacy of a packaged code by the record that comes with the program."""
    held = Assessments(code=code.id, all=packaged_assessments())
    found = adequacy(code, held.last(on), law, on)
    watched = Watched(adequacy=found, standards=packaged_standards())
    told = (assessment_findings(one, {code.id: code}, law, on) for one in held.of_code())
    return CodeAdequacy(
        adequacy=found,
        assessments=held.of_code(),
        triggers=triggers(code, watched, law, on),
        findings=tuple(chain.from_iterable(told)),
    )
