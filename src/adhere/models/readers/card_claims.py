# SPDX-License-Identifier: EUPL-1.2
"""Claims of a model card's prose about its own training: tokens, compute, hardware, time, energy and emissions.

These are what Annex XI, section 1, point 2(c) to (e) to Regulation (EU) 2024/1689 asks for. An amount is a claim only
with its unit, in a sentence or under a label about training, and where nothing says that it is another model's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from adhere.kernel.quantity import Quantity, rounded
from adhere.models.readers import card_hardware
from adhere.models.readers.amounts import Amount, amounts
from adhere.models.readers.card_names import OwnName
from adhere.models.readers.card_units import (
    CUMULATIVE,
    DURATION,
    EMISSIONS,
    ENERGY,
    HOURS,
    KINDS,
    OPERATIONS,
    Kind,
)
from adhere.models.readers.markdown import Prose

Scope = Literal["whole", "pretraining", "family"]
HARDWARE = "compute.training.hardware"
HOURS_OF_WHAT = "hours-of-what"
"""Not a fact: hours that the card does not say are hours of one accelerator or of the clock."""

_DIGIT = re.compile(r"\d")
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[A-Z(\"“])")
_SENTENCE_LIMIT = 1_500
_LABEL = re.compile(r"(?P<label>[A-Za-z][\w ,&/'-]{1,70}?)\s?(?:\([^()]{0,100}\))?\s?:\s?(?=\S)")
_BARE_HOURS = re.compile(r"hours used\s?:\s?(?P<hours>\d[\d,.]{0,15}[KkM]?)$", re.IGNORECASE)
_TRAINING = re.compile(r"\b(?:pre-?)?train(?:ed|ing|s)?\b", re.IGNORECASE)
_PRETRAINING = re.compile(r"\bpre-?train", re.IGNORECASE)
_FULL_TRAINING = re.compile(r"\b(?:full|entire|whole) training\b", re.IGNORECASE)
_MONTH = re.compile(r"\s?months?\b", re.IGNORECASE)
_DURING = re.compile(r"\bover\s$", re.IGNORECASE)
_FAMILY = re.compile(
    r"\bcumulative|\b(?:all|both|these|the|our) (?:[\w.-]+ ){0,3}models\b|\bmodel family\b|\bfamily of models\b|"
    r"\b(?:collection|suite) of\b|\bcombined\b",
    re.IGNORECASE,
)
_OF_FAMILIES = frozenset({HOURS, ENERGY, EMISSIONS})
"""Facts that cards total over the models they describe."""
_ELSEWHERE = re.compile(
    r"inference|deploy|how to|usage|quick ?start|evaluat|benchmark|performance|limitation|run locally|requirement|"
    r"software integration|citation|quantiz|licen[cs]e|distill",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing a card says of training: a fact id, its value, the line it stands on.

    ``scope`` is ``pretraining`` where the card says the figure is of that stage alone and ``family`` where it is of all
    models of the card together; ``unit_from_label`` where the label, not the figure, gives the unit; ``by_size`` where
    the row of a table was told by the number of parameters.
    """

    fact: str
    value: Quantity | str
    line: int
    scope: Scope = "whole"
    about: bool = False
    unit_from_label: bool = False
    in_table: bool = False
    by_size: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An amount with the sort it is of and what converts it to that sort's unit."""

    amount: Amount
    kind: Kind
    factor: Decimal


def claims(prose: Prose, own: OwnName) -> Iterator[Claim]:
    """Yield what a paragraph or list item says of this model's training."""
    if not _DIGIT.search(prose.text) or any(_ELSEWHERE.search(heading) for heading in prose.headings):
        return
    label = _LABEL.match(prose.text)
    name = label["label"].casefold().strip() if label else ""
    bare = _BARE_HOURS.match(prose.text)
    if bare:
        yield Claim(fact=HOURS_OF_WHAT, value=bare["hours"], line=prose.line_at(0))
    start = 0
    for end in [*(gap.end() for gap in _SENTENCE_END.finditer(prose.text)), len(prose.text)]:
        sentence = prose.text[start : min(end, start + _SENTENCE_LIMIT)]
        if own.spoken_of_in(sentence):
            yield from _amounts_in(sentence, start, prose, name)
            yield from _hardware_in(sentence, start, prose, name)
        start = end


def _amounts_in(sentence: str, offset: int, prose: Prose, label: str) -> Iterator[Claim]:
    found: dict[str, list[_Candidate]] = {}
    for amount in amounts(sentence):
        for kind in KINDS:
            factor = kind.factor(sentence, amount, label)
            if factor is not None and _accepted(kind, amount, sentence, prose, label):
                found.setdefault(kind.fact, []).append(_Candidate(amount, kind, factor))
    for candidates in found.values():
        if len({each.amount.value * each.factor for each in candidates}) == 1:  # else which one is not said
            line = prose.line_at(offset + candidates[0].amount.start)
            yield _claim(candidates[0], sentence, label, line)


def _accepted(kind: Kind, amount: Amount, sentence: str, prose: Prose, label: str) -> bool:
    if not kind.allows(sentence, amount):
        return False
    if label and kind.label.fullmatch(label):
        return True
    if kind.needs is not None and not kind.needs.search(sentence[: amount.start]):
        return False
    fitting = kind.heading is not None and any(kind.heading.search(heading) for heading in prose.headings)
    return bool(_TRAINING.search(sentence) or _TRAINING.search(label)) or fitting


def _claim(candidate: _Candidate, sentence: str, label: str, line: int) -> Claim:
    amount, kind = candidate.amount, candidate.kind
    cumulative = kind.fact == OPERATIONS and "cumulative" in f"{label} {sentence}".casefold()
    pretraining = kind.fact == HOURS and _PRETRAINING.search(sentence) and not _FULL_TRAINING.search(sentence)
    family = kind.fact in _OF_FAMILIES and _FAMILY.search(f"{label} {sentence}")
    value = _value(candidate, sentence)
    return Claim(
        fact=CUMULATIVE if cumulative else kind.fact,
        value=at_most(value) if family else value,
        line=line,
        scope="family" if family else "pretraining" if pretraining else "whole",
        about=amount.precision == "about",
        unit_from_label=not kind.unit_written(sentence, amount),
    )


def at_most(value: Quantity) -> Quantity:
    """Return a total of several models as what one of them took at most."""
    return Quantity(unit=value.unit, high=value.value or value.high or value.low)


def _value(candidate: _Candidate, sentence: str) -> Quantity:
    amount, kind = candidate.amount, candidate.kind
    if kind.fact == DURATION and _MONTH.match(sentence, amount.end):  # a month is 28 to 31 days
        return Quantity.between(amount.value * 28, amount.value * 31, kind.unit)
    if kind.fact == DURATION and _DURING.search(
        sentence[: amount.start]
    ):  # "over 21 days" is during, not more than
        return Quantity.exactly(amount.value * candidate.factor, kind.unit)
    quantity = amount.quantity(kind.unit, candidate.factor)
    return _without_long_tails(quantity) if kind.fact == DURATION else quantity


def _without_long_tails(value: Quantity) -> Quantity:
    """Return days at six figures: hours are no finite decimal of a day."""
    parts = [None if part is None else rounded(part, 6) for part in (value.value, value.low, value.high)]
    return Quantity(unit=value.unit, value=parts[0], low=parts[1], high=parts[2])


def _hardware_in(sentence: str, offset: int, prose: Prose, label: str) -> Iterator[Claim]:
    if not card_hardware.trained_on(sentence, prose.headings, label, told=bool(_TRAINING.search(sentence))):
        return
    for hardware, at in card_hardware.named(sentence):
        yield Claim(fact=HARDWARE, value=hardware, line=prose.line_at(offset + at))
