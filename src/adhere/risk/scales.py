# SPDX-License-Identifier: EUPL-1.2
"""The scales and word lists of a register, all data: severity, probability, depth of measures, stages, actors.

Measure 3.4 of the GPAI code asks for severity and probability and gives no scale, so the scales of ``data/scales.toml`` are ours.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from adhere.kernel.data import packaged
from adhere.kernel.text import Text, plain, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One step of a scale, the first being the least; ``high`` is the top of a band of probability."""

    id: str
    rank: int
    label: Text
    means: Text | None = None
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Depth:
    """How deep the work on a risk goes, and what that asks at least."""

    id: str
    label: Text
    means: Text
    scenarios: int
    evaluations: int
    days: int


@cache
def severities() -> tuple[Level, ...]:
    """Return the scale of severity, least first."""
    return _levels("severity")


@cache
def probabilities() -> tuple[Level, ...]:
    """Return the bands of probability, least first."""
    return _levels("probability")


def severity(level_id: str) -> Level:
    """Return a step of the scale of severity; raise KeyError."""
    return {level.id: level for level in severities()}[level_id]


def band_of(probability: Decimal) -> Level:
    """Return the band a probability lies in; each band holds its upper bound."""
    return probabilities()[bisect_left([level.high or Decimal(0) for level in probabilities()], probability)]


@cache
def depths() -> dict[str, Depth]:
    """Return the depths of measures by id, least first."""
    return {
        record["id"]: Depth(
            id=record["id"],
            label=text_of(record["label"]),
            means=text_of(record["means"]),
            **{name: record[name] for name in ("scenarios", "evaluations", "days")},
        )
        for record in _table()["depth"]
    }


def depth_at(severity_rank: int, probability_rank: int) -> Depth:
    """Return the depth that belongs to a cell of the matrix."""
    return depths()[_table()["proportionality"]["cells"][severity_rank][probability_rank]]


def words_of(group: str) -> tuple[str, ...]:
    """Return the ids of a word list: stage, actor, mitigation, threat."""
    return tuple(record["id"] for record in _table()[group])


def label(group: str, name: str) -> Text:
    """Return how people say an id of a word list; the id itself where it is none."""
    return next((text_of(record["label"]) for record in _table()[group] if record["id"] == name), plain(name))


def figure(name: str) -> Decimal:
    """Return one figure that a register is held against: standard_errors, samples, evaluation_days, call_days."""
    return Decimal(str(_table()[name]))


def period(name: str) -> str:
    """Return one period of the code that no measure has as a deadline, such as ``6 months``."""
    return str(_table()[name])


def reliefs() -> tuple[str, ...]:
    """Return the measures and commitments in which the code has reliefs for SMEs and SMCs."""
    return tuple(record["measure"] for record in _table()["relief"])


def _levels(name: str) -> tuple[Level, ...]:
    return tuple(
        Level(
            id=record["id"],
            rank=rank,
            label=text_of(record["label"]),
            means=text_of(record["means"]) if "means" in record else None,
            low=Decimal(record["low"]) if "low" in record else None,
            high=Decimal(record["high"]) if "high" in record else None,
        )
        for rank, record in enumerate(_table()[name])
    )


def _table() -> dict[str, Any]:
    return packaged("adhere.risk", "data/scales.toml")
