# SPDX-License-Identifier: EUPL-1.2
"""``adhere risk clocks`` and ``adhere risk incidents``: the clocks of a code for a model, and the reports of serious incidents.

Measures of the GPAI code with a period; Article 55(1)(c).
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adhere.cli.options import described, format_option, language_option, on_option
from adhere.cli.output import Page, print_json, refuse, tell
from adhere.cli.paths import Folder
from adhere.cli.wording import counted, language, say

if TYPE_CHECKING:
    from adhere.dossier.clocks import ModelClocks
    from adhere.kernel.finding import Finding
    from adhere.law.library import Law


def clocks_command() -> click.Command:
    """Return ``adhere risk clocks``."""

    @described("incident.clocks")
    @click.argument("dossier", metavar=say("metavar-folder"), type=Folder())
    @click.option("--model", "model_id", metavar="ID", help=say("incident.help-model"))
    @on_option()
    @format_option("text", "json", "ics", "html")
    @click.option("--out", type=Folder(), help=say("incident.help-out"))
    @language_option()
    def clocks(dossier: Path, model_id: str | None, on: date, output: str, out: Path | None) -> None:
        run_clocks(dossier, model_id, on, output, out)

    return clocks


def incidents_command() -> click.Command:
    """Return ``adhere risk incidents``."""

    @described("incident.incidents")
    @click.argument("dossier", metavar=say("metavar-folder"), type=Folder())
    @click.option("--model", "model_id", metavar="ID", help=say("incident.help-model"))
    @on_option()
    @format_option("text", "json")
    @language_option()
    def incidents(dossier: Path, model_id: str | None, on: date, output: str) -> None:
        run_incidents(dossier, model_id, on, output)

    return incidents


def run_clocks(path: Path, model_id: str | None, on: date, output: str, out: Path | None) -> None:
    """Print the clocks of a dossier, or write them to a file; exit 1 where a finding is an error."""
    from adhere.cli.clockjson import clocks_json
    from adhere.cli.clockview import add_clocks, shown
    from adhere.cli.findings import add_findings, exit_status
    from adhere.dossier.clocks import clock_findings
    from adhere.law.library import Law

    if out is not None and output not in ("html", "ics"):
        refuse(say("incident.out-formats"))
    law = Law()
    found = _clocks(path, model_id, law, on)
    findings = [finding for model in found for finding in clock_findings(model)]
    data = clocks_json(found, findings, law, on, language())
    if output == "json":
        print_json(data)
    elif output == "ics":
        _calendar(found, on, out)
    elif output == "html":
        from adhere.cli.documents import STDOUT, deliver
        from adhere.render.clockdocument import clock_document

        document = clock_document(
            [(one.model, shown(one)) for one in found], path.resolve().name, on, language(), data
        )
        deliver(document, str(out) if out is not None else STDOUT, "html")
    else:
        page = Page()
        for model in found:
            add_clocks(page, model, language())
        _add_findings(page, findings, add_findings)
        page.print()
    sys.exit(exit_status(findings))


def run_incidents(path: Path, model_id: str | None, on: date, output: str) -> None:
    """Print the incidents of a dossier; exit 1 where a finding is an error."""
    from adhere.cli.clockjson import incidents_json
    from adhere.cli.clockview import add_incidents
    from adhere.cli.findings import add_findings, exit_status
    from adhere.codes.catalogue import code
    from adhere.dossier.events import CODE
    from adhere.law.library import Law
    from adhere.risk.incidentchecks import incident_findings

    law = Law()
    models = _clocks(path, model_id, law, on)
    findings: list[Finding] = []
    for model in models:
        known = model.incidents
        findings += known.findings
        findings += incident_findings(known.known, known.standing, code(CODE), model.owed, on)
    if output == "json":
        print_json(incidents_json(models, findings, law, on, language()))
    else:
        page = Page()
        for model in models:
            add_incidents(page, model, language())
        _add_findings(page, findings, add_findings)
        page.print()
    sys.exit(exit_status(findings))


def _clocks(path: Path, model_id: str | None, law: Law, on: date) -> list[ModelClocks]:
    """Return the clocks of the models that are meant; exit 2 where there is no dossier, or no such model."""
    from adhere.cli.loading import ids, loaded, models_meant, quit_unread
    from adhere.dossier.checks import check
    from adhere.dossier.clockloading import model_clocks

    portfolio = loaded(path, on)
    if portfolio.stated is None:
        refuse(say("incident.no-dossier"))
    quit_unread(portfolio.stated)
    wanted = models_meant(ids(portfolio), model_id)
    checked = check(portfolio, law, on).models
    return [model_clocks(one, portfolio, law, on) for one in checked if one.model.id in wanted]


def _add_findings(page: Page, findings: list[Finding], add: object) -> None:
    if findings and callable(add):
        page.heading(say("incident.findings"))
        add(page, findings, language())


def _calendar(found: list[ModelClocks], on: date, out: Path | None) -> None:
    """Write the last days that are still to come, and those that passed unmet, as iCalendar."""
    from adhere.cli.clockview import calendar_events
    from adhere.cli.documents import give
    from adhere.exchange.calendar import calendar

    events = [event for model in found for event in calendar_events(model)]
    give(calendar(events, language(), on), out)
    if out is not None:
        tell(counted("incident.calendar-written", len(events), file=out))
