# SPDX-License-Identifier: EUPL-1.2
"""A periodic report as a document: its figures first, as charts and as a table, then commitment by commitment what was done.

Article 56(5); the words are in ``data/report.toml``. A figure that is not reported stands in the table with its reason and in no chart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

from adhere.codes.code import Code, Measure
from adhere.kernel.calendar import spoken
from adhere.kernel.text import Language
from adhere.models.reasons import readable
from adhere.render.chartdata import FEWEST, MOST, spread
from adhere.render.document import Block, Chart, Document, Heading, Paragraph, Series, Table, listed
from adhere.render.words import word, word_of
from adhere.reporting.elements import elements
from adhere.reporting.exchange import json_of
from adhere.reporting.figures import OTHER, unit_text
from adhere.reporting.indicators import Indicator, indicators
from adhere.reporting.report import CommitmentReport, Figure, MeasureReport, Report
from adhere.reporting.wording import words

_word = partial(word_of, "report")

NOTHING = "–"
"""What stands in a cell where there is nothing to say."""


def report_document(report: Report, code: Code, language: Language) -> Document:
    """Return a report as a document; its data is the report as it is handed in."""
    title = _word("title", language, signatory=report.signatory, code=code.title)
    days = _word("days", language, since=spoken(report.since), until=spoken(report.until))
    published = (
        spoken(report.published).in_(language) if report.published else _word("not-published", language)
    )
    return Document(
        title=title,
        language=language,
        identifier=f"report:{code.id}:{report.since}:{report.until}",
        author=report.signatory,
        description=_word("description", language, since=spoken(report.since), until=spoken(report.until)),
        date=(report.published or report.until).isoformat(),
        running=f"{title}, {days}",
        marks=(_word("example", language),) if report.example else (),
        header=(
            (_word("code", language), f"{code.title.in_(language)} ({code.id}, {code.version})"),
            (_word("signatory", language), report.signatory),
            (_word("size", language), words("size", report.size).in_(language)),
            (_word("period", language), days),
            (_word("published", language), published),
        ),
        blocks=tuple(_Writer(report, code, language).blocks()),
        data=json_of(report),
    )


class _Writer:
    """Writes the blocks of one report."""

    def __init__(self, report: Report, code: Code, language: Language) -> None:
        self.report, self.code, self.language = report, code, language
        self.indicators = indicators(code)

    def blocks(self) -> Iterator[Block]:
        yield Paragraph(text=self.word("reading"))
        yield Heading(level=1, text=self.word("figures"), anchor="figures")
        figures = [figure for _, figure in self.report.figures()]
        yield from self._figures(figures)
        said = {one.commitment: one for one in self.report.commitments}
        reported = {one.measure: one for one in self.report.measures}
        for commitment in self.code.commitments:
            measures = [
                one for one in self.code.measures if one.commitment == commitment.id and one.id in reported
            ]
            if commitment.id not in said and not measures:
                continue
            heading = f"{commitment.id} {commitment.title.in_(self.language)}"
            yield Heading(level=1, text=heading, anchor=commitment.id)
            yield from self._commitment(said.get(commitment.id))
            for measure in measures:
                yield from self._measure(measure, reported[measure.id])

    def _figures(self, figures: Sequence[Figure]) -> Iterator[Block]:
        if not figures:
            yield Paragraph(text=self.word("figures-none"))
            return
        for unit in dict.fromkeys(figure.unit for figure in figures if figure.value is not None):
            yield from self._chart(unit, [figure for figure in figures if figure.unit == unit])
        yield Table(
            caption=self.word("figures-caption"),
            header=tuple(self.word(name) for name in ("indicator", "value", "basis", "rests")),
            rows=tuple(self._row(figure) for figure in figures),
        )
        yield from (self._parts(figure) for figure in figures if figure.parts)

    def _chart(self, unit: str, figures: Sequence[Figure]) -> Iterator[Block]:
        """Yield a chart of the figures in one unit, where there are enough to compare."""
        told = [(self._title(one), one.value) for one in figures if one.value is not None]
        if not FEWEST <= len(told) <= MOST or not any(value for _, value in told):
            return
        missing = [self._title(one) for one in figures if one.value is None]
        said = unit_text(unit).in_(self.language)
        values = listed((title, self._number(value)) for title, value in told)
        name = "chart-description" if missing else "chart-description-all"
        powers = all(value for _, value in told) and spread([value for _, value in told])
        yield Chart(
            title=self.word("chart-title", unit=said),
            description=self.word(name, unit=said, values=values, missing="; ".join(missing)),
            axis=word("axis-powers", self.language, unit=said) if powers else said,
            categories=tuple(title for title, _ in told),
            series=(Series(name=said, values=tuple(value for _, value in told)),),
            labels=tuple(self._number(value) for _, value in told),
            powers=powers,
            table=Table(
                caption=self.word("chart-title", unit=said),
                header=(self.word("indicator"), self.word("value")),
                rows=tuple((title, self._number(value)) for title, value in told),
            ),
        )

    def _row(self, figure: Figure) -> tuple[str, ...]:
        basis = words("basis", figure.basis if figure.value is not None else "missing").in_(self.language)
        return self._named(figure), self._value(figure), basis, figure.source or NOTHING

    def _parts(self, figure: Figure) -> Table:
        return Table(
            caption=self.word("parts-caption", title=self._title(figure)),
            header=(self.word("member-state"), self.word("value")),
            rows=tuple(
                (self.word("other") if name == OTHER else name, self._number(part))
                for name, part in figure.parts.items()
            ),
        )

    def _commitment(self, said: CommitmentReport | None) -> Iterator[Block]:
        answers = (
            ("new", said.new if said else None, said.new_measures if said else None),
            ("plans", said.plans if said else None, said.planned if said else None),
        )
        for name, answer, text in answers:
            told = "not-answered" if answer is None else "yes" if answer else "no"
            yield Paragraph(text=self.word(name, answer=self.word(told)))
            if text:
                yield Paragraph(text=text)

    def _measure(self, measure: Measure, reported: MeasureReport) -> Iterator[Block]:
        yield Heading(level=2, text=f"{measure.id} {measure.title.in_(self.language)}", anchor=measure.id)
        status = words("state", reported.status or "not-answered").in_(self.language)
        yield Paragraph(text=self.word("status", status=status), role="state")
        for element in elements(measure):
            text = reported.answers.get(element.id)
            if text is None and self.report.size not in element.sizes:
                continue
            yield Paragraph(text=element.title.in_(self.language), role="remark")
            yield from self._paragraphs(text)
        for figure in reported.figures:
            yield Paragraph(text=f"{self._named(figure)}: {self._value(figure)}")

    def _paragraphs(self, text: str | None) -> Iterator[Block]:
        if text is None:
            yield Paragraph(text=self.word("not-answered"), role="state")
            return
        yield from (Paragraph(text=" ".join(part.split())) for part in text.split("\n\n") if part.strip())

    def _value(self, figure: Figure) -> str:
        if figure.value is None:
            return self.word("not-reported", why=figure.why or self.word("no-reason"))
        told = {"value": self._number(figure.value), "unit": unit_text(figure.unit).in_(self.language)}
        if figure.total is None:
            return f"{told['value']} {told['unit']}"
        return self.word("of-cases", **told, total=figure.total)

    def _named(self, figure: Figure) -> str:
        """The title of an indicator, which says where it is ours."""
        title, known = self._title(figure), self._known(figure)
        return self.word("proposed", title=title) if known and known.status == "proposed" else title

    def _title(self, figure: Figure) -> str:
        known = self._known(figure)
        return known.title.in_(self.language) if known else figure.indicator

    def _known(self, figure: Figure) -> Indicator | None:
        return self.indicators.get(figure.indicator)

    def _number(self, value: Decimal) -> str:
        return readable(value).in_(self.language)

    def word(self, name: str, **values: object) -> str:
        """Return one wording in the language of the document."""
        return _word(name, self.language, **values)
