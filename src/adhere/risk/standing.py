# SPDX-License-Identifier: EUPL-1.2
"""How a register stands on a date: per risk its tiers, estimates, acceptance, depth and external evaluation, and the whole.

Measures 2.1, 3.4, 4.1 and 4.2 of the GPAI code and its Appendices 2 and 3.5; all verdicts are three-valued.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from adhere.kernel.calendar import Calendar
from adhere.kernel.text import Text
from adhere.kernel.truth import Truth, Verdict
from adhere.risk.acceptance import acceptable, proceed
from adhere.risk.evaluators import external_in_order
from adhere.risk.proportionality import Proportion, proportion
from adhere.risk.reference import for_risk, holds_for_all
from adhere.risk.register import Register, Risk, Tier
from adhere.risk.taxonomy import specified
from adhere.risk.tiers import Results, ordered, tier_reached


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingTier:
    """A tier, and whether it is reached."""

    tier: Tier
    reached: Verdict[Text]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingRisk:
    """An identified risk, or one of which that is open, as it stands."""

    risk: Risk
    tiers: tuple[StandingTier, ...]
    acceptable: Verdict[Text]
    similarly_safe: Verdict[Text]
    external: Verdict[Text]
    proportion: Proportion


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The whole register; ``missing`` are the specified risks that it leaves out."""

    register: Register
    on: date
    risks: tuple[StandingRisk, ...]
    missing: tuple[str, ...]
    proceed: Verdict[Text]
    similarly_safe: Verdict[Text]


def standing(register: Register, results: Results, on: date, calendar: Calendar) -> Standing:
    """Return how a register stands; ``results`` are those of its evaluations, ``calendar`` tells business days."""
    risks = tuple(_standing_risk(risk, register, results, on, calendar) for risk in register.identified)
    missing = tuple(name for name in specified() if register.risk(name) is None)
    outcomes = {one.risk.id: one.acceptable for one in risks if one.risk.identified is Truth.YES}
    return Standing(
        register=register,
        on=on,
        risks=risks,
        missing=missing,
        proceed=proceed(outcomes, dict.fromkeys(missing, "missing") | _undecided(register)),
        similarly_safe=holds_for_all(register, on),
    )


def _undecided(register: Register) -> dict[str, str]:
    """Return the risks of which nobody decided yet whether they are systemic."""
    return {risk.id: "undecided" for risk in register.risks if risk.identified is Truth.UNKNOWN}


def _standing_risk(
    risk: Risk, register: Register, results: Results, on: date, calendar: Calendar
) -> StandingRisk:
    external = external_in_order(register, risk.id, on, calendar)
    return StandingRisk(
        risk=risk,
        tiers=tuple(
            StandingTier(tier=tier, reached=tier_reached(tier, risk, results)) for tier in ordered(risk.tiers)
        ),
        acceptable=acceptable(risk, register, results),
        similarly_safe=for_risk(register, risk.id, on),
        external=external,
        proportion=proportion(risk, register, externally=external.truth is Truth.YES),
    )
