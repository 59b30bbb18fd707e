# SPDX-License-Identifier: EUPL-1.2
"""``adhere content compare``: two runs over training content, and what a summary of the one tells that the other does not.

Article 53(1)(d): a summary is updated where additional data changes it materially.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.options import described, format_option, language_option, on_option
from adhere.cli.output import Page, print_json
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.cli.contentruns import Run
    from adhere.content.summary.comparing import Change, Compared
    from adhere.forms.form import Form

MARKS = {"came": "warning", "went": "error", "changed": "note"}


def command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("content-compare.compare")
    @click.argument("old", metavar=say("content-compare.metavar-old"), type=Folder())
    @click.argument("new", metavar=say("content-compare.metavar-new"), type=Folder())
    @on_option()
    @format_option("text", "json")
    @language_option()
    def compare(old: Path, new: Path, on: date, output: str) -> None:
        run(old, new, on, output)

    return compare


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Two runs with everything that differs."""

    form: Form
    found: Compared
    came: frozenset[str]
    went: frozenset[str]
    answers: tuple[tuple[str, str, str], ...]
    """By row that the public sees otherwise: its label, and the text before and after."""


def run(old: Path, new: Path, on: date, output: str) -> None:
    """Print what differs; exit 2 where a run cannot be read."""
    from adhere.cli.contentruns import run_in

    beside = _beside(run_in(old), run_in(new), on)
    if output == "json":
        from adhere.cli.contracts import head
        from adhere.law.store import Store

        print_json(head("content-compare", Store()) | _json(beside))
    else:
        _print(beside)


def _beside(before: Run, after: Run, on: date) -> Beside:
    from adhere.content.summary.comparing import came_and_went, compared
    from adhere.dossier.contentsummary import template

    asked = template(on)
    came, went = came_and_went(before.names(), after.names())
    answers = tuple(_answers(before.answers(), after.answers()))
    found = compared(before.figures, after.figures, asked)
    return Beside(form=asked, found=found, came=came, went=went, answers=answers)


def _answers(before: dict[str, Any], after: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name in dict.fromkeys([*before, *after]):
        was, now = before.get(name, {}), after.get(name, {})
        if was.get("value") != now.get("value"):
            label = _spoken((now or was).get("label")) or name
            yield label, _spoken(was.get("text")) or "-", _spoken(now.get("text")) or "-"


def _spoken(text: Any) -> str:
    return str(text.get(language(), "")) if isinstance(text, dict) else str(text or "")


def _print(beside: Beside) -> None:
    page, found = Page(), beside.found
    page.title(say("content-compare.title"))
    if found.same and not beside.came and not beside.went and not beside.answers:
        page.paragraph(say("content-compare.same"))
        page.print()
        return
    for group in dict.fromkeys(change.group for change in found.changes):
        page.heading(say(f"content-compare.group-{group}"))
        for change in (one for one in found.changes if one.group == group):
            _add_change(page, change)
    if found.bands:
        page.heading(say("content-compare.bands"))
        for modality, before, after in found.bands:
            was, now = (_bands(beside.form, modality, ids) for ids in (before, after))
            page.paragraph(f"{_modality(modality)}: {was} -> {now}")
    if found.months[0] != found.months[1]:
        page.heading(say("content-compare.months"))
        page.paragraph(f"{found.months[0] or '-'} -> {found.months[1] or '-'}")
    if found.listed[0] != found.listed[1] or beside.came or beside.went:
        page.heading(say("content-compare.domains"))
        page.paragraph(f"{_or_none(found.listed[0])} -> {_or_none(found.listed[1])}")
        page.paragraph(say("content-compare.domains-moved", came=len(beside.came), went=len(beside.went)))
    if beside.answers:
        page.heading(say("content-compare.answers"))
        for label, told, tells in beside.answers:
            page.paragraph(label)
            page.paragraph(_one_line(told), indent=2, first="- ")
            page.paragraph(_one_line(tells), indent=2, first="+ ")
    page.print()


def _one_line(text: str) -> str:
    """Return a text or a list on one line."""
    return "; ".join(line.removeprefix("- ") for line in text.splitlines() if line.strip())


def _add_change(page: Page, change: Change) -> None:
    from adhere.content.summary.wording import number, size

    told = {"before": number(change.before.documents), "after": number(change.after.documents)}
    page.marked(say(f"content-compare.{change.kind}"), _name(change), colour=MARKS[change.kind], width=12)
    page.paragraph(say("content-compare.documents", **told), indent=12)
    if change.before.bytes.total != change.after.bytes.total:
        sizes = (size(one.bytes.total).in_(language()) for one in (change.before, change.after))
        page.paragraph(" -> ".join(sizes), indent=12)


def _name(change: Change) -> str:
    from adhere.content.summary.languages import language_of

    if change.name is None:
        return say("content-compare.unknown")
    if change.group == "language":
        return language_of(change.name).name.in_(language())
    return _modality(change.name) if change.group == "modality" else change.name


def _modality(name: str) -> str:
    from adhere.content.summary.wording import words

    return words(f"modality-{name}").in_(language())


def _bands(form: Form, modality: str, ids: tuple[str, ...]) -> str:
    labels = {band.id: band.label.in_(language()) for band in form.field(f"size_{modality}").bands}
    return " / ".join(labels[name] for name in ids) or "-"


def _or_none(count: int | None) -> str:
    return "-" if count is None else str(count)


def _json(beside: Beside) -> dict[str, Any]:
    from adhere.cli.contentjson import amount_json

    found = beside.found
    return {
        "same": found.same and not beside.answers and not beside.came and not beside.went,
        "changes": [
            {
                "group": change.group,
                "name": change.name,
                "kind": change.kind,
                "before": amount_json(change.before),
                "after": amount_json(change.after),
            }
            for change in found.changes
        ],
        "bands": [
            {"modality": modality, "before": list(was), "after": list(now)}
            for modality, was, now in found.bands
        ],
        "latest": {"before": found.months[0], "after": found.months[1]},
        "domains": {
            "before": found.listed[0],
            "after": found.listed[1],
            "came": len(beside.came),
            "went": len(beside.went),
        },
        "answers": [{"label": label, "before": was, "after": now} for label, was, now in beside.answers],
    }
