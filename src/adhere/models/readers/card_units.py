# SPDX-License-Identifier: EUPL-1.2
"""Units of what a card may say of training: how each is written, what it converts to, and what rules a figure out.

Units are those of ``data/facts.toml``, which follow Annex XI to Regulation (EU) 2024/1689; an ambiguous one (hours of
what, operations per second) makes no claim.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from adhere.models.readers.amounts import Amount
from adhere.models.readers.card_hardware import NAME

_NEVER = re.compile(r"(?!)")
_BRAND = r"(?:(?:NVIDIA|Nvidia|AMD|Google|Huawei|Intel|Habana|Volta|Hopper|Ampere|Blackwell|Tesla|Cloud|Instinct) )"
_PRODUCT = re.compile(r"(?:\d{1,6}\s?[x×]\s?){1,3}$")
_WINDOW = 80
_AFTER = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One sort of amount: the fact it is about, how its unit is written after or before the number.

    ``label`` names the labels that make an amount a claim by themselves; ``names_unit`` those that give the unit too.
    ``needs`` must stand before the number, ``unless`` must not, ``unless_after`` must not follow; ``heading`` stands in
    for a word about training in the sentence.
    """

    fact: str
    unit: str
    after: re.Pattern[str]
    factors: Mapping[str, Decimal] = field(default_factory=dict)
    before: re.Pattern[str] = _NEVER
    label: re.Pattern[str] = _NEVER
    names_unit: re.Pattern[str] = _NEVER
    needs: re.Pattern[str] | None = None
    unless: re.Pattern[str] = _NEVER
    unless_after: re.Pattern[str] = _NEVER
    heading: re.Pattern[str] | None = None
    least: Decimal = Decimal(0)

    def factor(self, sentence: str, amount: Amount, label: str) -> Decimal | None:
        """Return what the number is to be multiplied by to stand in ``unit``, or None where its unit is another."""
        following = sentence[amount.end : amount.end + _WINDOW]
        match = self.after.match(following) or self.before.search(sentence[: amount.start])
        if match is None:
            return Decimal(1) if amount.scaled and self.names_unit.fullmatch(label) else None
        if self.unless_after.search(
            following[match.end() : match.end() + _AFTER] if match.re is self.after else ""
        ):
            return None
        return self._converted(match) * _product_before(sentence, amount, self.fact)

    def unit_written(self, sentence: str, amount: Amount) -> bool:
        """Whether the unit stands at the number, and not only in the label."""
        after = self.after.match(sentence[amount.end : amount.end + _WINDOW])
        return after is not None or self.before.search(sentence[: amount.start]) is not None

    def allows(self, sentence: str, amount: Amount) -> bool:
        """Whether nothing in front of the amount, and in its unit, rules it out."""
        match = self.after.match(sentence[amount.end : amount.end + _WINDOW])
        end = amount.end + (match.end() if match else 0)
        return amount.value > self.least and not self.unless.search(sentence[:end])

    def _converted(self, match: re.Match[str]) -> Decimal:
        unit = (match.groupdict().get("unit") or "").casefold().rstrip("s")
        return self.factors.get(unit, Decimal(1))


def _product_before(sentence: str, amount: Amount, fact: str) -> Decimal:
    """Return the product of the factors in front: 32 x 8 x A100 is 256 units, though only the 8 stands by the name."""
    product = Decimal(1)
    before = _PRODUCT.search(sentence[max(0, amount.start - 40) : amount.start])
    if fact == UNITS and before:
        for number in re.findall(r"\d+", before[0]):
            product *= Decimal(number)
    return product


TOKENS = "data.training.tokens"
HOURS = "compute.training.hardware_hours"
OPERATIONS = "compute.training.operations"
CUMULATIVE = "compute.training.cumulative"
UNITS = "compute.training.units"
DURATION = "compute.training.duration"
ENERGY = "energy.training"
EMISSIONS = "emissions.training"

KINDS = (
    Kind(
        fact=TOKENS,
        unit="tokens",
        after=re.compile(r"\s?(?:(?:[a-z][a-z-]*,?|and) ){0,5}?tokens?\b", re.IGNORECASE),
        label=re.compile(r"(?:total |number of )*(?:pre-?training |training |seen )?tokens?(?: count| seen| processed)?"),
        names_unit=re.compile(
            r"(?:total |number of )*(?:pre-?training |training |seen )tokens|training token count|tokens seen"
        ),
        needs=re.compile(r"\b(?:pre-?)?train", re.IGNORECASE),
        unless=re.compile(
            r"context|window|sequence|vocabular|\bper\b|batch|prompt|output|generat|fine-?tun|instruct|anneal|tokeniz|"
            r"\beach\b|evaluat|unique|distinct|\bstage\b|phase|mid-?train|continu|cool-?down|further|additional|subsequent|"
            r"dataset|corpus|\bsubset|up-?sampl|synthetic|\badapt|\$",
            re.IGNORECASE,
        ),
        unless_after=re.compile(r"^\s?(?:/|per\b)|^[^.]{0,12}context", re.IGNORECASE),
        least=Decimal(1_000_000),
    ),
    Kind(
        fact=HOURS,
        unit="accelerator-hours",
        after=re.compile(
            rf"\s?{_BRAND}?(?:{NAME})?[ -]?(?:(?:cumulative )?(?:GPU|TPU|NPU|XPU|accelerator|device|card|chip)s?)?"
            r"(?<! )(?<=[A-Za-z0-9])[ -]?hours?\b",
            re.IGNORECASE,
        ),
        label=re.compile(r"(?:total )?(?:training )?(?:gpu|tpu|accelerator)[ -]?hours(?: used)?|hours used|training time"),
        names_unit=re.compile(r"(?:total )?(?:training )?(?:gpu|tpu|accelerator)[ -]hours(?: used)?"),
        unless=re.compile(
            r"fine-?tun|inference|evaluat|logit|\$|\brent|subsequent|post-?train|additional|further|\beach\b|\bstage\b|"
            r"equivalent|\bsave|\bless than\b|\bablation|\bper\b",
            re.IGNORECASE,
        ),
        unless_after=re.compile(r"^\s?(?:/|per\b)", re.IGNORECASE),
    ),
    Kind(
        fact=OPERATIONS,
        unit="FLOP",
        after=re.compile(r"\s?(?P<unit>FLOPs?|floating[ -]point operations)\b(?!\s?(?:/|per\b|·))", re.IGNORECASE),
        label=re.compile(r"(?:estimated |total )*(?:cumulative |training )compute(?: used)?|compute"),
        names_unit=re.compile(r"cumulative compute|(?:total )?training compute"),
        needs=re.compile(r"train|comput", re.IGNORECASE),
        unless=re.compile(
            r"threshold|inference|forward|\bpeak\b|theoretical|budget|systemic|presum|\bAct\b|\blimit|\bper\b", re.IGNORECASE
        ),
        least=Decimal("1e15"),
    ),
    Kind(
        fact=UNITS,
        unit="accelerators",
        after=re.compile(
            rf"\s?x?\s?{_BRAND}{{0,2}}(?:(?:{NAME})(?: chips?\b|[ -](?:GPU|TPU)s?\b)?s?|(?:GPU|TPU|NPU)s|accelerators)\b"
            r"(?![ -]?(?:GPU |TPU )?(?:hours?|days?)|[ -]node)",
            re.IGNORECASE,
        ),
        label=re.compile(r"(?:training )?(?:hardware|gpus|accelerators)(?: type| used)?"),
        unless=re.compile(
            r"\bper\b|\beach\b|\bnodes?\b|reserve|additional|inference|deploy|\bserv|\bfits?\b|generat|"
            r"evaluat|requires? at least|\bon a single\b",
            re.IGNORECASE,
        ),
        unless_after=re.compile(r"^[^.]{0,3}(?:/|per\b|each\b)", re.IGNORECASE),
        heading=re.compile(r"^(?:training )?hardware|compute infrastructure", re.IGNORECASE),
    ),
    Kind(
        fact=DURATION,
        unit="days",
        after=re.compile(r"\s?(?P<unit>hour|day|week|month)s?\b", re.IGNORECASE),
        factors={"hour": Decimal(1) / 24, "day": Decimal(1), "week": Decimal(7), "month": Decimal(1)},
        label=re.compile(r"training (?:time|duration)|wall[ -]?clock(?: time)?|duration(?: of training)?"),
        needs=re.compile(
            r"(?:\btook|\blasted|\bover|\bfor|\bwithin|\bin|\bduring|\bperiod of)\s(?:a (?:total|period) of\s)?"
            r"(?:about |approximately |around |roughly |nearly |just |only |more than |~)?$",
            re.IGNORECASE,
        ),
        unless=re.compile(
            r"fine-?tun|epoch|cut-?off|crawl|collect|releas|\bper\b|\bevery\b|checkpoint|evaluat|inference|deploy|\bdata\b",
            re.IGNORECASE,
        ),
    ),
    Kind(
        fact=ENERGY,
        unit="kWh",
        after=re.compile(r"\s?(?P<unit>[kmgt]wh)\b(?!\s?/|\s?per\b)", re.IGNORECASE),
        before=re.compile(r"(?P<unit>[kmgt]wh)\)?\s?[=:]\s?$", re.IGNORECASE),
        factors={"kwh": Decimal(1), "mwh": Decimal(10) ** 3, "gwh": Decimal(10) ** 6, "twh": Decimal(10) ** 9},
        label=re.compile(
            r"(?:estimated |total )*(?:training )?(?:energy|electricity|power)(?: and emissions)?"
            r"(?: usage| use| used| consumption| consumed)?(?: for (?:model )?training)?"
        ),
        unless=re.compile(r"inference|\bper\b|annual|deploy|CO2|\bsave", re.IGNORECASE),
        heading=re.compile(r"environmental|carbon footprint", re.IGNORECASE),
    ),
    Kind(
        fact=EMISSIONS,
        unit="kgCO2e",
        after=re.compile(
            r"\s?(?:metric )?(?P<unit>tonnes?|tons?|t|kilograms?|kg|grams?|g)\s?(?:of )?(?:carbon dioxide|CO2)"
            r"[\s-]?(?:eq(?:uivalents?)?|e)?\b(?!\s?/)",
            re.IGNORECASE,
        ),
        before=re.compile(r"\((?P<unit>t|kg|g)\s?CO2\s?-?e?q?\)\s?[=:]\s?$", re.IGNORECASE),
        factors={
            "tonne": Decimal(1000), "ton": Decimal(1000), "t": Decimal(1000), "kilogram": Decimal(1), "kg": Decimal(1),
            "gram": Decimal("0.001"), "g": Decimal("0.001"),
        },
        label=re.compile(
            r"(?:estimated |total )*(?:carbon|co2|greenhouse gas|ghg)?\s?(?:emissions?|emitted|footprint)"
            r"|estimated energy and emissions for model training"
        ),
        unless=re.compile(r"market-based|inference|\bper\b|annual|\bsave|avoid|assum", re.IGNORECASE),
        unless_after=re.compile(r"^\s?(?:/|per\b)", re.IGNORECASE),
        heading=re.compile(r"environmental|carbon|emission", re.IGNORECASE),
    ),
)  # fmt: skip
