# SPDX-License-Identifier: EUPL-1.2
"""Pictures of a public summary of training content, drawn from what the summary tells everybody and no more.

Article 53(1)(d): kinds of source by modality, languages by share, domains by ending, and when content was collected. The public is told
ranges and no sizes, so no bar here is as long as an amount of bytes; those are in ``contentreport``, which stays with the provider.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from adhere.content.summary.drafting import MODALITIES, USED, USER
from adhere.content.summary.linguistic import described, languages
from adhere.content.summary.material import Content
from adhere.content.summary.wording import number, percent, words
from adhere.forms.completeness import State
from adhere.forms.scalars import date_text
from adhere.forms.views import ShownRow, View
from adhere.kernel.text import Language
from adhere.render.bars import Bars, bars, table_of
from adhere.render.document import Matrix, Picture, Span, Table, Timeline, listed
from adhere.render.words import word_of

_word = partial(word_of, "content")
FORM = "summary"
KINDS = ("text", "image", "audio", "video", "other")
ASKED = {kind: (USED[kind],) if kind in USED else tuple(USER.values()) for kind in MODALITIES}
"""By kind of source, the fields that ask whether it was used."""
SECTIONS = {
    "sources": "modalities",
    "languages": "modalities",
    "times": "crawled-data",
    "domains": "crawled-data",
}
"""By picture, the section of the template at whose end it stands."""
_TOLD = (State.ANSWERED, State.TOO_COARSE)


def summary_pictures(
    view: View, content: Content | None, language: Language
) -> Mapping[str, tuple[Picture, ...]]:
    """Return the pictures of a summary by section; none of another form. ``content`` is what its answers were drafted from."""
    if view.form.id != FORM:
        return {}
    rows = {row.row.id: row for row in view.rows if row.state in _TOLD}
    found: dict[str, list[Picture]] = {}
    for name, picture in _pictures(rows, view, content, language):
        if picture is not None:
            found.setdefault(SECTIONS[name], []).append(picture)
    return {section: tuple(pictures) for section, pictures in found.items()}


def _pictures(
    rows: Mapping[str, ShownRow], view: View, content: Content | None, language: Language
) -> Iterator[tuple[str, Picture | None]]:
    yield "sources", _sources(rows, view, language)
    if content is not None:
        yield "languages", _languages(rows, content, language)
    yield "times", _times(rows, language)
    if content is not None:
        yield "domains", _domains(rows, content, language)


def _sources(rows: Mapping[str, ShownRow], view: View, language: Language) -> Matrix | None:
    """A grid of kinds of source and modalities, the first section on top."""
    told: list[tuple[str, tuple[str, ...]]] = []
    for kind, field in MODALITIES.items():
        section = view.form.section(kind)
        name = f"{section.number} {section.label.in_(language)}"
        held = rows[field].value if field in rows else None
        if isinstance(held, list):
            told.append(
                (name, tuple(_word("used" if one in held else "not-named", language) for one in KINDS))
            )
        elif all(one in rows and rows[one].value is False for one in ASKED[kind]):
            told.append((name, (_word("not-used", language),) * len(KINDS)))
    if not any(_word("used", language) in marks for _, marks in told):
        return None
    columns = tuple(words(f"modality-{one}").in_(language) for one in KINDS)
    title = _word("sources-title", language)
    used = _word("used", language)
    said = (
        (
            name,
            ", ".join(column for column, mark in zip(columns, marks, strict=True) if mark == used)
            or marks[0],
        )
        for name, marks in told
    )
    upward = told[::-1]
    return Matrix(
        title=title,
        description=_word("described", language, title=title, values=listed(said)),
        row_axis="",
        column_axis=_word("modality", language),
        rows=tuple(name for name, _ in upward),
        columns=columns,
        marks=tuple(marks for _, marks in upward),
        shades=tuple(tuple(int(mark == used) for mark in marks) for _, marks in upward),
        table=Table(
            caption=table_of(title, language),
            header=(_word("kind", language), *columns),
            rows=tuple((name, *marks) for name, marks in told),
        ),
    )


def _languages(rows: Mapping[str, ShownRow], content: Content, language: Language) -> Picture | None:
    """Languages by share, where the answer is that of the figures: a person who put it otherwise decided what is told."""
    found = languages(content)
    said, row = described(found), rows.get("linguistic")
    if said is None or row is None or row.value != {"en": said.en, "nl": said.nl}:
        return None
    told, special = (
        [(one.language.name.in_(language), one.part) for one in shares if one.language and one.part]
        for shares in (found.known, found.special)
    )
    unknown = [(words("unknown").in_(language), found.unknown)] if found.unknown else []
    asked = Bars(
        title=_word("languages-title", language),
        axis=_word(f"share-of-{found.measure}", language),
        first=_word("language", language),
        rows=told,
        told=lambda part: percent(part, found.whole).in_(language),
        apart=[*special, *unknown],
    )
    return bars(asked, language)


def _domains(rows: Mapping[str, ShownRow], content: Content, language: Language) -> Picture | None:
    """How many published names end in what: the list itself has no sizes for the public."""
    held = content.domains
    if held is None or "crawled_domains" not in rows:
        return None
    asked = Bars(
        title=_word("endings-title", language, count=number(held.published).in_(language)),
        axis=_word("domains", language),
        first=_word("ending", language),
        rows=[(f".{name}", count) for name, count in held.endings],
        told=lambda count: number(count).in_(language),
    )
    return bars(asked, language)


def _times(rows: Mapping[str, ShownRow], language: Language) -> Timeline | None:
    spans = tuple(sorted(_spans(rows, language), key=lambda one: (one.start, one.name)))
    if len(spans) < 2:
        return None
    title = _word("times-title", language)
    return Timeline(
        title=title,
        description=_word(
            "described", language, title=title, values=listed((one.name, one.label) for one in spans)
        ),
        spans=spans,
        table=Table(
            caption=table_of(title, language),
            header=(_word("what", language), _word("when", language)),
            rows=tuple((one.name, one.label) for one in spans),
        ),
    )


def _spans(rows: Mapping[str, ShownRow], language: Language) -> Iterable[Span]:
    period = _value(rows, "crawl_period")
    begun, ended = _day(period.get("from")), _day(period.get("to"))
    if begun and ended and begun <= ended:
        label = f"{_month(begun, language)} – {_month(ended, language)}"
        yield Span(name=_word("crawled", language), start=begun, end=_last(ended), label=label)
    latest = _day(_value(rows, "latest_acquisition").get("date"))
    if latest:
        yield Span(name=_word("acquired", language), start=latest, label=_month(latest, language))
    placed = rows["placement_date"].value if "placement_date" in rows else None
    if day := _day(placed):
        yield Span(name=_word("placed", language), start=day, label=date_text(day).in_(language))


def _value(rows: Mapping[str, ShownRow], name: str) -> Mapping[str, Any]:
    found = rows[name].value if name in rows else None
    return found if isinstance(found, Mapping) else {}


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _last(month: date) -> date:
    """Return the last day of a month: a period that ends in it ends there."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def _month(day: date, language: Language) -> str:
    return date_text(day, month=True).in_(language)
