# SPDX-License-Identifier: EUPL-1.2
"""The adequacy of a code on a date, on a terminal and as JSON: the wording of the law, the record, each obligation, and common rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from adhere.cli.contracts import findings_json, head
from adhere.cli.findings import add_findings
from adhere.cli.monitorjson import trigger_json
from adhere.cli.monitorview import COLOUR, VERDICT, add_triggers
from adhere.cli.output import Page
from adhere.cli.wording import say
from adhere.dossier.codeinuse import CodeAdequacy
from adhere.kernel.text import Language, Text
from adhere.kernel.truth import Truth, Verdict
from adhere.law.citations import cite
from adhere.law.library import Law
from adhere.monitoring.adequacy import Adequacy, Standing, common_rules, finished
from adhere.monitoring.assessment import Assessment
from adhere.monitoring.regime import approval_ended, fallback_from, ready_by, regime
from adhere.monitoring.review import final_day
from adhere.monitoring.words import word

WIDTHS = (18, 16, 14, 26)


def adequacy_page(found: CodeAdequacy, law: Law, language: Language) -> Page:
    """Return the page."""
    page, whole = Page(), found.adequacy
    title = f"{whole.code.title.in_(language)}, {whole.code.version}"
    page.title(title, say("on-date", on=whole.on, release=law.release))
    _add_verdict(page, say("monitor.adequate"), whole.verdict, language)
    _add_verdict(page, say("monitor.common-rules"), common_rules(whole, law, whole.on), language)
    _add_regime(page, law, whole, language)
    page.heading(say("monitor.record"))
    for one in found.assessments:
        _add_assessment(page, one, whole, law, language)
    if not found.assessments:
        page.paragraph(say("monitor.no-assessment"))
    _add_standings(page, whole, language)
    _add_history(page, whole, law)
    add_triggers(page, found.triggers, language)
    add_findings(page, found.findings, language)
    return page


def _add_verdict(page: Page, name: str, verdict: Verdict[Text], language: Language) -> None:
    truth = verdict.truth
    page.marked(say(f"verdict-{VERDICT[truth]}"), name, colour=COLOUR[truth], width=12)
    for reason in verdict.reasons if truth is not Truth.YES or len(verdict.reasons) < 3 else ():
        page.paragraph(reason.in_(language), indent=12)


def _add_regime(page: Page, law: Law, whole: Adequacy, language: Language) -> None:
    then = regime(law, whole.on)
    page.heading(say("monitor.wording", on=whole.on))
    if then.assessing is None:
        page.paragraph(say("monitor.no-wording"))
        return
    page.paragraph(then.assessing.content.in_(language))
    ended = approval_ended(law)
    key = "monitor.approval" if then.approving else "monitor.no-approval"
    page.paragraph(say(key, ended=ended))
    if not then.applies:
        page.paragraph(say("monitor.not-yet", start=then.assessing.start))


def _add_assessment(page: Page, one: Assessment, whole: Adequacy, law: Law, language: Language) -> None:
    title = one.title.in_(language) if one.title else one.id
    mark = say("monitor.counts-now") if one is whole.assessment else ""
    if one.on is not None and one.on > whole.on:
        mark = say("monitor.counts-later")
    page.marked(mark, title, colour="note", width=12)
    for line in _told(one, law, language):
        page.paragraph(line, indent=12)


def _told(one: Assessment, law: Law, language: Language) -> Iterator[str]:
    yield say("monitor.judged", judgement=word("judgement", one.judgement).in_(language))
    if one.decision is not None:
        by = law.roles[one.decision.by].in_(language) if one.decision.by in law.roles else one.decision.by
        kind = word("decision", one.decision.kind).in_(language)
        yield say("monitor.decided", kind=kind, by=by, day=one.decision.on)
        if one.decision.effective:
            yield say("monitor.effective", day=one.decision.effective)
    if one.opinion is not None:
        judgement = word("judgement", one.opinion.judgement).in_(language)
        yield say("monitor.opinion", day=one.opinion.on or "-", judgement=judgement)
        for dissent in one.opinion.dissent:
            yield say("monitor.dissent", text=dissent)
    yield say("monitor.published", day=one.published) if one.published else say("monitor.unpublished")
    if one.address:
        yield one.address
    if one.review:
        yield say("monitor.review-on", day=one.review)
    if one.grade:
        yield say("monitor.graded", grade=say(f"monitor.grade-{one.grade}"))
    if one.note is not None:
        yield one.note.in_(language)


def _add_standings(page: Page, whole: Adequacy, language: Language) -> None:
    page.heading(say("monitor.obligations"))
    heads = ("obligation", "finding", "rests-on", "now")
    rows = [tuple(say(f"monitor.{name}") for name in heads)]
    rows += [_row(one, language) for one in whole.standings]
    page.rows(rows, WIDTHS)
    if any(not one.own and one.judgement != "not-assessed" for one in whole.standings):
        page.blank()
        page.paragraph(say("monitor.whole-only"))


def _row(one: Standing, language: Language) -> tuple[str, ...]:
    judgement = word("judgement", one.judgement).in_(language)
    instrument = one.left.instrument if one.left else "-"
    basis = word("basis", one.basis, instrument=instrument).in_(language)
    if one.judgement == "not-assessed" and one.basis == "kept":
        basis = "-"  # there was no finding to rest on anything
    cited = cite(one.obligation.provisions[0]).in_(language)
    gone = f"; {say('monitor.gone', measures=', '.join(one.gone))}" if one.gone else ""
    mark = " *" if not one.own and one.judgement != "not-assessed" else ""
    return cited[:1].upper() + cited[1:], judgement + mark, basis, " ".join(one.now) + gone or "-"


def _add_history(page: Page, whole: Adequacy, law: Law) -> None:
    """Add the two days of 2025 and whether they were met, for a code on models."""
    if whole.code.family != "models":
        return
    page.heading(say("monitor.deadlines"))
    final = final_day(whole.code)
    for day in (ready_by(law), fallback_from(law, whole.code.family)):
        if day is not None:
            met = finished(whole.code, day)
            key = f"monitor.ready-{met.value}" if day <= whole.on else "monitor.ready-ahead"
            page.paragraph(say(key, day=day, final=final or "-"))


def adequacy_json(found: CodeAdequacy, law: Law, language: Language) -> dict[str, Any]:
    """Return the adequacy as JSON."""
    whole = found.adequacy
    then = regime(law, whole.on)
    fallback = common_rules(whole, law, whole.on)
    return head("monitor-adequacy", law) | {
        "on": whole.on.isoformat(),
        "code": whole.code.id,
        "version": whole.code.version,
        "adequate": _verdict(whole.verdict, language),
        "common_rules": _verdict(fallback, language),
        "regime": {
            "assessors": list(then.assessors),
            "approval_possible": then.approving is not None,
            "published": then.published,
            "applies": then.applies,
            "text": then.assessing.content.in_(language) if then.assessing else None,
        },
        "assessment": whole.assessment.id if whole.assessment else None,
        "assessments": [_assessment(one) for one in found.assessments],
        "obligations": [_standing(one, language) for one in whole.standings],
        "review": [trigger_json(one, language) for one in found.triggers],
        "findings": findings_json(found.findings, language),
    }


def _verdict(one: Verdict[Text], language: Language) -> dict[str, Any]:
    return {"verdict": one.truth.value, "because": [reason.in_(language) for reason in one.reasons]}


def _assessment(one: Assessment) -> dict[str, Any]:
    decision, opinion = one.decision, one.opinion
    return {
        "id": one.id,
        "example": one.example,
        "judgement": one.judgement,
        "version": one.version,
        "decision": {
            "kind": decision.kind,
            "by": decision.by,
            "on": decision.on.isoformat(),
            "effective": decision.effective.isoformat() if decision.effective else None,
        }
        if decision
        else None,
        "opinion": {
            "on": opinion.on.isoformat() if opinion.on else None,
            "judgement": opinion.judgement,
            "dissent": list(opinion.dissent),
        }
        if opinion
        else None,
        "published": one.published.isoformat() if one.published else None,
        "address": one.address,
        "review": one.review.isoformat() if one.review else None,
        "grade": one.grade,
    }


def _standing(one: Standing, language: Language) -> dict[str, Any]:
    return {
        "obligation": one.obligation.id,
        "provisions": list(one.obligation.provisions),
        "judgement": one.judgement,
        "own_finding": one.own,
        "why": one.assessed.why if one.assessed else None,
        "evidence": list(one.assessed.evidence) if one.assessed else [],
        "basis": one.basis,
        "then": list(one.then),
        "now": list(one.now),
        "gone": list(one.gone),
        **_verdict(one.verdict, language),
    }
