# SPDX-License-Identifier: EUPL-1.2
"""Weighing a card's claims against each other: which stand as facts, which only bound one, which contradict.

A card may give a total for a family of models, a figure for one stage and a figure for the whole; compare
Annex XI, section 1, point 2(d) to Regulation (EU) 2024/1689, which asks for this model's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from adhere.kernel.data import packaged
from adhere.kernel.finding import Place
from adhere.kernel.quantity import Quantity, decimal_text
from adhere.kernel.text import Text, text_of
from adhere.models.readers.card_claims import HARDWARE, HOURS_OF_WHAT, Claim, at_most
from adhere.models.readers.card_hardware import model_of
from adhere.models.readers.card_tables import SEVERAL_MODELS
from adhere.models.reading import Reading

_ROUNDING, _APPROXIMATION = Decimal("0.02"), Decimal("0.1")
_FEW = 20


def weighed(said: Iterable[Claim]) -> list[Claim]:
    """Return the claims that stand as facts: a stage bounds the whole from below, a family's total from above."""
    scoped = _scoped(said)
    whole = {claim.fact for claim in scoped if claim.scope == "whole"}
    kept = []
    for claim in scoped:
        if claim.fact in {HOURS_OF_WHAT, SEVERAL_MODELS} or (claim.scope == "family" and claim.fact in whole):
            continue
        staged = claim.scope == "pretraining" and claim.fact in whole
        kept.append(replace(claim, value=_at_least(claim.value)) if staged else claim)
    return _each_accelerator_once(kept)


def report_doubts(said: list[Claim], file: str, reading: Reading) -> None:
    """Report hours of unknown kind, tables in which this model is not found, and figures that contradict."""
    for claim in said:
        if claim.fact == HOURS_OF_WHAT:
            reading.report("ADH-MOD-154", Place(file=file, line=claim.line), written=claim.value)
    for fact_id, claim in {str(claim.value): claim for claim in said if claim.fact == SEVERAL_MODELS}.items():
        reading.report("ADH-MOD-153", Place(file=file, line=claim.line), fact=_label(fact_id))
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in _scoped(said):
        groups.setdefault((claim.fact, claim.scope), []).append(claim)
    for (fact_id, _), group in groups.items():
        _report_contradiction(group, fact_id, file, reading)


def _scoped(said: Iterable[Claim]) -> list[Claim]:
    """Return the claims with prose read as being of the family where a table totals that fact, or leaves open whose it is."""
    claims = list(said)
    of_family = {claim.fact for claim in claims if claim.scope == "family" and claim.in_table}
    of_family |= {str(claim.value) for claim in claims if claim.fact == SEVERAL_MODELS}
    return [
        replace(claim, scope="family", value=at_most(claim.value))
        if claim.fact in of_family
        and claim.scope != "family"
        and not claim.in_table
        and isinstance(claim.value, Quantity)
        else claim
        for claim in claims
    ]


def _at_least(value: Quantity | str) -> Quantity | str:
    low = (value.value or value.low) if isinstance(value, Quantity) else None
    return Quantity.at_least(low, value.unit) if isinstance(value, Quantity) and low is not None else value


def _each_accelerator_once(said: list[Claim]) -> list[Claim]:
    """Return the claims with each accelerator under its fullest name: ``A100`` and ``A100 PCIe 40GB`` are one."""
    fullest: dict[str, str] = {}
    for claim in said:
        if claim.fact == HARDWARE and isinstance(claim.value, str):
            model = model_of(claim.value)
            fullest[model] = max(fullest.get(model, ""), claim.value, key=len)
    return [claim for claim in said if claim.fact != HARDWARE or claim.value in fullest.values()]


def _report_contradiction(said: list[Claim], fact_id: str, file: str, reading: Reading) -> None:
    """Report figures of one fact that cannot all be true."""
    distinct = list({claim.value: claim for claim in said if isinstance(claim.value, Quantity)}.values())[
        :_FEW
    ]
    if any(_apart(one, two) for one, two in combinations(distinct, 2)):
        figures = Text(*("; ".join(_shown(claim, line) for claim in distinct) for line in ("line", "regel")))
        place = Place(file=file, line=distinct[-1].line)
        reading.report("ADH-MOD-152", place, fact=_label(fact_id), figures=figures)


def _apart(one: Claim, two: Claim) -> bool:
    (low, high), (other_low, other_high) = _range(one), _range(two)
    return (high is not None and other_low is not None and high < other_low) or (
        other_high is not None and low is not None and other_high < low
    )


def _range(claim: Claim) -> tuple[Decimal | None, Decimal | None]:
    """Return what a figure leaves possible, rounding allowed for; a family's bounds stand for the totals themselves."""
    value = claim.value
    if isinstance(value, str):
        return None, None
    slack = _APPROXIMATION if claim.about else _ROUNDING
    low = value.high if claim.scope == "family" else value.low
    return (
        None if low is None else low * (1 - slack),
        None if value.high is None else value.high * (1 + slack),
    )


def _shown(claim: Claim, line: str) -> str:
    value = claim.value
    if isinstance(value, str):
        return value
    number = value.value or value.high or value.low or Decimal(0)
    return f"{decimal_text(number)} {value.unit} ({line} {claim.line})"


def _label(fact_id: str) -> Text:
    facts = packaged("adhere.models", "data/facts.toml")["fact"]
    return next(text_of(fact["label"]) for fact in facts if fact["id"] == fact_id)
