# SPDX-License-Identifier: EUPL-1.2
"""``adhere risk show``, ``matrix`` and ``new``: the register of systemic risks of a model, how it stands, and what is missing.

Article 55(1)(a) and (b); chapter Safety and Security of the GPAI code.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adhere.cli.groups import Group
from adhere.cli.options import described, format_option, language_option, on_option
from adhere.cli.output import Page, print_json, refuse, tell
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.cli.kept import Kept
    from adhere.dossier.risk import StandingRegister


def command() -> click.Command:
    """Return the group with its commands."""
    loaders = {"show": _show, "matrix": _matrix, "new": _new, "clocks": _clocks, "incidents": _incidents}
    return Group("risk", loaders, area="risk", areas=dict.fromkeys(("clocks", "incidents"), "incident"))


def _show() -> click.Command:
    @described("risk.show")
    @click.argument("dossier", metavar=say("metavar-folder"), type=Folder())
    @click.option("--model", "model_id", metavar="ID", help=say("risk.help-model"))
    @on_option()
    @format_option("text", "json")
    @language_option()
    def show(dossier: Path, model_id: str | None, on: date, output: str) -> None:
        run_show(dossier, model_id, on, output)

    return show


def _matrix() -> click.Command:
    @described("risk.matrix")
    @click.argument("dossier", metavar=say("metavar-folder"), type=Folder())
    @click.option("--model", "model_id", metavar="ID", help=say("risk.help-model"))
    @on_option()
    @format_option("text", "json", "html")
    @click.option("--out", type=Folder(), metavar=say("risk.metavar-file"), help=say("risk.help-out"))
    @language_option()
    def matrix(dossier: Path, model_id: str | None, on: date, output: str, out: Path | None) -> None:
        run_matrix(dossier, model_id, on, output, out)

    return matrix


def _clocks() -> click.Command:
    from adhere.cli.commands.riskclocks import clocks_command

    return clocks_command()


def _incidents() -> click.Command:
    from adhere.cli.commands.riskclocks import incidents_command

    return incidents_command()


def _new() -> click.Command:
    @described("risk.new")
    @click.argument("dossier", metavar=say("metavar-folder"), type=Folder())
    @click.option("--model", "model_id", metavar="ID", help=say("risk.help-model"))
    @language_option()
    def new(dossier: Path, model_id: str | None) -> None:
        run_new(dossier, model_id)

    return new


def run_show(path: Path, model_id: str | None, on: date, output: str) -> None:
    """Print the register of a model as it stands; exit 1 where a finding is an error, 2 where there is no register."""
    from adhere.cli.findings import exit_status

    found, model, dossier = _found(path, model_id, on)
    if output == "json":
        from adhere.cli.riskjson import show_json

        print_json(show_json(found, model, on.isoformat(), dossier.law))
    else:
        from adhere.cli.riskview import register_page

        register_page(found, say("risk.title", model=model)).print()
    sys.exit(exit_status(found.findings))


def run_matrix(path: Path, model_id: str | None, on: date, output: str, out: Path | None) -> None:
    """Print the risk matrix of a model, or write it as a page; exit 1 where the register cannot be read, 2 where there is none."""
    if out is not None and output != "html":
        refuse(say("risk.out-html"))
    found, model, dossier = _found(path, model_id, on)
    if found.standing is None:
        _quit_unread(found)
        return
    title = say("risk.matrix-title", model=model)
    if output == "text":
        from adhere.cli.riskview import matrix_page

        matrix_page(found.standing, title).print()
        return
    from adhere.cli.riskjson import matrix_json

    data = matrix_json(found.standing, found.read.findings, dossier.law)
    if output == "json":
        print_json(data)
        return
    from adhere.cli.documents import STDOUT, deliver
    from adhere.render.riskdocument import matrix_document

    document = matrix_document(found.standing, language(), data, example=found.read.example)
    deliver(document, str(out) if out is not None else STDOUT, "html")


def run_new(path: Path, model_id: str | None) -> None:
    """Write a new register with the four specified risks; exit 2 where there is one, or the disk refuses."""
    from adhere.cli.requested import requested
    from adhere.dossier.riskwriting import RegisterExistsError, add_register
    from adhere.intake.reasons import disk_reason

    dossier = requested(path)
    model = dossier.one(model_id)
    try:
        file = add_register(dossier.root, model, language())
    except RegisterExistsError as error:
        refuse(say("risk.exists", file=error))
    except OSError as error:
        refuse(say("risk.not-written", file=f"models/{model}/risk.yaml", reason=disk_reason(error)))
    tell(say("risk.written", file=file, dossier=path, model=model))


def _found(path: Path, model_id: str | None, on: date) -> tuple[StandingRegister, str, Kept]:
    """Return the register that is meant: of the model named, or of the only one that has any; exit 2 where there is none."""
    from adhere.cli.kept import kept
    from adhere.cli.loading import model_meant
    from adhere.dossier.risk import has_register, standing_register

    dossier = kept(path, on)
    having = [name for name in dossier.models if has_register(dossier.root, name)]
    model = having[0] if model_id is None and len(having) == 1 else model_meant(dossier.models, model_id)
    if model not in having:
        refuse(say("risk.none", model=model, dossier=path))
    return standing_register(dossier.model(model), dossier.portfolio, on), model, dossier


def _quit_unread(found: StandingRegister) -> None:
    from adhere.cli.findings import add_findings, exit_status

    page = Page()
    add_findings(page, found.findings, language())
    page.print(err=True)
    sys.exit(exit_status(found.findings))
