# SPDX-License-Identifier: EUPL-1.2
"""``adhere draft``: fill a form from the facts, and list what people must add."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adhere.cli.options import described, format_option, language_option, on_option, recipient_option
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say
from adhere.kernel.finding import Finding

if TYPE_CHECKING:
    from adhere.documentation.asking import Ask
    from adhere.dossier.portfolio import DossierModel, Portfolio
    from adhere.forms.answers import Filled
    from adhere.forms.form import Recipient
    from adhere.forms.views import ShownRow


def command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("draft")
    @click.argument("path", metavar=say("metavar-folder"), type=Folder())
    @click.option(
        "--form", "form_id", metavar="ID", default="mdf", show_default=True, help=say("draft.help-form")
    )
    @recipient_option(say("draft.help-for"))
    @click.option("--model", "model_id", metavar="ID", help=say("draft.help-model"))
    @click.option("--asks", "asks_only", is_flag=True, help=say("draft.help-asks"))
    @on_option()
    @format_option("text", "json")
    @language_option()
    def draft(
        path: Path,
        form_id: str,
        recipient: Recipient | None,
        model_id: str | None,
        *,
        on: date,
        output: str,
        asks_only: bool,
    ) -> None:
        run(path, form_id, recipient, model_id, on=on, output=output, asks_only=asks_only)

    return draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """One form of one model as it is shown: its rows, what is asked for it, and everything found on the way."""

    key: str
    filled: Filled
    rows: tuple[ShownRow, ...]
    asks: tuple[Ask, ...]
    findings: tuple[Finding, ...]
    bare: bool


def run(
    path: Path,
    form_id: str,
    recipient: Recipient | None,
    model_id: str | None,
    *,
    on: date,
    output: str,
    asks_only: bool = False,
) -> None:
    """Draft a form for the models of a dossier, or one model folder, and print it; exit 1 where a finding is an error."""
    from adhere.cli.loading import form_meant, ids, loaded, models_meant, no_form

    kind = form_meant(form_id)
    portfolio = loaded(path, on)
    meant = models_meant(ids(portfolio), model_id)
    models = [model for model in portfolio.models if model.id in meant]
    drafts = [one for model in models for one in _drafted(model, portfolio, kind, recipient, on)]
    keys = [one.key for one in drafts]
    if form_id != kind and form_id not in keys:
        no_form(form_id, list(dict.fromkeys(keys)))
    if len(set(keys)) > 1:  # incidents: the one that was named, or all there are rather than the empty form
        drafts = [one for one in drafts if (one.key == form_id) is (form_id != kind)]
    if output == "json":
        from adhere.cli.drafts import print_drafts_json

        print_drafts_json(drafts, portfolio.findings, recipient, on, language())
    else:
        from adhere.cli.drafts import print_drafts

        print_drafts(drafts, portfolio.findings, recipient, language(), asks_only=asks_only)
    found = [*portfolio.findings, *(finding for one in drafts for finding in one.findings)]
    sys.exit(int(any(finding.rule.severity == "error" for finding in found)))


def _drafted(
    model: DossierModel, portfolio: Portfolio, form_id: str, recipient: Recipient | None, on: date
) -> Iterable[Drafted]:
    from adhere.dossier.documentation import documented
    from adhere.forms.views import all_rows, view

    documentation = documented(model, portfolio, None, on, [form_id])
    for key, filled in documentation.filled.items():
        if filled.form.id == form_id:
            rows = all_rows(filled) if recipient is None else view(filled, recipient).rows
            yield Drafted(
                key=key,
                filled=filled,
                rows=rows,
                asks=tuple(_asked(documentation.asks, filled, recipient)),
                findings=(*model.findings, *documentation.findings),
                bare=portfolio.stated is None,
            )


def _asked(found: Iterable[Ask], filled: Filled, recipient: Recipient | None) -> Iterable[Ask]:
    """Yield what is asked for this form, of other forms only what it is made up of, and for the recipient that was named."""
    used = {name for field in filled.form.fields for name in field.uses}
    for ask in found:
        ids = {ask.id, *ask.also}
        own = any(name.startswith(f"{filled.form.id}:") for name in ids)
        if (own or ids & used) and (recipient is None or recipient in ask.recipients):
            yield ask
