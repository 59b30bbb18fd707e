# SPDX-License-Identifier: EUPL-1.2
"""The hardware-based approach: C = N x L x H x U, summed over the periods in which N stayed the same.

Commission guidelines on providers of general-purpose AI models, Annex A.2: N units, L seconds, H the dense peak in
FLOP/s (of unlike units the mean weighted by their numbers), U the average utilisation without recomputation (MFU).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from adhere.kernel.quantity import EXACT, Quantity
from adhere.models.compute.intervals import product, total

FLOP = "FLOP"
RATE = "FLOP/s"
SECONDS_PER_HOUR = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """Units of one kind: how many, and the dense peak of one in FLOP/s, an interval where the board is not known."""

    count: int
    peak: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A time in which the same units ran: ``duration`` in seconds, ``utilisation`` as a ratio from 0 to 1."""

    fleet: tuple[Units, ...]
    duration: Quantity
    utilisation: Quantity

    @property
    def count(self) -> int:
        """N: the number of units."""
        return sum(units.count for units in self.fleet)


def weighted_peak(fleet: Sequence[Units]) -> Quantity:
    """Return H in FLOP/s: the mean peak weighted by the number of units; raise ValueError for an empty fleet."""
    count = sum(units.count for units in fleet)
    if not count:
        raise ValueError("a fleet without units has no peak performance")
    with localcontext(EXACT):
        return fleet_peak(fleet).times(1 / Decimal(count))


def fleet_peak(fleet: Sequence[Units]) -> Quantity:
    """Return N x H in FLOP/s, exactly: the peak of all units together."""
    return total(RATE, (units.peak.times(Decimal(units.count)) for units in fleet))


def hardware_compute(periods: Sequence[Period]) -> Quantity:
    """Return C in FLOP over all periods."""
    return total(
        FLOP,
        (product(FLOP, fleet_peak(period.fleet), period.duration, period.utilisation) for period in periods),
    )


def compute_of_hours(hours: Quantity, peak: Quantity, utilisation: Quantity) -> Quantity:
    """Return C in FLOP from accelerator-hours (N x L as people publish it), the peak of one unit and U."""
    return product(FLOP, hours.times(Decimal(SECONDS_PER_HOUR)), peak, utilisation)
