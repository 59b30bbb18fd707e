# SPDX-License-Identifier: EUPL-1.2
"""Derivation: facts that follow from other facts and that the law asks for.

Articles 3(63) and 54 with the Guidelines, sections 2.1 and 3.2. A person's statement always leads over a derived fact.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from adhere.kernel.data import packaged
from adhere.kernel.provenance import Basis
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text, text_of
from adhere.kernel.truth import Truth
from adhere.law.sizes import size_of
from adhere.law.territory import in_union
from adhere.models.facts import Fact, Facts, Value

RANK = 60


def derive(facts: Facts, on: date) -> None:
    """Add what follows from the facts, on a date."""
    for fact in (
        _generated(facts),
        _narrow_task(facts),
        _established_in_union(facts, on),
        _of_anothers_model(facts),
        _size(facts),
    ):
        if fact is not None:
            facts.add(fact)


def _generated(facts: Facts) -> Fact | None:
    """What the model generates in the sense of the indicative criterion; audio alone leaves it open."""
    taken, made = _modalities(facts, "modalities.input"), _modalities(facts, "modalities.output")
    if made is None:
        return None
    kinds = ["language"] if "text" in made else []
    kinds += [
        f"{kind}-from-text" for kind in ("image", "video") if kind in made and taken and "text" in taken
    ]
    settled = kinds or ("audio" not in made and taken is not None)
    return (
        _derived(facts, "modalities.generated", tuple(kinds), "generated", "modalities.output")
        if settled
        else None
    )


def _narrow_task(facts: Facts) -> Fact | None:
    taken, made = _modalities(facts, "modalities.input"), _modalities(facts, "modalities.output")
    if taken is None or made is None:
        return None
    return _derived(facts, "modalities.narrow_task", (taken, made) in _NARROW, "narrow", "modalities.output")


_NARROW = (
    (("audio",), ("text",)),
    (("text",), ("audio",)),
    (("audio",), ("audio",)),
    (("image",), ("image",)),
)


def _established_in_union(facts: Facts, on: date) -> Fact | None:
    country = facts.value("provider.established_in")
    within = in_union(country, on) if isinstance(country, str) else Truth.UNKNOWN
    if within is Truth.UNKNOWN:
        return None
    return _derived(
        facts, "provider.established_in_union", within is Truth.YES, "country", "provider.established_in"
    )


def _of_anothers_model(facts: Facts) -> Fact | None:
    """A base model that is named may be the provider's own or another's, so then only a person can say."""
    if "model.base" in facts or "modification.compute" in facts:
        return None
    return _derived(facts, "modification.of_anothers_model", False, "own", "architecture.family")


def _size(facts: Facts) -> Fact | None:
    staff, turnover, balance_sheet = (
        _figure(facts, f"provider.{name}") for name in ("staff", "turnover", "balance_sheet")
    )
    if staff is None or turnover is None or balance_sheet is None:
        return None
    size = size_of(staff=int(staff), turnover=turnover, balance_sheet=balance_sheet)
    return _derived(facts, "provider.size", size, "size", "provider.staff")


def _figure(facts: Facts, fact_id: str) -> Decimal | None:
    value = facts.value(fact_id)
    return value.value if isinstance(value, Quantity) else None


def _modalities(facts: Facts, fact_id: str) -> tuple[str, ...] | None:
    value = facts.value(fact_id)
    return tuple(sorted(value)) if isinstance(value, tuple) else None


def _derived(facts: Facts, fact_id: str, value: Value, note: str, origin: str) -> Fact:
    witness = facts.get(origin)
    return Fact(
        id=fact_id,
        value=value,
        basis=Basis.DERIVED,
        sources=witness.sources if witness else (),
        rank=RANK,
        note=_note(note),
    )


def _note(name: str) -> Text:
    return text_of(packaged("adhere.models", "data/notes-derivation.toml")[name])
