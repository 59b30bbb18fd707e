# SPDX-License-Identifier: EUPL-1.2
"""Everything that is checked of what is handed in, with every finding told at once: shape, signature, key, form or report, history, clocks.

Nothing is written here; the same checks serve a sandbox and an intake.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from django.utils import timezone

from adhere.kernel.calendar import spoken
from adhere.kernel.finding import Finding
from adhere.kernel.quantity import decimal_text
from adhere.portal.people.models import Organisation
from adhere.portal.register.models import RegisteredModel
from adhere.portal.submissions.clocks import met_late
from adhere.portal.submissions.formchecks import count_rows, form_of
from adhere.portal.submissions.history import corrected_by, history_findings
from adhere.portal.submissions.keys import key_of
from adhere.portal.submissions.models import KnownAs, SigningKey, Submission
from adhere.portal.submissions.pack import OpenedPack, read_pack
from adhere.portal.submissions.reports import check_report, is_report
from adhere.portal.submissions.rules import finding
from adhere.reporting.report import Report

RECIPIENTS = ("office", "public")
AHEAD = timedelta(hours=1)
"""How far the clock of who signed may be ahead of ours."""
SUMMARY = "summary"
STRANGE = "ADH-SUB-041"
"""The rule about a report of someone who did not adhere, which counts with nobody's figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is noted of a pack beside its statement; what nothing says is None."""

    model: RegisteredModel | None = None
    code: str = ""
    since: date | None = None
    until: date | None = None
    due: date | None = None
    late: bool | None = None
    incomplete: bool | None = None
    answered: int | None = None
    asked: int | None = None
    size: str = ""
    figures: tuple[tuple[str, str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check came to; ``pack`` and ``key`` are there wherever no finding is an error."""

    pack: OpenedPack | None = None
    key: SigningKey | None = None
    corrects: Submission | None = None
    facts: Facts = field(default_factory=Facts)
    findings: tuple[Finding, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether it cannot be taken in."""
        return any(one.rule.severity == "error" for one in self.findings)


def check(content: bytes, provider: Organisation, now: datetime, corrects: str = "") -> Checked:
    """Check some bytes that a provider hands in."""
    read = read_pack(content)
    if read.pack is None:
        return Checked(findings=read.findings)
    pack = read.pack
    found = [*read.findings, *_statement_findings(pack, provider, now)]
    key = key_of(pack, provider)
    earlier = corrected_by(pack, provider, corrects) if corrects else None
    found += [one for one in (key, earlier) if isinstance(one, Finding)]
    if isinstance(key, Finding):
        return Checked(pack=pack, findings=tuple(found))  # what is not theirs is not looked into
    found += history_findings(pack, provider)
    facts, wrong = _facts(pack, provider, now)
    return Checked(
        pack=pack,
        key=key,
        corrects=earlier if isinstance(earlier, Submission) else None,
        facts=facts,
        findings=(*found, *wrong),
    )


def _statement_findings(pack: OpenedPack, provider: Organisation, now: datetime) -> Iterable[Finding]:
    said = pack.statement
    if pack.recipient not in RECIPIENTS:
        yield finding("ADH-SUB-015", "recipient", recipient=pack.recipient)
    if said.example and not provider.is_example:
        yield finding("ADH-SUB-013", "example", provider=provider.name)
    try:
        ahead = datetime.fromisoformat(said.at) > now + AHEAD
    except ValueError:  # 31 February has the shape of a day
        ahead = True
    if ahead:
        yield finding("ADH-SUB-014", "at", issued=said.at)


def _facts(pack: OpenedPack, provider: Organisation, now: datetime) -> tuple[Facts, tuple[Finding, ...]]:
    if is_report(pack):
        return _of_report(pack, provider, timezone.localtime(now).date())
    return _of_form(pack, provider, now)


def _of_report(pack: OpenedPack, provider: Organisation, on: date) -> tuple[Facts, tuple[Finding, ...]]:
    checked = check_report(pack, provider, on)
    report = checked.report
    if report is None:
        return Facts(), checked.findings
    facts = Facts(
        code=report.code[:80],
        since=report.since,
        until=report.until,
        due=checked.due,
        late=None if checked.due is None else checked.due < on,
        incomplete=checked.incomplete,
        answered=checked.answered,
        asked=checked.asked,
        size=report.size,
        figures=() if any(one.rule.id == STRANGE for one in checked.findings) else tuple(figures_of(report)),
    )
    return facts, checked.findings


def figures_of(report: Report) -> Iterator[tuple[str, str, str, str]]:
    """Yield the figures a report gives a value to: measure, indicator, unit and value."""
    for measure, one in report.figures():
        if one.value is not None:
            yield measure, one.indicator, one.unit, decimal_text(one.value)


def _of_form(pack: OpenedPack, provider: Organisation, now: datetime) -> tuple[Facts, tuple[Finding, ...]]:
    counted = count_rows(pack)
    name, form = pack.statement.model, form_of(pack.statement.form)
    known = KnownAs.objects.filter(provider=provider, name=name).select_related("model").first()
    facts = Facts(answered=counted.answered, asked=counted.asked, incomplete=counted.answered < counted.asked)
    if known is None:
        number = "050" if form == SUMMARY else "051"
        missing = finding(f"ADH-SUB-{number}", "model", model=name, provider=provider.name)
        return facts, (*counted.findings, missing)
    facts = replace(facts, model=known.model)
    earlier = Submission.objects.filter(provider=provider, model=known.model, recipient=pack.recipient)
    before = list(earlier.order_by("received").values_list("form", "received"))
    run = met_late(known.model, form or "", now, before, timezone.localtime(now).date())
    if run is None:
        return facts, counted.findings
    late = finding("ADH-SUB-045", "at", what=run.clock.what, due=spoken(run.day) if run.day else "-")
    return replace(facts, late=True, due=run.day), (*counted.findings, late)
