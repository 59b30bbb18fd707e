# SPDX-License-Identifier: EUPL-1.2
"""``adhere code show`` and ``adhere code coverage``: a code of practice, what it covers on a date, and what is weak in it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adhere.cli.groups import Group
from adhere.cli.options import described, format_option, language_option, on_option
from adhere.cli.output import Page, print_json, refuse
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.codes.code import Code
    from adhere.intake.codefolder import ReadCode
    from adhere.law.library import Law


def command() -> click.Command:
    """Return the group with its commands."""
    return Group("code", {"show": _show, "coverage": _coverage}, area="code")


def _show() -> click.Command:
    @described("code.show")
    @click.argument("named", metavar="CODE")
    @click.argument("part", metavar="[ID]", required=False)
    @format_option("text", "json")
    @language_option()
    def show(named: str, part: str | None, output: str) -> None:
        run_show(named, part, output)

    return show


def _coverage() -> click.Command:
    @described("code.coverage")
    @click.argument("named", metavar="CODE")
    @on_option()
    @format_option("text", "json", "html")
    @click.option("--out", type=Folder(), metavar=say("code.metavar-file"), help=say("code.help-out"))
    @language_option()
    def coverage(named: str, on: date, output: str, out: Path | None) -> None:
        run_coverage(named, on, output, out)

    return coverage


def run_show(named: str, part: str | None, output: str) -> None:
    """Print a code or a part of it; exit 1 where its files are broken, 2 where there is no such code or part."""
    from adhere.cli.codejson import show_json
    from adhere.cli.codeview import part_page, whole_page
    from adhere.codes.ground import linked
    from adhere.codes.selection import NoSuchPartError, part_of
    from adhere.law.library import Law

    law = Law()
    read = _read(named, law)
    code = linked(_sound(read, output, law, "show"))
    try:
        shown = code if part is None else part_of(code, part)
    except NoSuchPartError as error:
        refuse(say("code.no-part", part=part, code=code.id, known=", ".join(error.known[:60])))
    if output == "json":
        print_json(show_json(shown, read.findings, law, language()))
    else:
        page = whole_page(shown, language()) if part is None else part_page(shown, part, language())
        _add_serious(page, read)
        page.print()
    _leave(read)


def run_coverage(named: str, on: date, output: str, out: Path | None) -> None:
    """Print what a code covers on a date, or write it as a page; exit 1 where its files are broken, 2 where there is none."""
    from adhere.cli.codejson import coverage_json
    from adhere.cli.coverageview import coverage_page
    from adhere.codes.coverage import coverage
    from adhere.law.library import Law

    if out is not None and output != "html":
        refuse(say("code.out-html"))
    law = Law()
    read = _read(named, law)
    found = coverage(_sound(read, output, law, "coverage"), law, on)
    data = coverage_json(found, read.findings, law, language())
    if output == "json":
        print_json(data)
    elif output == "html":
        from adhere.cli.documents import STDOUT, deliver
        from adhere.render.coveragedocument import coverage_document

        page = coverage_document(found, law.release, language(), data)
        deliver(page, str(out) if out is not None else STDOUT, "html")
    else:
        text = coverage_page(found, read.findings, law.release, language())
        _add_serious(text, read)
        text.print()
    _leave(read)


def _read(named: str, law: Law) -> ReadCode:
    """Return the code that is meant: a packaged one by its id, or one in a folder; exit 2 where there is neither."""
    from adhere.codes.catalogue import code, known_codes
    from adhere.intake.codefolder import HEAD, ReadCode, read_code

    if named in known_codes():
        from adhere.codes.quality import quality

        packaged = code(named)
        return ReadCode(code=packaged, findings=list(quality(packaged)))
    path = Path(named)
    if not named.strip("\0") or not (path.is_dir() or path.name == HEAD):
        from adhere.dossier.wording import near

        known = known_codes()
        refuse(say("code.no-code", code=named, near=near(named, known), known=", ".join(known)))
    return read_code(path, law)


def _sound(read: ReadCode, output: str, law: Law, command: str) -> Code:
    """Return the code; where it could not be read, tell why and exit 1."""
    if read.code is not None:
        return read.code
    from adhere.cli.contracts import findings_json, head
    from adhere.cli.findings import add_findings

    if output == "json":
        told = {"code": None, "findings": findings_json(read.findings, language())}
        print_json(head(f"code-{command}", law) | told)
    else:
        page = Page()
        add_findings(page, read.findings, language())
        page.print()
    sys.exit(1)


def _add_serious(page: Page, read: ReadCode) -> None:
    """Add what is wrong with the files of a code; what is weak in it has a place of its own."""
    from adhere.cli.findings import add_findings
    from adhere.codes.rules import FIRST_OF_QUALITY

    add_findings(page, (one for one in read.findings if one.rule.id < FIRST_OF_QUALITY), language())


def _leave(read: ReadCode) -> None:
    from adhere.cli.findings import exit_status

    sys.exit(exit_status(read.findings))
