# SPDX-License-Identifier: EUPL-1.2
"""``adhere content complaints``: the complaints of rightsholders that a dossier keeps, what waits first.

Measure 1.5 of the Copyright chapter of the code of practice.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.contracts import findings_json, head
from adhere.cli.options import described, format_option, language_option, on_option
from adhere.cli.output import Page, print_json
from adhere.cli.paths import Folder
from adhere.cli.wording import counted, language, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adhere.content.complaints.register import Complaint, Complaints
    from adhere.kernel.finding import Finding

WIDTH = 22
"""Of the column that says how a complaint stands."""
COLOURS = {"overdue": "no", "answered-late": "unknown", "no-period": "unknown", "due-soon": "unknown"}


def command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("content-complaints.complaints")
    @click.argument("dossier", metavar=say("metavar-folder"), type=Folder())
    @on_option()
    @format_option("text", "json")
    @language_option()
    def complaints(dossier: Path, on: date, output: str) -> None:
        run(dossier, on, output)

    return complaints


def run(path: Path, on: date, output: str) -> None:
    """Print every complaint with its clock; exit 1 where a finding is an error."""
    from adhere.cli.findings import exit_status
    from adhere.cli.requested import requested
    from adhere.content.complaints.checks import complaint_findings
    from adhere.dossier.complaints import read_complaints
    from adhere.dossier.file import COMPLAINTS

    dossier = requested(path)
    read, found = None, []
    if os.path.lexists(dossier.root / COMPLAINTS):
        whole = read_complaints(dossier.root)
        read, found = whole.complaints, list(whole.findings)
        if read is not None:
            found += complaint_findings(read, dossier.models, on)
    if output == "json":
        from adhere.law.store import Store

        print_json(head("content-complaints", Store()) | _json(read, found, on))
    else:
        _page(read, found, path, on).print()
    sys.exit(exit_status(found))


def _page(read: Complaints | None, found: list[Finding], path: Path, on: date) -> Page:
    from adhere.cli.findings import add_findings

    page = Page()
    page.title(say("content-complaints.title", dossier=path.resolve().name), on.isoformat())
    if read is None:
        page.paragraph(say("content-complaints.none" if not found else "content-complaints.unread"))
    else:
        page.paragraph(_contact(read))
        page.paragraph(_periods(read))
        for one in _ordered(read, on):
            _add(page, read, one, on)
        if not read.complaints:
            page.paragraph(say(f"content-complaints.{'left-out' if _left_out(found) else 'empty'}"))
    if found:
        add_findings(page, found, language())
    return page


def _left_out(found: Sequence[Finding]) -> bool:
    """Whether something of the file could not be used, so that what is missing may stand in it all the same."""
    return any(one.rule.severity == "error" and one.rule.id.startswith("ADH-DOS") for one in found)


def _contact(read: Complaints) -> str:
    if read.contact_point is None:
        return say("content-complaints.no-contact")
    return say("content-complaints.contact", address=read.contact_point, page=read.contact_page or "-")


def _periods(read: Complaints) -> str:
    if read.answer_within is None:
        return say("content-complaints.no-period")
    return say("content-complaints.period", length=read.answer_within.label.in_(language()))


def _ordered(read: Complaints, on: date) -> Sequence[Complaint]:
    """Return complaints with those that wait first, the one that is due first on top."""
    return sorted(
        read.complaints,
        key=lambda one: (
            not read.standing(one, on).waiting,
            read.answer_by(one) or one.received,
            one.received,
            one.id,
        ),
    )


def _add(page: Page, read: Complaints, one: Complaint, on: date) -> None:
    standing, due = read.standing(one, on), read.answer_by(one)
    one = one.by(on)
    page.blank()
    page.marked(
        say(f"content-complaints.state-{standing.value}"),
        f"{one.id}: {one.complainant} ({say(f'content-complaints.kind-{one.kind}')})",
        colour=COLOURS.get(standing.value, "yes"),
        width=WIDTH,
    )
    told = [say("content-complaints.received", day=one.received)]
    if one.acknowledged:
        told.append(say("content-complaints.acknowledged", day=one.acknowledged))
    if one.answered:
        told.append(
            say(
                "content-complaints.answered",
                day=one.answered.on,
                outcome=say(f"content-complaints.{one.answered.outcome}"),
            )
        )
    elif standing.waiting and due is not None:
        told.append(
            counted("content-complaints.due", abs((due - on).days), day=due)
            if due >= on
            else say("content-complaints.was-due", day=due)
        )
    page.paragraph(" ".join(told), indent=WIDTH)
    page.paragraph(_short(one.about), indent=WIDTH)
    if one.unfounded:
        page.paragraph(say("content-complaints.why-unfounded", why=_short(one.unfounded.why)), indent=WIDTH)
    earlier = read.earlier(one, on)
    if earlier is not None:
        page.paragraph(say("content-complaints.repeats", earlier=earlier.id), indent=WIDTH)
    elif one.repeats and standing.waiting:
        page.paragraph(say("content-complaints.repeats-not", earlier=one.repeats), indent=WIDTH)


def _short(text: str, most: int = 200) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= most else f"{joined[:most]}…"


def _json(read: Complaints | None, found: list[Finding], on: date) -> dict[str, Any]:
    return {
        "on": on.isoformat(),
        "contact_point": read.contact_point if read else None,
        "acknowledge_within": read.acknowledge_within.label.en if read and read.acknowledge_within else None,
        "answer_within": read.answer_within.label.en if read and read.answer_within else None,
        "complaints": [_one(read, one, on) for one in _ordered(read, on)] if read else [],
        "findings": findings_json(found, language()),
    }


def _one(read: Complaints, one: Complaint, on: date) -> dict[str, Any]:
    standing, one = read.standing(one, on), one.by(on)
    return {
        "id": one.id,
        "file": one.place.file,
        "line": one.place.line,
        "received": one.received.isoformat(),
        "about": one.about,
        "from": one.complainant,
        "kind": one.kind,
        "state": standing.value,
        "acknowledged": _day(one.acknowledged),
        "acknowledge_by": _day(read.acknowledge_by(one)),
        "answered": _day(one.answered.on if one.answered else None),
        "answer_by": _day(read.answer_by(one)),
        "unfounded": one.unfounded.why if one.unfounded else None,
        "repeats": one.repeats,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
