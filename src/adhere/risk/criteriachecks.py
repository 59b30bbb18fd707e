# SPDX-License-Identifier: EUPL-1.2
"""Checks on tiers, indicators and their results, margins, and the decision to proceed.

Measures 1.1(2), 3.2, 4.1 and 4.2 of the GPAI code. Rules ADH-RSK-020 to 045.
"""

from __future__ import annotations

from collections.abc import Iterator

from adhere.kernel.finding import Finding
from adhere.kernel.text import plain
from adhere.kernel.truth import Truth
from adhere.risk.checking import Known, finding, listed, near, reasons, risk_name
from adhere.risk.register import Indicator, Risk, Tier
from adhere.risk.standing import Standing, StandingRisk
from adhere.risk.tiers import circular
from adhere.risk.wording import word

FEW = 20
"""References of one tier that are looked at for names that do not exist."""


def criteria_findings(standing: Standing, known: Known) -> Iterator[Finding]:
    """Yield what is wrong with the criteria of every identified risk, and with the decision."""
    mitigations = {one.id for one in standing.register.mitigations}
    for one in standing.risks:
        yield from _tiers(one.risk, mitigations)
        yield from _reached(one, standing)
        yield from _results(one.risk, known, standing.register.model)
        yield from _margins(one.risk)
        yield from _acceptance(one)
    yield from _decision(standing)


def _tiers(risk: Risk, mitigations: set[str]) -> Iterator[Finding]:
    name = risk_name(risk)
    if not risk.tiers and (risk.specified or risk.tiers_unsuitable is None or not risk.limits):
        yield finding("ADH-RSK-025", risk.place, risk=name)
    indicators, ids = {one.id for one in risk.indicators}, {one.id for one in risk.tiers}
    for tier in risk.tiers:
        if not tier.indicators:
            yield finding("ADH-RSK-020", tier.place, risk=name, tier=tier.id)
        if tier.acceptable is None:
            yield finding("ADH-RSK-027", tier.place, risk=name, tier=tier.id)
        above = (tier.above,) if tier.above is not None else ()
        for names, there in ((tier.indicators, indicators), (above, ids), (tier.mitigations, mitigations)):
            yield from _unknown(risk, tier, names, there)
    circle = circular(risk.tiers)
    if circle:
        tiers = listed(plain(tier.id) for tier in circle)
        yield finding("ADH-RSK-022", circle[0].place, risk=name, tiers=tiers)


def _unknown(risk: Risk, tier: Tier, names: tuple[str, ...], there: set[str]) -> Iterator[Finding]:
    for name in names[:FEW]:
        if name not in there:
            told = {"what": word("what", "tier", id=tier.id), "value": name, "near": near(name, there)}
            yield finding("ADH-RSK-021", tier.place, risk=risk_name(risk), **told)


def _reached(one: StandingRisk, standing: Standing) -> Iterator[Finding]:
    risk, name = one.risk, risk_name(one.risk)
    left = [standing_tier for standing_tier in one.tiers if standing_tier.reached.truth is not Truth.YES]
    if one.tiers and not left:
        yield finding("ADH-RSK-024", risk.place, risk=name)
    if left and left[0].tier.forecast is None:
        yield finding("ADH-RSK-030", left[0].tier.place, risk=name, tier=left[0].tier.id)
    for tier in (standing_tier.tier for standing_tier in left):
        if tier.forecast is not None and tier.forecast.until < standing.on:
            told = {"tier": tier.id, "until": tier.forecast.until}
            yield finding("ADH-RSK-031", tier.place, risk=name, **told)


def _results(risk: Risk, known: Known, model: str) -> Iterator[Finding]:
    for indicator in risk.indicators:
        if indicator.result is not None:
            found = _result(indicator, known)
            if found is not None:
                rule_id, told = found
                file, task, metric = indicator.result
                named = {"indicator": indicator.id, "file": file, "task": task, "metric": metric}
                yield finding(rule_id, indicator.place, risk=risk_name(risk), model=model, **named, **told)


def _result(indicator: Indicator, known: Known) -> tuple[str, dict[str, object]] | None:
    if indicator.result is None or (
        indicator.result in known.results and indicator.result[0] not in known.others
    ):
        return None
    file = indicator.result[0]
    if file in known.others:
        return "ADH-RSK-033", {"other": known.others[file]}
    if file not in known.files:
        return "ADH-RSK-032", {}
    held = [plain(f"{task} / {metric}") for name, task, metric in known.results if name == file]
    return "ADH-RSK-034", {"known": listed(held)}


def _margins(risk: Risk) -> Iterator[Finding]:
    without = [word("what", "indicator", id=one.id) for one in risk.indicators if one.margin is None]
    without += [word("what", "limit") for limit in risk.limits if limit.margin is None]
    if without:
        yield finding("ADH-RSK-029", risk.place, risk=risk_name(risk), which=listed(without))


def _acceptance(one: StandingRisk) -> Iterator[Finding]:
    if not one.risk.tiers and not one.risk.limits:
        return  # told as a lack of criteria
    told = {"risk": risk_name(one.risk), "reasons": reasons(one.acceptable)}
    if one.acceptable.truth is Truth.NO:
        yield finding("ADH-RSK-042", one.risk.place, **told)
    elif one.acceptable.truth is Truth.UNKNOWN:
        yield finding("ADH-RSK-043", one.risk.place, **told)


def _decision(standing: Standing) -> Iterator[Finding]:
    decision = standing.register.decision
    if decision is None:
        yield finding("ADH-RSK-044", standing.register.place)
        return
    if decision.overall is None:
        yield finding("ADH-RSK-045", decision.place)
    if decision.proceed and standing.proceed.truth is not Truth.YES:
        rule_id = "ADH-RSK-040" if standing.proceed.truth is Truth.NO else "ADH-RSK-041"
        yield finding(rule_id, decision.place, reasons=reasons(standing.proceed))
