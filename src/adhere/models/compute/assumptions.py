# SPDX-License-Identifier: EUPL-1.2
"""What is assumed where nobody measured it: an interval with its source, never a single value.

Data: ``data/assumptions-compute.toml``. The guidelines (Annex A.2) ask that assumptions be documented.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """One assumed interval: what is assumed in words, where it comes from and how well that is known."""

    id: str
    interval: Quantity
    source: str
    grade: str
    label: Text


@cache
def assumptions() -> tuple[Assumption, ...]:
    """Return every assumption, in the order of the file."""
    return tuple(
        Assumption(
            id=record["id"],
            interval=Quantity.between(Decimal(record["low"]), Decimal(record["high"]), record["unit"]),
            source=record["source"],
            grade=record["grade"],
            label=text_of(record["label"]),
        )
        for record in packaged("adhere.models", "data/assumptions-compute.toml")["assumption"]
    )


@cache
def assumption(name: str) -> Assumption:
    """Return one assumption by the name behind ``assumption:``."""
    return {known.id: known for known in assumptions()}[f"assumption:{name}"]
