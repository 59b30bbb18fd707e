# SPDX-License-Identifier: EUPL-1.2
"""How the documentation of a dossier stands, as one screen of text and as JSON ``adhere/status/1``: docs/en/rendering.md.

A bar counts rows of a form for one recipient; what its signs stand for is said below it.
"""

from __future__ import annotations

from typing import Any

from adhere.cli.contracts import head
from adhere.cli.output import Page
from adhere.cli.wording import say
from adhere.forms.completeness import State
from adhere.kernel.text import Language
from adhere.law.store import Store
from adhere.render.standing import (
    AT_ODDS,
    DONE,
    Annex,
    Clock,
    FormStanding,
    LastIssue,
    ModelStanding,
    Standing,
    ToDo,
)
from adhere.render.statusdocument import FIRST, annex_line, form_name, issue_line, point_state
from adhere.render.words import word

BAR = 16
WIDTHS = (28, BAR, 5, 25)
"""Columns of a form and its recipient, its bar, what is done of all, and what is left."""
OPEN = (State.WRONG, State.CONTRADICTING, State.MISSING, State.TOO_COARSE)
SIGNS = ((DONE, "#"), (AT_ODDS, "!"), ((State.TOO_COARSE,), "~"))
"""What the signs of a bar count; the rest of it is missing, a full stop each."""


def print_standing(standing: Standing, spoken: Language) -> None:
    """Print the page."""
    page = Page()
    for model in standing.models:
        page.title(model.id, say("on-date", on=standing.on, release=standing.law_release))
        page.paragraph(say("status.owed", owed=model.owed, unknown=model.unknown, errors=model.errors))
        page.blank()
        _add_forms(page, model, spoken)
        page.blank()
        for annex in model.annexes:
            _add_annex(page, annex, spoken)
        for clock in model.clocks:
            _add_clock(page, clock, spoken)
        lines = [issue_line(issue, spoken) for issue in model.issues] or [say("status.never-issued")]
        for line in lines:
            page.paragraph(line)
        _add_todo(page, model, spoken)
        page.blank()
    page.print()


def _add_forms(page: Page, model: ModelStanding, spoken: Language) -> None:
    rows = [
        (form_name(one, spoken), bar(one), f"{one.count(*DONE)}/{one.asked}", _open(one, spoken))
        for one in model.forms
    ]
    page.rows(rows, WIDTHS)
    page.paragraph(say("status.signs"))
    names = dict.fromkeys((one.key, one.name.in_(spoken)) for one in model.forms)
    page.paragraph(say("status.names", names="; ".join(f"{key} = {name}" for key, name in names)))


def _open(one: FormStanding, spoken: Language) -> str:
    """Say what is left to do in a form, state by state."""
    counts = [
        f"{word(f'state-{state.value}', spoken)} {one.count(state)}" for state in OPEN if one.count(state)
    ]
    return ", ".join(counts)


def bar(one: FormStanding) -> str:
    """Return the rows of a form as a bar; what there is any of shows, and a bar is full only where nothing is left to do."""
    if not one.asked:
        return ""
    left = one.count(State.MISSING, State.TOO_COARSE, *AT_ODDS)
    signs = ""
    for states, sign in SIGNS:
        count = one.count(*states)
        wide = max(count * BAR // one.asked, int(count > 0))
        signs += sign * (min(wide, BAR - 1) if left else BAR if count else 0)
    return signs[:BAR].ljust(BAR, ".") if left else "#" * BAR


def _add_annex(page: Page, annex: Annex, spoken: Language) -> None:
    page.paragraph(annex_line(annex, spoken))
    for message, found in (("status.open-points", annex.open), ("status.unsure-points", annex.unsure)):
        if found:
            points = ", ".join(point.provision.removeprefix(f"{annex.provision}.") for point in found)
            page.paragraph(say(message, points=points), indent=2)


def _add_clock(page: Page, clock: Clock, spoken: Language) -> None:
    mark = say("status.late") if clock.late else say("status.running")
    page.marked(mark, clock.text.in_(spoken), colour="error" if clock.late else "note", width=len(mark) + 2)


def _add_todo(page: Page, model: ModelStanding, spoken: Language) -> None:
    count = len(model.todo)
    if not count:
        page.paragraph(say("status.nothing-to-do"))
        return
    page.heading(say("status.todo", first=min(FIRST, count), count=count))
    for number, one in enumerate(model.todo[:FIRST], 1):
        page.paragraph(f"{one.label.in_(spoken)} ({one.id})", first=f"{number}. ")
        page.paragraph(one.who.in_(spoken), indent=3)


def standing_json(standing: Standing, law: Store, spoken: Language) -> dict[str, Any]:
    """Return the status as JSON."""
    return head("status", law) | {
        "on": standing.on.isoformat(),
        "name": standing.name,
        "example": standing.example,
        "models": [_model(model, spoken) for model in standing.models],
    }


def _model(model: ModelStanding, spoken: Language) -> dict[str, Any]:
    return {
        "id": model.id,
        "duties": {"yes": model.owed, "unknown": model.unknown},
        "errors": model.errors,
        "forms": [_form(one) for one in model.forms],
        "annexes": [_annex(one) for one in model.annexes],
        "clocks": [_clock(one, spoken) for one in model.clocks],
        "issues": [_issue(one) for one in model.issues],
        "asks": [_ask(one, spoken) for one in model.todo],
    }


def _form(one: FormStanding) -> dict[str, Any]:
    counts = {state.value: count for state, count in one.counts.items()}
    return {"form": one.key, "recipient": one.recipient, "asked": one.asked, "states": counts}


def _annex(annex: Annex) -> dict[str, Any]:
    points = [
        {"provision": point.provision, "fields": list(point.fields), "state": point_state(point, annex)}
        for point in annex.points
    ]
    return {
        "annex": annex.provision,
        "recipient": annex.recipient,
        "asked": len(annex.asked),
        "open": len(annex.open),
        "unsure": len(annex.unsure),
        "points": points,
    }


def _clock(clock: Clock, spoken: Language) -> dict[str, Any]:
    due = clock.due.isoformat() if clock.due else None
    return {"text": clock.text.in_(spoken), "due": due, "late": clock.late}


def _issue(issue: LastIssue) -> dict[str, Any]:
    return {"form": issue.key, "number": issue.number, "at": issue.at, "stale": issue.stale}


def _ask(one: ToDo, spoken: Language) -> dict[str, Any]:
    return {
        "field": one.id,
        "label": one.label.in_(spoken),
        "who": one.who.in_(spoken),
        "recipients": list(one.recipients),
    }
