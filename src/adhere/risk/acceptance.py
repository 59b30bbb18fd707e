# SPDX-License-Identifier: EUPL-1.2
"""Whether a systemic risk is acceptable by its own criteria, and whether the provider may proceed; three-valued, with reasons.

Measures 4.1 and 4.2 of the GPAI code. The program judges only what is stated against the criteria that are stated: whether those
criteria are good enough is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from adhere.kernel.text import Text
from adhere.kernel.truth import Truth, Verdict, all_of
from adhere.risk.estimates import probability_text
from adhere.risk.register import Estimate, Limit, Register, Risk, Scenario, Tier
from adhere.risk.scales import severities
from adhere.risk.tiers import Results, ordered, tier_reached
from adhere.risk.wording import number, word


def acceptable(risk: Risk, register: Register, results: Results) -> Verdict[Text]:
    """Return whether a risk is acceptable: in every tier it may have reached, and below every limit on what remains."""
    if not risk.tiers and not risk.limits:
        return Verdict(Truth.UNKNOWN, (word("acceptance", "no-criteria"),))
    verdicts = [*_by_tiers(risk, register, results), *_by_limits(risk, register)]
    if risk.unread:
        verdicts.append(Verdict(Truth.UNKNOWN, (word("acceptance", "unread"),)))
    return all_of(verdicts)


def proceed(outcomes: Mapping[str, Verdict[Text]], open_risks: Mapping[str, str]) -> Verdict[Text]:
    """Return whether all identified risks are acceptable; ``open_risks`` are ``missing`` or ``undecided`` ones, by id."""
    verdicts = [
        Verdict(outcome.truth, (word("acceptance", f"risk-{outcome.truth.value}", risk=risk_id),))
        for risk_id, outcome in outcomes.items()
    ]
    verdicts += [
        Verdict(Truth.UNKNOWN, (word("acceptance", f"risk-{how}", risk=risk_id),))
        for risk_id, how in open_risks.items()
    ]
    return all_of(verdicts)


def _by_tiers(risk: Risk, register: Register, results: Results) -> Iterator[Verdict[Text]]:
    for tier in ordered(risk.tiers):
        reached = tier_reached(tier, risk, results)
        if reached.truth is Truth.NO:
            told = word("acceptance", "tier-not-reached", tier=tier.id)
            yield Verdict(Truth.YES, (told, *reached.reasons))
            continue
        inside = _in_tier(tier, register)
        if reached.truth is Truth.YES or inside.truth is Truth.YES:
            yield Verdict(inside.truth, (*reached.reasons, *inside.reasons))
        else:  # perhaps not reached, in which case it would not matter
            told = word("acceptance", "tier-perhaps", tier=tier.id)
            yield Verdict(Truth.UNKNOWN, (told, *reached.reasons, *inside.reasons))


def _in_tier(tier: Tier, register: Register) -> Verdict[Text]:
    """Return whether the risk is acceptable in a tier, taking it as reached."""
    if tier.acceptable is None:
        return Verdict(Truth.UNKNOWN, (word("acceptance", "tier-silent", tier=tier.id),))
    if not tier.acceptable:
        return Verdict(Truth.NO, (word("acceptance", "tier-never", tier=tier.id),))
    status = {one.id: one.status for one in register.mitigations}
    open_ones = [name for name in tier.mitigations if status.get(name) != "implemented"]
    if open_ones:
        told = word("acceptance", "tier-lacks", tier=tier.id, mitigations=", ".join(open_ones))
        return Verdict(Truth.NO, (told,))
    return Verdict(Truth.YES, (word("acceptance", "tier-met", tier=tier.id),))


def _by_limits(risk: Risk, register: Register) -> Iterator[Verdict[Text]]:
    to_come = [one.id for one in register.mitigations if risk.id in one.risks and one.status != "implemented"]
    for limit in risk.limits:
        if not risk.scenarios:
            yield Verdict(Truth.UNKNOWN, (word("acceptance", "no-scenarios"),))
        for scenario in risk.scenarios:
            yield _remaining(scenario, limit, to_come)


def _remaining(scenario: Scenario, limit: Limit, to_come: Sequence[str]) -> Verdict[Text]:
    """Return whether what remains stays within a limit; mitigations that are still to come make nothing acceptable yet."""
    found = _within(scenario, limit, scenario.mitigated)
    if found.truth is not Truth.YES or not to_come:
        return found
    if _within(scenario, limit, scenario.without).truth is Truth.YES:
        return found
    told = word("acceptance", "to-come", scenario=scenario.id, mitigations=", ".join(to_come))
    return Verdict(Truth.UNKNOWN, (*found.reasons, told))


def _within(scenario: Scenario, limit: Limit, estimate: Estimate | None) -> Verdict[Text]:
    """Return whether an estimate of a scenario stays within a limit, its margin taken off first."""
    values: dict[str, object] = {"scenario": scenario.id, "severity": severities()[limit.severity].label}
    if estimate is None:
        return Verdict(Truth.UNKNOWN, (word("acceptance", "not-estimated", **values),))
    bound = limit.at_most * (1 - (limit.margin or Decimal(0)))
    values |= {"bound": number(bound), "probability": probability_text(estimate)}
    low, high = estimate.severity
    if high < limit.severity or estimate.probability[1] <= bound:
        return Verdict(Truth.YES, (word("acceptance", "within", **values),))
    if low >= limit.severity and estimate.probability[0] > bound:
        return Verdict(Truth.NO, (word("acceptance", "beyond", **values),))
    return Verdict(Truth.UNKNOWN, (word("acceptance", "straddles", **values),))
