# SPDX-License-Identifier: EUPL-1.2
"""``adhere issue``: freeze a form of a model, signed and logged, with one pack for each recipient."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.commands.key import key_option
from adhere.cli.documents import TO
from adhere.cli.options import described, format_option, language_option
from adhere.cli.output import Page, print_json, refuse, tell
from adhere.cli.paths import Folder
from adhere.cli.wording import counted, say
from adhere.kernel.text import LANGUAGES, Language

if TYPE_CHECKING:
    from adhere.cli.kept import Kept
    from adhere.dossier.contentissue import WithIssue
    from adhere.dossier.issue import Subject
    from adhere.dossier.portfolio import DossierModel
    from adhere.forms.answers import Filled
    from adhere.ledger.issuing import Issued
    from adhere.render.writing import To


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command was asked."""

    model_id: str | None
    form_id: str
    key: Path | None
    documents: tuple[To, ...]
    spoken: tuple[Language, ...]
    again: bool
    output: str


def command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("issue")
    @click.argument("dossier", metavar=say("metavar-folder"), type=Folder())
    @click.option("--model", "model_id", metavar="ID", help=say("issue.help-model"))
    @click.option(
        "--form", "form_id", metavar="ID", default="mdf", show_default=True, help=say("issue.help-form")
    )
    @key_option()
    @click.option("--with", "documents", type=click.Choice(TO), multiple=True, help=say("issue.help-with"))
    @click.option("--in", "spoken", type=click.Choice(LANGUAGES), multiple=True, help=say("issue.help-in"))
    @click.option("--again", is_flag=True, help=say("issue.help-again"))
    @format_option("text", "json")
    @language_option()
    def issue(dossier: Path, **asked: Any) -> None:
        run(dossier, Asked(**asked))

    return issue


def run(path: Path, asked: Asked) -> None:
    """Issue a form; exit 1 where it is not fit to be issued, 2 where it cannot be."""
    from adhere.cli.commands.key import clock, signing_key
    from adhere.cli.issuing import issuing
    from adhere.cli.kept import kept
    from adhere.dossier.issue import NothingChangedError, Wish, issue_form

    now = clock()
    dossier = kept(path, now.date())
    subject = _subject(dossier, asked)
    key = signing_key(asked.key)
    wish = Wish(documents=asked.documents, languages=asked.spoken or LANGUAGES, again=asked.again)
    try:
        with issuing(path):
            done = issue_form(subject, wish, key, now)
    except NothingChangedError as error:
        refuse(
            say("issue.nothing-changed", number=error.number, form=asked.form_id, model=subject.filled.model)
        )
    _report(subject, done, asked.output)


def _subject(dossier: Kept, asked: Asked) -> Subject:
    """Return what is to be issued; exit 2 where model or form are not told, or not known."""
    from adhere.cli.loading import check_form, model_of
    from adhere.dossier.documentation import documented
    from adhere.dossier.issue import Subject

    model = model_of(dossier.portfolio, asked.model_id)
    form_id = "serious-incident" if asked.form_id.startswith("serious-incident-") else asked.form_id
    check_form(form_id)
    documentation = documented(model, dossier.portfolio, None, dossier.on, [form_id])
    if asked.form_id not in documentation.filled:
        refuse(say("issue.no-answers", form=asked.form_id, model=model.id))
    filled = documentation.filled[asked.form_id]
    stated = dossier.portfolio.stated
    entry = next((one.entry for one in stated.models if one.id == model.id), None) if stated else None
    whole = stated.dossier if stated else None
    more = _with_content(dossier, model, filled)
    return Subject(
        root=dossier.root,
        filled=filled,
        facts=model.facts,
        findings=(*dossier.portfolio.findings, *model.findings, *documentation.findings, *more.findings),
        annexes=more.annexes,
        content=more.content,
        name=(entry.name if entry and entry.name else model.id),
        version=entry.version if entry else None,
        provider=whole.provider.name if whole else "",
        example=bool(whole and whole.example),
        law=dossier.law,
    )


def _with_content(dossier: Kept, model: DossierModel, filled: Filled) -> WithIssue:
    """Return what goes with an issue of the summary of training content."""
    from adhere.dossier.contentissue import WithIssue, with_issue

    return with_issue(model, dossier.portfolio, filled) if filled.form.id == "summary" else WithIssue()


def _report(subject: Subject, done: Issued, output: str) -> None:
    from adhere.cli.contracts import head
    from adhere.cli.issuing import issued_json, packs_of

    packs = packs_of(done)
    if output == "json":
        print_json(head("issue", subject.law) | issued_json(done) | {"rows": _counts(subject)})
        return
    page = Page()
    page.title(say("issue.done", subject=done.subject), say("issue.entry", seq=done.seq))
    for recipient, file in packs.items():
        page.paragraph(say(f"issue.for-{recipient}"))
        page.paragraph(file, indent=4)
    page.blank()
    counts = _counts(subject)
    unanswered = sum(counts[state] for state in ("missing", "too-coarse"))
    if unanswered:
        page.paragraph(
            counted("issue.unanswered", unanswered, rows=sum(counts.values()) - counts["not-asked"])
        )
        page.blank()
    page.print()
    tell(say("issue.next", pack=packs["downstream"], checkpoint="issued/log/checkpoint"))


def _counts(subject: Subject) -> dict[str, int]:
    """Return how many rows of the form stand how, so that an unfinished form is not taken for a finished one."""
    from adhere.forms.completeness import State
    from adhere.forms.views import all_rows

    states = [row.state for row in all_rows(subject.filled)]
    return {state.value: states.count(state) for state in State}
