# SPDX-License-Identifier: EUPL-1.2
"""Writing the draft of a report: a file with what the dossier fills, and a comment for everything only people know.

Format ``adhere/report/1`` (``docs/en/reporting.md``). Nothing that exists is overwritten.
"""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterator
from pathlib import Path

from adhere.codes.code import Commitment, Measure
from adhere.dossier.reports import file_of
from adhere.intake.placing import drafted
from adhere.intake.quoting import quoted
from adhere.kernel.quantity import decimal_text
from adhere.kernel.text import Language, Text
from adhere.reporting.drafting import Subject, asked_under
from adhere.reporting.elements import elements
from adhere.reporting.figures import unit_text
from adhere.reporting.indicators import Indicator
from adhere.reporting.periods import label_for
from adhere.reporting.reading import FORMAT
from adhere.reporting.report import Figure, Report
from adhere.reporting.wording import words

WIDTH = 100
"""Characters of a line of comment."""


class ReportExistsError(FileExistsError):
    """There is a report on that period already; nothing was written."""


def write_draft(root: Path, subject: Subject, report: Report, language: Language) -> str:
    """Write a draft and return its file, relative to the dossier; raise ReportExistsError, or OSError where the disk refuses."""
    name = file_of(report.code, label_for(subject.period, report.size))
    target = root / name
    if os.path.lexists(target):
        raise ReportExistsError(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    with drafted(target, draft_text(subject, report, language).encode()) as draft:
        try:
            os.link(draft, target)  # never overwrites, unlike a rename
        except FileExistsError as error:
            raise ReportExistsError(name) from error
    return name


def draft_text(subject: Subject, report: Report, language: Language) -> str:
    """Return the draft of a report as the text of its file."""
    return "\n".join([*_Draft(subject, report, language).lines(), ""])


class _Draft:
    def __init__(self, subject: Subject, report: Report, language: Language) -> None:
        self.subject, self.report, self.language = subject, report, language
        self.given = {figure.indicator: figure for _, figure in report.figures()}

    def lines(self) -> Iterator[str]:
        report = self.report
        for name in ("head", "proposed", "period"):
            yield from self._comment(words("draft", name))
        perhaps = [one.id for one in self.subject.code.measures if one.id in self.subject.reach.perhaps]
        if perhaps:
            yield from self._comment(words("draft", "perhaps", measures=", ".join(perhaps)))
        yield f"format: {FORMAT}"
        if report.example:
            yield "example: true"
        yield f"code: {quoted(report.code)}"
        yield f"signatory: {quoted(report.signatory)}"
        yield f"size: {report.size}"
        yield f"period: {{since: {report.since}, until: {report.until}}}"
        yield from self._commitments()
        yield from self._measures()
        asked = asked_under(self.subject, "")
        if asked:
            yield ""
            yield from self._figures(asked, "")

    def _commitments(self) -> Iterator[str]:
        known = {one.id: one for one in self.subject.code.commitments}
        yield from ("", "commitments:") if self.report.commitments else ()
        for number, one in enumerate(self.report.commitments):
            yield f"  {one.commitment}:  # {self._title(known[one.commitment])}"
            for name in ("new", "plans"):
                if number == 0:
                    yield from self._comment(words("draft", name), 4)
                yield f"    {name}:"

    def _measures(self) -> Iterator[str]:
        yield from ("", "measures:") if self.report.measures else ()
        for number, one in enumerate(self.report.measures):
            measure = self.subject.code.measure(one.measure)
            yield f"  {one.measure}:  # {self._title(measure)}"
            if number == 0:
                yield from self._comment(words("draft", "status"), 4)
            yield f"    status: {one.status or ''}".rstrip()
            yield "    answers:"
            for element in elements(measure):
                if self.report.size in element.sizes:
                    asked = words("draft", "asks", question=element.question, who=element.who)
                    yield from self._comment(asked, 6) if number == 0 else ()
                    yield f"      {element.id}:"
            asked_here = asked_under(self.subject, one.measure)
            if asked_here:
                yield from self._figures(asked_here, "    ")

    def _figures(self, asked: tuple[Indicator, ...], indent: str) -> Iterator[str]:
        yield f"{indent}figures:"
        for indicator in asked:
            figure = self.given.get(indicator.id)
            yield from self._comment(self._about(indicator), len(indent) + 2)
            if figure is not None:
                yield from (f"{indent}  {line}" for line in _figure_lines(figure))
            else:
                yield f"{indent}  # {indicator.id}: {{value: , unit: {indicator.unit}, basis: stated, source: }}"

    def _about(self, indicator: Indicator) -> Text:
        told = words(
            "draft",
            "figure",
            title=indicator.title,
            meaning=indicator.meaning,
            unit=unit_text(indicator.unit),
        )
        found = self.subject.computed.get(indicator.id)
        open_ = (
            words("draft", "open", why=found.why) if found is not None and found.open and found.why else None
        )
        return Text(f"{told.en} {open_.en}", f"{told.nl} {open_.nl}") if open_ else told

    def _title(self, one: Commitment | Measure) -> str:
        return " ".join(one.title.in_(self.language).split())

    def _comment(self, text: Text, indent: int = 0) -> Iterator[str]:
        lead = f"{' ' * indent}# "
        yield from textwrap.wrap(text.in_(self.language), WIDTH, initial_indent=lead, subsequent_indent=lead)


def _figure_lines(figure: Figure) -> Iterator[str]:
    yield f"{figure.indicator}:"
    if figure.value is not None:
        yield f"  value: {quoted(decimal_text(figure.value))}"
    if figure.why is not None:
        yield f"  why: {quoted(figure.why)}"
    yield f"  unit: {figure.unit}"
    yield f"  basis: {figure.basis}"
    if figure.total is not None:
        yield f"  total: {figure.total}"
    if figure.source is not None:
        yield f"  source: {quoted(figure.source)}"
    if figure.parts:
        parts = ", ".join(
            f"{quoted(name)}: {quoted(decimal_text(part))}" for name, part in figure.parts.items()
        )
        yield f"  parts: {{{parts}}}"
