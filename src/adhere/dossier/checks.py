# SPDX-License-Identifier: EUPL-1.2
"""The checks of a dossier: everything found wrong, the clocks that run, and the questions still open.

A file that exists is never taken for compliance: what is checked is what is known, not what is done.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from adhere.dossier.answering import answered_by, under
from adhere.dossier.contradictions import contradictions
from adhere.dossier.file import ADHERENCES, COMPLAINTS, FILE, REPORTS
from adhere.dossier.portfolio import DossierModel, Portfolio
from adhere.dossier.rules import rule
from adhere.dossier.wording import near, shown_key
from adhere.kernel.finding import Finding, Place
from adhere.kernel.truth import Truth
from adhere.law.applicability import Applicability
from adhere.law.citations import cite
from adhere.law.library import Law
from adhere.models.classification import Classification, classify
from adhere.models.notification import Notification, notification
from adhere.models.registry import registry
from adhere.models.wording import wording

ANSWERS = "models"
"""The folder under which answers to forms stand, one folder per model."""
REGISTER = "risk.yaml"
"""The register of systemic risks, in the folder of a model."""
CONTENT = "content"
"""The folder of the training content, of a model or of several together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedModel:
    """One model with its verdicts and everything found."""

    model: DossierModel
    classification: Classification
    notification: Notification
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A dossier, checked on a date."""

    models: tuple[CheckedModel, ...]
    findings: tuple[Finding, ...]

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Every finding, those of the dossier as a whole first."""
        return (*self.findings, *(finding for model in self.models for finding in model.findings))


def check(portfolio: Portfolio, law: Law, on: date, *, documentation: bool = False) -> Checked:
    """Run every rule over a dossier; those of its documentation, which read every form, only where asked."""
    applicability = Applicability(law, on)
    models = tuple(_checked(model, applicability) for model in portfolio.models)
    findings = tuple(portfolio.findings)
    if documentation:
        models = tuple(_with_documentation(model, portfolio, on) for model in models)
        models = tuple(_with_upkeep(model, portfolio, law, on) for model in models)
        models = tuple(_with_clocks(model, portfolio, law, on) for model in models)
        models = tuple(_with_risk(model, portfolio, on) for model in models)
        models = tuple(_with_content(model, portfolio, law, on) for model in models)
        findings += tuple(_strays(portfolio))
        findings += tuple(_of_complaints(portfolio, on))
        findings += tuple(_of_adherences(portfolio, models, law, on))
        findings += tuple(_of_reports(portfolio, models, law, on))
    return Checked(models=models, findings=findings)


def _checked(model: DossierModel, applicability: Applicability) -> CheckedModel:
    classification = classify(model.facts, applicability)
    clock = notification(classification)
    findings = (*model.findings, *contradictions(classification), *_clock(model, clock))
    findings += tuple(_questions(model, classification))
    return CheckedModel(model=model, classification=classification, notification=clock, findings=findings)


def _with_documentation(checked: CheckedModel, portfolio: Portfolio, on: date) -> CheckedModel:
    """Add what is wrong with answers, and forms that are owed; a bare model folder has neither."""
    if portfolio.stated is None:
        return checked
    from adhere.dossier.documentation import documentation_findings  # noqa: PLC0415 - only for a dossier

    found = documentation_findings(checked.model, portfolio, checked, on)
    return replace(checked, findings=(*checked.findings, *found))


def _with_upkeep(checked: CheckedModel, portfolio: Portfolio, law: Law, on: date) -> CheckedModel:
    """Add what has gone stale since the last issue, and requests that wait for an answer."""
    if portfolio.stated is None:
        return checked
    from adhere.dossier.upkeep import filled_forms, upkeep_findings  # noqa: PLC0415 - only for a dossier

    filled = partial(filled_forms, checked.model, portfolio, on)
    found = upkeep_findings(portfolio.root, checked.model, law, on, filled)
    return replace(checked, findings=(*checked.findings, *found))


def _with_risk(checked: CheckedModel, portfolio: Portfolio, on: date) -> CheckedModel:
    """Add what is found on the register of systemic risks; a model without one, and without systemic risk, pays one look."""
    systemic = checked.classification.systemic_risk.truth
    file = f"{ANSWERS}/{checked.model.id}/{REGISTER}"
    kept = portfolio.stated is not None and os.path.lexists(portfolio.root / file)
    if not kept and (portfolio.stated is None or systemic is not Truth.YES):
        return checked
    from adhere.dossier.risk import risk_findings  # noqa: PLC0415 - only where there is a register, or one is due

    found = risk_findings(checked.model, portfolio, systemic, on)
    return replace(checked, findings=(*checked.findings, *found))


def _with_content(checked: CheckedModel, portfolio: Portfolio, law: Law, on: date) -> CheckedModel:
    """Add what is found on the training content; a model of which nothing is kept pays two looks at the disk."""
    kept = (portfolio.root / ANSWERS / checked.model.id / CONTENT, portfolio.root / CONTENT)
    if portfolio.stated is None or not any(map(os.path.lexists, kept)):
        return checked
    from adhere.dossier.contentchecks import content_findings, without_repeats  # noqa: PLC0415 - only where there is content
    from adhere.dossier.upkeep import filled_forms  # noqa: PLC0415

    filled = filled_forms(checked.model, portfolio, on, ["summary"])["summary"]
    found = content_findings(checked.model, portfolio, law, on, filled)
    return replace(checked, findings=(*without_repeats(checked.findings, found), *found))


def _of_complaints(portfolio: Portfolio, on: date) -> Iterator[Finding]:
    """Yield what is found on complaints of rightsholders; a dossier without any pays one look at the disk."""
    if portfolio.stated is None or not os.path.lexists(portfolio.root / COMPLAINTS):
        return
    from adhere.dossier.complaints import complaints_findings  # noqa: PLC0415 - only where there are complaints

    yield from complaints_findings(portfolio.root, [model.id for model in portfolio.models], on)


def _with_clocks(checked: CheckedModel, portfolio: Portfolio, law: Law, on: date) -> CheckedModel:
    """Add the clocks that run from its events, incidents and adherences; a model without any pays one look at the disk."""
    folder = portfolio.root / ANSWERS / checked.model.id
    kept = (portfolio.root / ADHERENCES, folder / "events.yaml", folder / "incidents")
    if portfolio.stated is None or not (
        any(map(os.path.lexists, kept)) or any(folder.glob("serious-incident*.yaml"))
    ):
        return checked
    from adhere.dossier.clockloading import model_clocks  # noqa: PLC0415
    from adhere.dossier.clocks import clock_findings  # noqa: PLC0415 - only where there are such files

    found = clock_findings(model_clocks(checked, portfolio, law, on))
    return replace(checked, findings=(*checked.findings, *found))


def _of_adherences(
    portfolio: Portfolio, models: tuple[CheckedModel, ...], law: Law, on: date
) -> Iterator[Finding]:
    """Yield what is found on adherences to codes; a dossier without them pays one look at the disk."""
    if portfolio.stated is None or not os.path.lexists(portfolio.root / ADHERENCES):
        return
    from adhere.dossier.adherencechecks import adherence_findings  # noqa: PLC0415 - only where there are adherences

    yield from adherence_findings(portfolio.root, models, law, on)


def _of_reports(
    portfolio: Portfolio, models: tuple[CheckedModel, ...], law: Law, on: date
) -> Iterator[Finding]:
    """Yield what is found on reports, and which are due; only who adheres or reports pays more than two looks at the disk."""
    if portfolio.stated is None or not any(
        os.path.lexists(portfolio.root / name) for name in (REPORTS, ADHERENCES)
    ):
        return
    from adhere.dossier.reportchecks import reports_findings  # noqa: PLC0415 - only where there are reports to look at
    from adhere.dossier.reporting import ReportingDesk  # noqa: PLC0415

    yield from reports_findings(ReportingDesk(portfolio=portfolio, models=models, law=law, on=on))


def _strays(portfolio: Portfolio) -> Iterator[Finding]:
    """Tell the folders of answers that belong to no model."""
    folder = portfolio.root / ANSWERS
    if portfolio.stated is None or portfolio.stated.dossier is None or not folder.is_dir():
        return
    known = [model.id for model in portfolio.models]
    for path in sorted(folder.glob("*/")):  # unlike iterdir, empty where the disk refuses
        if path.is_dir() and path.name not in known and not path.name.startswith("."):
            place = Place(file=f"{ANSWERS}/{path.name}")
            values = {"name": shown_key(path.name), "near": near(path.name, known)}
            yield Finding(rule=rule("ADH-DOS-055"), place=place, values=values)


_CLOCK_RULES = {
    "overdue": "ADH-DOS-031",
    "running": "ADH-DOS-032",
    "late": "ADH-DOS-033",
    "start-not-known": "ADH-DOS-034",
}


def _clock(model: DossierModel, clock: Notification) -> Iterator[Finding]:
    rule_id = _CLOCK_RULES.get(clock.status)
    if rule_id is None or (clock.status == "start-not-known" and clock.notified_on is not None):
        return
    values = {
        "due": clock.deadline.day if clock.deadline else "-",
        "trigger": clock.trigger or "-",
        "notified": clock.notified_on or "-",
    }
    yield Finding(rule=rule(rule_id), place=_place(model), values=values)


def _questions(model: DossierModel, classification: Classification) -> Iterator[Finding]:
    for question in classification.questions:
        fact = answered_by(question, model.facts)
        yield Finding(
            rule=rule("ADH-DOS-030"),
            place=_place(model),
            values={
                "question": question.atom.question,
                "open": question.open,
                "provision": cite(question.atom.provision),
                "fact": fact,
                "under": under(fact),
                "who": wording("suppliers")[registry()[fact].who],
            },
        )


def _place(model: DossierModel) -> Place:
    return Place(file=FILE, at=f"models.{model.id}")
