# SPDX-License-Identifier: EUPL-1.2
"""A form as a document for one recipient: its header, every row in the order of the form, and how each row stands.

Measure 1.1 of the GPAI code asks for a date and a version number at the head; Article 78 for confidentiality. File names and bases
go to the AI Office and authorities only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from adhere.forms.completeness import State
from adhere.forms.form import Recipient
from adhere.forms.views import ShownRow, View
from adhere.forms.wording import words as told
from adhere.kernel.calendar import spoken
from adhere.kernel.text import Language
from adhere.models.reasons import source_text
from adhere.models.wording import wording
from adhere.render import prose
from adhere.render.chartdata import charts
from adhere.render.disclosure import ACCOUNTABLE, TOLD_DIGESTS, remark_for
from adhere.render.document import (
    Block,
    Document,
    Entry,
    Heading,
    Inner,
    Items,
    Note,
    Paragraph,
    Picture,
    Table,
)
from adhere.render.jsonfile import FORMAT, rows_json
from adhere.render.linkeddata import linked_data
from adhere.render.words import word

SOURCES_SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What stands at the head of a form; ``number`` and ``at`` (UTC, 2026-11-22T05:10:00Z) are those of the issue, if there is one."""

    model: str
    version: str | None
    number: int | None
    at: str | None
    provider: str
    example: bool
    recipient: Recipient
    law_release: str = ""
    law_digest: str = ""


def form_document(
    view: View,
    header: Header,
    language: Language,
    pictures: Mapping[str, tuple[Picture, ...]] | None = None,
) -> Document:
    """Return the document of a form for one recipient; ``pictures`` stand at the end of sections, by their ids."""
    form = view.form.name.in_(language)
    unknown = word("not-known", language)
    names = {
        "form": form,
        "model": header.model or unknown,
        "recipient": told("recipients", header.recipient).in_(language),
        "provider": header.provider or unknown,
        "number": header.number,
    }
    day = _day(view, header)
    return Document(
        title=form,
        language=language,
        identifier=_identifier(view, header),
        author=header.provider,
        description=word("description", language, **names),
        date=day.isoformat() if day else None,
        running=word("running" if header.number is None else "running-number", language, **names),
        marks=tuple(_marks(header, language)),
        header=tuple(_header(view, header, language)),
        blocks=(
            *_opening(header, language),
            *_sections(view, language, pictures or {}),
            *_closing(view, language),
        ),
        data={**_head(view, header), **rows_json(view)},
        linked=linked_data(view, language, author=header.provider, day=day, number=header.number),
    )


def _identifier(view: View, header: Header) -> str:
    number = "" if header.number is None else f":{header.number:04d}"
    return f"{view.form.id}:{view.model}{number}:{header.recipient}"


def _head(view: View, header: Header) -> dict[str, Any]:
    issue = None if header.number is None else {"number": header.number, "at": header.at}
    law = {"law_release": header.law_release, "law_digest": header.law_digest} if header.law_release else {}
    return {
        "format": FORMAT,
        **law,
        "form": view.form.id,
        "form_version": view.form.version,
        "model": view.model,
        "name": header.model,
        "version": header.version,
        "provider": header.provider,
        "for": header.recipient,
        "issue": issue,
        "example": header.example,
    }


def _marks(header: Header, language: Language) -> Iterator[str]:
    if header.example:
        yield word("mark-example", language)
    if header.recipient != "public":
        yield word("mark-confidential", language)


def _header(view: View, header: Header, language: Language) -> Iterator[tuple[str, str]]:
    """Yield the lines at the head; date and version number are what measure 1.1 asks for."""
    form, model = view.form, header.model or word("not-known", language)
    if header.version:
        model = word("model-version", language, model=model, version=header.version)
    number = word("not-issued", language) if header.number is None else str(header.number)
    day = _day(view, header)
    dated = spoken(day).in_(language) if day else word("not-dated", language)
    yield word("provider", language), header.provider or word("not-known", language)
    yield word("model", language), model
    yield (
        word("form", language),
        word("form-version", language, form=form.name.in_(language), version=form.version),
    )
    yield word("document-version", language), number
    yield word("last-updated", language), dated
    yield word("recipient", language), told("recipients", header.recipient).in_(language)
    yield word("standing", language), _standings(view, language)
    if header.law_release:
        yield word("law", language), word("law-release", language, release=header.law_release)


def _standings(view: View, language: Language) -> str:
    counts = [
        f"{word(f'state-{state.value}', language)} {count}" for state, count in view.counts().items() if count
    ]
    return f"{len(view.rows)}: {', '.join(counts)}" if counts else "0"


def _day(view: View, header: Header) -> date | None:
    """Return the day of the issue; of a form that is not issued, the last day on which anybody stated anything in it."""
    if header.at:
        return date.fromisoformat(header.at[:10])
    days = (_parsed(source.when) for row in view.rows for source in row.sources if source.when)
    return max((day for day in days if day), default=None)


def _parsed(day: str) -> date | None:
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None


def _opening(header: Header, language: Language) -> Iterator[Block]:
    if header.recipient != "public":
        yield Note(label=word("confidential-label", language), text=word("confidential", language))


def _closing(view: View, language: Language) -> Iterator[Block]:
    if view.recipient in ACCOUNTABLE:
        yield Note(label=word("bases-label", language), text=word("bases", language))
    graded = word(f"wording-{view.form.grade}", language, source=view.form.source)
    yield Note(label=word("wording-label", language), text=graded)


def _sections(view: View, language: Language, pictures: Mapping[str, tuple[Picture, ...]]) -> Iterator[Block]:
    for section, group in groupby(view.rows, key=lambda row: row.section):
        rows = tuple(group)
        label = section.label.in_(language)
        text = f"{section.number} {label}" if section.number else label
        yield Heading(level=1, text=text, anchor=f"section-{section.id}")
        asked = [row for row in rows if row.state is not State.NOT_ASKED]
        yield from (_entry(row, view, language) for row in asked)
        yield from charts(asked, language)
        yield from pictures.get(section.id, ())
        yield from _left_out(rows, language)


def _left_out(rows: tuple[ShownRow, ...], language: Language) -> Iterator[Block]:
    names = [_label(row, language) for row in rows if row.state is State.NOT_ASKED]
    if names:
        yield Note(label=word("not-asked-label", language), text=f"{'; '.join(names)}.")


def _label(row: ShownRow, language: Language) -> str:
    label = row.row.label.in_(language)
    return f"{row.field.number} {label}" if row.field.number else label


def _entry(row: ShownRow, view: View, language: Language) -> Entry:
    official = row.row.label.en if language != "en" and row.row.label.en != row.row.label.nl else ""
    refused = row.state is State.NOT_APPLICABLE and row.remark is not None
    blocks = (
        *(() if refused else _answer(row, language)),
        *_standing(row, view.recipient, language),
        *_grounds(row, view.recipient, language),
    )
    return Entry(
        label=_label(row, language), anchor=row.row.id, code=row.row.id, official=official, blocks=blocks
    )


def _answer(row: ShownRow, language: Language) -> Iterator[Inner]:
    prosed = prose.blocks(row.text.in_(language)) if row.text else ()
    if row.table is None:
        yield from prosed
        return
    yield Table(
        caption=_label(row, language),
        header=tuple(cell.in_(language) for cell in row.table.header),
        rows=tuple(tuple(cell.in_(language) for cell in cells) for cells in row.table.rows),
        instead=tuple(line for block in prosed for line in _lines(block)),
    )


def _lines(block: Paragraph | Items) -> tuple[str, ...]:
    return block.items if isinstance(block, Items) else (block.text,)


def _standing(row: ShownRow, recipient: Recipient, language: Language) -> Iterator[Paragraph]:
    found = remark_for(row, recipient)
    remark = found.in_(language) if found else ""
    if row.state in (State.ANSWERED, State.NOT_APPLICABLE):
        if remark:
            yield Paragraph(text=remark, role="remark")
        return
    yield Paragraph(text=f"{word(f'is-{row.state.value}', language)} {remark}".strip(), role="state")
    if row.state in (State.MISSING, State.WRONG):
        yield Paragraph(text=word("asked", language, asked=row.field.asked.in_(language)), role="source")


def _grounds(row: ShownRow, recipient: Recipient, language: Language) -> Iterator[Paragraph]:
    """Yield basis, sources and evidence, for recipients to whom the provider accounts for its answers."""
    if recipient not in ACCOUNTABLE or row.basis is None or row.state in (State.MISSING, State.WRONG):
        return
    basis = wording("basis")[row.basis.value]
    sentences = [word("basis", language, basis=basis)]
    places = list(dict.fromkeys(source_text(source).in_(language) for source in row.sources))
    if places:
        sentences.append(word("read-in", language, sources=_listed(places, language)))
    files = [
        word("evidence-gone", language, file=one.file)
        if one.sha256 is None
        else f"{one.file} (SHA-256 {one.sha256})"
        if recipient in TOLD_DIGESTS
        else one.file
        for one in row.evidence
    ]
    if files:
        sentences.append(word("evidence", language, files="; ".join(files)))
    yield Paragraph(text=" ".join(sentences), role="source")


def _listed(places: list[str], language: Language) -> str:
    shown = "; ".join(places[:SOURCES_SHOWN])
    more = len(places) - SOURCES_SHOWN
    return f"{shown}; {word('and-more', language, count=more)}" if more > 0 else shown
