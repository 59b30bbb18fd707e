# SPDX-License-Identifier: EUPL-1.2
"""What people answered, held against the data: a no where content is, a size in another range, a month before a fetch, too short a list.

Article 53(1)(d); rules ADH-CON-110 to 114, 120 to 123 and 130.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from adhere.content.summary.crawls import CRAWLED, crawled_from_to, latest
from adhere.content.summary.drafting import SIZES, USED, USER
from adhere.content.summary.material import Content
from adhere.content.summary.rules import rule
from adhere.content.summary.wording import number, size, word, words
from adhere.forms.answers import Answer, Filled, Record
from adhere.forms.contradictions import answered_value
from adhere.forms.form import Field
from adhere.forms.precision import bands_of
from adhere.forms.scalars import date_text
from adhere.kernel.finding import Finding, Place
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text, plain
from adhere.kernel.truth import Truth

SME_SIZES = ("micro", "small", "medium")
"""Sizes of enterprise that are SMEs (Article 3(14a)); the choices of the fact ``provider.size``."""
SME_RULE = "sme-"
"""What the rule begins with by which an SME lists fewer domains (``content.figures.DomainFigures.rule``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """What is known of the provider and the model beside the data: size, and whether the model was made from another's."""

    size: str | None = None
    modified: Truth = Truth.NO


def answer_findings(content: Content, filled: Filled, provider: Provider) -> tuple[Finding, ...]:
    """Return what is wrong with answers; those of one field carry it under ``field``."""
    checks = _Checks(content, filled, provider)
    return (
        *checks.used(), *checks.sizes(), *checks.months(), *checks.domains(), *checks.rule_of_domains(), *checks.base(),
    )  # fmt: skip


def linked(answer: Answer | None) -> bool:
    """Whether an answer on the model this one was made from leads to the summary of that model."""
    value = answer.value if answer is not None else None
    return isinstance(value, Text) and "://" in value.en


class _Checks:
    def __init__(self, content: Content, filled: Filled, provider: Provider) -> None:
        self.content = content
        self.filled = filled
        self.provider = provider
        self.file = Place(file=f"models/{filled.model}/{filled.form.id}.yaml")

    def used(self) -> Iterator[Finding]:
        """Yield classes of source that are denied while the data holds them, and those affirmed of which it holds nothing."""
        for kind, name in USED.items():
            amount = self.content.amount(kind)
            yield from self._used(name, amount.documents, amount.bytes.total, self._sources(kind))
        for origin, name in USER.items():
            lines = [line for line in self.content.lines("user-data") if self._origin(line.source) == origin]
            held = sum(line.amount.documents for line in lines)
            total = sum(line.amount.bytes.total for line in lines)
            yield from self._used(name, held, total, sorted({str(line.source) for line in lines}))

    def _used(self, name: str, documents: int, total: int, sources: list[str]) -> Iterator[Finding]:
        stated = self._stated(name)
        if stated is None:
            return
        shown = ", ".join(sources[:5]) + (" …" if len(sources) > 5 else "")
        told = {"documents": number(documents), "size": size(total), "sources": shown or "-"}
        if stated.value is False and documents:
            yield self._found("ADH-CON-110", name, **told)
        settled = self.content.settled
        if stated.value is True and not documents and settled and name != USED[CRAWLED]:
            yield self._found("ADH-CON-111", name, **told)

    def _sources(self, kind: str) -> list[str]:
        return sorted({str(line.source) for line in self.content.lines(kind)})

    def _origin(self, source: str | None) -> str | None:
        record = self.content.record(source)
        return record.origin if record else None

    def sizes(self) -> Iterator[Finding]:
        """Yield sizes that lie in another range than the data does."""
        for modality in SIZES:
            field = self.filled.form.field(f"size_{modality}")
            stated = self._stated(field.id)
            found = self.content.held(modality, field.unit or "")
            value = answered_value(field, stated) if stated else None
            if found is None or value is None:
                continue
            possible = [band.id for band in bands_of(found, field.bands)]
            claimed = (
                [band.id for band in bands_of(value, field.bands)]
                if isinstance(value, Quantity)
                else list(map(str, value))
                if isinstance(value, tuple)
                else []
            )
            if claimed and not set(claimed) & set(possible):
                told = {
                    "stated": _bands(field, claimed),
                    "found": _bands(field, possible),
                    "figure": _figure(found),
                }
                yield self._found("ADH-CON-112", field.id, **told)

    def months(self) -> Iterator[Finding]:
        """Yield months that leave out documents of the data."""
        last = latest(self.content)
        stated = self._part("latest_acquisition", "date")
        if last is not None and stated is not None and stated < _month(last):
            told = {"stated": date_text(stated, month=True), "found": date_text(_month(last), month=True)}
            yield self._found("ADH-CON-113", "latest_acquisition", **told)
        period = crawled_from_to(self.content)
        begun, ended = (self._part("crawl_period", name) for name in ("from", "to"))
        if period is None or begun is None or ended is None:
            return
        if begun > _month(period[0]) or ended < _month(period[1]):
            span = (date_text(_month(one), month=True) for one in period)
            told = dict(zip(("first", "last"), span, strict=True))
            yield self._found("ADH-CON-114", "crawl_period", **told)

    def domains(self) -> Iterator[Finding]:
        """Yield a list of domains that a person wrote and that is longer or shorter than the rule has it, without names that are withheld."""
        figures, stated = self.content.figures.domains, self._stated("crawled_domains")
        if figures is None or stated is None or not isinstance(stated.value, tuple):
            return
        held = len(stated.value)
        withheld = len(self.content.domains.withheld) if self.content.domains else 0
        if held != figures.listed - withheld:
            told = {
                "stated": number(held),
                "listed": number(figures.listed),
                "whole": number(figures.domains),
                "less": word("less-withheld", count=number(withheld)) if withheld else plain(""),
            }
            yield self._found("ADH-CON-120", "crawled_domains", **told, rule=words(f"rule-{figures.rule}"))

    def rule_of_domains(self) -> Iterator[Finding]:
        """Yield that the list goes by the rule for SMEs where the provider is none, or nobody knows; or the other way round."""
        figures = self.content.figures.domains
        if figures is None or not figures.domains:
            return
        short, size_ = figures.rule.startswith(SME_RULE), self.provider.size
        if short and size_ is not None and size_ not in SME_SIZES:
            yield self._found("ADH-CON-121", None, size=words(f"enterprise-{size_}"))
        if short and size_ is None:
            yield self._found("ADH-CON-122", None)
        if not short and size_ in SME_SIZES and figures.listed > 1:  # a twentieth of few domains is one too
            yield self._found("ADH-CON-123", None, listed=number(figures.listed))

    def base(self) -> Iterator[Finding]:
        """Yield that the summary of a modification does not lead to that of the model it was made from, another's or the provider's own."""
        sources = self.content.sources
        modified = self.provider.modified is Truth.YES or (sources is not None and sources.base is not None)
        if modified and not linked(self.filled.answers.get("model_dependencies")):
            yield self._found("ADH-CON-130", "model_dependencies")

    def _stated(self, name: str) -> Answer | None:
        """Return an answer of a person; what figures gave is held against nothing."""
        answer = self.filled.answers.get(name)
        return answer if answer is not None and answer.place is not None else None

    def _part(self, name: str, part: str) -> date | None:
        answer = self._stated(name)
        parts: Mapping[str, object] = (
            answer.value.parts if answer and isinstance(answer.value, Record) else {}
        )
        found = parts.get(part)
        return found if isinstance(found, date) else None

    def _found(self, rule_id: str, name: str | None, **values: object) -> Finding:
        answer = self.filled.answers.get(name or "")
        place = answer.place if answer is not None and answer.place is not None else self.file
        about = {"field": name, "label": self.filled.form.field(name).label} if name else {}
        return Finding(
            rule=rule(rule_id),
            place=place if name else Place(file=self.content.file),
            values={**about, **values},
        )


def _month(moment: date) -> date:
    return date(moment.year, moment.month, 1)


def _bands(field: Field, ids: list[str]) -> Text:
    labels = [band.label for band in field.bands if band.id in ids]
    return (
        Text(", ".join(one.en for one in labels), ", ".join(one.nl for one in labels))
        if labels
        else plain("-")
    )


def _figure(found: Quantity) -> Text:
    exact = found.exact and found.low is not None
    value = number(int(found.low)) if found.low is not None else plain("-")
    return value if exact else words("at-least").filled({"figure": value})
