# SPDX-License-Identifier: EUPL-1.2
"""Checks of a request: its clock, its grounds, what it asks, and what was sent in answer.

Measure 1.2 of the GPAI code; Article 78 for what must not reach another recipient. Rules: ADH-DOC-065 to 078.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from adhere.documentation.periods import askers
from adhere.documentation.requests import Due, Request, RequestState, Sent, state
from adhere.documentation.rules import rule
from adhere.documentation.upkeep_words import word
from adhere.forms.form import Form, Recipient
from adhere.kernel.calendar import Period, Unit
from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import Text, plain
from adhere.law.citations import cite

STANDS = frozenset({"answered", "not-applicable", "not-asked"})
"""States of a row in which there is nothing left to fill in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """One pack of an issue, by which it is recognised again; ``on`` is the day of the issue."""

    issue: int
    recipient: Recipient
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a request is held against: its form, the packs issued by SHA-256, and the state of each row today."""

    form: Form | None
    packs: Mapping[str, Pack] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)


def request_findings(request: Request, last_day: Due, known: Known, on: date) -> Iterator[Finding]:
    """Yield everything wrong with a request, and what is running."""
    checks = _Checks(request, last_day, known, on)
    yield from checks.clock()
    yield from checks.oddities()
    yield from checks.grounds()
    yield from checks.asked()
    yield from checks.answers()


class _Checks:
    def __init__(self, request: Request, last_day: Due, known: Known, on: date) -> None:
        self.request, self.due, self.known, self.on = request, last_day, known, on
        self.state = state(request, last_day.day, on)
        self.values: dict[str, object] = {
            "organisation": request.organisation,
            "kind": request.asker.name,
            "form": request.form,
            "due": last_day.day or "-",
            "reasons": _joined(last_day.reasons),
        }

    def clock(self) -> Iterator[Finding]:
        match self.state:
            case RequestState.OVERDUE:
                yield self._told("ADH-DOC-065")
            case RequestState.DUE_SOON if self.due.day is not None:
                yield self._told("ADH-DOC-066", left=_days((self.due.day - self.on).days))
            case RequestState.ANSWERED_LATE:
                yield self._told("ADH-DOC-067", sent=self.request.first_sent)
            case RequestState.NO_DATE if self.request.asker.period is None:
                yield self._told("ADH-DOC-075")
            case RequestState.REFUSED if self.request.refused is not None:
                yield self._told(
                    "ADH-DOC-078", on=self.request.refused.on, reason=_sentence(self.request.refused.why)
                )
        if self.request.extended is not None:
            yield self._told(
                "ADH-DOC-077",
                due=self.due.first or "-",
                until=self.request.extended.on,
                reason=_sentence(self.request.extended.why),
                basis=word("extension", "downstream" if self.request.asker.period else "office"),
            )

    def oddities(self) -> Iterator[Finding]:
        for name, one, other in self._odd_dates():
            yield self._told("ADH-DOC-074", what=word("clock", name, one=one, other=other))

    def _odd_dates(self) -> Iterator[tuple[str, date, date]]:
        request, received = self.request, self.request.received
        if received > self.on:
            yield "received-later", received, self.on
        for sent in request.sent:
            if sent.on < received:
                yield "sent-before-received", sent.on, received
            if sent.on > self.on:
                yield "sent-later", sent.on, self.on
        if request.due is not None and request.due < received:
            yield "due-before-received", request.due, received
        for ended in (request.closed, request.refused):
            if ended is not None and ended.on < received:
                yield "ended-before-received", ended.on, received
        if request.extended is not None and self.due.first and request.extended.on < self.due.first:
            yield "extended-back", request.extended.on, self.due.first

    def grounds(self) -> Iterator[Finding]:
        asker = self.request.asker
        for ground in self.request.legal_basis:
            if not asker.may_rest_on(ground):
                known = _joined([cite(name) for name in asker.grounds], ", ")
                yield self._told("ADH-DOC-076", basis=_cited(ground), known=known)

    def asked(self) -> Iterator[Finding]:
        form = self.known.form
        if form is None:
            return
        shown = {row.id: field for field, row in form.rows(self.request.asker.recipient)}
        rows = {row.id for field in form.fields for row in field.rows}
        names = {field.id for field in form.fields} | rows
        for asked in self.request.fields:
            if asked.id not in names:
                yield self._unknown(asked.id, names, asked.place)
            elif asked.id not in shown and asked.id not in {field.id for field in shown.values()}:
                yield self._told("ADH-DOC-069", asked.place, row=asked.id)
        for mark in self.request.confidential:
            if mark.row not in names:
                yield self._unknown(mark.row, names, mark.place)
        if self.state.waiting:
            yield from self._missing(form)

    def _missing(self, form: Form) -> Iterator[Finding]:
        """Rows without an answer: of what is asked by name only, since the rest is told as the form's own findings."""
        for asked in self.request.fields:
            for field_, row in form.rows(self.request.asker.recipient):
                found = self.known.states.get(row.id)
                if asked.id in (row.id, field_.id) and found is not None and found not in STANDS:
                    yield self._told("ADH-DOC-070", asked.place, row=row.label, state=found)

    def _unknown(self, name: str, names: set[str], place: Place) -> Finding:
        near = difflib.get_close_matches(name[:80], sorted(names), n=1)
        meant = word("near", "row", name=near[0]) if near else None
        return self._told("ADH-DOC-068", place, row=name[:80], near=_spaced(meant))

    def answers(self) -> Iterator[Finding]:
        for sent in self.request.sent:
            pack = self.known.packs.get(sent.pack)
            if pack is None:
                yield self._told("ADH-DOC-071", sent.place, sent=sent.on, digest=f"{sent.pack[:12]}…")
                continue
            if pack.recipient not in (self.request.asker.recipient, "public"):
                other = next(one.name for one in askers().values() if one.recipient == pack.recipient)
                yield self._told("ADH-DOC-072", sent.place, sent=sent.on, other=other)
            yield from self._older(sent, pack)

    def _older(self, sent: Sent, pack: Pack) -> Iterator[Finding]:
        there = (one.issue for one in self.known.packs.values() if one.on <= sent.on)
        newest = max(there, default=pack.issue)
        if pack.issue < newest:
            yield self._told("ADH-DOC-073", sent.place, sent=sent.on, issue=pack.issue, newest=newest)

    def _told(self, rule_id: str, place: Place | None = None, **values: object) -> Finding:
        return Finding(
            rule=rule(rule_id), place=place or self.request.place, values={**self.values, **values}
        )


def _joined(texts: Sequence[Text], between: str = " ") -> Text:
    return Text(between.join(text.en for text in texts), between.join(text.nl for text in texts))


def _spaced(text: Text | None) -> Text:
    return plain("") if text is None else Text(f" {text.en}", f" {text.nl}")


def _cited(ground: str) -> Text:
    try:
        return cite(ground)
    except ValueError:
        return plain(ground[:80])


def _days(count: int) -> Text:
    if count < 1:
        return word("word", "last-day")
    return Period(count=count, unit=Unit.DAYS).label


def _sentence(text: str) -> str:
    joined = " ".join(text.split())
    return joined if joined.endswith((".", "?", "!")) else f"{joined}."
