# SPDX-License-Identifier: EUPL-1.2
"""``adhere report``: indicators, and the periodic report on a code: drafted, checked, rendered, issued, exported and imported."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.documents import STDOUT, TO, check_target, deliver, format_of, give
from adhere.cli.groups import Group
from adhere.cli.options import described, format_option, language_option, on_option
from adhere.cli.output import Page, print_json, refuse, tell
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.codes.code import Code
    from adhere.dossier.reporting import ReportingDesk
    from adhere.kernel.finding import Finding
    from adhere.render.writing import To
    from adhere.reporting.report import Report

SIZES = ("micro", "small", "medium", "small-mid-cap", "large")


def command() -> click.Command:
    """Return the group with its commands."""
    from adhere.cli.commands import reportissue, reportshape

    loaders = {
        "indicators": _indicators,
        "draft": _draft,
        "check": _check,
        "render": _render,
        "issue": reportissue.command,
        "export": reportshape.export_command,
        "import": reportshape.import_command,
    }
    return Group("report", loaders, area="report")


def _indicators() -> click.Command:
    @described("report.indicators")
    @click.option(
        "--code",
        "code_id",
        metavar="ID",
        default="gpai-2025",
        show_default=True,
        help=say("report.help-code"),
    )
    @click.option("--size", type=click.Choice(SIZES), help=say("report.help-size"))
    @format_option("text", "json")
    @language_option()
    def indicators(code_id: str, size: str | None, output: str) -> None:
        run_indicators(code_id, size, output)

    return indicators


def _draft() -> click.Command:
    @described("report.draft")
    @click.argument("dossier", metavar=say("metavar-folder"), type=Folder())
    @click.option("--code", "code_id", metavar="ID", required=True, help=say("report.help-code"))
    @click.option("--period", metavar="P", required=True, help=say("report.help-period"))
    @click.option("--print", "printed", is_flag=True, help=say("report.help-print"))
    @on_option()
    @language_option()
    def draft(dossier: Path, code_id: str, period: str, *, printed: bool, on: date) -> None:
        run_draft(dossier, code_id, period, on, printed=printed)

    return draft


def _check() -> click.Command:
    @described("report.check")
    @click.argument("path", metavar=say("report.metavar-report"), type=Folder())
    @click.option("--code", "code_id", metavar="ID", help=say("report.help-code-known"))
    @click.option("--period", metavar="P", help=say("report.help-period-known"))
    @on_option()
    @format_option("text", "json")
    @language_option()
    def check(path: Path, code_id: str | None, period: str | None, on: date, output: str) -> None:
        run_check(path, code_id, period, on, output)

    return check


def _render() -> click.Command:
    @described("report.render")
    @click.argument("path", metavar=say("report.metavar-report"), type=Folder())
    @click.option("--code", "code_id", metavar="ID", help=say("report.help-code-known"))
    @click.option("--period", metavar="P", help=say("report.help-period-known"))
    @click.option("--to", type=click.Choice(TO), help=say("report.help-to"))
    @click.option(
        "--out",
        metavar=say("report.metavar-file"),
        default=STDOUT,
        show_default=True,
        help=say("report.help-out"),
    )
    @click.option("--charts/--no-charts", default=True, help=say("report.help-charts"))
    @on_option()
    @language_option()
    def render(path: Path, to: To | None, out: str, *, charts: bool, **meant: Any) -> None:
        run_render(path, to, out, charts=charts, **meant)

    return render


def run_indicators(code_id: str, size: str | None, output: str) -> None:
    """Print the indicators for a code; exit 2 where there is no such code."""
    from adhere.cli.reportview import indicators_json, indicators_page
    from adhere.law.store import Store
    from adhere.reporting.indicators import indicators

    code = packaged_code(code_id)
    shown = [one for one in indicators(code).values() if size is None or one.asked_of(size)]
    if output == "json":
        print_json(indicators_json(code, shown, Store()))
    else:
        indicators_page(code, shown, language()).print()


def packaged_code(code_id: str) -> Code:
    """Return a packaged code; exit 2 where there is none of that id."""
    from adhere.codes.catalogue import UnknownCodeError, code

    try:
        return code(code_id)
    except UnknownCodeError as error:
        from adhere.dossier.wording import near

        refuse(
            say("report.no-code", code=code_id, near=near(code_id, error.known), known=", ".join(error.known))
        )


def run_draft(path: Path, code_id: str, label: str, on: date, *, printed: bool) -> None:
    """Write a draft, or print it; exit 2 where there is nothing to report on, or a report already."""
    from adhere.cli.reported import desk_of, period_meant
    from adhere.dossier.reportdrafting import NothingToReportError, subject_of
    from adhere.dossier.reportwriting import ReportExistsError, draft_text, write_draft
    from adhere.intake.reasons import disk_reason
    from adhere.reporting.drafting import draft

    period = period_meant(label)
    desk = desk_of(path, on)
    try:
        subject = subject_of(desk, _code(desk, code_id), period)
    except NothingToReportError as error:
        refuse(say(f"report.{error.why}", code=code_id, period=label, since=period.since, until=period.until))
    report = draft(subject, language())
    if printed:
        give(draft_text(subject, report, language()).encode(), None)
        return
    try:
        file = write_draft(desk.root, subject, report, language())
    except ReportExistsError as error:
        refuse(say("report.exists", file=error))
    except OSError as error:
        refuse(say("report.not-written", file=path, reason=disk_reason(error)))
    counts = {"measures": len(report.measures), "figures": len(list(report.figures()))}
    tell(say("report.written", file=file, **counts))
    tell(say("report.next"))


def _code(desk: ReportingDesk, code_id: str) -> Code:
    return desk.code(code_id) or packaged_code(code_id)


def run_check(path: Path, code_id: str | None, label: str | None, on: date, output: str) -> None:
    """Print what is wrong with reports and what they leave open; exit 1 where a finding is an error."""
    from adhere.cli.contracts import findings_json, head
    from adhere.cli.findings import add_findings, exit_status
    from adhere.cli.reportview import add_report, report_json
    from adhere.law.store import Store

    reports, found = _checked(path, code_id, label, on)
    if output == "json":
        told = {"on": on.isoformat(), "reports": [report_json(*one) for one in reports]}
        print_json(head("report-check", Store()) | told | {"findings": findings_json(found, language())})
    else:
        page = Page()
        page.title(say("report.check-title", file=path.resolve().name), on.isoformat())
        for one in reports:
            add_report(page, *one)
        if not found:
            page.paragraph(say("report.no-findings"))
        add_findings(page, found, language())
        page.print()
    sys.exit(exit_status(found))


def _checked(
    path: Path, code_id: str | None, label: str | None, on: date
) -> tuple[list[tuple[Report, Code | None]], list[Finding]]:
    """Return the reports that are meant, each with its code where there is one, and everything found on them."""
    from adhere.cli.reported import chosen, desk_of, handed_in, is_handed_in, reports_of
    from adhere.codes.catalogue import code, known_codes
    from adhere.dossier.reportchecks import Depth, filed_of, findings_on, handed_in_findings
    from adhere.reporting.series import series_findings

    if is_handed_in(path):
        read = handed_in(path)
        found = [*read.findings, *handed_in_findings(read, path.name, on)]
        known = read.report is not None and read.report.code in known_codes()
        return [(read.report, code(read.report.code) if known else None)] if read.report else [], found
    desk = desk_of(path, on)
    kept, strays = reports_of(desk)
    meant = chosen(kept, code_id, label)
    found = [*strays] if len(meant) == len(kept) else []
    for one in meant:
        found += findings_on(one, desk, Depth(lacks=True, figures=True))
    files = {one.file for one in meant}
    found += [one for one in series_findings(filed_of(kept)) if one.place.file in files]
    return [(one.report, desk.code(one.report.code)) for one in meant if one.report is not None], found


def run_render(
    path: Path, to: To | None, out: str, *, charts: bool, code_id: str | None, period: str | None, on: date
) -> None:
    """Write a report as a document; exit 1 where it cannot be read, or a finding is an error."""
    from adhere.cli.loading import quit_on_errors
    from adhere.cli.reportdocuments import document_of, read_one

    form = format_of(out, to)
    check_target(out, form)
    read = read_one(path, code_id, period, on)
    deliver(document_of(read, language()), out, form, charts=charts)
    quit_on_errors(read.findings)
