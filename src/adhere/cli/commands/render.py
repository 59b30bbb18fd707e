# SPDX-License-Identifier: EUPL-1.2
"""``adhere render``: write a form for one recipient as a document."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adhere.cli.documents import STDOUT, TO, check_target, deliver, format_of
from adhere.cli.options import described, language_option, on_option, recipient_option
from adhere.cli.output import refuse, tell
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.content.summary.material import Content
    from adhere.forms.form import Recipient
    from adhere.forms.views import View
    from adhere.kernel.finding import Finding
    from adhere.render.document import Picture
    from adhere.render.formdocument import Header
    from adhere.render.writing import To


def command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("render")
    @click.argument("dossier", metavar=say("metavar-folder"), type=Folder())
    @click.option(
        "--form", "form_id", metavar="ID", default="mdf", show_default=True, help=say("render.help-form")
    )
    @recipient_option(say("render.help-for"), required=True)
    @click.option("--to", type=click.Choice(TO), help=say("render.help-to"))
    @click.option(
        "--out",
        metavar=say("render.metavar-file"),
        default=STDOUT,
        show_default=True,
        help=say("render.help-out"),
    )
    @click.option("--model", "model_id", metavar="ID", help=say("render.help-model"))
    @click.option("--issue", "number", metavar="N", type=click.IntRange(min=1), help=say("render.help-issue"))
    @click.option("--charts/--no-charts", default=True, help=say("render.help-charts"))
    @on_option()
    @language_option()
    def render(
        dossier: Path,
        form_id: str,
        recipient: Recipient,
        *,
        to: To | None,
        out: str,
        model_id: str | None,
        number: int | None,
        on: date,
        charts: bool,
    ) -> None:
        form = format_of(out, to)
        check_target(out, form)
        shown, header, found, content = (
            _today(dossier, form_id, recipient, model_id, on)
            if number is None
            else (*_issue(dossier, form_id, recipient, model_id, number), None)
        )
        run(shown, header, found, out, form, content=content, charts=charts)

    return render


def run(
    shown: View,
    header: Header,
    found: tuple[Finding, ...],
    out: str,
    to: To,
    *,
    content: Content | None = None,
    charts: bool = True,
) -> None:
    """Write a view as a document; exit 1 where nothing is for its recipient, or a finding is an error."""
    from adhere.cli.loading import quit_on_errors
    from adhere.render.formdocument import form_document

    if not shown.rows:
        name = "nothing-public" if header.recipient == "public" else "nothing-for"
        from adhere.forms.wording import words

        told = words("recipients", header.recipient)
        tell(say(f"render.{name}", form=shown.form.name, id=shown.form.id, recipient=told), err=True)
        sys.exit(1)
    pictures = _pictures(shown, content)
    deliver(form_document(shown, header, language(), pictures), out, to, charts=charts)
    quit_on_errors(found)


def _pictures(shown: View, content: Content | None) -> Mapping[str, tuple[Picture, ...]]:
    """Return the pictures of a summary of training content; other forms have none beside those of their answers."""
    if shown.form.id != "summary":
        return {}
    from adhere.render.summarypictures import summary_pictures

    return summary_pictures(shown, content, language())


def _today(
    path: Path, form_id: str, recipient: Recipient, model_id: str | None, on: date
) -> tuple[View, Header, tuple[Finding, ...], Content | None]:
    from adhere.cli.loading import loaded, model_of, no_form
    from adhere.dossier.rendering import filled_today, view_today
    from adhere.forms.library import UnknownFormError

    portfolio = loaded(path, on)
    model = model_of(portfolio, model_id)
    try:
        filled, found = filled_today(model, portfolio, form_id, on)
    except UnknownFormError as error:
        no_form(error.form_id, error.known)
    shown, header = view_today(filled, model, portfolio, recipient)
    held = portfolio.contents.get(model.id)
    return shown, header, (*portfolio.findings, *found), held.content if held else None


def _issue(
    path: Path, form_id: str, recipient: Recipient, model_id: str | None, number: int
) -> tuple[View, Header, tuple[Finding, ...]]:
    from adhere.cli.loading import model_meant
    from adhere.dossier.rendering import models_issued, view_of_issue
    from adhere.forms.library import UnknownFormError

    root = path if path.is_dir() else path.parent
    known = models_issued(root, form_id)
    if not known or model_id not in (None, *known):
        refuse(say("render.not-issued", form=form_id, known=", ".join(known) or "-"))
    issues = known[model_meant(list(known), model_id)]
    if number not in issues.numbers:
        refuse(say("render.no-issue", number=number, form=form_id, known=", ".join(map(str, issues.numbers))))
    try:
        found = view_of_issue(issues, number, recipient)
    except UnknownFormError as error:
        refuse(say("render.old-form", form=error.form_id, known=", ".join(error.known) or "-"))
    if found is None:
        from adhere.cli.refusals import tell_finding

        for finding in issues.findings:
            tell_finding(finding)
        sys.exit(2)
    return *found, tuple(issues.findings)
