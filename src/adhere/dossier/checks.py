# SPDX-License-Identifier: EUPL-1.2
"""The checks of a dossier: everything found wrong, the clocks that run, and the questions still open.

A file that exists is never taken for compliance: what is checked is what is known, not what is done.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from adhere.dossier.answering import answered_by, under
from adhere.dossier.contradictions import contradictions
from adhere.dossier.file import FILE
from adhere.dossier.portfolio import DossierModel, Portfolio
from adhere.dossier.rules import rule
from adhere.dossier.wording import near, shown_key
from adhere.kernel.finding import Finding, Place
from adhere.law.applicability import Applicability
from adhere.law.citations import cite
from adhere.law.library import Law
from adhere.models.classification import Classification, classify
from adhere.models.notification import Notification, notification
from adhere.models.registry import registry
from adhere.models.wording import wording

ANSWERS = "models"
"""The folder under which answers to forms stand, one folder per model."""


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
        findings += tuple(_strays(portfolio))
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
