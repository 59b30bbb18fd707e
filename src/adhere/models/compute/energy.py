# SPDX-License-Identifier: EUPL-1.2
"""Energy of training: E = accelerator-hours x average power x node overhead x PUE.

Annex XI, Section 1, point 2(e), of Regulation (EU) 2024/1689 asks for known or estimated energy consumption. Published
figures are mostly this formula again, so each carries whether it was measured or follows from the formula; PUE, the power
usage effectiveness of the data centre, enters once.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text
from adhere.models.compute.assumptions import assumption
from adhere.models.compute.intervals import product

Tag = Literal["formula", "measured"]
KWH = "kWh"
KILO = Decimal("0.001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Energy:
    """Energy in kWh, how it came about, whether PUE is in it, and what was assumed."""

    quantity: Quantity
    tag: Tag
    pue_applied: bool
    assumptions: tuple[Text, ...] = ()


def formula_energy(
    hours: Quantity,
    design_power: Quantity,
    *,
    average_power: Quantity | None = None,
    node_overhead: Quantity | None = None,
    pue: Quantity | None = None,
) -> Energy:
    """Return energy by the formula from accelerator-hours and watts per accelerator.

    ``average_power`` (W) is what was measured and stands in the place of a share of ``design_power`` (W); overhead and
    PUE are ratios of at least 1. What is not given is assumed as an interval, so the result is one too.
    """
    assumed: list[Text] = []
    power = average_power or product("W", design_power, _assumed("power-share", assumed))
    overhead = node_overhead or _assumed("node-overhead", assumed)
    effectiveness = pue or _assumed("pue", assumed)
    watt_hours = product(KWH, hours, power, overhead, effectiveness)
    return Energy(
        quantity=watt_hours.times(KILO), tag="formula", pue_applied=True, assumptions=tuple(assumed)
    )


def metered_energy(metered: Quantity, *, pue_included: bool, pue: Quantity | None = None) -> Energy:
    """Return energy that a meter gave in kWh; ``pue`` (a ratio) is applied unless the meter's figure has it already."""
    if pue_included or pue is None:
        return Energy(quantity=metered, tag="measured", pue_applied=pue_included)
    return Energy(quantity=product(KWH, metered, pue), tag="measured", pue_applied=True)


def _assumed(name: str, assumed: list[Text]) -> Quantity:
    found = assumption(name)
    assumed.append(found.label)
    return found.interval
