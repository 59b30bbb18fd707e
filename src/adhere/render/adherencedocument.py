# SPDX-License-Identifier: EUPL-1.2
"""What a code covers for one provider, as a document: how its measures stand, what is left to show, and the matrix of what binds.

Articles 53(4), 55(2) and 56(7); the words are in ``data/adherence.toml``, the matrix is that of ``coveragedocument``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from adhere.adherence.gap import Gap
from adhere.adherence.standing import Standing
from adhere.adherence.statement import Adherence
from adhere.adherence.wording import extent_text, word
from adhere.codes.code import Chapter, Code
from adhere.codes.coverage import Coverage
from adhere.kernel.calendar import spoken
from adhere.kernel.text import Language, Text
from adhere.law.citations import cite
from adhere.render.coveragedocument import coverage_document
from adhere.render.document import Block, Document, Heading, Paragraph, Table
from adhere.render.words import word_of

_word = partial(word_of, "adherence")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderMatrix:
    """What the page tells: an adherence to a code, how it stands, and the coverage of the measures that were kept."""

    provider: str
    adherence: Adherence
    code: Code
    standings: tuple[Standing, ...]
    gaps: tuple[Gap, ...]
    found: Coverage
    only: str


def adherence_document(
    one: ProviderMatrix, release: str, language: Language, data: dict[str, Any]
) -> Document:
    """Return what a code covers for one provider; ``release`` is that of the law, ``data`` what its JSON holds."""
    matrix = coverage_document(one.found, release, language, data)
    told = {"provider": one.provider, "code": one.code.title, "day": spoken(one.found.ground.on)}
    title = _word("title", language, **told)
    return replace(
        matrix,
        title=title,
        identifier=f"adherence:{one.code.id}:{one.code.version}:{one.found.ground.on}",
        description=_word("description", language, **told),
        running=title,
        header=(*_header(one, language), *matrix.header),
        blocks=(*_blocks(one, language), *matrix.blocks),
    )


def _header(one: ProviderMatrix, language: Language) -> Iterator[tuple[str, str]]:
    yield _word("provider", language), one.provider
    since = one.adherence.since
    extent: Text | str = extent_text(one.adherence)
    signed = _word("from", language, extent=extent, day=spoken(since)) if since else _word("none", language)
    yield _word("extent", language), signed
    counts = {"count": len(one.found.code.measures), "all": len(one.code.measures)}
    yield _word("kept", language), _word(f"kept-{one.only}", language, **counts)


def _blocks(one: ProviderMatrix, language: Language) -> Iterator[Block]:
    yield Paragraph(text=_word("means", language))
    yield Heading(level=1, text=_word("gaps", language), anchor="gaps")
    yield _gaps(one, language)
    yield Heading(level=1, text=_word("standing", language), anchor="standing")
    for chapter in one.code.chapters:
        yield _standing(one, chapter, language)


def _gaps(one: ProviderMatrix, language: Language) -> Table:
    return Table(
        caption=_word("gaps-caption", language),
        header=tuple(_word(name, language) for name in ("duty", "applies", "served", "through", "measure")),
        rows=tuple(_gap(gap, language) for gap in one.gaps),
    )


def _gap(gap: Gap, language: Language) -> tuple[str, ...]:
    cited = cite(gap.obligation.provisions[0]).in_(language)
    way = word("way", gap.way, instrument=gap.left.instrument if gap.left else "")
    through = word("through", gap.through, measures=", ".join(gap.otherwise)) if gap.serving else None
    serving = (f"{each.measure}: {word('state', each.label).in_(language)}" for each in gap.serving)
    return (
        f"{cited[:1].upper()}{cited[1:]}",
        _word(gap.applies.value, language),
        way.in_(language),
        through.in_(language) if through else "–",
        "\n".join(serving) or "–",
    )


def _standing(one: ProviderMatrix, chapter: Chapter, language: Language) -> Table:
    titles = {measure.id: measure.title.in_(language) for measure in one.code.of(chapter.id)}
    return Table(
        caption=_word("standing-caption", language, chapter=f"{chapter.id}, {chapter.title.in_(language)}"),
        header=tuple(_word(name, language) for name in ("measure", "binds", "state", "why")),
        rows=tuple(
            (
                f"{each.measure} {titles[each.measure]}",
                _word(each.bound.value, language),
                word("state", each.label).in_(language),
                " ".join(reason.text.in_(language) for reason in each.reasons),
            )
            for each in one.standings
            if each.measure in titles
        ),
    )
