# SPDX-License-Identifier: EUPL-1.2
"""``adhere code``: a code of practice, what it covers on a date and what is weak in it; versions compared, comments, their import."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from adhere.cli.codereading import add_serious, leave, read_meant, sound
from adhere.cli.groups import Group
from adhere.cli.options import Day, described, format_option, language_option, on_option, today
from adhere.cli.output import print_json, refuse
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say


def command() -> click.Command:
    """Return the group with its commands."""
    loaders = {
        "show": _show,
        "coverage": _coverage,
        "diff": _diff,
        "comments": _comments,
        "import-comments": _import_comments,
        "crosswalk": _crosswalk,
        "export": _export,
        "import": _import,
    }
    areas = {"crosswalk": "crosswalk", "export": "oscal", "import": "oscal"}
    return Group("code", loaders, area="code", areas=areas)


def _show() -> click.Command:
    @described("code.show")
    @click.argument("named", metavar="CODE")
    @click.argument("part", metavar="[ID]", required=False)
    @click.option("--on", type=Day(), default=today, help=say("code.help-status-on"))
    @format_option("text", "json")
    @language_option()
    def show(named: str, part: str | None, on: date, output: str) -> None:
        run_show(named, part, on, output)

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


def _diff() -> click.Command:
    from adhere.cli.commands.codediff import diff

    return diff()


def _comments() -> click.Command:
    from adhere.cli.commands.codecomments import comments

    return comments()


def _import_comments() -> click.Command:
    from adhere.cli.commands.codecomments import import_comments

    return import_comments()


def _crosswalk() -> click.Command:
    from adhere.cli.commands.codecrosswalk import crosswalk

    return crosswalk()


def _export() -> click.Command:
    from adhere.cli.commands.codeexport import export

    return export()


def _import() -> click.Command:
    from adhere.cli.commands.codeexport import import_

    return import_()


def run_show(named: str, part: str | None, on: date, output: str) -> None:
    """Print a code or a part of it; exit 1 where its files are broken, 2 where there is no such code or part."""
    from adhere.cli.codejson import show_json
    from adhere.cli.codeview import part_page, whole_page
    from adhere.codes.ground import linked
    from adhere.codes.selection import NoSuchPartError, part_of
    from adhere.law.library import Law

    law = Law()
    read = read_meant(named, law)
    code = linked(sound(read, output, law, "show"))
    try:
        shown = code if part is None else part_of(code, part)
    except NoSuchPartError as error:
        refuse(say("code.no-part", part=part, code=code.id, known=", ".join(error.known[:60])))
    if output == "json":
        print_json(show_json(shown, on, read.findings, law, language()))
    else:
        page = whole_page(shown, on, language()) if part is None else part_page(shown, part, language())
        add_serious(page, read)
        page.print()
    leave(read)


def run_coverage(named: str, on: date, output: str, out: Path | None) -> None:
    """Print what a code covers on a date, or write it as a page; exit 1 where its files are broken, 2 where there is none."""
    from adhere.cli.codejson import coverage_json
    from adhere.cli.coverageview import coverage_page
    from adhere.codes.coverage import coverage
    from adhere.law.library import Law

    if out is not None and output != "html":
        refuse(say("code.out-html"))
    law = Law()
    read = read_meant(named, law)
    found = coverage(sound(read, output, law, "coverage"), law, on)
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
        add_serious(text, read)
        text.print()
    leave(read)
