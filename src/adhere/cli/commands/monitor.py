# SPDX-License-Identifier: EUPL-1.2
"""``adhere monitor``: what an office sees of a code in use: all signatories, one, one report, adequacy, and standards."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.groups import Group
from adhere.cli.options import described, format_option, language_option, on_option
from adhere.cli.output import print_json, refuse
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.codes.code import Code
    from adhere.dossier.officestanding import OfficeStanding
    from adhere.kernel.finding import Finding
    from adhere.law.library import Law
    from adhere.monitoring.office import Signatory

HEAD = "office.yaml"


def command() -> click.Command:
    """Return the group with its commands."""
    loaders = {
        "code": _code,
        "signatory": _signatory,
        "report": _report,
        "adequacy": _adequacy,
        "standards": _standards,
    }
    return Group("monitor", loaders, area="monitor")


def _code() -> click.Command:
    @described("monitor.code")
    @click.argument("office", metavar=say("metavar-folder"), type=Folder())
    @click.option("--code", "code_id", metavar="ID", help=say("monitor.help-which"))
    @on_option()
    @format_option("text", "json", "html")
    @click.option("--out", type=Folder(), metavar=say("code.metavar-file"), help=say("code.help-out"))
    @click.option("--findings", "single", is_flag=True, help=say("monitor.help-findings"))
    @click.option("--keep", type=Folder(), metavar=say("code.metavar-file"), help=say("monitor.help-keep"))
    @language_option()
    def code(office: Path, **asked: Any) -> None:
        run_code(office, **asked)

    return code


def _signatory() -> click.Command:
    @described("monitor.signatory")
    @click.argument("office", metavar=say("metavar-folder"), type=Folder())
    @click.argument("name", metavar="ID")
    @click.option("--code", "code_id", metavar="ID", help=say("monitor.help-which"))
    @on_option()
    @format_option("text", "json")
    @language_option()
    def signatory(office: Path, name: str, code_id: str | None, on: date, output: str) -> None:
        run_signatory(office, name, code_id, on, output)

    return signatory


def _report() -> click.Command:
    @described("monitor.report")
    @click.argument("file", metavar=say("code.metavar-file"), type=Folder())
    @click.option(
        "--office",
        metavar=say("metavar-folder"),
        type=Folder(),
        required=True,
        help=say("monitor.help-office"),
    )
    @on_option()
    @format_option("text", "json")
    @language_option()
    def report(file: Path, office: Path, on: date, output: str) -> None:
        run_report(file, office, on, output)

    return report


def _adequacy() -> click.Command:
    @described("monitor.adequacy")
    @click.argument("named", metavar="CODE")
    @click.option("--code", "code_id", metavar="ID", help=say("monitor.help-which"))
    @on_option()
    @format_option("text", "json")
    @language_option()
    def adequacy(named: str, code_id: str | None, on: date, output: str) -> None:
        run_adequacy(named, code_id, on, output)

    return adequacy


def _standards() -> click.Command:
    @described("monitor.standards")
    @click.argument("office", metavar=say("monitor.metavar-office"), type=Folder(), required=False)
    @on_option()
    @format_option("text", "json")
    @language_option()
    def standards(office: Path | None, on: date, output: str) -> None:
        run_standards(office, on, output)

    return standards


def run_code(
    path: Path,
    *,
    code_id: str | None,
    on: date,
    output: str,
    out: Path | None = None,
    keep: Path | None = None,
    single: bool = False,
) -> None:
    """Print a code over all its signatories; exit 1 where a file has errors."""
    from adhere.cli.findings import exit_status
    from adhere.cli.monitorjson import code_json
    from adhere.cli.monitorview import code_page
    from adhere.dossier.codeinuse import code_in_use
    from adhere.engine.submissions import StorageError

    if out is not None and output != "html":
        refuse(say("code.out-html"))
    standing, law = _office(path, on)
    code = _chosen(standing, code_id)
    try:
        found = code_in_use(standing, code, law, _kept(keep))
    except StorageError as error:
        key = "format" if error.reason == "format" else "unusable"
        refuse(say(f"monitor.storage-{key}", path=keep, detail=error.detail or "-"))
    data = code_json(found, law, language())
    if output == "json":
        print_json(data)
    elif output == "html":
        from adhere.cli.documents import STDOUT, deliver
        from adhere.render.portfoliodocument import portfolio_document

        page = portfolio_document(found.shown, law.release, language(), data)
        deliver(page, str(out) if out is not None else STDOUT, "html")
    else:
        code_page(found, law.release, language(), single=single).print()
    sys.exit(exit_status(standing.findings))


def run_signatory(path: Path, name: str, code_id: str | None, on: date, output: str) -> None:
    """Print one signatory over time; exit 2 where there is none of that id."""
    from adhere.cli.findings import exit_status
    from adhere.cli.monitorjson import signatory_json
    from adhere.cli.signatoryview import signatory_page
    from adhere.dossier.officestanding import OneSignatory as One

    standing, law = _office(path, on)
    signatory = _known(standing, name)
    code = _chosen(standing, code_id)
    found = standing.course(code.id, signatory)
    findings = standing.findings_on(signatory)
    if output == "json":
        print_json(signatory_json(One(signatory, code, found, findings, on), law, language()))
    else:
        signatory_page(One(signatory, code, found, findings, on), language()).print()
    sys.exit(exit_status(findings))


def run_report(file: Path, office: Path, on: date, output: str) -> None:
    """Print what one report comes to; exit 1 where it has errors, 2 where there is no such file."""
    from adhere.cli.findings import exit_status
    from adhere.cli.monitorjson import report_json
    from adhere.cli.signatoryview import report_page
    from adhere.dossier.officereports import put, read_report_file

    standing, law = _office(office, on)
    if not os.path.lexists(file):
        refuse(say("monitor.no-file", file=file))
    filed = put(read_report_file(file.parent, file.name), standing.office, standing.codes)
    if output == "json":
        print_json(report_json(filed, law, language()))
    else:
        report_page(filed, standing, language()).print()
    sys.exit(exit_status(filed.findings))


def run_adequacy(named: str, code_id: str | None, on: date, output: str) -> None:
    """Print the adequacy of a code on a date, of an office or of the packaged record."""
    from adhere.cli.adequacyview import adequacy_json, adequacy_page
    from adhere.cli.findings import exit_status
    from adhere.codes.catalogue import code, known_codes
    from adhere.dossier.codeinuse import adequacy_of, packaged_adequacy
    from adhere.law.library import Law

    if named in known_codes():
        law = Law()
        found = packaged_adequacy(code(named), law, on)
    else:
        standing, law = _office(Path(named), on)
        found = adequacy_of(standing, _chosen(standing, code_id), law)
    if output == "json":
        print_json(adequacy_json(found, law, language()))
    else:
        adequacy_page(found, law, language()).print()
    sys.exit(exit_status(found.findings))


def run_standards(path: Path | None, on: date, output: str) -> None:
    """Print the register of standards on a date, with what an office adds."""
    from adhere.cli.findings import exit_status
    from adhere.cli.standardsview import standards_json, standards_page
    from adhere.law.library import Law
    from adhere.monitoring.standards import packaged_standards

    findings: tuple[Finding, ...] = ()
    if path is None:
        law, standards = Law(), packaged_standards()
    else:
        standing, law = _office(path, on)
        standards = standing.standards
        findings = tuple(one for one in standing.findings if one.place.file.startswith("standards"))
    if output == "json":
        print_json(standards_json(standards, findings, law, on, language()))
    else:
        standards_page(standards, findings, law.release, on, language()).print()
    sys.exit(exit_status(findings))


def _office(path: Path, on: date) -> tuple[OfficeStanding, Law]:
    from adhere.dossier.officestanding import office_standing
    from adhere.law.library import Law

    if not str(path).strip("\0") or not os.path.lexists(path / HEAD):
        refuse(say("monitor.no-office", path=path))
    law = Law()
    return office_standing(path, law, on), law


def _chosen(standing: OfficeStanding, code_id: str | None) -> Code:
    """Return the code that is meant; exit 1 with the findings where the office has none that can be read."""
    known = ", ".join(standing.codes)
    if not standing.codes:
        from adhere.cli.findings import add_findings
        from adhere.cli.output import Page

        page = Page()
        add_findings(page, standing.findings, language())
        page.print(err=True)
        sys.exit(1)
    if code_id is None and len(standing.codes) > 1:
        refuse(say("monitor.several", known=known))
    wanted = code_id if code_id is not None else next(iter(standing.codes))
    if wanted not in standing.codes:
        refuse(say("monitor.no-code", code=wanted, known=known))
    return standing.codes[wanted]


def _known(standing: OfficeStanding, name: str) -> Signatory:
    from adhere.dossier.wording import near

    found = standing.office.signatory(name)
    if found is None:
        known = [one.id for one in standing.office.signatories]
        refuse(say("monitor.no-signatory", signatory=name, near=near(name, known), count=len(known)))
    return found


def _kept(path: Path | None) -> Path | None:
    """Return where submissions are kept; exit 2 for what is no place for a file."""
    if path is not None and (path.is_dir() or path.is_symlink() or not path.parent.is_dir()):
        refuse(say("monitor.not-kept", path=path))
    return path
