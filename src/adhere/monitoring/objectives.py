# SPDX-License-Identifier: EUPL-1.2
"""Whether the objectives of a code are achieved: per commitment its measures, per measure the share that met it, as far as shown.

Article 56(6). Only what may be shown is used, so a verdict tells no more than the figures; too little of it leaves the verdict unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor

from adhere.codes.code import Code, Commitment
from adhere.kernel.text import Text
from adhere.kernel.truth import Truth, Verdict, all_of
from adhere.monitoring.portfolio import MeasurePeriod, Portfolio
from adhere.monitoring.publication import Limits, limits
from adhere.monitoring.states import State
from adhere.monitoring.words import word


@dataclass(frozen=True, slots=True)
class Share:
    """The share of signatories that met a measure, of those it applies to, between bounds; None where too few are shown."""

    measure: str
    adhering: int
    shown: int
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def text(self) -> Text:
        """The share as people say it."""
        told = {"measure": self.measure, "shown": self.shown, "adhering": self.adhering}
        if self.low is None or self.high is None:
            return word("share", "none" if self.adhering else "nobody", **told)
        if self.low == self.high:
            return word("share", "one", low=round(100 * self.low), **told)
        low, high = floor(100 * self.low), ceil(100 * self.high)
        return word("share", "between", low=low, high=high, **told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """One objective of a code, as its commitment sets it, and whether it is achieved over a period."""

    commitment: Commitment
    period: str
    verdict: Verdict[Share]
    shares: tuple[Share, ...]


def objectives(code: Code, found: Portfolio, period: str, limit: Limits | None = None) -> Iterator[Objective]:
    """Yield every objective with its verdict over one period."""
    limit = limit or limits()
    for commitment in code.commitments:
        shares = tuple(_share(found.of(one.id, period), limit) for one in code.of(commitment.id))
        whole: Verdict[Share] = Verdict(Truth.UNKNOWN)  # a commitment without measures shows nothing
        if shares:
            whole = all_of(Verdict(_truth(one, limit), (one,)) for one in shares)
        yield Objective(commitment=commitment, period=period, verdict=whole, shares=shares)


def _share(result: MeasurePeriod, limit: Limits) -> Share:
    told = Share(result.measure, result.adhering, result.shown)
    if not result.groups or result.shown < limit.enough * result.adhering:
        return told
    total = result.total
    met, unknown, outside = (total[state] for state in (State.MET, State.UNKNOWN, State.OUTSIDE))
    most, least = result.shown - outside.low, result.shown - outside.high
    if least <= 0:
        return told
    low = Decimal(met.low) / most
    high = min(Decimal(met.high + unknown.high) / least, Decimal(1))
    return Share(result.measure, result.adhering, result.shown, low, high)


def _truth(share: Share, limit: Limits) -> Truth:
    if share.low is None or share.high is None:
        return Truth.UNKNOWN
    if share.low >= limit.reached:
        return Truth.YES
    return Truth.NO if share.high < limit.reached else Truth.UNKNOWN
