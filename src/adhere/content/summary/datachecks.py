# SPDX-License-Identifier: EUPL-1.2
"""What the data and the register of its sources leave open: sources nobody classed, content of nobody knows where, sizes nothing tells.

Article 53(1)(d); rules ADH-CON-100 to 119, 124 to 129 and 131 to 133. What is not known is told, and never added to what is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from adhere.content.figures import Amount, InputRecord
from adhere.content.sources.register import WILDCARD, SourceRecord
from adhere.content.summary.amounts import UNITS, added, quantity
from adhere.content.summary.large import PUBLIC, large_datasets
from adhere.content.summary.material import Content
from adhere.content.summary.rules import rule
from adhere.content.summary.wording import joined, number, size, word, words
from adhere.kernel.finding import Finding, Place
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import plain

MOST = 25
"""Findings of one rule that are listed; more of the same help nobody."""
NAMED = 8
"""Sources that are named where many have the same defect."""
SIGNS = 80
"""Signs: no more of an id is repeated."""
MEASURES = {"text": "tokens", "image": "images", "audio": "hours", "video": "hours"}
"""By modality, the unit in which the template wants its size."""
CRAWLED = "crawled-data"


def data_findings(content: Content, register: str) -> Iterator[Finding]:
    """Yield everything; ``register`` is where the register of sources stands, or would."""
    found = _Checks(content, Place(file=register))
    yield from found.sources()
    yield from found.left_open()
    yield from found.files()
    yield from found.sizes()
    yield from found.records()
    yield from found.domains()


class _Checks:
    def __init__(self, content: Content, register: Place) -> None:
        self.content = content
        self.register = content.sources.place if content.sources else register
        self.figures = Place(file=content.file)

    def sources(self) -> Iterator[Finding]:
        """Yield sources of the data that no record, or more than one, says the kind of."""
        open_: list[str] = []
        twice: list[str] = []
        for source in self.content.unclassed():
            fitting = self.content.sources.fitting(source) if self.content.sources else ()
            (twice if fitting else open_).append(source)
        if open_:
            yield self._unclassed(open_)
        for source in twice[:MOST]:
            fitting = self.content.sources.fitting(source) if self.content.sources else ()
            patterns = ", ".join(f"{one.pattern} ({one.place.line})" for one in fitting)
            yield self._found("ADH-CON-102", fitting[-1].place, source=source[:SIGNS], patterns=patterns)
        used = {record.pattern for name in self.content.named() if (record := self.content.record(name))}
        stated = self.content.sources.records if self.content.sources else ()
        for one in (record for record in stated if record.pattern not in used):
            fitted = (
                any(one in self.content.sources.fitting(name) for name in self.content.named())
                if self.content.sources
                else False
            )
            if not fitted:
                yield self._found("ADH-CON-101", one.place, source=one.pattern)

    def _unclassed(self, sources: list[str]) -> Finding:
        """Return that sources have no kind, the largest of them named with how much they hold."""
        amounts = {source: added(self._held(source)) for source in sources}
        largest = sorted(sources, key=lambda source: (-amounts[source].bytes.total, source))[:NAMED]
        named = joined(
            word(
                "source-held",
                source=source[:SIGNS],
                documents=number(amounts[source].documents),
                size=size(amounts[source].bytes.total),
            )
            for source in largest
        )
        everything = added(amounts.values())
        told = {
            "sources": named,
            "documents": number(everything.documents),
            "size": size(everything.bytes.total),
        }
        return self._found("ADH-CON-100", self.register, count=number(len(sources)), **told)

    def _held(self, source: str) -> Iterator[Amount]:
        return (line.amount for line in self.content.lines() if line.source == source)

    def left_open(self) -> Iterator[Finding]:
        """Yield what no manifest says: where content comes from, what kind it is, when it was fetched, whether it is all."""
        content = self.content
        for rule_id, amount in (
            ("ADH-CON-103", content.sourceless()),
            ("ADH-CON-104", content.without_modality()),
        ):
            if amount.documents:
                told = {"documents": number(amount.documents), "size": size(amount.bytes.total)}
                yield self._found(
                    rule_id, self.figures, **told, whole=number(content.figures.total.documents)
                )
        unread = content.figures.unread
        if unread:
            files = ", ".join(name[:SIGNS] for name in unread[:NAMED])
            yield self._found("ADH-CON-129", self.figures, count=number(len(unread)), files=files)
        for one in content.figures.inputs:
            if one.malformed:
                malformed, rows = number(one.malformed), number(one.rows)
                yield self._found("ADH-CON-105", self.figures, file=one.name, malformed=malformed, rows=rows)
        undated = content.undated()
        if undated:
            last = content.figures.last
            shown = plain(f"{last:%Y-%m}") if last else words("unknown")
            told = {"documents": number(undated), "whole": number(content.figures.total.documents)}
            yield self._found("ADH-CON-108", self.figures, **told, last=shown)
        if content.sources is None or content.sources.complete is not True:
            yield self._found("ADH-CON-109", self.register)

    def files(self) -> Iterator[Finding]:
        """Yield that files count more than once, each under a name of its own, and that some have no rows."""
        seen: dict[tuple[str, int], InputRecord] = {}
        again: list[str] = []
        for one in self.content.figures.inputs:
            first = seen.setdefault((one.sha256, one.size), one)
            if first is not one and one.rows:
                again.append(f"{one.name[:SIGNS]} = {first.name[:SIGNS]}")
        bare = [one.name[:SIGNS] for one in self.content.figures.inputs if not one.rows]
        for rule_id, names in (("ADH-CON-131", again), ("ADH-CON-132", bare)):
            if names:
                yield self._found(
                    rule_id, self.figures, count=number(len(names)), files=", ".join(names[:NAMED])
                )

    def sizes(self) -> Iterator[Finding]:
        """Yield the modalities whose size nothing tells in the unit of the template, or for some documents only."""
        for name in self.content.modalities():
            unit = MEASURES.get(name)
            if unit is None:
                continue
            amount = self.content.amount(modality=name)
            held = getattr(amount, UNITS[unit])
            if held.known < amount.documents:
                known = quantity(amount, unit)
                told = {
                    "modality": words(f"modality-{name}"),
                    "unit": words(f"unit-{unit}"),
                    "known": number(held.known),
                    "documents": number(amount.documents),
                    "instead": word("size-instead", size=size(amount.bytes.total))
                    if amount.bytes.known
                    else words("size-nothing"),
                }
                yield self._found("ADH-CON-106" if known is None else "ADH-CON-119", self.figures, **told)
            yield from self._at_least(name, unit, quantity(amount, unit))
        if self.content.modalities(PUBLIC) and large_datasets(self.content) is None:
            yield self._found("ADH-CON-107", self.figures)

    def _at_least(self, modality: str, unit: str, known: Quantity | None) -> Iterator[Finding]:
        """Yield that a size is a lower bound for what the figures lack, or for rows that may belong to it."""
        found, lacking = self.content.held(modality, unit), self.content.lacking
        if found is None or found.low is None or (found == known and not lacking):
            return
        told = {
            "modality": words(f"modality-{modality}"),
            "unit": words(f"unit-{unit}"),
            "figure": number(int(found.low)),
            "reason": words("at-least-lacking" if lacking else "at-least-strays"),
        }
        yield self._found("ADH-CON-133", self.figures, **told)

    def records(self) -> Iterator[Finding]:
        """Yield what the template asks of a source and its record does not say."""
        large = large_datasets(self.content) or ()
        stated = self.content.sources.records if self.content.sources else ()
        for one in stated:
            if one.pattern in large and one.link is None:
                yield self._found("ADH-CON-115", one.place, source=one.shown)
            if WILDCARD in one.pattern and one.name is None:
                yield self._found("ADH-CON-116", one.place, source=one.pattern)
            for lack in _lacking(one):
                yield self._found("ADH-CON-118", one.place, source=one.shown, field=lack)
        crawled = any(True for _ in self.content.lines(CRAWLED))
        if crawled and not (self.content.sources and self.content.sources.crawlers):
            yield self._found("ADH-CON-117", self.register)

    def domains(self) -> Iterator[Finding]:
        """Yield names that may say who somebody is and nobody decided on, and a list that is not the one the figures speak of."""
        found, figures = self.content.domains, self.content.figures.domains
        if any(True for _ in self.content.lines(CRAWLED)) and (figures is None or not figures.domains):
            yield self._found("ADH-CON-128", self.figures)
        if (
            figures is not None
            and figures.listed
            and (found is None or figures.listed_sha256 != found.sha256)
        ):
            yield self._found("ADH-CON-126", Place(file=found.file) if found else self.figures)
        if found is None:
            return
        for one in found.suspects[:MOST]:
            told = {
                "domain": one.domain,
                "reason": words(f"suspect-{one.reason}"),
                "count": number(found.undecided),
            }
            yield self._found("ADH-CON-124", self.register, **told)
        if found.impossible_count:
            # in signs of ASCII, so that nothing in them acts on a screen
            names = ", ".join(json.dumps(name[:SIGNS]) for name in found.impossible)
            yield self._found("ADH-CON-127", self.figures, count=number(found.impossible_count), names=names)
        for decision in found.unknown[:MOST]:
            yield self._found("ADH-CON-125", decision.place, domain=decision.domain)

    def _found(self, rule_id: str, place: Place, **values: object) -> Finding:
        return Finding(rule=rule(rule_id), place=place, values=values)


def _lacking(one: SourceRecord) -> Iterator[str]:
    """Yield the fields of a record that its class has to have."""
    if one.kind == "private-datasets" and one.publicly_known is None:
        yield "publicly_known"
    if one.kind == "user-data" and one.origin is None:
        yield "origin"
    if one.kind == "synthetic-data" and not one.models:
        yield "models"
    if one.kind in ("other-sources", "crawled-data") and one.description is None:
        yield "description"
