# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with the record of an assessment: obligations, order of dates, approval, who decides, and publication.

Article 56(6) in the wording of the day of the decision, as ``regime`` has it from the law. Rules: ADH-MON-030 to 049.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from adhere.codes.code import Code
from adhere.codes.coverage import coverage
from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import Text, plain
from adhere.law.library import Law
from adhere.monitoring.assessment import Assessed, Assessment, Decision
from adhere.monitoring.regime import approval_ended, assessor_for, regime
from adhere.monitoring.rules import rule


def assessment_findings(one: Assessment, codes: Mapping[str, Code], law: Law, on: date) -> Iterator[Finding]:
    """Yield everything wrong with an assessment."""
    checks = _Checks(one, law, on)
    code = codes.get(one.code)
    if code is None:
        yield checks.told("ADH-MON-030", code=one.code, known=", ".join(codes))
    else:
        yield from checks.obligations(code)
        if one.version is not None and one.version != code.version:
            yield checks.told("ADH-MON-031", version=one.version, current=code.version)
    if one.decision is not None:
        yield from checks.decision(one.decision)
        yield from checks.publication(one.decision)
    yield from checks.dates()


class _Checks:
    def __init__(self, one: Assessment, law: Law, on: date) -> None:
        self.one, self.law, self.on = one, law, on

    def obligations(self, code: Code) -> Iterator[Finding]:
        day = self.one.on or self.on
        there = coverage(code, self.law, max(day, self.on)).ground.obligations
        known = {one.id for one in there} | {name for one in there for name in one.provisions}
        seen: set[str] = set()
        for entry in self.one.obligations:
            if entry.obligation not in known:
                yield self.told("ADH-MON-032", entry.place, obligation=entry.obligation)
            if entry.obligation in seen:
                yield self.told("ADH-MON-033", entry.place, obligation=entry.obligation)
            seen.add(entry.obligation)
            yield from self._entry(entry, code)
        if self.one.judgement == "adequate":
            yield from self._against_the_whole()

    def _entry(self, entry: Assessed, code: Code) -> Iterator[Finding]:
        names = {measure.id for measure in code.measures}
        for name in entry.measures:
            if name not in names:
                yield self.told("ADH-MON-034", entry.place, measure=name, code=code.id)
        if entry.judgement != "not-assessed" and entry.why is None and not entry.evidence:
            yield self.told("ADH-MON-035", entry.place, obligation=entry.obligation)

    def _against_the_whole(self) -> Iterator[Finding]:
        for entry in self.one.obligations:
            if entry.judgement in ("not-adequate", "in-part"):
                yield self.told("ADH-MON-036", entry.place, obligation=entry.obligation)

    def decision(self, decision: Decision) -> Iterator[Finding]:
        then = regime(self.law, decision.on)
        wording = then.assessing.content if then.assessing else "-"
        if decision.kind == "approval" and then.approving is None:
            told = {"on": decision.on, "ended": approval_ended(self.law), "wording": wording}
            yield self.told("ADH-MON-040", decision.place, **told)
        if then.assessing is None:
            yield self.told("ADH-MON-041", decision.place, on=decision.on)
        elif not then.applies:
            yield self.told("ADH-MON-042", decision.place, on=decision.on, start=then.assessing.start)
        may = assessor_for(decision.by)
        if decision.kind == "adequacy-assessment" and then.assessing and not {*may} & {*then.assessors}:
            told = {"by": self._role(decision.by), "on": decision.on, "wording": wording}
            yield self.told("ADH-MON-043", decision.place, **told)
        yield from self._opinion(decision, weighed=then.board_first)

    def _role(self, role: str) -> Text:
        return self.law.roles.get(role, plain(role))

    def _opinion(self, decision: Decision, *, weighed: bool) -> Iterator[Finding]:
        opinion = self.one.opinion
        if opinion is None or opinion.on is None:
            if weighed:
                yield self.told("ADH-MON-044", decision.place, on=decision.on)
        elif decision.on < opinion.on:
            found = "ADH-MON-045" if weighed else "ADH-MON-046"
            yield self.told(found, decision.place, decided=decision.on, opinion=opinion.on)

    def publication(self, decision: Decision) -> Iterator[Finding]:
        then = regime(self.law, decision.on)
        if self.one.published is None:
            if decision.kind == "adequacy-assessment" and then.published and then.assessing:
                told = {"on": decision.on, "wording": then.assessing.content}
                yield self.told("ADH-MON-047", decision.place, **told)
        elif self.one.published < decision.on:
            yield self.told("ADH-MON-048", published=self.one.published, decided=decision.on)

    def dates(self) -> Iterator[Finding]:
        decided = self.one.decision.on if self.one.decision else None
        if decided is not None and self.one.review is not None and self.one.review <= decided:
            yield self.told("ADH-MON-049", review=self.one.review, decided=decided)
        elif self.one.review is not None and self.one.review <= self.on:
            yield self.told("ADH-MON-050", review=self.one.review)
        if decided is not None and decided > self.on:
            yield self.told("ADH-MON-051", decided=decided, on=self.on)

    def told(self, rule_id: str, place: Place | None = None, **values: object) -> Finding:
        return Finding(
            rule=rule(rule_id), place=place or self.one.place, values={"id": self.one.id, **values}
        )
