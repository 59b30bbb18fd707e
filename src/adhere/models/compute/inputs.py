# SPDX-License-Identifier: EUPL-1.2
"""What the approaches are computed from: the facts that enter them, checked, and what is wrong with them.

Commission guidelines on providers of general-purpose AI models, Annex A.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from adhere.kernel.finding import Place
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text
from adhere.law.figures import figure
from adhere.models.compute.accelerators import Identification, identify_all
from adhere.models.compute.assumptions import assumption
from adhere.models.compute.intervals import hull, product
from adhere.models.compute.notes import note
from adhere.models.compute.shown import number, percent, short
from adhere.models.facts import Fact, Facts
from adhere.models.readers.place import place_of
from adhere.models.reading import Reading

HOURS = "accelerator-hours"
HOURS_PER_DAY = Decimal(24)
WELL_KNOWN = ("vendor (secondary)", "paper (secondary)")
MARGIN = "figure:compute-estimate-margin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fleet:
    """The accelerators as far as their names tell: peak in FLOP/s, power in watt, what is assumed about them."""

    fact: Fact
    identified: tuple[Identification, ...]
    peak: Quantity | None
    power: Quantity | None
    assumptions: tuple[Text, ...]

    @property
    def name(self) -> str:
        """The accelerators as they were named."""
        return ", ".join(part.text.strip() for part in self.identified)


def quantity(facts: Facts, fact_id: str) -> tuple[Quantity, Fact] | None:
    """Return the leading quantity of a fact with the fact itself; None where there is none or it is negative."""
    fact = facts.get(fact_id)
    if fact is None or not isinstance(fact.value, Quantity):
        return None
    known = [part for part in (fact.value.value, fact.value.low, fact.value.high) if part is not None]
    return (fact.value, fact) if known and min(known) >= 0 else None


def place(fact: Fact) -> Place:
    """Return where a fact was read, for a finding about it."""
    source = fact.sources[0] if fact.sources else None
    return place_of(source) if source else Place(file=fact.id)


def hours(facts: Facts) -> tuple[Quantity, tuple[Fact, ...]] | None:
    """Return accelerator-hours, as stated or as units x wall-clock days x 24, and the facts behind them."""
    stated = quantity(facts, "compute.training.hardware_hours")
    if stated:
        return stated[0], (stated[1],)
    units, duration = quantity(facts, "compute.training.units"), quantity(facts, "compute.training.duration")
    if units is None or duration is None:
        return None
    return product(HOURS, units[0], duration[0]).times(HOURS_PER_DAY), (units[1], duration[1])


def fleet(facts: Facts, reading: Reading) -> Fleet | None:
    """Return the accelerators that were named; what their names leave open is reported."""
    fact = facts.get("compute.training.hardware")
    if fact is None or not isinstance(fact.value, str | tuple):
        return None
    text = fact.value if isinstance(fact.value, str) else ", ".join(fact.value)
    found = identify_all(text)
    assumed = [note_ for one in found for note_ in _assumed(one, fact, reading)]
    if len(found) > 1:
        assumed.append(note("shares-unknown"))
    return Fleet(
        fact=fact,
        identified=found,
        peak=_over_all([one.peak() for one in found]),
        power=_over_all([one.power() for one in found]),
        assumptions=tuple(assumed),
    )


def utilisation(facts: Facts, reading: Reading, about: Fact) -> tuple[Quantity, Fact | None, Text | None]:
    """Return utilisation as measured with its fact, else the assumed interval with its text, which is reported."""
    stated = quantity(facts, "compute.training.utilisation")
    if stated and _usable(*stated, reading):
        return stated[0], stated[1], None
    assumed = assumption("utilisation")
    reading.report(
        "ADH-MOD-204",
        place(about),
        interval=number(assumed.interval),
        margin=percent(margin()),
    )
    return assumed.interval, None, assumed.label


def margin() -> Fraction:
    """Return the share of the reported estimate that the guidelines allow it to be off."""
    return figure(MARGIN).value


def _usable(stated: Quantity, fact: Fact, reading: Reading) -> bool:
    known = [part for part in (stated.value, stated.low, stated.high) if part is not None]
    if min(known) <= 0 or max(known) > 1:
        reading.report("ADH-MOD-214", place(fact), value=short(max(known) if min(known) > 0 else min(known)))
        return False
    if any("hfu" in f"{source.at} {source.method}".lower() for source in fact.sources):
        reading.report("ADH-MOD-209", place(fact))
        return False
    return True


def _assumed(one: Identification, fact: Fact, reading: Reading) -> list[Text]:
    """Report what a name leaves open; return what is assumed about it, with the trap of each candidate."""
    at, name = place(fact), one.text.strip()[:80]
    boards = ", ".join(chip.name for chip in one.candidates)
    texts = [
        note("grade", name=chip.name, grade=chip.grade)
        for chip in one.candidates
        if chip.grade not in WELL_KNOWN
    ]
    if one.certainty == "unknown":
        reading.report("ADH-MOD-205", at, name=name, words=", ".join(one.unexplained)[:80] or "?")
        return texts
    if one.certainty == "ambiguous":
        reading.report("ADH-MOD-206", at, name=name, candidates=boards)
        texts.append(note("board-not-said", name=name))
    if one.certainty == "assumed":
        others = ", ".join(one.candidates[0].unlisted)
        reading.report("ADH-MOD-207", at, name=name, board=boards, others=others)
        texts.append(note("board-assumed", name=name, board=boards, others=others))
    if one.peak() is None:
        reading.report("ADH-MOD-208", at, name=boards)
    return texts


def _over_all(quantities: list[Quantity | None]) -> Quantity | None:
    known = [one for one in quantities if one is not None]
    return hull(known) if known and len(known) == len(quantities) else None
