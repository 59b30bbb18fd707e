# SPDX-License-Identifier: EUPL-1.2
"""The status of a dossier as a document: per model one page for whoever answers for the documentation.

Numbers are those of ``standing``; the chart says what its table says.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from adhere.forms.completeness import State
from adhere.forms.coverage import Point
from adhere.forms.wording import words as form_words
from adhere.kernel.calendar import spoken
from adhere.kernel.text import Language
from adhere.law.citations import cite
from adhere.render.document import (
    Block,
    Chart,
    Document,
    Heading,
    Items,
    Note,
    Paragraph,
    Series,
    Table,
    listed,
)
from adhere.render.standing import AT_ODDS, DONE, Annex, FormStanding, LastIssue, ModelStanding, Standing
from adhere.render.words import word

ONLY_IF = "only-with-systemic-risk"
"""The state of a point that is asked only with systemic risk, where that is not known."""
FIRST = 5
"""Things to do that are shown; the rest is a number."""
COLUMNS = (
    ("done", DONE),
    ("missing", (State.MISSING,)),
    ("too-coarse", (State.TOO_COARSE,)),
    ("at-odds", AT_ODDS),
)
"""The columns of the table and the colours of the chart, by the states each counts."""


def status_document(standing: Standing, language: Language, data: dict[str, Any]) -> Document:
    """Return the status as a document; ``data`` is what its JSON holds."""
    title = word("status-title", language, name=standing.name)
    blocks: tuple[Block, ...] = tuple(
        block
        for number, model in enumerate(standing.models)
        for block in _model(model, language, new_page=number > 0)
    ) + tuple(block for model in standing.models for block in _points(model, language))
    return Document(
        title=title,
        language=language,
        identifier=f"status:{standing.name}:{standing.on}",
        author=standing.provider,
        description=word("status-description", language, name=standing.name, day=spoken(standing.on)),
        date=standing.on.isoformat(),
        running=f"{title}, {spoken(standing.on).in_(language)}",
        marks=(word("mark-example", language),) if standing.example else (),
        header=(
            (word("provider", language), standing.provider or word("not-known", language)),
            (word("on", language), spoken(standing.on).in_(language)),
            (word("law", language), word("law-release", language, release=standing.law_release)),
        ),
        blocks=blocks,
        data=data,
    )


def _model(model: ModelStanding, language: Language, *, new_page: bool) -> Iterator[Block]:
    yield Heading(level=1, text=model.id, anchor=f"model-{model.id}", new_page=new_page)
    yield Paragraph(text=word("owed", language, owed=model.owed, unknown=model.unknown))
    if model.errors:
        yield Paragraph(text=word("errors", language, count=model.errors), role="state")
    if model.forms:
        yield _chart(model, language)
    yield Heading(level=2, text=word("annexes", language))
    yield Items(items=tuple(_annex(annex, language) for annex in model.annexes))
    yield from _lists(model, language)


def _chart(model: ModelStanding, language: Language) -> Chart:
    names = tuple(form_name(one, language) for one in model.forms)
    columns = [
        (word(f"column-{name}", language), [one.count(*states) for one in model.forms])
        for name, states in COLUMNS
    ]
    shown = [(name, counts) for name, counts in columns if any(counts)]
    said = [(name, f"{one.count(*DONE)}/{one.asked}") for name, one in zip(names, model.forms, strict=True)]
    return Chart(
        title=word("chart-title", language, label=word("forms", language)),
        description=word("forms-description", language, values=listed(said)),
        axis="",
        categories=names,
        labels=tuple(f"{one.count(*DONE)}/{one.asked}" for one in model.forms),
        series=tuple(Series(name=name, values=tuple(map(Decimal, counts))) for name, counts in shown),
        table=_table(names, model, shown, language),
    )


def _table(
    names: tuple[str, ...], model: ModelStanding, shown: list[tuple[str, list[int]]], language: Language
) -> Table:
    rows = tuple(
        (name, *(str(counts[number]) for _, counts in shown), str(one.asked))
        for number, (name, one) in enumerate(zip(names, model.forms, strict=True))
    )
    header = (word("form-for", language), *(name for name, _ in shown), word("asked-rows", language))
    return Table(caption=word("forms", language), header=header, rows=rows)


def form_name(one: FormStanding, language: Language) -> str:
    """Return the id of a form and the recipient, as one line of the page names them."""
    return f"{one.key}, {form_words('recipients', one.recipient).in_(language)}"


def annex_line(annex: Annex, language: Language) -> str:
    """Return how many points of an annex are covered."""
    said = word(
        "annex",
        language,
        annex=cite(annex.provision),
        recipient=form_words("recipients", annex.recipient),
        covered=len(annex.asked) - len(annex.open),
        asked=len(annex.asked),
    )
    return said[:1].upper() + said[1:]


def issue_line(issue: LastIssue, language: Language) -> str:
    """Return which issue of a form is the last and whether it still holds."""
    values = {"form": issue.key, "number": issue.number, "day": issue.at[:10], "stale": issue.stale}
    how = "unseen" if issue.stale is None else "fresh" if issue.stale == 0 else "stale"
    return word(f"issue-{how}", language, **values)


def point_name(provision: str, annex: Annex, language: Language) -> str:
    """Return a point without the annex it is of."""
    return cite(provision).in_(language).removeprefix(f"{cite(annex.provision).in_(language)}, ")


def point_state(point: Point, annex: Annex) -> str:
    """Return the state of a point; one of its own where it is not known whether the point is asked."""
    return ONLY_IF if point in annex.unsure else point.state.value


def _annex(annex: Annex, language: Language) -> str:
    said = annex_line(annex, language)
    for name, found in (("open", annex.open), ("unsure", annex.unsure)):
        if found:
            points = "; ".join(point_name(point.provision, annex, language) for point in found)
            said = f"{said} {word(name, language, points=points)}"
    return said


def _points(model: ModelStanding, language: Language) -> Iterator[Block]:
    """Yield every point of the annexes with the fields that answer it, which is more than one page holds."""
    yield Heading(
        level=1, text=word("points", language, model=model.id), anchor=f"points-{model.id}", new_page=True
    )
    for annex in model.annexes:
        yield Table(
            caption=cite(annex.provision).in_(language),
            header=tuple(word(name, language) for name in ("point", "fields", "state")),
            rows=tuple(
                (
                    point_name(point.provision, annex, language),
                    ", ".join(point.fields) or word("no-field", language),
                    word(f"state-{point_state(point, annex)}", language),
                )
                for point in annex.points
            ),
        )


def _lists(model: ModelStanding, language: Language) -> Iterator[Block]:
    late = [clock.text.in_(language) for clock in model.clocks if clock.late]
    running = [clock.text.in_(language) for clock in model.clocks if not clock.late]
    for text in late:
        yield Note(label=word("late", language), text=text)
    yield Heading(level=2, text=word("clocks", language))
    told = [issue_line(issue, language) for issue in model.issues] or [word("issue-never", language)]
    yield Items(items=(*running, *told))
    yield Heading(
        level=2, text=word("todo", language, first=min(FIRST, len(model.todo)), count=len(model.todo))
    )
    tasks = tuple(
        f"{one.label.in_(language)} ({one.id}): {one.who.in_(language)}" for one in model.todo[:FIRST]
    )
    yield Items(items=tasks, numbered=True) if tasks else Paragraph(text=word("nothing-to-do", language))
