# SPDX-License-Identifier: EUPL-1.2
"""Checks of one report: what it names, its period, its figures, and what it leaves open.

Article 56(5) and (7). Rules: ADH-REP-020 to 025, 050 to 055 and 070 to 077; of figures in ``figures``, of several reports in ``series``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from adhere.codes.code import Code
from adhere.kernel.finding import Finding
from adhere.kernel.text import Text, plain
from adhere.reporting.computing import Computed
from adhere.reporting.elements import elements
from adhere.reporting.figures import figure_findings
from adhere.reporting.indicators import Indicator, indicators
from adhere.reporting.periods import ReportingPeriod, length_of, period_around
from adhere.reporting.reading import STATUSES, Where
from adhere.reporting.report import CommitmentReport, MeasureReport, Report
from adhere.reporting.rules import rule
from adhere.reporting.wording import clipped, near, words

LACKS = ("ADH-REP-070", "ADH-REP-071", "ADH-REP-072", "ADH-REP-073", "ADH-REP-077")
"""Rules on what is not answered yet; a draft meets many of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Measures that are to be reported on: those that bind, or of which it is not known and something is stated.

    ``perhaps`` are the others of which it is not known whether they bind.
    """

    bound: frozenset[str]
    perhaps: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a report is held against: the code, the measures that bind (None where no adherence tells), and what can be computed."""

    code: Code
    on: date
    where: Where
    reach: Reach | None = None
    computed: Mapping[str, Computed] | None = None


def report_findings(report: Report, known: Known) -> Iterator[Finding]:
    """Yield everything wrong with a report, what it leaves open last."""
    checks = _Checks(report=report, known=known)
    yield from checks.period()
    yield from checks.names()
    yield from figure_findings(report, indicators(known.code), known.where, known.computed)
    yield from checks.commitments()
    yield from checks.lacks()


def is_lack(finding: Finding) -> bool:
    """Whether a finding only says that something is not answered yet."""
    return finding.rule.id in LACKS


@dataclass(kw_only=True)
class _Checks:
    report: Report
    known: Known

    def period(self) -> Iterator[Finding]:
        report, on = self.report, self.known.on
        period = ReportingPeriod(since=report.since, until=report.until)
        told: dict[str, object] = {"since": report.since, "until": report.until}
        if report.until < report.since:
            yield self._told("ADH-REP-050", "period", **told)
            return
        if report.since > on:
            yield self._told("ADH-REP-051", "period", **told)
        elif report.until >= on:
            yield self._told("ADH-REP-052", "period", **told)
        if report.published is not None and report.published <= report.until:
            yield self._told("ADH-REP-055", "published", published=report.published, **told)
        usual = period_around(report.until, report.size)
        if usual.until != period.until or period.since < usual.since:
            told |= {"length": length_of(report.size), "first": usual.since, "last": usual.until}
            yield self._told("ADH-REP-053", "period", **told)

    def names(self) -> Iterator[Finding]:
        code = self.known.code
        measures = {one.id: one for one in code.measures}
        commitments = {one.id for one in code.commitments}
        for said in self.report.commitments:
            if said.commitment not in commitments:
                told = {"commitment": clipped(said.commitment), "near": near(said.commitment, commitments)}
                yield self._told("ADH-REP-021", "commitments", said.commitment, code=code.id, **told)
        for one in self.report.measures:
            if one.measure not in measures:
                told = {"measure": clipped(one.measure), "near": near(one.measure, measures)}
                yield self._told("ADH-REP-020", "measures", one.measure, code=code.id, **told)
                continue
            reach = self.known.reach
            if reach is not None and one.measure not in reach.bound | reach.perhaps:
                yield self._told("ADH-REP-023", "measures", one.measure, measure=one.measure)
            asked = [element.id for element in elements(measures[one.measure])]
            for name in one.answers:
                if name not in asked:
                    listed = {"element": clipped(name), "near": near(name, asked), "known": ", ".join(asked)}
                    yield self._told("ADH-REP-025", "measures", one.measure, "answers", name, **listed)

    def commitments(self) -> Iterator[Finding]:
        for said in self.report.commitments:
            pairs = (
                ("new", said.new, "new_measures", said.new_measures),
                ("plans", said.plans, "planned", said.planned),
            )
            for name, answer, listed, text in pairs:
                told = {"commitment": clipped(said.commitment), "field": name, "list": listed}
                if answer is True and text is None:
                    yield self._told("ADH-REP-074", "commitments", said.commitment, name, **told)
                elif answer is not True and text is not None:
                    yield self._told("ADH-REP-075", "commitments", said.commitment, listed, **told)

    def lacks(self) -> Iterator[Finding]:
        """What a whole report says and this one does not; where it is not known what binds, only of what it reports on."""
        reported = {one.measure: one for one in self.report.measures}
        bound = frozenset(reported) if self.known.reach is None else self.known.reach.bound
        open_: dict[tuple[str, ...], list[str]] = {}
        for measure in self.known.code.measures:
            found = reported.get(measure.id)
            if measure.id not in bound:
                continue
            if found is None or not (found.status or found.answers):
                told = {"measure": measure.id, "title": measure.title}
                yield self._told("ADH-REP-070", "measures", measure.id, **told)
            else:
                open_.setdefault(self._unanswered(found), []).append(measure.id)
        yield from (self._asked(names, measures) for names, measures in open_.items() if names)
        silent = [one.measure for one in self.report.measures if one.measure in bound and _has_no_status(one)]
        if silent:
            told = {"measures": ", ".join(silent), "choices": ", ".join(STATUSES)}
            yield self._told("ADH-REP-077", "measures", silent[0], **told)
        yield from self._unsaid(bound)
        yield from self._unreported(bound)

    def _unanswered(self, found: MeasureReport) -> tuple[str, ...]:
        """Return the questions on a measure that are not answered."""
        asked = elements(self.known.code.measure(found.measure))
        return tuple(one.id for one in asked if self.report.size in one.sizes and one.id not in found.answers)

    def _asked(self, names: tuple[str, ...], measures: Sequence[str]) -> Finding:
        """Tell of measures that leave the same questions open, at the first of them."""
        asked = [one for one in elements(self.known.code.measure(measures[0])) if one.id in names]
        told = {
            "measures": ", ".join(measures),
            "elements": _joined([one.title for one in asked], "; "),
            "questions": _joined(
                [words("draft", "asks", question=one.question, who=one.who) for one in asked], " "
            ),
        }
        return self._told("ADH-REP-072", "measures", measures[0], **told)

    def _unsaid(self, bound: frozenset[str]) -> Iterator[Finding]:
        said = {one.commitment: one for one in self.report.commitments}
        held = {one.commitment for one in self.known.code.measures if one.id in bound}
        for commitment in self.known.code.commitments:
            if commitment.id not in held:
                continue
            found = said.get(commitment.id) or CommitmentReport(commitment=commitment.id)
            open_ = [name for name, answer in (("new", found.new), ("plans", found.plans)) if answer is None]
            if open_:
                questions = _joined([words("question", name) for name in open_], "; ")
                told = {"commitment": commitment.id, "questions": questions, "fields": ", ".join(open_)}
                yield self._told("ADH-REP-071", "commitments", commitment.id, **told)

    def _unreported(self, bound: frozenset[str]) -> Iterator[Finding]:
        reported = {figure.indicator for _, figure in self.report.figures()}
        for one in asked_indicators(self.known.code, self.report.size, bound):
            if one.id not in reported:
                listed = plain(", ".join(one.measures)) if one.measures else words("found", "whole")
                place = ("measures", one.measures[0]) if one.measures else ("figures",)
                title = Text(f"{one.title.en} ({one.id})", f"{one.title.nl} ({one.id})")
                yield self._told("ADH-REP-073", *place, indicator=title, measures=listed)

    def _told(self, rule_id: str, *path: str, **values: object) -> Finding:
        return Finding(rule=rule(rule_id), place=self.known.where(path), values=values)


def _has_no_status(one: MeasureReport) -> bool:
    return one.status is None and bool(one.answers)


def _joined(texts: Sequence[Text], between: str) -> Text:
    return Text(between.join(text.en for text in texts), between.join(text.nl for text in texts))


def asked_indicators(code: Code, size: str, bound: frozenset[str]) -> tuple[Indicator, ...]:
    """Return the indicators that a signatory of a size is asked for: those of a measure that binds, and of the whole."""
    return tuple(
        one
        for one in indicators(code).values()
        if one.asked_of(size) and (not one.measures or bound.intersection(one.measures))
    )


def asked_answers(report: Report, code: Code) -> tuple[int, int]:
    """Return how many questions in words are answered, and how many the report is asked on the measures it names."""
    known = {one.id: one for one in code.measures}
    asked = [
        (one, element.id)
        for one in report.measures
        if one.measure in known
        for element in elements(known[one.measure])
        if report.size in element.sizes
    ]
    return sum(name in one.answers for one, name in asked), len(asked)
