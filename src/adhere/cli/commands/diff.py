# SPDX-License-Identifier: EUPL-1.2
"""``adhere diff``: what changed between two issues of a form, or since the last, as a redline."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.contracts import head
from adhere.cli.options import described, format_option, language_option, on_option
from adhere.cli.output import WIDTH, print_json, refuse, styled, wrapped
from adhere.cli.paths import Folder
from adhere.cli.redline import coloured, legend, pieces, redlined
from adhere.cli.wording import counted, language, say

if TYPE_CHECKING:
    from adhere.cli.kept import Kept
    from adhere.documentation.record import IssueRecord
    from adhere.dossier.issued import Issued
    from adhere.forms.difference import Change
    from adhere.forms.form import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two states of a form for one model, and the rows that differ."""

    model: str
    form: Form
    before: IssueRecord
    after: IssueRecord
    today: date | None
    """Set where the later state is that of today, not of an issue."""
    changes: tuple[Change, ...]


def command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("diff")
    @click.argument("dossier", metavar=say("metavar-folder"), type=Folder())
    @click.argument("one", metavar=say("diff.metavar-from"), type=click.IntRange(min=1), required=False)
    @click.argument("other", metavar=say("diff.metavar-to"), type=click.IntRange(min=1), required=False)
    @click.option("--model", "model_id", metavar="ID", help=say("diff.help-model"))
    @click.option(
        "--form", "form_id", metavar="ID", default="mdf", show_default=True, help=say("diff.help-form")
    )
    @on_option()
    @format_option("text", "json", "html")
    @language_option()
    def diff(dossier: Path, on: date, output: str, **asked: Any) -> None:
        run(dossier, on, output, **asked)

    return diff


def run(
    path: Path,
    on: date,
    output: str,
    *,
    one: int | None,
    other: int | None,
    model_id: str | None,
    form_id: str,
) -> None:
    """Print the redline; exit 2 where there is nothing to compare."""
    from adhere.cli.kept import kept

    dossier = kept(path, on)
    issues = _issues(dossier, model_id, form_id)
    compared = _compared(dossier, issues, one, other)
    if output == "json":
        print_json(head("diff", dossier.law) | _json(compared))
    elif output == "html":
        sys.stdout.buffer.write(_html(compared))
        sys.stdout.buffer.flush()
    else:
        click.echo("\n".join(_text(compared)))


def _issues(dossier: Kept, model_id: str | None, form_id: str) -> Issued:
    """Return the issues of the model that is meant: the only one that has any, or the one that was named."""
    from adhere.dossier.issued import issued

    found = [issued(dossier.root, model, form_id) for model in dossier.chosen(model_id)]
    having = [one for one in found if one.numbers]
    if not having:
        refuse(say("diff.no-issue", form=form_id, model=", ".join(one.model for one in found)))
    if len(having) > 1:
        refuse(say("diff.which-model", form=form_id, known=", ".join(one.model for one in having)))
    return having[0]


def _compared(dossier: Kept, issues: Issued, one: int | None, other: int | None) -> Compared:
    from adhere.documentation.drift import shown_rows
    from adhere.dossier.drift import newest_form, snapshot
    from adhere.forms.difference import differences

    before = _record(issues, one if one is not None else issues.last or 0)
    today = None
    if other is not None:
        after = _record(issues, other)
    else:
        filled = dossier.filled(issues.model, [issues.form]).get(issues.form)
        if filled is None:
            refuse(say("diff.no-issue", form=issues.form, model=issues.model))
        _not_later(issues, before, dossier.on)
        facts = dossier.model(issues.model).facts
        after, today = snapshot(before, filled, facts, dossier.law), dossier.on
    form = newest_form(issues.form, dossier.on)
    if form is None:
        refuse(say("diff.no-issue", form=issues.form, model=issues.model))
    changes = differences(form, shown_rows(before), shown_rows(after))
    return Compared(model=issues.model, form=form, before=before, after=after, today=today, changes=changes)


def _not_later(issues: Issued, before: IssueRecord, on: date) -> None:
    """Exit 2 where the issue is of later than the date asked: the state of that date is no successor of it."""
    from adhere.documentation.surroundings import clock_drift

    for stale in clock_drift(before, on):
        finding = stale.finding(issues.place(before.number))
        refuse(f"{finding.wrong(language())} {finding.remedy(language())}")


def _record(issues: Issued, number: int) -> IssueRecord:

    if number not in issues.numbers:
        known = ", ".join(map(str, issues.numbers))
        refuse(say("diff.no-number", number=number, form=issues.form, model=issues.model, known=known))
    record = issues.record(number)
    if record is None:
        refuse(issues.findings[-1].wrong(language()))
    return record


def _text(compared: Compared) -> Iterator[str]:
    yield styled(f"{compared.model}, {compared.form.name.in_(language())}", bold=True)
    yield "=" * WIDTH
    yield from wrapped(say("diff.between", one=_side(compared.before), other=_later(compared)), WIDTH)
    count = len(compared.changes)
    if not count:
        yield say("diff.none")
        return
    yield counted("diff.count", count)
    yield from coloured([legend()])
    for change in compared.changes:
        yield ""
        yield from (styled(line, bold=True) for line in wrapped(change.label.in_(language()), WIDTH))
        yield from wrapped(f"{compared.form.id}:{change.field}, {_seen_by(compared, change)}", WIDTH)
        yield from redlined(pieces(change.before, change.after), indent=2)


def _side(record: IssueRecord) -> str:
    return say("diff.issue", number=record.number, day=record.at[:10])


def _later(compared: Compared) -> str:
    return _side(compared.after) if compared.today is None else say("diff.today", day=compared.today)


def _seen_by(compared: Compared, change: Change) -> str:
    row = compared.after.row(change.row) or compared.before.row(change.row)
    names = [say(f"diff.recipient-{name}") for name in (row.recipients if row else ())]
    return say("diff.seen-by", recipients=", ".join(names))


def _json(compared: Compared) -> dict[str, Any]:
    return {
        "model": compared.model,
        "form": compared.form.id,
        "from": _side_json(compared.before, None),
        "to": _side_json(compared.after, compared.today),
        "changes": [
            {
                "row": change.row,
                "field": f"{compared.form.id}:{change.field}",
                "label": change.label.in_(language()),
                "kind": change.kind,
                "before": change.before.in_(language()) if change.before else None,
                "after": change.after.in_(language()) if change.after else None,
            }
            for change in compared.changes
        ],
    }


def _side_json(record: IssueRecord, today: date | None) -> dict[str, Any]:
    if today is not None:
        return {"issue": None, "at": today.isoformat()}
    return {"issue": record.number, "at": record.at}


def _html(compared: Compared) -> bytes:
    from adhere.render.document import Block, Document, Heading, Paragraph, Redline
    from adhere.render.writing import write

    blocks: list[Block] = []
    for change in compared.changes:
        blocks.append(Heading(level=1, text=change.label.in_(language()), anchor=change.row))
        blocks.append(
            Paragraph(text=f"{compared.form.id}:{change.field}, {_seen_by(compared, change)}", role="source")
        )
        blocks.append(Redline(pieces=tuple(pieces(change.before, change.after))))
    if not blocks:
        blocks.append(Paragraph(text=say("diff.none")))
    document = Document(
        title=f"{say('diff.page')}: {compared.model}, {compared.form.name.in_(language())}",
        language=language(),
        identifier=f"{compared.model}/{compared.form.id}",
        author=compared.before.provider,
        description=say("diff.between", one=_side(compared.before), other=_later(compared)),
        header=(
            (say("diff.header-from"), _side(compared.before)),
            (say("diff.header-to"), _later(compared)),
        ),
        blocks=tuple(blocks),
    )
    return write(document, "html")
