# SPDX-License-Identifier: EUPL-1.2
"""Which systemic risk tiers are reached: indicators held against results, each three-valued.

Measure 4.1 of the GPAI code: tiers in terms of what the model can do, measurable, applied with a safety margin. A result has an
uncertainty; where that straddles the threshold nothing is decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from adhere.kernel.text import Text
from adhere.kernel.truth import Truth, Verdict, all_of, any_of
from adhere.risk.register import Indicator, Risk, Tier
from adhere.risk.wording import interval, number, word

ResultKey = tuple[str, str, str]
"""File, task and metric of one result."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What a result file says of one metric, from a low to a high bound."""

    low: Decimal
    high: Decimal


Results = Mapping[ResultKey, Score]


def score_of(indicator: Indicator, results: Results) -> Score | None:
    """Return what an indicator stands at; None where nothing says it. A result file leads over what is stated."""
    if indicator.result is not None:
        return results.get(indicator.result)
    return Score(low=indicator.stated[0], high=indicator.stated[1]) if indicator.stated else None


def reached(indicator: Indicator, results: Results) -> Verdict[Text]:
    """Return whether an indicator is at its threshold or beyond, its margin counted in."""
    score = score_of(indicator, results)
    if score is None:
        return Verdict(Truth.UNKNOWN, (word("tier", "no-value", indicator=indicator.id),))
    margin = indicator.margin or Decimal(0)
    if indicator.lower_is_worse:
        edge = indicator.threshold + margin
        certain, possible = score.high <= edge, score.low <= edge
    else:
        edge = indicator.threshold - margin
        certain, possible = score.low >= edge, score.high >= edge
    truth = Truth.YES if certain else Truth.UNKNOWN if possible else Truth.NO
    told = word(
        "tier",
        f"indicator-{truth.value}",
        indicator=indicator.id,
        value=interval(score.low, score.high),
        threshold=number(indicator.threshold),
        margin=number(margin),
    )
    return Verdict(truth, (told,))


def tier_reached(tier: Tier, risk: Risk, results: Results) -> Verdict[Text]:
    """Return whether a tier is reached; one without indicators, or with one that does not exist, may stay unknown."""
    known = {indicator.id: indicator for indicator in risk.indicators}
    verdicts = [
        reached(known[name], results)
        if name in known
        else Verdict(Truth.UNKNOWN, (word("tier", "no-value", indicator=name),))
        for name in tier.indicators
    ]
    if not verdicts:
        return Verdict(Truth.UNKNOWN, (word("tier", "no-indicator", tier=tier.id),))
    return all_of(verdicts) if tier.every else any_of(verdicts)


def ordered(tiers: Iterable[Tier]) -> tuple[Tier, ...]:
    """Return tiers from the lowest up by what each says it is above; those in a circle come last, as they stand."""
    left, placed, found = list(tiers), set[str](), list[Tier]()
    ids = {tier.id for tier in left}
    while left:
        ready = [tier for tier in left if tier.above is None or tier.above in placed or tier.above not in ids]
        if not ready:
            return (*found, *left)
        found += ready
        placed |= {tier.id for tier in ready}
        left = [tier for tier in left if tier not in ready]
    return tuple(found)


def circular(tiers: Iterable[Tier]) -> tuple[Tier, ...]:
    """Return the tiers that lie above one another in a circle, or hang on such a circle."""
    above = {tier.id: tier.above for tier in tiers}
    return tuple(tier for tier in tiers if _never_ends(tier.id, above))


def _never_ends(name: str | None, above: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    while name is not None and name in above:
        if name in seen:
            return True
        seen.add(name)
        name = above[name]
    return False
