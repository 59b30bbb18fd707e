# SPDX-License-Identifier: EUPL-1.2
"""Reasons: what a verdict rests on, as the question the law asks, the answer, and where the answer was read.

JSON: ``because: [{"atom", "provision", "fact", "source", "text"}]`` (design, pinned formats).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from adhere.kernel.quantity import Quantity, decimal_text
from adhere.kernel.text import Text, plain
from adhere.kernel.truth import Truth
from adhere.law.evaluation import Evaluation, State
from adhere.law.records import Atom
from adhere.models.facts import Fact, Facts, Value
from adhere.models.wording import wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One atom with its answer for one model."""

    atom: Atom
    answer: Truth
    fact: Fact | None

    @property
    def source(self) -> str | None:
        """Where the fact was read, the first place if there are several."""
        return self.fact.sources[0].label() if self.fact and self.fact.sources else None

    @property
    def text(self) -> Text:
        """Question and answer in one line: ``Is ...? No: 3.8e24 FLOP``."""
        words = wording("answers")
        answer = words[self.answer.value]
        if self.fact is None:
            answer = words["not-stated"] if self.answer is Truth.NO else answer
            return wording_line(self.atom.question, answer, None)
        return wording_line(self.atom.question, answer, value_text(self.fact.value))


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
    return plain(", ".join(value) if isinstance(value, tuple) else value)


def quantity_text(quantity: Quantity) -> Text:
    """Return a quantity with its unit: one value, an interval, or a bound."""
    words, unit = wording("values"), wording("units").get(quantity.unit, plain(quantity.unit))
    low, high = (None if part is None else readable(part) for part in (quantity.low, quantity.high))
    if quantity.exact and low is not None:
        number = low
    elif low is not None and high is not None:
        number = words["between"].filled({"low": low, "high": high})
    else:
        number = words["at-least" if low is not None else "at-most"].filled({"bound": low or high})
    return Text(f"{number.en} {unit.en}", f"{number.nl} {unit.nl}")


def readable(number: Decimal) -> Text:
    """Return a number with thousands apart: commas in English, full stops in Dutch; large ones as powers of ten."""
    text = decimal_text(number)
    if "e" in text:
        mantissa, exponent = text.split("e")
        return Text(f"{mantissa} x 10^{exponent}", f"{mantissa.replace('.', ',')} x 10^{exponent}")
    whole, _, fraction = text.partition(".")
    grouped = f"{int(whole):,}"
    english = f"{grouped}.{fraction}" if fraction else grouped
    return Text(english, english.translate(str.maketrans(",.", ".,")))
