# SPDX-License-Identifier: EUPL-1.2
"""``adhere report issue``: freeze a report, signed and logged, for the AI Office and, where it is published, for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.commands.key import key_option
from adhere.cli.documents import TO
from adhere.cli.options import described, format_option, language_option
from adhere.cli.output import Page, print_json, refuse
from adhere.cli.paths import Folder
from adhere.cli.wording import counted, say
from adhere.kernel.text import LANGUAGES, Language

if TYPE_CHECKING:
    from adhere.cli.reportdocuments import FoundReport
    from adhere.ledger.issuing import Issued
    from adhere.render.writing import To


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command was asked."""

    code_id: str | None
    period: str | None
    key: Path | None
    documents: tuple[To, ...]
    spoken: tuple[Language, ...]
    again: bool
    output: str


def command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("report.issue")
    @click.argument("dossier", metavar=say("metavar-folder"), type=Folder())
    @click.option("--code", "code_id", metavar="ID", help=say("report.help-code-known"))
    @click.option("--period", metavar="P", help=say("report.help-period-known"))
    @key_option()
    @click.option("--with", "documents", type=click.Choice(TO), multiple=True, help=say("report.help-with"))
    @click.option("--in", "spoken", type=click.Choice(LANGUAGES), multiple=True, help=say("issue.help-in"))
    @click.option("--again", is_flag=True, help=say("report.help-again"))
    @format_option("text", "json")
    @language_option()
    def issue(dossier: Path, **asked: Any) -> None:
        run(dossier, Asked(**asked))

    return issue


def run(path: Path, asked: Asked) -> None:
    """Issue a report; exit 1 where it is not fit to be issued, 2 where it cannot be."""
    from adhere.cli.commands.key import clock, signing_key
    from adhere.cli.issuing import issuing
    from adhere.cli.reportdocuments import read_one
    from adhere.dossier.issue import NothingChangedError, Wish
    from adhere.dossier.reportissue import NotOverError, SameNameError, issue_report, subject_of

    now = clock()
    found = read_one(path, asked.code_id, asked.period, now.date())
    if found.desk is None:
        refuse(say("loading.no-dossier", path=path))
    try:
        subject = subject_of(found.report, found.code, found.desk, found.findings)
        key = signing_key(asked.key)
        wish = Wish(documents=asked.documents, languages=asked.spoken or LANGUAGES, again=asked.again)
        with issuing(path):
            done = issue_report(subject, wish, key, now)
    except SameNameError as error:
        refuse(say("report.issue-subject-model", model=error))
    except NotOverError as error:
        refuse(say("report.issue-not-over", until=error))
    except NothingChangedError as error:
        refuse(say("report.issue-nothing-changed", number=error.number))
    _tell(found, done, asked.output)


def _tell(found: FoundReport, done: Issued, output: str) -> None:
    from adhere.cli.contracts import head
    from adhere.cli.issuing import issued_json, packs_of
    from adhere.law.store import Store

    counts = [one.values["count"] for one in found.findings if one.rule.id == "ADH-REP-076"]
    open_ = next((count for count in counts if isinstance(count, int)), 0)
    if output == "json":
        print_json(head("report-issue", Store()) | issued_json(done) | {"open": open_})
        return
    page = Page()
    page.title(say("report.issue-done", subject=done.subject), say("report.issue-entry", seq=done.seq))
    for recipient, file in packs_of(done).items():
        page.paragraph(say(f"report.issue-for-{recipient}"))
        page.paragraph(file, indent=4)
    if open_:
        page.blank()
        page.paragraph(counted("report.issue-open", open_))
    page.print()
