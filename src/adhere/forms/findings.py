# SPDX-License-Identifier: EUPL-1.2
"""Findings on a filled form: what is missing, too coarse, contradicting or unconfirmed, once per field.

Rules: ``data/rules.toml``, area FRM, from 050. What cannot be read was told when it was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from adhere.forms.answers import Answer, Filled, Value
from adhere.forms.completeness import Circumstance, State, remark
from adhere.forms.contradictions import against_band, answered_value
from adhere.forms.form import Field, Recipient
from adhere.forms.rules import rule
from adhere.forms.seeing import plain_text, seen
from adhere.forms.standing import Standing, option_labels, standing
from adhere.forms.views import public_row
from adhere.forms.wording import joined, words
from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import Text, plain

_PER_RECIPIENT = {
    "ADH-FRM-050": frozenset({"missing"}),
    "ADH-FRM-051": frozenset({"figures", "interval", "powers", "bands", "no-band"}),
    "ADH-FRM-052": frozenset({"band-only"}),
    "ADH-FRM-053": frozenset({"parts", "options"}),
}
"""Rules on what some recipients do not get, with the circumstances that break them."""
_ONCE = {
    "contradicts": "ADH-FRM-054",
    "contradicts-band": "ADH-FRM-055",
    "contradicts-not-applicable": "ADH-FRM-056",
    "not-chosen": "ADH-FRM-057",
    "not-applicable-refused": "ADH-FRM-058",
    "overruled": "ADH-FRM-061",
    "section-not-asked": "ADH-FRM-062",
    "field-not-asked": "ADH-FRM-062",
    "other-estimate": "ADH-FRM-063",
    "far-from-estimate": "ADH-FRM-065",
    "too-late": "ADH-FRM-066",
}
"""Rules on the answer itself, whoever it is shown to."""


def findings(
    filled: Filled, recipients: Iterable[Recipient], file: str | None = None, on: date | None = None
) -> tuple[Finding, ...]:
    """Return what is wrong for these recipients; ``file`` is where an answer that is not there would stand.

    Without ``on``, the date of the check, no date is told to lie in the future.
    """
    where = file or f"models/{filled.model}/{filled.form.id}.yaml"
    reporter = _Reporter(filled=filled, recipients=tuple(recipients), file=where, on=on)
    return (*(one for field in filled.form.fields for one in reporter.of_field(field)), *reporter.drafted())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reporter:
    filled: Filled
    recipients: Sequence[Recipient]
    file: str
    on: date | None

    def of_field(self, field: Field) -> Iterator[Finding]:
        """Yield the findings on one field; what a composed field uses is reported in its own form."""
        if field.kind == "composed":
            return
        stands = {row.id: standing(self.filled, field, row) for row in field.rows}
        yield from self._per_recipient(field, stands)
        answer = self.filled.answers.get(field.id)
        if answer is not None and field.id not in self.filled.wrong:
            yield from self._once(field, answer, next(iter(stands.values())).circumstances)

    def _per_recipient(self, field: Field, stands: dict[str, Standing]) -> Iterator[Finding]:
        shown = [(one, row) for one in self.recipients if (row := field.row_for(one)) is not None]
        for rule_id, kinds in _PER_RECIPIENT.items():
            met = {
                one: [found for found in stands[row.id].circumstances if found.kind in kinds]
                for one, row in shown
            }
            lacking = [words("recipients", one) for one, found in met.items() if found]
            if lacking:
                told = remark(one for found in met.values() for one in found)
                yield self._finding(
                    rule_id, field, {"recipients": _named(lacking), "remark": told or plain("")}
                )

    def _once(self, field: Field, answer: Answer, circumstances: Iterable[Circumstance]) -> Iterator[Finding]:
        for one in circumstances:
            rule_id = _ONCE.get(one.kind)
            if rule_id is None or (one.state is State.NOT_ASKED and answer.place is None):
                continue
            values = {**one.values, **self._said(field, answer), "remark": one.text}
            yield self._finding(rule_id, field, values)
        if answer.public and public_row(field, answer) is None:
            yield self._finding("ADH-FRM-064", field, {})
        if field.not_after and self.on and isinstance(answer.value, date) and answer.value > self.on:
            yield self._finding("ADH-FRM-067", field, self._said(field, answer))
        if isinstance(answer.value, Text) and field.words is not None:
            count = max(len(answer.value.in_(language).split()) for language in ("en", "nl"))
            if count > field.words:
                yield self._finding("ADH-FRM-059", field, {"count": count, "words": field.words})

    def _said(self, field: Field, answer: Answer) -> dict[str, object]:
        """Return what was stated and what the files say, in full: findings are for the provider alone."""
        found = answer.drafted.value if answer.drafted else None
        reasons = [source.why for source in answer.sources if source.why]
        other = self.filled.form.field(field.of).label if field.of else plain("-")
        band = against_band(field, answer)
        value = answer.value if band else answered_value(field, answer)
        return {
            "stated": self._text(field, value),
            "found": self._text(field, found),
            "reason": "; ".join(reasons) or "-",
            "other": other,
        }

    def _text(self, field: Field, value: Value | None) -> Text:
        text = (
            seen(field, value, labels=option_labels(self.filled, field)).text if value is not None else None
        )
        return plain_text(text) if text is not None else plain("-")

    def _finding(self, rule_id: str, field: Field, values: Mapping[str, object]) -> Finding:
        answer = self.filled.answers.get(field.id)
        place = answer.place if answer is not None and answer.place is not None else Place(file=self.file)
        about = {"field": field.id, "label": field.label, "why": field.why, "asked": field.asked}
        return Finding(rule=rule(rule_id), place=place, values={**values, **about})

    def drafted(self) -> Iterator[Finding]:
        """Yield one finding for all answers that nobody confirmed."""
        names = [
            field.id
            for field in self.filled.form.fields
            if (answer := self.filled.answers.get(field.id)) is not None
            and answer.place is None
            and field.id not in self.filled.wrong
        ]
        if names:
            values = {"form": self.filled.form.name, "count": len(names), "fields": ", ".join(names)}
            yield Finding(rule=rule("ADH-FRM-060"), place=Place(file=self.file), values=values)


def _named(recipients: Sequence[Text]) -> Text:
    """Return recipients as people list them."""
    if len(recipients) == 1:
        return recipients[0]
    others = joined(recipients[:-1], ", ")
    return words("recipients", "several").filled({"others": others, "last": recipients[-1]})
