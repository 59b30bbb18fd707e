# SPDX-License-Identifier: EUPL-1.2
"""``adhere classify``: what the law asks for a model on a date, and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adhere.cli.contracts import head
from adhere.cli.options import described, format_option, language_option, on_option
from adhere.cli.output import Page, print_json
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say
from adhere.kernel.text import Language
from adhere.kernel.truth import Truth, Verdict

if TYPE_CHECKING:
    from adhere.dossier.checks import CheckedModel
    from adhere.models.classification import Classification

MARK = 13
"""Columns of a verdict in front of what it is about."""


def command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("classify")
    @click.argument("path", metavar=say("metavar-folder"), type=Folder())
    @on_option()
    @format_option("text", "json")
    @language_option()
    def classify(path: Path, on: date, output: str) -> None:
        run(path, on, output)

    return classify


def run(path: Path, on: date, output: str) -> None:
    """Classify the models of a dossier, or one model folder, and print the outcome."""
    from adhere.cli.loading import checked, quit_on_errors
    from adhere.cli.verdicts import errors_json, model_json
    from adhere.law.library import Law

    law = Law()
    outcome = checked(path, law, on)
    if output == "json":
        models = [model_json(model, language()) for model in outcome.models]
        errors = errors_json(outcome.findings, language())
        print_json(head("classify", law) | {"on": on.isoformat(), "findings": errors, "models": models})
    else:
        page = Page()
        for model in outcome.models:
            _add_model(page, model, language())
        page.print()
    quit_on_errors(outcome.all_findings)


def _add_model(page: Page, model: CheckedModel, spoken: Language) -> None:
    outcome = model.classification
    page.title(model.model.id, say("on-date", on=outcome.on, release=outcome.applicability.law.release))
    verdicts = (
        (say("general-purpose"), outcome.general_purpose),
        (say("systemic-risk", presumed=_word(outcome.presumed.truth)), outcome.systemic_risk),
        (say("open-source"), outcome.exempt),
    )
    for title, verdict in verdicts:
        page.marked(_word(verdict.truth), title, colour=verdict.truth.value, width=MARK)
    counts = {truth.value: len(outcome.applying(truth)) for truth in Truth}
    page.paragraph(say("duties", **counts), indent=MARK)
    _add_clock(page, model)
    _add_obligations(page, outcome, Truth.YES, spoken)
    _add_questions(page, outcome, spoken)
    _add_obligations(page, outcome, Truth.UNKNOWN, spoken)
    page.heading(say("why"))
    for title, verdict in verdicts:
        _add_verdict(page, title, verdict, outcome, spoken)
    _add_obligations(page, outcome, Truth.NO, spoken)
    page.blank()


def _word(truth: Truth) -> str:
    return say(f"verdict-{truth.value}")


def _add_verdict(
    page: Page, title: str, verdict: Verdict[str], outcome: Classification, spoken: Language
) -> None:
    from adhere.law.citations import cite

    page.marked(_word(verdict.truth), title, colour=verdict.truth.value, width=MARK)
    for reason in outcome.because(verdict.reasons):
        page.paragraph(reason.text.in_(spoken), indent=MARK, first="- ")
        source = f"{reason.source.in_(spoken)}; " if reason.source else ""
        page.paragraph(f"[{source}{cite(reason.atom.provision).in_(spoken)}]", indent=MARK + 2)
    page.blank()


def _add_clock(page: Page, model: CheckedModel) -> None:
    clock = model.notification
    if clock.deadline is not None:
        page.heading(say("notification"))
        page.paragraph(
            say(
                f"clock-{clock.status}",
                due=clock.deadline.day,
                trigger=clock.trigger,
                notified=clock.notified_on,
            )
        )
        if not clock.deadline.certain:
            page.paragraph(say("not-certain"))
        for reason in clock.deadline.reasons:
            page.paragraph(reason.in_(language()), indent=2, first="- ")


def _add_obligations(page: Page, outcome: Classification, truth: Truth, spoken: Language) -> None:
    from adhere.law.citations import cite

    obligations = outcome.applying(truth)
    if not obligations:
        return
    page.heading(say(f"obligations-{truth.value}", count=len(obligations)))
    for obligation in obligations:
        place = cite(obligation.norm.provisions[0]).in_(spoken)
        start = (
            say("lawreading.from", start=obligation.start)
            if truth is not Truth.NO or obligation.start > outcome.on
            else ""
        )
        page.marked(_word(truth), f"{place}  {start}".rstrip(), colour=truth.value, width=MARK)
        if truth is not Truth.NO:
            page.paragraph(obligation.norm.content.in_(spoken), indent=MARK)
        for exception in obligation.exceptions:
            page.paragraph(say("exception", provision=cite(exception.provisions[0])), indent=MARK, first="- ")
        if truth is Truth.NO and not obligation.exceptions:
            for reason in outcome.because(obligation.verdict.reasons):
                page.paragraph(reason.text.in_(spoken), indent=MARK, first="- ")


def _add_questions(page: Page, outcome: Classification, spoken: Language) -> None:
    from adhere.dossier.answering import answered_by, under
    from adhere.models.registry import registry
    from adhere.models.wording import wording

    if not outcome.questions:
        return
    page.heading(say("questions"))
    for number, question in enumerate(outcome.questions, 1):
        page.paragraph(question.atom.question.in_(spoken), first=f"{number:>2}. ")
        fact = answered_by(question, outcome.facts)
        who = wording("suppliers")[registry()[fact].who]
        told = say("answer-with", fact=fact, under=under(fact), who=who, open=question.open)
        page.paragraph(told, indent=4)
        if question.atom.hint:
            page.paragraph(question.atom.hint.in_(spoken), indent=4)
