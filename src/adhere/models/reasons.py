# SPDX-License-Identifier: EUPL-1.2
"""Reasons: what a verdict rests on, as the question the law asks, the answer, and where the answer was read.

JSON: ``because: [{"atom", "provision", "fact", "source", "text"}]`` (design, pinned formats).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from adhere.kernel.finding import Place
from adhere.kernel.provenance import Source
from adhere.kernel.quantity import Quantity, decimal_text, rounded
from adhere.kernel.text import Text, plain
from adhere.kernel.truth import Truth
from adhere.law.evaluation import Evaluation, State
from adhere.law.records import Atom
from adhere.models.facts import Fact, Facts, Value
from adhere.models.wording import wording

_PLACE_WORD = re.compile(r"(?:^|(?<=, )|(?<=\d ))[a-z]+\b")
"""The first word of each part, and one after a number: what follows them is a name in the file."""
SHOWN_DIGITS = 6
"""Significant figures of large numbers in text; JSON carries all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One atom with its answer for one model."""

    atom: Atom
    answer: Truth
    fact: Fact | None

    @property
    def source(self) -> Text | None:
        """Where the fact was read, the first place if there are several."""
        return source_text(self.fact.sources[0]) if self.fact and self.fact.sources else None

    @property
    def text(self) -> Text:
        """Question and answer in one line: ``Is ...? No: 3.8e24 FLOP``."""
        words = wording("answers")
        answer = words[self.answer.value]
        if self.fact is None:
            answer = words["not-stated"] if self.answer is Truth.NO else answer
            return wording_line(self.atom.question, answer, None)
        shown = None if isinstance(self.fact.value, bool) else value_text(self.fact.value)
        return wording_line(self.atom.question, answer, shown)


def reasons(atoms: Iterable[str], facts: Facts, evaluation: Evaluation, state: State) -> tuple[Reason, ...]:
    """Return the reasons behind a verdict, from the ids of its atoms."""
    known = evaluation.law.atoms
    return tuple(
        Reason(atom=known[name], answer=evaluation.truth(name, state), fact=facts.get(known[name].fact))
        for name in atoms
    )


def wording_line(question: Text, answer: Text, value: Text | None) -> Text:
    """Return question, answer and value as one line."""
    if value is None:
        return Text(f"{question.en} {answer.en}", f"{question.nl} {answer.nl}")
    return Text(f"{question.en} {answer.en}: {value.en}", f"{question.nl} {answer.nl}: {value.nl}")


def value_text(value: Value) -> Text:
    """Return a value as people read it, in both languages."""
    words = wording("values")
    if isinstance(value, bool):
        return words["true" if value else "false"]
    if isinstance(value, Quantity):
        return quantity_text(value)
    if isinstance(value, date):
        return plain(value.isoformat())
    if isinstance(value, tuple):
        members = [_member(part) for part in value]
        return Text(", ".join(part.en for part in members), ", ".join(part.nl for part in members))
    return _member(value)


def _member(word: str) -> Text:
    return wording("members").get(word.replace(" ", "-"), plain(word))


def source_text(source: Source) -> Text:
    """Return where something was read, as people say it: ``README.md, line 12``, ``README.md, regel 12``."""
    label = source.label()
    return Text(label, label if source.at is None else label.replace(source.at, _in_dutch(source.at), 1))


def place_text(place: Place) -> Text:
    """Return where a finding points, as people say it: ``emissions.csv, column pue``, ``emissions.csv, kolom pue``."""
    label = str(place)
    return Text(label, label if place.at is None else label.replace(place.at, _in_dutch(place.at), 1))


def _in_dutch(at: str) -> str:
    words = wording("places")
    return _PLACE_WORD.sub(lambda match: words[match[0]].nl if match[0] in words else match[0], at)


def quantity_text(quantity: Quantity) -> Text:
    """Return a quantity with its unit: one value, an interval, or a bound."""
    words, unit = wording("values"), wording("units").get(quantity.unit, plain(quantity.unit))
    low, high = (
        None if part is None else _with_unit(readable(part), unit) for part in (quantity.low, quantity.high)
    )
    if low is None and high is None:
        return _with_unit(readable(quantity.value or Decimal(0)), unit)
    if low is None or high is None:
        return words["at-least" if low is not None else "at-most"].filled({"bound": low or high})
    if quantity.exact:
        return low
    return words["between"].filled({"low": readable(quantity.low or Decimal(0)), "high": high})


def _with_unit(number: Text, unit: Text) -> Text:
    return Text(f"{number.en} {unit.en}", f"{number.nl} {unit.nl}")


def readable(number: Decimal) -> Text:
    """Return a number with thousands apart: commas in English, full stops in Dutch; large ones as powers of ten."""
    text = decimal_text(number)
    if "e" in text:
        text = decimal_text(rounded(number, SHOWN_DIGITS))
        mantissa, exponent = text.split("e")
        return Text(f"{mantissa} x 10^{exponent}", f"{mantissa.replace('.', ',')} x 10^{exponent}")
    whole, _, fraction = text.partition(".")
    grouped = f"{int(whole):,}"
    english = f"{grouped}.{fraction}" if fraction else grouped
    return Text(english, english.translate(str.maketrans(",.", ".,")))
