# SPDX-License-Identifier: EUPL-1.2
"""The coverage of a code as a document: a matrix per chapter, each obligation with its links, and what is left open.

Article 56(2); the words are in ``data/coverage.toml``. A cell of a matrix is a word, never a colour.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from adhere.codes.code import Chapter, Measure
from adhere.codes.coverage import Cell, Coverage
from adhere.codes.ground import Obligation
from adhere.codes.wording import grade_text
from adhere.kernel.calendar import spoken
from adhere.kernel.text import Language
from adhere.law.citations import cite
from adhere.render.document import Block, Document, Heading, Items, Paragraph, Table
from adhere.render.words import word_of

_word = partial(word_of, "coverage")

AUTHOR = "adhere"


def coverage_document(found: Coverage, release: str, language: Language, data: dict[str, Any]) -> Document:
    """Return the coverage of a code on a date as a document; ``release`` is that of the law, ``data`` what its JSON holds."""
    code, on = found.code, found.ground.on
    title = _word("title", language, code=code.title)
    return Document(
        title=title,
        language=language,
        identifier=f"coverage:{code.id}:{code.version}:{on}",
        author=AUTHOR,
        description=_word("description", language, code=code.title, day=spoken(on)),
        date=on.isoformat(),
        running=f"{title}, {spoken(on).in_(language)}",
        header=(
            (_word("code", language), f"{code.id}, {code.version}"),
            (_word("on", language), spoken(on).in_(language)),
            (_word("law", language), release),
            (_word("count", language), _counts(found, language)),
        ),
        blocks=tuple(_blocks(found, language)),
        data=data,
    )


def _counts(found: Coverage, language: Language) -> str:
    return _word(
        "counts",
        language,
        obligations=len(found.ground.obligations),
        measures=len(found.code.measures),
        holes=len(found.holes),
        left=len(found.left),
        idle=len(found.idle),
    )


def _blocks(found: Coverage, language: Language) -> Iterator[Block]:
    yield from _unknown(found, language)
    if not found.ground.obligations:
        yield from _nothing(found, language)
        return
    yield Paragraph(text=_word("reading", language))
    yield Heading(level=1, text=_word("matrix", language), anchor="matrix")
    for chapter in found.code.chapters:
        yield from _matrix(found, chapter, language)
    yield Heading(level=1, text=_word("results", language), anchor="results")
    yield from _results(found, language)
    yield Heading(level=1, text=_word("links", language), anchor="links", new_page=True)
    for obligation in found.ground.obligations:
        yield from _links(found, obligation, language)


def _nothing(found: Coverage, language: Language) -> Iterator[Block]:
    ground = found.ground
    if ground.first is not None:
        yield Paragraph(text=_word("nothing-yet", language, first=spoken(ground.first)))
    if ground.unheld:
        names = "; ".join(cite(one).in_(language) for one in ground.unheld)
        yield Paragraph(text=_word("nothing-held", language, provisions=names))
    if ground.elsewhere is not None:
        yield Paragraph(text=ground.elsewhere.in_(language))


def _unknown(found: Coverage, language: Language) -> Iterator[Block]:
    if found.unknown:
        yield Heading(level=1, text=_word("content-unknown", language), anchor="unknown")
        yield Items(items=tuple(f"{one.holder}: {one.text.in_(language)}" for one in found.unknown))


def _matrix(found: Coverage, chapter: Chapter, language: Language) -> Iterator[Block]:
    """One table per chapter: its measures in rows, and in columns the obligations any of them serves."""
    measures = found.code.of(chapter.id)
    own = {one.id for one in measures}
    columns = [
        (obligation, cells)
        for obligation in found.ground.obligations
        if (cells := [cell for cell in found.cells(obligation) if cell.measure in own])
    ]
    yield Heading(
        level=2, text=f"{chapter.id}. {chapter.title.in_(language)}", anchor=f"chapter-{chapter.id}"
    )
    if not columns:
        yield Paragraph(text=_word("serves-nothing", language))
        return
    yield Table(
        caption=_word("caption", language, chapter=chapter.title),
        header=(_word("measure", language), *(_cited(one, language) for one, _ in columns)),
        rows=tuple(_row(one, columns, language) for one in measures),
    )


def _row(
    measure: Measure, columns: list[tuple[Obligation, list[Cell]]], language: Language
) -> tuple[str, ...]:
    return (
        f"{measure.id} {measure.title.in_(language)}",
        *(_marks([cell for cell in cells if cell.measure == measure.id], language) for _, cells in columns),
    )


def _marks(cells: list[Cell], language: Language) -> str:
    """Return how sure the links of one measure to one obligation are; those to a part count only where none is to the whole."""
    wholly = [cell for cell in cells if cell.extent == "whole"] or cells
    return "\n".join(dict.fromkeys(_grade(cell, language) for cell in wholly)) or "–"


def _grade(cell: Cell, language: Language) -> str:
    grade = grade_text(cell.grade).in_(language)
    return _word("in-part", language, grade=grade) if cell.extent == "part" else grade


def _results(found: Coverage, language: Language) -> Iterator[Block]:
    partial = (f"{_cited(one, language)}: {one.content.in_(language)}" for one in found.partial)
    holes = (f"{_cited(one, language)}: {one.content.in_(language)}" for one in found.holes)
    left = (
        f"{_capital(cite(one.provision).in_(language))}: {one.instrument.in_(language)}. {one.reason.in_(language)}"
        for one in found.left
    )
    overlaps = (
        f"{_cited(one, language)}: {_word('several', language, count=len(found.serving(one)))} ({', '.join(found.serving(one))})"
        for one in found.overlaps
    )
    sided = (
        _word(
            f"sided-{one.kind}",
            language,
            holder=one.holder,
            provision=_capital(cite(one.provision).in_(language)),
        )
        for one in found.one_sided
    )
    idle = (f"{one.id} {one.title.in_(language)}" for one in found.idle)
    undetermined = (f"{_cited(one, language)}: {one.content.in_(language)}" for one in found.undetermined)
    groups = {
        "holes": holes,
        **({"undetermined": undetermined} if found.unknown else {}),
        "partial": partial,
        "left": left,
        "overlaps": overlaps,
        "one-sided": sided,
        "idle": idle,
    }
    for name, items in groups.items():
        listed = tuple(items)
        yield Heading(level=2, text=_word(name, language), anchor=name)
        yield Items(items=listed) if listed else Paragraph(text=_word("none", language))


def _links(found: Coverage, obligation: Obligation, language: Language) -> Iterator[Block]:
    yield Heading(level=2, text=_cited(obligation, language), anchor=obligation.id)
    yield Paragraph(text=obligation.content.in_(language))
    cells = tuple(found.cells(obligation))
    if not cells:
        yield Paragraph(text=_word("unserved", language))
        return
    columns = ("measure", "link", "why", "grade", "reviewed")
    yield Table(
        caption=_word("links-caption", language, provision=cite(obligation.provisions[0])),
        header=tuple(_word(name, language) for name in columns),
        rows=tuple(
            (
                cell.measure,
                cite(cell.link).in_(language),
                cell.rationale.in_(language),
                _grade(cell, language),
                cell.reviewed_by or _word("nobody", language),
            )
            for cell in cells
        ),
    )


def _cited(obligation: Obligation, language: Language) -> str:
    return _capital(cite(obligation.provisions[0]).in_(language))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
