# SPDX-License-Identifier: EUPL-1.2
"""One report held against what its signatory adheres to: complete, consistent and in time, and what the figures leave out.

Article 56(5) and (6). What a report leaves out stays unknown; what it claims without a word is named, and never taken for more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from adhere.adherence.scope import narrow_chapters
from adhere.adherence.statement import Adherence
from adhere.codes.code import Code
from adhere.kernel.text import Text
from adhere.monitoring.office import Window
from adhere.monitoring.states import Bits, State, bits_of, places_of, scope_bits
from adhere.monitoring.words import word
from adhere.reporting.checks import asked_indicators
from adhere.reporting.report import MeasureReport, Report

Oddity = Literal[
    "implemented-untold", "not-applicable-untold", "planned-without-plans", "none-new-yet-listed"
]


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """Two things in a report that do not go together, or a claim without a word; ``holder`` is a measure or a commitment."""

    holder: str
    kind: Oddity

    @property
    def text(self) -> Text:
        """What does not go together, in words."""
        return word("oddity", self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What a report comes to; ``late`` is None where no last day is set or the day of publication is not told."""

    report: Report
    scope: int
    bits: Bits
    silent_on: tuple[str, ...]
    """Measures adhered to on which nothing is reported."""
    beyond: tuple[str, ...]
    """Measures reported on without adherence to them; they are not counted."""
    unanswered: tuple[str, ...]
    """Measures with a status and not a word."""
    lacking: tuple[str, ...]
    """Indicators that are asked of a signatory of this size and have no value."""
    inconsistent: tuple[Inconsistency, ...]
    late: int | None = None
    """Days after the last day; 0 or less is in time."""

    def count(self, state: State) -> int:
        """Return how many measures adhered to stand so."""
        return self.bits.within(self.scope, state).bit_count()

    @property
    def complete(self) -> bool:
        """Whether every measure adhered to has a status."""
        return not self.silent_on


def adhered(adherence: Adherence, code: Code) -> tuple[str, ...]:
    """Return the measures of a code that an adherence extends to, by what was signed; models are for the provider's own dossier."""
    if adherence.extent == "full" or adherence.full_code_interest:
        return tuple(one.id for one in code.measures)
    chapters = {*adherence.chapters} if adherence.extent == "chapters" else narrow_chapters(code)
    return tuple(one.id for one in code.measures if one.id.partition("-")[0] in chapters)


def evaluate(report: Report, adherence: Adherence, code: Code, window: Window | None = None) -> Evaluation:
    """Hold a report against the adherence of its signatory."""
    places = places_of(code)
    wanted = adhered(adherence, code)
    told = {one.measure: one for one in report.measures if one.status is not None}
    bits = bits_of(report.measures, places)
    return Evaluation(
        report=report,
        scope=scope_bits(wanted, places),
        bits=bits,
        silent_on=tuple(name for name in wanted if name not in told),
        beyond=tuple(one.measure for one in report.measures if one.measure not in wanted),
        unanswered=tuple(name for name in wanted if name in told and not _says(told[name])),
        lacking=tuple(_lacking(report, wanted, code)),
        inconsistent=tuple(_inconsistencies(report)),
        late=_late(report.published, window),
    )


def _says(one: MeasureReport) -> bool:
    return any(text.strip() for text in one.answers.values()) or any(
        figure.value is not None for figure in one.figures
    )


def _lacking(report: Report, wanted: tuple[str, ...], code: Code) -> Iterator[str]:
    valued = {figure.indicator for _, figure in report.figures() if figure.value is not None}
    asked = asked_indicators(code, report.size, frozenset(wanted))
    yield from (one.id for one in asked if one.id not in valued)


def _inconsistencies(report: Report) -> Iterator[Inconsistency]:
    plans = {one.commitment: one.plans for one in report.commitments}
    for one in report.measures:
        if one.status == "implemented" and not _says(one):
            yield Inconsistency(one.measure, "implemented-untold")
        if one.status == "not-applicable" and not _says(one):
            yield Inconsistency(one.measure, "not-applicable-untold")
        if one.status == "planned" and plans.get(one.measure.rpartition(".")[0]) is False:
            yield Inconsistency(one.measure, "planned-without-plans")
    for commitment in report.commitments:
        if commitment.new is False and commitment.new_measures:
            yield Inconsistency(commitment.commitment, "none-new-yet-listed")


def _late(published: date | None, window: Window | None) -> int | None:
    if published is None or window is None or window.due is None:
        return None
    return (published - window.due).days
