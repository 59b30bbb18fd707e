# SPDX-License-Identifier: EUPL-1.2
"""``adhere history``: who stated what and when, field by field, and until when each issue is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.contracts import findings_json, head
from adhere.cli.options import described, format_option, language_option, on_option
from adhere.cli.output import Page, print_json, refuse
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.cli.kept import Kept
    from adhere.documentation.retention import Retention
    from adhere.dossier.gitlog import GitHistory
    from adhere.dossier.history import Event
    from adhere.dossier.issued import Issued
    from adhere.kernel.finding import Finding

LONG = 300
"""Characters of an answer that are shown; JSON has all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormHistory:
    """What is known of one form for one model: its issues with how long each is kept, and its events by field."""

    model: str
    form: str
    kept: tuple[tuple[int, str, Retention], ...]
    events: dict[str, list[Event]]
    git: GitHistory
    findings: tuple[Finding, ...]


def command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("history")
    @click.argument("dossier", metavar=say("metavar-folder"), type=Folder())
    @click.option("--model", "model_id", metavar="ID", help=say("history.help-model"))
    @click.option("--form", "form_id", metavar="ID", help=say("history.help-form"))
    @click.option("--field", "field_id", metavar=say("history.metavar-field"), help=say("history.help-field"))
    @on_option()
    @format_option("text", "json")
    @language_option()
    def history(dossier: Path, on: date, output: str, **asked: Any) -> None:
        run(dossier, on, output, **asked)

    return history


def run(
    path: Path, on: date, output: str, *, model_id: str | None, form_id: str | None, field_id: str | None
) -> None:
    """Print the history; exit 1 where issues are missing, 2 for a field nothing is known of."""
    import sys

    from adhere.cli.findings import exit_status
    from adhere.cli.kept import kept

    dossier = kept(path, on)
    form, _, field = (field_id or "").rpartition(":")
    found = [
        _history(dossier, model, name, field or None)
        for model in dossier.chosen(model_id)
        for name in _forms(dossier, model, form_id or form or None)
    ]
    if field:
        _known(found, dossier, field)
        found = [one for one in found if one.events]
    if output == "json":
        print_json(
            head("history", dossier.law) | {"on": on.isoformat(), "forms": [_json(one) for one in found]}
        )
    else:
        _print(path, found)
    sys.exit(exit_status(finding for one in found for finding in one.findings))


def _forms(dossier: Kept, model: str, form_id: str | None) -> list[str]:
    """Return the forms that were issued or answered, or the one asked for."""
    from adhere.dossier.issued import issued_forms
    from adhere.forms.library import known_forms

    if form_id is not None:
        return [form_id]
    folder = dossier.root / "models" / model
    answered = sorted(file.stem for file in folder.glob("*.yaml") if file.stem != "watch")
    mine = [*(one.form for one in issued_forms(dossier.root, model)), *answered]
    order = {name: place for place, name in enumerate(known_forms())}
    return sorted(dict.fromkeys(mine), key=lambda name: order.get(name, len(order)))


def _history(dossier: Kept, model: str, form: str, field: str | None) -> FormHistory:
    from adhere.dossier.history import answer_events, issue_events
    from adhere.dossier.issued import issued, log_findings

    issues = issued(dossier.root, model, form)
    committed, git = answer_events(dossier.root, model, form)
    events: dict[str, list[Event]] = {}
    for event in sorted([*issue_events(issues), *committed], key=lambda one: (one.on, one.origin)):
        if field in (None, event.field):
            events.setdefault(event.field, []).append(event)
    missing = (one for one in log_findings(dossier.root, model, [issues]) if one.values.get("form") == form)
    return FormHistory(
        model=model,
        form=form,
        kept=tuple(_kept(dossier, issues)),
        events=events,
        git=git,
        findings=(*issues.gaps(), *missing, *issues.findings),
    )


def _kept(dossier: Kept, issues: Issued) -> list[tuple[int, str, Retention]]:
    """Return until when each issue is kept, from the later of the days it and today's statement say."""
    from adhere.documentation.retention import retention

    stated = dossier.model(issues.model).facts.value("market.placed_on")
    now = [stated] if isinstance(stated, date) else []
    kept = []
    for record in issues.records():
        then = [date.fromisoformat(record.placed_on)] if record.placed_on else []
        placed = max([*then, *now], default=None)
        kept.append((record.number, record.at, retention(placed, dossier.on)))
    return kept


def _known(found: list[FormHistory], dossier: Kept, field: str) -> None:

    if any(one.events for one in found):
        return
    every = [_history(dossier, one.model, one.form, None) for one in found]
    known = sorted({f"{one.form}:{name}" for one in every for name in one.events})
    refuse(say("history.no-field", field=field, known=", ".join(known) or "-"))


def _print(path: Path, found: list[FormHistory]) -> None:
    from adhere.cli.findings import add_findings

    page = Page()
    page.title(say("history.title", dossier=path.resolve().name))
    for one in found:
        page.heading(f"{one.model}, {one.form}")
        for number, at, retention in one.kept:
            issue = say("history.issue", number=number, day=at[:10])
            page.paragraph(f"{issue}: {retention.reason.in_(language())}.")
        if not one.kept:
            page.paragraph(say("history.no-issues"))
        if one.git.state != "whole":
            page.paragraph(_on_git(one.git))
        for field, events in one.events.items():
            page.blank()
            page.paragraph(f"{one.form}:{field}")
            for event in events:
                _add_event(page, event)
        add_findings(page, one.findings, language())
    if not found:
        page.paragraph(say("history.no-events"))
    page.print()


def _on_git(git: GitHistory) -> str:
    from adhere.dossier.gitlog import MOST

    return say(f"history.git-{git.state}", most=MOST)


def _add_event(page: Page, event: Event) -> None:
    mark = (
        say("history.mark-issue", number=event.mark)
        if event.origin == "issue"
        else f"commit {event.mark[:10]}"
    )
    told = [mark, *_by(event)]
    page.paragraph(f"{event.on}  {', '.join(told)}", indent=2)
    text = event.text.in_(language()) if event.text else say("history.nothing")
    text = " ".join(text.split())
    page.paragraph(text if len(text) <= LONG else f"{text[:LONG].rstrip()}…", indent=14)


def _by(event: Event) -> list[str]:
    told = []
    if event.origin == "commit":
        told.append(say("history.by", author=event.author) if event.author else say("history.by-address"))
    if event.who:
        key = "history.stated" if event.when else "history.stated-by"
        told.append(say(key, who=event.who, when=event.when))
    return told


def _json(one: FormHistory) -> dict[str, Any]:
    return {
        "model": one.model,
        "form": one.form,
        "issues": [
            {
                "issue": number,
                "at": at,
                "keep_until": retention.until.isoformat() if retention.until else None,
                "reason": retention.reason.in_(language()),
            }
            for number, at, retention in one.kept
        ],
        "git": one.git.state,
        "fields": [
            {"field": f"{one.form}:{field}", "events": [_event_json(event) for event in events]}
            for field, events in one.events.items()
        ],
        "findings": findings_json(one.findings, language()),
    }


def _event_json(event: Event) -> dict[str, Any]:
    return {
        "origin": event.origin,
        "mark": event.mark,
        "on": event.on.isoformat(),
        "text": event.text.in_(language()) if event.text else None,
        "who": event.who,
        "when": event.when,
        "author": event.author,
    }
