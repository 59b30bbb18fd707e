# SPDX-License-Identifier: EUPL-1.2
"""Checks of the figures of a report: known indicator, right unit, possible value, parts that add up, enough cases, and a source.

Article 56(5): outcomes as measured against key performance indicators. Rules: ADH-REP-022 and 030 to 044.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from adhere.kernel.finding import Finding, Place
from adhere.kernel.quantity import decimal_text
from adhere.kernel.text import Text, plain
from adhere.kernel.truth import Truth
from adhere.law.territory import in_union
from adhere.reporting.computing import Computed
from adhere.reporting.indicators import UNITS, Indicator
from adhere.reporting.periods import least_cases
from adhere.reporting.reading import Where, figure_path
from adhere.reporting.report import Figure, Report
from adhere.reporting.rules import rule
from adhere.reporting.wording import clipped, near, words

OTHER = "other"
"""The part for what lies outside the Union or cannot be placed."""
WHOLE = ("count", "bytes")
"""Units of things that are counted."""


def figure_findings(
    report: Report,
    known: Mapping[str, Indicator],
    where: Where,
    computed: Mapping[str, Computed] | None = None,
) -> Iterator[Finding]:
    """Yield everything wrong with the figures of a report; ``computed`` is what the dossier comes to, where that is at hand."""
    told: dict[str, str] = {}
    for measure, figure in report.figures():
        place = where(figure_path(measure, figure.indicator))
        yield from checked_figure(figure, measure, report.until, known, place)
        indicator = known.get(figure.indicator)
        if indicator is None:
            continue
        checks = _Figure(figure=figure, indicator=indicator, measure=measure, until=report.until, place=place)
        if figure.indicator in told:
            yield checks.told("ADH-REP-039", measure=_named(measure), other=_named(told[figure.indicator]))
        told.setdefault(figure.indicator, measure)
        if computed is not None and figure.basis == "computed":
            yield from checks.against(computed.get(figure.indicator))


def checked_figure(
    figure: Figure, measure: str, until: date, known: Mapping[str, Indicator], place: Place
) -> Iterator[Finding]:
    """Yield everything wrong with one figure by itself; ``until`` is the last day of its period."""
    indicator = known.get(figure.indicator)
    if indicator is None:
        name = clipped(figure.indicator)
        yield _found("ADH-REP-022", place, indicator=name, near=near(figure.indicator, known))
        return
    yield from _Figure(
        figure=figure, indicator=indicator, measure=measure, until=until, place=place
    ).findings()


@dataclass(kw_only=True)
class _Figure:
    """One figure with the indicator it is of."""

    figure: Figure
    indicator: Indicator
    measure: str
    until: date
    place: Place

    def findings(self) -> Iterator[Finding]:
        figure, indicator = self.figure, self.indicator
        if self.measure and indicator.measures and self.measure not in indicator.measures:
            listed = ", ".join(indicator.measures)
            yield self.told("ADH-REP-040", measure=self.measure, measures=listed)
        if figure.value is None:
            if figure.why is None:
                yield self.told("ADH-REP-034")
            return
        if figure.why is not None:
            yield self.told("ADH-REP-035")
        if figure.basis == "imported" and figure.source is None:
            yield self.told("ADH-REP-042")
        if figure.unit != indicator.unit:
            missing = not figure.unit
            wanted, found = plain(indicator.unit), plain(clipped(figure.unit))
            yield self.told("ADH-REP-031" if missing else "ADH-REP-030", found=found, wanted=wanted)
            return
        yield from self._values(figure.value)
        yield from self._parts(figure.value)
        yield from self._cases(figure.value)

    def _values(self, value: Decimal) -> Iterator[Finding]:
        for number in (value, *self.figure.parts.values()):
            if self.indicator.unit == "share" and number > 1:
                yield self.told("ADH-REP-032", value=decimal_text(number))
            if self.indicator.unit in WHOLE and number != number.to_integral_value():
                yield self.told("ADH-REP-033", value=decimal_text(number))

    def _parts(self, value: Decimal) -> Iterator[Finding]:
        parts = self.figure.parts
        for name in parts:
            if name != OTHER and in_union(name, self.until) is not Truth.YES:
                yield self.told("ADH-REP-038", part=clipped(name), day=self.until)
        total = sum(parts.values(), Decimal(0))
        if parts and self.indicator.additive and total != value:
            yield self.told("ADH-REP-037", sum=decimal_text(total), value=decimal_text(value))

    def _cases(self, value: Decimal) -> Iterator[Finding]:
        total = self.figure.total
        if not self.indicator.of_cases or total is None:
            return
        if total == 0:
            yield self.told("ADH-REP-044", value=decimal_text(value))
        elif total < least_cases():
            yield self.told("ADH-REP-036", total=total, least=least_cases())

    def against(self, computed: Computed | None) -> Iterator[Finding]:
        """Hold a figure that is said to be computed against what the dossier comes to."""
        if computed is None or computed.open:
            yield self.told("ADH-REP-043")
        elif computed.value != self.figure.value:
            yield self.told("ADH-REP-041", value=_said(self.figure.value), computed=_said(computed.value))

    def told(self, rule_id: str, **values: object) -> Finding:
        return _found(rule_id, self.place, **{"indicator": self.name, **values})

    @cached_property
    def name(self) -> Text:
        """The title of the indicator with its id."""
        own, title = self.indicator.id, self.indicator.title
        return Text(f"{title.en} ({own})", f"{title.nl} ({own})")


def unit_text(unit: str) -> Text:
    """Return a unit as people read it; one that a code names itself as it stands."""
    return words("unit", unit) if unit in UNITS else plain(unit)


def _said(value: Decimal | None) -> Text:
    return words("found", "no-value") if value is None else plain(decimal_text(value))


def _named(measure: str) -> Text:
    return plain(measure) if measure else words("found", "whole")


def _found(rule_id: str, place: Place, **values: object) -> Finding:
    return Finding(rule=rule(rule_id), place=place, values=values)
