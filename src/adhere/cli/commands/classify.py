# SPDX-License-Identifier: EUPL-1.2
"""``adhere classify``: what the law asks for a model on a date, and why."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from adhere.cli.findings import add_findings, exit_status
from adhere.cli.loading import loaded
from adhere.cli.options import language_option, on_option
from adhere.cli.output import Page
from adhere.cli.wording import language, say


def command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @click.command("classify", help=say("help-classify"))
    @click.argument("path", type=click.Path(path_type=Path))
    @on_option()
    @language_option()
    def classify(path: Path, on: date) -> None:
        run(path, on)

    return classify


def run(path: Path, on: date) -> None:
    """Classify the models of a dossier and print the outcome."""
    from adhere.law.applicability import Applicability
    from adhere.law.citations import cite
    from adhere.law.library import Law
    from adhere.models.classification import classify

    portfolio, applicability = loaded(path), Applicability(Law(), on)
    page = Page()
    for model_id, facts in portfolio.models.items():
        outcome = classify(facts, applicability)
        page.title(model_id, say("on-date", on=on, release=applicability.law.release))
        for obligation in outcome.obligations:
            truth = obligation.applies.value
            place = cite(obligation.norm.provisions[0]).in_(language())
            page.marked(say(f"verdict-{truth}"), place, colour=truth, width=13)
            page.paragraph(obligation.norm.content.in_(language()), indent=13)
            for reason in outcome.because(obligation.verdict.reasons):
                page.paragraph(reason.text.in_(language()), indent=13, first="- ")
    add_findings(page, portfolio.findings, language())
    page.print()
    sys.exit(exit_status(portfolio.findings))
