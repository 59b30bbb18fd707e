# SPDX-License-Identifier: EUPL-1.2
"""The clocks of a code as a document: a timeline of what runs and what passed, the table that says the same, and why.

Measures of the GPAI code with a period; the words are in ``data/clocks.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from adhere.codes.clockends import BACKWARDS
from adhere.codes.clockexceptions import joined
from adhere.codes.clockrecord import ClockState, Run
from adhere.codes.wording import clock_text
from adhere.kernel.calendar import spoken
from adhere.kernel.text import Language
from adhere.render.document import Block, Document, Heading, Items, Paragraph, Span, Table, Timeline
from adhere.render.words import word_of

_word = partial(word_of, "clocks")

AUTHOR = "adhere"
AHEAD = timedelta(days=731)
"""How far a timeline looks ahead and back; what is kept for years would press the rest together."""
SERIES = ("waiting", "late", "done")
NAMED = 60
"""Characters of a name on the picture; the table has all of it."""

Model = tuple[str, Sequence[Run]]


def clock_document(
    models: Sequence[Model], name: str, on: date, language: Language, data: dict[str, Any]
) -> Document:
    """Return the clocks of some models of a dossier as a document; ``data`` is what its JSON holds."""
    title = _word("title", language, name=name)
    return Document(
        title=title,
        language=language,
        identifier=f"clocks:{name}:{on}",
        author=AUTHOR,
        description=_word("description", language, name=name, day=spoken(on)),
        date=on.isoformat(),
        running=f"{title}, {spoken(on).in_(language)}",
        header=((_word("on", language), spoken(on).in_(language)),),
        blocks=tuple(block for model in models for block in _model(*model, on, language)),
        data=data,
    )


def _model(name: str, runs: Sequence[Run], on: date, language: Language) -> Iterator[Block]:
    yield Heading(level=1, text=name, anchor=name)
    yield Paragraph(text=_word("reading", language))
    ordered = sorted(runs, key=lambda run: (run.day is None, run.day or date.max, run.clock.id))
    started = [run for run in ordered if run.day is not None and run.state is not ClockState.NOT_STARTED]
    if started:
        yield _timeline(name, started, on, language)
    rest = [run for run in ordered if run not in started]
    if rest:
        yield Heading(level=2, text=_word("without-day", language), anchor=f"{name}-rest")
        yield Items(items=tuple(f"{_named(run)}: {_reasons(run, language)}" for run in rest))
    yield Heading(level=2, text=_word("why", language), anchor=f"{name}-why")
    yield Items(items=tuple(f"{_named(run)}: {_reasons(run, language)}" for run in started))


def _timeline(name: str, runs: Sequence[Run], on: date, language: Language) -> Timeline:
    near = [run for run in runs if run.day is not None and abs(run.day - on) <= AHEAD]
    return Timeline(
        title=_word("timeline", language, name=name),
        description=_word("timeline-description", language, count=len(near), all=len(runs)),
        table=Table(
            caption=_word("table", language, name=name),
            header=tuple(
                _word(f"column-{one}", language) for one in ("clock", "what", "start", "day", "state")
            ),
            rows=tuple(_row(run, language) for run in runs),
        ),
        spans=tuple(_span(run, language) for run in near),
        series=tuple(_word(f"series-{one}", language) for one in SERIES),
        today=on,
    )


def _row(run: Run, language: Language) -> tuple[str, ...]:
    what = f"{run.clock.what.in_(language)} ({clock_text(run.clock).in_(language)})"
    start = spoken(run.start.day).in_(language) if run.start else ""
    day = spoken(run.day).in_(language) if run.day else ""
    return _named(run), what, start, day, run.state.label.in_(language)


def _span(run: Run, language: Language) -> Span:
    """Return a clock as a stretch from its event to its last day; counted back, or of no days, as a moment."""
    day = run.day or date.max
    start = run.start.day if run.start else day
    label = f"{day.isoformat()}, {run.state.label.in_(language)}"
    series = SERIES.index(_series(run))
    name = f"{run.clock.id} {run.about or run.clock.what.in_(language)}"[:NAMED]
    if run.clock.direction in BACKWARDS or start >= day:
        return Span(name=name, start=day, label=label, series=series)
    return Span(name=name, start=start, end=day, label=label, series=series)


def _series(run: Run) -> str:
    if run.state in (ClockState.OVERDUE, ClockState.MET_LATE):
        return "late"
    return "waiting" if run.state in (ClockState.RUNNING, ClockState.NOT_KNOWN) else "done"


def _named(run: Run) -> str:
    return f"{run.clock.id} ({run.about})" if run.about else run.clock.id


def _reasons(run: Run, language: Language) -> str:
    return joined(run.reasons, " ").in_(language)
