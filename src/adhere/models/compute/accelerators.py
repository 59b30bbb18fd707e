# SPDX-License-Identifier: EUPL-1.2
"""Accelerators: which chip a name means, its dense peak performance and its power, or that the name does not say.

Peak performance is the H of the hardware-based approach in the Commission's guidelines (Annex A.2); the facts with
their sources and grades stand in ``data/accelerators.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from adhere.kernel.data import packaged
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text, text_of
from adhere.models.compute.intervals import hull

Precision = Literal["16-bit", "fp8"]
Certainty = Literal["exact", "assumed", "ambiguous", "unknown"]

FILE = "data/accelerators.toml"
TERA = Decimal("1e12")
RATE = "FLOP/s"
_LONGEST_NAME = 1000
_SEVERAL = re.compile(r"[,;+&\n]|\band\b|\ben\b", re.IGNORECASE)
_SPACED = re.compile(r"\b(tpu|trainium|gaudi|ascend)[\s_-]*(v?)(\d)")
_COUNTED = re.compile(r"\d+x(?=[a-z])")
_WORD = re.compile(r"[a-z0-9]+")
_MEASURE = re.compile(r"\d+(?:gb|gib|w|x)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Accelerator:
    """One accelerator. Peaks in FLOP/s on dense matrices and power in watt, each None where no source is known.

    ``grade`` says how well that is known, ``note`` what trap lies in it, ``unlisted`` which boards of the same name
    have no figures here.
    """

    id: str
    name: str
    models: tuple[str, ...]
    marks: frozenset[str]
    unlisted: tuple[str, ...]
    peak_16bit: Decimal | None
    peak_fp8: Decimal | None
    power: Quantity | None
    grade: str
    source: str
    note: Text

    def peak(self, precision: Precision) -> Decimal | None:
        """Return the dense peak in FLOP/s, None where it has no source or the chip has no such precision."""
        return self.peak_fp8 if precision == "fp8" else self.peak_16bit


@dataclass(frozen=True, slots=True, kw_only=True)
class Identification:
    """What a name means: the accelerators it may be.

    ``exact``: one. ``assumed``: the one listed, though other boards bear the name. ``ambiguous``: several.
    ``unknown``: none; ``unexplained`` are the words that stood in the way.
    """

    text: str
    certainty: Certainty
    candidates: tuple[Accelerator, ...] = ()
    unexplained: tuple[str, ...] = ()

    def peak(self, precision: Precision = "16-bit") -> Quantity | None:
        """Return the peak in FLOP/s, an interval over the candidates; None unless all of them have one."""
        peaks = [candidate.peak(precision) for candidate in self.candidates]
        known = [Quantity.exactly(peak, RATE) for peak in peaks if peak is not None]
        return hull(known) if known and len(known) == len(peaks) else None

    def power(self) -> Quantity | None:
        """Return the power in watt, an interval over the candidates; None unless all of them have one."""
        powers = [candidate.power for candidate in self.candidates]
        known = [power for power in powers if power is not None]
        return hull(known) if known and len(known) == len(powers) else None


@cache
def accelerators() -> tuple[Accelerator, ...]:
    """Return every accelerator with figures, in the order of the file."""
    return tuple(map(_accelerator, packaged("adhere.models", FILE)["accelerator"]))


def identify(text: str) -> Identification:
    """Return what one name means; boards that differ in speed are never taken for one another."""
    words = _words(text)
    family = [chip for chip in accelerators() if any(model in words for model in chip.models)]
    models = {model for chip in family for model in chip.models if model in words}
    if not family or len(models) > 1:
        return Identification(text=text, certainty="unknown", unexplained=_said(words, models))
    telling = frozenset[str]().union(*(chip.marks for chip in family))
    said = [word for word in _said(words, models) if word in telling or word not in _noise()]
    candidates = tuple(chip for chip in family if all(word in chip.marks for word in said))
    if not candidates:
        return Identification(text=text, certainty="unknown", unexplained=tuple(said))
    return Identification(text=text, certainty=_certainty(candidates, said), candidates=candidates)


def identify_all(text: str) -> tuple[Identification, ...]:
    """Return what each name in a list of accelerators means: ``H100 SXM, A100 SXM``."""
    parts = [part.strip() for part in _SEVERAL.split(text[:_LONGEST_NAME])]
    telling = [part for part in parts if any(word not in _noise() for word in _said(_words(part), set()))]
    return tuple(map(identify, telling)) if len(telling) > 1 else (identify(text),)


def _certainty(candidates: tuple[Accelerator, ...], said: list[str]) -> Certainty:
    if len(candidates) > 1:
        return "ambiguous"
    return "assumed" if candidates[0].unlisted and not said else "exact"


def _words(text: str) -> list[str]:
    joined = _COUNTED.sub(" ", _SPACED.sub(r"\1\2\3", text[:_LONGEST_NAME].lower()))
    return [part for word in _WORD.findall(joined) for part in _taken_apart(word)]


def _taken_apart(word: str) -> list[str]:
    """Split what is written as one word, such as ``h100sxm5``, ``tpu3`` or the plural ``a100s``."""
    known = _models()
    tpu = re.fullmatch(r"tpu(\d\w?)", word)
    if tpu:
        return [f"tpuv{tpu[1]}"]
    if word in known:
        return [word]
    for model in known:
        rest = word.removeprefix(model)
        if rest != word and rest in _marks():
            return [model, rest]
        if rest == "s":
            return [model]
    return [word]


def _said(words: list[str], models: set[str]) -> tuple[str, ...]:
    """Return the words that are neither the name of the chip nor a number, a memory size or a power."""
    return tuple(word for word in words if word not in models and not _MEASURE.fullmatch(word))


@cache
def _models() -> tuple[str, ...]:
    return tuple(sorted({model for chip in accelerators() for model in chip.models}, key=len, reverse=True))


@cache
def _marks() -> frozenset[str]:
    return frozenset(mark for chip in accelerators() for mark in chip.marks)


@cache
def _noise() -> frozenset[str]:
    return frozenset(packaged("adhere.models", FILE)["noise"])


def _accelerator(record: Mapping[str, Any]) -> Accelerator:
    power = record.get("power_w")
    return Accelerator(
        id=record["id"],
        name=record["name"],
        models=tuple(record["models"]),
        marks=frozenset(record["marks"]),
        unlisted=tuple(record.get("unlisted", ())),
        peak_16bit=_flops(record.get("peak_16bit")),
        peak_fp8=_flops(record.get("peak_fp8")),
        power=Quantity.between(Decimal(power[0]), Decimal(power[1]), "W") if power else None,
        grade=record["grade"],
        source=record["source"],
        note=text_of(record["note"]),
    )


def _flops(tera: str | None) -> Decimal | None:
    return None if tera is None else Decimal(tera) * TERA
