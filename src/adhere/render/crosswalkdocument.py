# SPDX-License-Identifier: EUPL-1.2
"""The cross-walks of a code as a document: per framework a table from the code, a table from the framework, and what has no counterpart.

Article 56(1); the words are in ``data/crosswalk.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from adhere.codes.code import Code
from adhere.codes.crosswalk import Crosswalk, ours, statement, type_text
from adhere.codes.wording import grade_text
from adhere.kernel.text import Language
from adhere.render.document import Block, Document, Heading, Items, Paragraph, Table
from adhere.render.words import word_of

_word = partial(word_of, "crosswalk")

AUTHOR = "adhere"


def crosswalk_document(
    code: Code, walks: Sequence[Crosswalk], language: Language, data: dict[str, Any]
) -> Document:
    """Return the cross-walks as a document; ``data`` is what their JSON holds."""
    title = _word("title", language, code=code.title)
    return Document(
        title=title,
        language=language,
        identifier=f"crosswalk:{code.id}:{code.version}",
        author=AUTHOR,
        description=statement().in_(language),
        date=max(one.framework.published for one in walks).isoformat(),
        running=title,
        header=((_word("code", language), f"{code.id}, {code.version}"),),
        blocks=tuple(_blocks(walks, language)),
        data=data,
    )


def _blocks(walks: Sequence[Crosswalk], language: Language) -> Iterator[Block]:
    yield Paragraph(text=statement().in_(language))
    yield Paragraph(text=ours().in_(language))
    for one in walks:
        framework = one.framework
        yield Heading(level=1, text=framework.title.in_(language), anchor=framework.id)
        yield Items(
            items=(
                f"{_word('published', language)}: {', '.join(dict.fromkeys((framework.published.isoformat(), framework.version)))}",
                f"{_word('rests-on', language)}: {grade_text(framework.grade).in_(language)}",
                f"{_word('source', language)}: {framework.source}",
            )
        )
        yield Paragraph(text=framework.licence.in_(language))
        yield Paragraph(text=framework.note.in_(language))
        if framework.history:
            yield _mentions(one, language)
        elif framework.mapped:
            yield from _both_ways(one, language)


def _both_ways(one: Crosswalk, language: Language) -> Iterator[Block]:
    name = one.framework.id
    yield Heading(level=2, text=_word("from-code", language), anchor=f"{name}-code")
    yield Table(
        caption=one.framework.title.in_(language),
        header=tuple(_word(key, language) for key in ("part", "relation", "items", "why")),
        rows=tuple(
            (
                said.source,
                type_text(said.type).in_(language),
                ", ".join(said.items),
                said.rationale.in_(language),
            )
            for said in one.framework.relations
        ),
    )
    yield Heading(level=2, text=_word("from-framework", language), anchor=f"{name}-framework")
    yield Table(
        caption=one.framework.title.in_(language),
        header=tuple(_word(key, language) for key in ("item", "about", "parts")),
        rows=tuple(
            (
                item.id,
                item.content.in_(language) if item.content else "–",
                ", ".join(said.source for said in one.by_item[item.id]) or _word("nothing", language),
            )
            for item in one.framework.items
        ),
    )
    yield Heading(level=2, text=_word("missing", language), anchor=f"{name}-missing")
    missing = {
        "through": one.through_commitment,
        "without-item": one.without_item,
        "without-part": one.without_part,
    }
    yield Items(
        items=tuple(
            f"{_word(key, language)}: {', '.join(ids) or _word('none', language)}"
            for key, ids in missing.items()
        )
    )


def _mentions(one: Crosswalk, language: Language) -> Block:
    return Table(
        caption=_word("dropped", language),
        header=tuple(_word(key, language) for key in ("draft", "items", "about", "now")),
        rows=tuple(
            (said.draft, "; ".join(said.items), said.content.in_(language), said.counterpart)
            for said in one.framework.mentions
        ),
    )
