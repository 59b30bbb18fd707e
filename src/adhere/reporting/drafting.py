# SPDX-License-Identifier: EUPL-1.2
"""Drafting a report: the measures that bind, the status the adherence states, the figures that can be computed, and nothing else.

Article 56(5). Texts are never invented: what only people know is asked, with who can know it (``checks`` lists what is open).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from adhere.adherence.standing import Standing
from adhere.adherence.statement import Status
from adhere.codes.code import Code
from adhere.kernel.text import Language
from adhere.reporting.checks import Reach, asked_indicators
from adhere.reporting.computing import Computed
from adhere.reporting.indicators import Indicator
from adhere.reporting.periods import ReportingPeriod
from adhere.reporting.report import CommitmentReport, Figure, MeasureReport, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whose report on which code over which period, with what is known of it."""

    code: Code
    signatory: str
    size: str
    period: ReportingPeriod
    reach: Reach
    standings: tuple[Standing, ...] = ()
    computed: Mapping[str, Computed] = field(default_factory=dict)
    imported: Mapping[str, Figure] = field(default_factory=dict)
    example: bool = False

    @property
    def bound(self) -> frozenset[str]:
        """The measures that are reported on."""
        return self.reach.bound


def draft(subject: Subject, language: Language) -> Report:
    """Return the report as far as the dossier fills it."""
    measures = [one for one in subject.code.measures if one.id in subject.bound]
    states = _states(subject)
    held = {one.commitment for one in measures}
    return Report(
        code=subject.code.id,
        signatory=subject.signatory,
        size=subject.size,
        since=subject.period.since,
        until=subject.period.until,
        example=subject.example,
        commitments=tuple(
            CommitmentReport(commitment=one.id) for one in subject.code.commitments if one.id in held
        ),
        measures=tuple(
            MeasureReport(
                measure=one.id,
                status=states.get(one.id),
                figures=_figures(subject, one.id, language),
            )
            for one in measures
        ),
        overall=_figures(subject, "", language),
    )


def asked_under(subject: Subject, measure: str) -> tuple[Indicator, ...]:
    """Return the indicators asked that are reported under a measure: the first they serve that binds; without one, of the whole."""
    return tuple(
        one
        for one in asked_indicators(subject.code, subject.size, subject.bound)
        if next((name for name in one.measures if name in subject.bound), "") == measure
    )


def _states(subject: Subject) -> dict[str, Status]:
    stated = [one.implementation for one in subject.standings if one.implementation is not None]
    return {one.measure: one.status for one in stated}


def _figures(subject: Subject, measure: str, language: Language) -> tuple[Figure, ...]:
    """Return the figures that were computed, else those imported; one that only people can give is left out, for nobody may guess it."""
    found: list[Figure] = []
    for indicator in asked_under(subject, measure):
        known = subject.computed.get(indicator.id)
        if known is not None and not known.open:
            found.append(_computed(indicator, known, language))
        elif indicator.id in subject.imported:
            found.append(subject.imported[indicator.id])
    return tuple(found)


def _computed(indicator: Indicator, known: Computed, language: Language) -> Figure:
    return Figure(
        indicator=indicator.id,
        unit=indicator.unit,
        value=known.value,
        why=known.why.in_(language) if known.why else None,
        basis="computed",
        total=known.total,
        source=known.rests.in_(language) if known.rests else None,
    )
