# SPDX-License-Identifier: EUPL-1.2
"""``adhere report export`` and ``import``: reports in the shape of the Transparency Centre."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.documents import STDOUT, give
from adhere.cli.options import described, format_option, language_option, on_option
from adhere.cli.output import Page, print_json, tell
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.exchange.transparency_centre import Part

CENTRE = "transparency-centre"


def export_command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("report.export")
    @click.argument("path", metavar=say("report.metavar-report"), type=Folder())
    @click.option("--code", "code_id", metavar="ID", help=say("report.help-code-known"))
    @click.option("--period", metavar="P", help=say("report.help-period-known"))
    @click.option(
        "--to",
        type=click.Choice((CENTRE,)),
        default=CENTRE,
        show_default=True,
        help=say("report.help-to-centre"),
    )
    @click.option(
        "--out",
        metavar=say("report.metavar-file"),
        default=STDOUT,
        show_default=True,
        help=say("report.help-out"),
    )
    @on_option()
    @language_option()
    def export(path: Path, to: str, out: str, **meant: Any) -> None:  # noqa: ARG001 - there is one shape as yet
        run_export(path, out, **meant)

    return export


def import_command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("report.import")
    @click.argument("file", metavar=say("report.metavar-file"), type=Folder())
    @format_option("text", "json")
    @language_option()
    def import_(file: Path, output: str) -> None:
        run_import(file, output)

    return import_


def run_export(path: Path, out: str, *, code_id: str | None, period: str | None, on: date) -> None:
    """Write a report in the shape of the centre; exit 1 where it cannot be read, or a finding is an error."""
    import json

    from adhere.cli.loading import quit_on_errors
    from adhere.cli.reportdocuments import read_one
    from adhere.exchange.transparency_centre import centre_json
    from adhere.exchange.transparency_report import centre_report

    found = read_one(path, code_id, period, on)
    value = centre_json(centre_report(found.report, found.code, language()))
    content = f"{json.dumps(value, indent=2, ensure_ascii=False)}\n".encode()
    give(content, None if out == STDOUT else Path(out))
    if out != STDOUT:
        tell(say("report.exported", file=out))
    quit_on_errors(found.findings)


def run_import(file: Path, output: str) -> None:
    """Print what a report of the centre holds; exit 1 where it cannot be read, or a finding is an error."""
    from adhere.cli.contracts import findings_json, head
    from adhere.cli.findings import add_findings, exit_status
    from adhere.cli.reported import content_of
    from adhere.exchange.transparency_centre import SIZE_LIMIT, centre_json, read_centre
    from adhere.exchange.transparency_report import carried
    from adhere.law.store import Store
    from adhere.reporting.exchange import json_of

    read = read_centre(content_of(file, SIZE_LIMIT), file.name)
    own = carried(read.report, file.name) if read.report else None
    findings = [*read.findings, *(own.findings if own else ())]
    if output == "json":
        told = {
            "centre": centre_json(read.report) if read.report else None,
            "report": json_of(own.report) if own and own.report else None,
        }
        print_json(head("report-import", Store()) | told | {"findings": findings_json(findings, language())})
    else:
        page = Page()
        page.title(say("report.import-title", file=file.name))
        if read.report is not None:
            _add(page, read.report)
        add_findings(page, findings, language())
        page.print()
    sys.exit(exit_status(findings))


def _add(page: Page, report: Part) -> None:
    nothing = say("report.not-said")
    told = {"day": report.get("publish_date") or nothing, "type": report.get("type") or nothing}
    page.paragraph(say("report.import-head", title=report.get("name") or nothing, **told))
    commitments = [one for chapter in report.parts for one in chapter.parts]
    counts = {"chapters": len(report.parts), "commitments": len(commitments)}
    page.paragraph(say("report.import-counts", **counts, lists=sum(len(one.parts) for one in commitments)))
