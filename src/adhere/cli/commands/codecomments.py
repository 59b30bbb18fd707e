# SPDX-License-Identifier: EUPL-1.2
"""``adhere code comments`` and ``import-comments``: comments on a draft with how each stands, and how they come out of a survey."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.codereading import drafted, read_meant, sound
from adhere.cli.options import Day, described, format_option, language_option
from adhere.cli.output import Page, print_json, refuse, tell
from adhere.cli.paths import Folder
from adhere.cli.wording import counted, language, say

if TYPE_CHECKING:
    from adhere.codes.drafting import Draft
    from adhere.intake.survey import Survey, Wishes
    from adhere.kernel.finding import Finding
    from adhere.law.library import Law


def comments() -> click.Command:
    """Return the command that shows comments."""

    @described("code.comments")
    @click.argument("named", metavar=say("metavar-folder"))
    @click.option("--next", "following", metavar=say("metavar-folder"), help=say("code.help-next"))
    @format_option("text", "json", "csv")
    @language_option()
    def command(named: str, following: str | None, output: str) -> None:
        run_comments(named, following, output)

    return command


def import_comments() -> click.Command:
    """Return the command that takes comments out of a survey."""
    from adhere.codes.parties import parties

    @described("code.import-comments")
    @click.argument("table", metavar="CSV", type=Folder())
    @click.option("--code", "named", metavar=say("metavar-folder"), required=True, help=say("code.help-code"))
    @click.option(
        "--out",
        type=Folder(),
        metavar=say("code.metavar-file"),
        required=True,
        help=say("code.help-comments-out"),
    )
    @click.option(
        "--column", "columns", multiple=True, metavar=say("code.metavar-column"), help=say("code.help-column")
    )
    @click.option(
        "--group",
        type=click.Choice(tuple(parties())),
        metavar=say("code.metavar-group"),
        help=say("code.help-group", known=", ".join(parties())),
    )
    @click.option("--received", type=Day(), help=say("code.help-received"))
    @format_option("text", "json")
    @language_option()
    def command(table: Path, named: str, out: Path, output: str, **wished: Any) -> None:
        from adhere.intake.survey import Wishes

        wishes = Wishes(columns=_columns(wished.pop("columns")), **wished)
        run_import(table, named, out, wishes, output)

    return command


def run_comments(named: str, following: str | None, output: str) -> None:
    """Print the comments on a draft; exit 1 where a finding is an error."""
    from adhere.cli.commentsview import comments_json, comments_page
    from adhere.cli.findings import add_findings, exit_status
    from adhere.codes.draftchecks import comment_faults
    from adhere.law.library import Law

    law = Law()
    draft, found = _draft(named, output, law, "comments")
    findings: list[Finding] = [*found, *comment_faults(draft)]
    if following is not None:
        findings += _step(draft, following, output, law)
    if output == "json":
        print_json(comments_json(draft, findings, law, language()))
    elif output == "csv":
        from adhere.cli.documents import give
        from adhere.codes.drafting import standing
        from adhere.codes.spreadsheet import csv_text

        give(csv_text(standing(draft)).encode("utf-8-sig"), None)
    else:
        page = comments_page(draft, language())
        add_findings(page, findings, language())
        page.print()
    sys.exit(exit_status(findings))


def _draft(named: str, output: str, law: Law, command: str) -> tuple[Draft, tuple[Finding, ...]]:
    from adhere.codes.catalogue import known_codes

    if named in known_codes():
        refuse(say("code.no-folder", code=named))
    return drafted(named, sound(read_meant(named, law), output, law, command))


def _step(draft: Draft, following: str, output: str, law: Law) -> tuple[Finding, ...]:
    """Return what is wrong with the step to the next draft: numbers, reasons, and comments that lose their clause."""
    from adhere.codes.difference import difference
    from adhere.codes.draftchecks import step_faults

    after, found = _draft(following, output, law, "comments")
    compared = difference(draft.code, after.code)
    return (*found, *compared.findings, *step_faults(compared, draft, after))


def run_import(table: Path, named: str, out: Path, wishes: Wishes, output: str) -> None:
    """Write the comments in a survey to a file; exit 1 where rows could not be taken over, 2 where nothing can be written."""
    from adhere.intake.commentwriting import comments_texts
    from adhere.intake.csvtable import read_csv
    from adhere.intake.survey import read_survey
    from adhere.law.library import Law

    law = Law()
    draft, _ = _draft(named, output, law, "import-comments")
    _free(out)
    survey = read_survey(read_csv(table), draft.code, wishes)
    _write(out, comments_texts(survey.comments, draft.code.version))
    _told(survey, out, output, law)


def _write(out: Path, texts: list[str]) -> None:
    """Write one file, or several numbered ones, which lie where all of them are read; nothing that exists is replaced."""
    from adhere.cli.documents import put
    from adhere.dossier.codedraft import FOLDER

    if len(texts) > 1 and out.absolute().parent.name != FOLDER:
        refuse(say("code.in-files", count=len(texts)))
    targets = [out, *(out.with_stem(f"{out.stem}-{number}") for number in range(2, len(texts) + 1))]
    for target in targets:
        _free(target)
    for target, text in zip(targets, texts, strict=False):
        put(target, text.encode())


def _free(out: Path) -> None:
    if os.path.lexists(out):
        refuse(say("code.exists", path=out))


def _told(survey: Survey, out: Path, output: str, law: Law) -> None:
    """Say what was taken over and what was not."""
    from adhere.cli.contracts import findings_json, head
    from adhere.cli.findings import add_findings, exit_status

    if output == "json":
        told = {
            "file": str(out) if survey.comments else None,
            "rows": survey.rows,
            "comments": len(survey.comments),
            "findings": findings_json(survey.findings, language()),
        }
        print_json(head("code-import-comments", law) | told)
    else:
        key = "code.imported" if survey.comments else "code.imported-none"
        said, rows = counted("code.comments-n", len(survey.comments)), counted("code.rows-n", survey.rows)
        tell(say(key, comments=said, rows=rows, path=out))
        if survey.findings:
            page = Page()
            add_findings(page, survey.findings, language())
            page.print()
    sys.exit(exit_status(survey.findings))


def _columns(said: tuple[str, ...]) -> dict[str, str]:
    from adhere.intake.survey import FIELDS

    found: dict[str, str] = {}
    for value in said:
        name, equals, heading = value.partition("=")
        if name.strip() not in FIELDS or not equals or not heading.strip():
            refuse(say("code.no-column", value=value, known=", ".join(FIELDS)))
        found[name.strip()] = heading
    return found
