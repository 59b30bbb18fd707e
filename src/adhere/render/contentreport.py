# SPDX-License-Identifier: EUPL-1.2
"""What a run over training content found as a document with pictures, for the provider alone: exact sizes that the public is not told.

Article 53(1)(d): sources, kinds of source by month, languages and the largest domains; made of the figures, the register and the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from textwrap import shorten

from adhere.content.figures import Amount
from adhere.content.sources.register import CLASSES
from adhere.content.summary.amounts import added
from adhere.content.summary.linguistic import languages
from adhere.content.summary.material import Content
from adhere.content.summary.report import class_lines, size_lines
from adhere.content.summary.wording import number, percent, size, words
from adhere.forms.form import Form
from adhere.forms.scalars import date_text, quantity_text
from adhere.kernel.text import Language
from adhere.render.bars import Bars, bars, table_of
from adhere.render.document import (
    Block,
    Chart,
    Document,
    Heading,
    Note,
    Paragraph,
    Picture,
    Series,
    Table,
    listed,
)
from adhere.render.words import word_of

_word = partial(word_of, "content")
SHORT = 30
"""Characters of a kind of source at the head of a column; the whole of it stands in the table of kinds."""
SHOWN, MONTHS = 20, 36
"""Sources and domains, and months, that are drawn; the files beside the report hold all."""


def content_report(content: Content, form: Form, name: str, language: Language) -> Document:
    """Return the report; ``form`` is the template, ``name`` that of the model, where there is one."""
    return _Writer(content, form, language).document(name)


class _Writer:
    """Writes the report of one run."""

    def __init__(self, content: Content, form: Form, language: Language) -> None:
        self.content, self.form, self.language = content, form, language

    def document(self, name: str) -> Document:
        figures = self.content.figures
        title = self.word("title")
        period = (
            self.word("from-to", first=figures.first.date(), last=figures.last.date())
            if figures.first and figures.last
            else self.unknown
        )
        return Document(
            title=title,
            language=self.language,
            identifier=f"content:{self.content.sha256}",
            author="adhere",
            description=self.word("about"),
            running=f"{title}: {name}" if name else title,
            marks=(self.word("internal"),),
            header=(
                (self.word("documents"), number(figures.total.documents).in_(self.language)),
                (self.word("size"), self.size(figures.total)),
                (self.word("fetched"), period),
                (self.word("engine"), figures.engine),
                ("SHA-256", self.content.sha256),
            ),
            blocks=tuple(self.blocks()),
        )

    def blocks(self) -> Iterator[Block]:
        yield Note(label=self.word("reading-label"), text=self.word("reading"))
        for name, made in (
            ("sizes", self.sizes()), ("sources", self.sources()), ("months", self.months()),
            ("languages", self.languages()), ("domains", self.domains()),
        ):  # fmt: skip
            yield Heading(level=1, text=self.word(name), anchor=name)
            yield from made or (Paragraph(text=self.word("nothing")),)

    def sizes(self) -> list[Block]:
        rows = [
            (
                words(f"modality-{line.modality}").in_(self.language) if line.modality else self.unknown,
                quantity_text(line.quantity).in_(self.language) if line.quantity else self.unknown,
                self.size(line.amount),
                " / ".join(band.label.in_(self.language) for band in line.bands) or self.unknown,
            )
            for line in size_lines(self.content, self.form)
        ]
        header = tuple(map(self.word, ("modality", "exact", "size", "public")))
        return [Table(caption=self.word("sizes"), header=header, rows=tuple(rows))] if rows else []

    def sources(self) -> list[Block]:
        """Kinds of source, and the sources with most bytes."""
        kinds = [(self.kind(line.kind), line.amount.bytes.total) for line in class_lines(self.content)]
        by_name: dict[str, list[Amount]] = {}
        for line in self.content.lines():
            record = self.content.record(line.source)
            shown = record.shown if record else line.source or self.unknown
            by_name.setdefault(shown, []).append(line.amount)
        held = [(name, added(amounts).bytes.total) for name, amounts in by_name.items()]
        held.sort(key=lambda one: (-one[1], one[0]))
        return [
            *self.drawn("kinds-title", "kind", kinds),
            *self.drawn("named-title", "source", held),
        ]

    def months(self) -> list[Block]:
        """Bytes by month of fetching, with a colour for each kind of source."""
        lines = self.content.figures.months
        months = sorted({line.month for line in lines if line.month is not None})[-MONTHS:]
        kinds = [
            one for one in (*CLASSES, None) if any(self.content.kind(line.source) == one for line in lines)
        ]
        if not months:
            return []
        sums = {(month, kind): 0 for month in months for kind in kinds}
        for line in lines:
            key = (line.month or "", self.content.kind(line.source))
            if key in sums:
                sums[key] += line.amount.bytes.total
        kinds = [kind for kind in kinds if any(sums[month, kind] for month in months)]
        if not kinds:
            return []
        return [self._stacked(months, kinds, sums), *self._undated()]

    def _stacked(self, months: Sequence[str], kinds: Sequence[str | None], sums: dict[tuple[str, str | None], int]) -> Picture:  # fmt: skip
        title = self.word("months-title")
        wholes = {month: sum(sums[month, kind] for kind in kinds) for month in months}
        told = [self.close(wholes[month]) for month in months]
        shown = [
            date_text(date.fromisoformat(f"{month}-01"), month=True).in_(self.language) for month in months
        ]
        names = [self.kind(kind) for kind in kinds]
        return Chart(
            title=title,
            description=self.word("described", title=title, values=listed(zip(shown, told, strict=True))),
            axis=self.word("size"),
            categories=tuple(shown),
            series=tuple(
                Series(name=name, values=tuple(Decimal(sums[month, kind]) for month in months))
                for name, kind in zip(names, kinds, strict=True)
            ),
            labels=tuple(told),
            table=Table(
                caption=table_of(title, self.language),
                header=(
                    self.word("month"),
                    *(shorten(name, SHORT, placeholder="…") for name in names),
                    self.word("together"),
                ),
                rows=tuple(
                    (name, *(self.close(sums[month, kind]) for kind in kinds), amount)
                    for name, month, amount in zip(shown, months, told, strict=True)
                ),
            ),
        )

    def _undated(self) -> Iterator[Block]:
        if undated := self.content.undated():
            yield Paragraph(text=self.word("undated", count=number(undated).in_(self.language)))

    def languages(self) -> list[Block]:
        found = languages(self.content)
        rows, special = (
            [(one.language.name.in_(self.language), one.part) for one in shares if one.language]
            for shares in (found.known, found.special)
        )
        asked = Bars(
            title=self.word("languages-title"),
            axis=self.word(f"share-of-{found.measure}"),
            first=self.word("language"),
            rows=rows,
            told=lambda part: percent(part, found.whole).in_(self.language),
            most=SHOWN,
            apart=[*special, *([(self.unknown, found.unknown)] if found.unknown else [])],
        )
        return self.shown(asked) if found.whole else []

    def domains(self) -> list[Block]:
        held = self.content.domains
        return self.drawn("largest-title", "domain", held.largest) if held else []

    def drawn(self, title: str, first: str, rows: Sequence[tuple[str, int]]) -> list[Block]:
        """Bars of bytes."""
        return self.shown(
            Bars(
                title=self.word(title),
                axis=self.word("size"),
                first=self.word(first),
                rows=rows,
                told=lambda amount: size(amount).in_(self.language),
                most=SHOWN,
            )
        )

    def shown(self, asked: Bars) -> list[Block]:
        """Return bars, or the table alone where there is only one."""
        picture = bars(asked, self.language)
        if picture is not None:
            return [picture]
        rows = tuple((name, asked.told(amount)) for name, amount in asked.rows if amount)
        return [Table(caption=asked.title, header=(asked.first, asked.axis), rows=rows)] if rows else []

    def kind(self, kind: str | None) -> str:
        """Return a kind of source by its section of the template."""
        if kind is None:
            return self.unknown
        section = self.form.section(kind)
        return f"{section.number} {section.label.in_(self.language)}"

    def size(self, amount: Amount) -> str:
        """Return the bytes of an amount; a part that has none makes it a lower bound."""
        told = size(amount.bytes.total)
        whole = amount.bytes.known == amount.documents
        return told.in_(self.language) if whole else self.word("at-least", size=told)

    def close(self, amount: int) -> str:
        """Return bytes with figure and unit on one line: the columns of a table are narrow."""
        return size(amount).in_(self.language).replace(" ", "\N{NO-BREAK SPACE}")

    @property
    def unknown(self) -> str:
        return words("unknown").in_(self.language)

    def word(self, name: str, **values: object) -> str:
        """Return one word of the report."""
        return _word(name, self.language, **values)
