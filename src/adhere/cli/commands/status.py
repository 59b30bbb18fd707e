# SPDX-License-Identifier: EUPL-1.2
"""``adhere status``: one page for whoever answers for the documentation."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adhere.cli.documents import TO, check_target, deliver, format_of
from adhere.cli.options import described, format_option, language_option, on_option
from adhere.cli.output import print_json
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.law.library import Law
    from adhere.render.standing import Standing
    from adhere.render.writing import To


def command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("status")
    @click.argument("dossier", metavar=say("metavar-folder"), type=Folder())
    @click.option("--out", metavar=say("render.metavar-file"), help=say("status.help-out"))
    @click.option("--to", type=click.Choice(TO), help=say("render.help-to"))
    @click.option("--charts/--no-charts", default=True, help=say("render.help-charts"))
    @on_option()
    @format_option("text", "json")
    @language_option()
    def status(dossier: Path, out: str | None, to: To | None, on: date, output: str, *, charts: bool) -> None:
        run(dossier, out, to, on, output, charts=charts)

    return status


def run(path: Path, out: str | None, to: To | None, on: date, output: str, *, charts: bool = True) -> None:
    """Gather the status of a dossier or model folder and print it, or write it to a file; findings do not change the exit status."""
    from adhere.cli.standing import print_standing, standing_json
    from adhere.law.library import Law

    target = None if out is None else (out, format_of(out, to))
    if target is not None:
        check_target(*target)
    law = Law()
    stands = _standing(path, law, on)
    if target is not None:
        from adhere.render.statusdocument import status_document

        document = status_document(stands, language(), standing_json(stands, law, language()))
        deliver(document, *target, charts=charts)
    elif output == "json":
        print_json(standing_json(stands, law, language()))
    else:
        print_standing(stands, language())


def _standing(path: Path, law: Law, on: date) -> Standing:
    from adhere.cli.loading import loaded
    from adhere.dossier.checks import check
    from adhere.dossier.standing import standing
    from adhere.render.standing import Standing

    portfolio = loaded(path, on)
    checked = check(portfolio, law, on)
    dossier = portfolio.stated.dossier if portfolio.stated else None
    return Standing(
        name=path.resolve().name,
        provider=dossier.provider.name if dossier else "",
        on=on,
        law_release=law.release,
        example=bool(dossier and dossier.example),
        models=tuple(standing(model, portfolio, law) for model in checked.models),
    )
