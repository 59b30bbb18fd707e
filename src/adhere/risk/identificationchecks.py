# SPDX-License-Identifier: EUPL-1.2
"""Checks on what is identified: specified risks, the process for others, scenarios with their pathways and estimates.

Measures 2.1, 2.2 and 3.4 of the GPAI code. Rules ADH-RSK-001 to 016 and 053.
"""

from __future__ import annotations

from collections.abc import Iterator

from adhere.kernel.finding import Finding
from adhere.kernel.truth import Truth, Verdict, all_of
from adhere.risk.checking import finding, listed, risk_name
from adhere.risk.register import Estimate, Register, Risk, Scenario
from adhere.risk.scales import label, words_of
from adhere.risk.standing import Standing
from adhere.risk.taxonomy import term_name, terms
from adhere.risk.wording import word


def identification_findings(standing: Standing) -> Iterator[Finding]:
    """Yield what is wrong with the risks of a register and their scenarios."""
    register = standing.register
    if register.who is None or register.when is None:
        yield finding("ADH-RSK-007", register.place)
    for missing in standing.missing:
        yield finding("ADH-RSK-001", register.place, risk=missing, name=term_name(missing, "specified"))
    for risk in register.risks:
        if not risk.specified:
            yield from _process(risk)
        if risk.identified is not Truth.NO:
            yield from _nature(risk)
            yield from _scenarios(risk)
            yield from _mitigated(risk, register)


def _process(risk: Risk) -> Iterator[Finding]:
    """The process of measure 2.1(1), which the four specified risks do not need."""
    name = risk_name(risk)
    if risk.found is None:
        yield finding("ADH-RSK-002", risk.place, risk=name)
    if risk.systemic is Truth.UNKNOWN:
        yield finding("ADH-RSK-004", risk.place, risk=name)
    elif risk.why is None:
        yield finding("ADH-RSK-003", risk.place, risk=name)
    essential = essentially(risk)
    if Truth.UNKNOWN not in (essential.truth, risk.systemic) and essential.truth is not risk.systemic:
        decided = word("decided", risk.systemic.value)
        stated = listed(term_name(one, "essential") for one in essential.reasons)
        yield finding("ADH-RSK-005", risk.place, risk=name, decided=decided, stated=stated)


def essentially(risk: Risk) -> Verdict[str]:
    """Return whether a risk has all essential characteristics of Appendix 1.2.1, with the ids that decide it."""
    return all_of(Verdict(risk.essential.get(one, Truth.UNKNOWN), (one,)) for one in terms("essential"))


def _nature(risk: Risk) -> Iterator[Finding]:
    stated = {
        "name": risk.name is not None or risk.specified,
        "types": bool(risk.types),
        "essential": risk.specified or set(terms("essential")) <= set(risk.essential),
        "sources": bool(risk.sources),
    }
    missing = [word("missing", name) for name, there in stated.items() if not there]
    if missing:
        yield finding("ADH-RSK-006", risk.place, risk=risk_name(risk), missing=listed(missing))


def _scenarios(risk: Risk) -> Iterator[Finding]:
    name = risk_name(risk)
    if not risk.scenarios:
        yield finding("ADH-RSK-010", risk.place, risk=name)
    for scenario in risk.scenarios:
        yield from _pathway(risk, scenario)
        yield from _estimates(risk, scenario)


def _pathway(risk: Risk, scenario: Scenario) -> Iterator[Finding]:
    told = {"risk": risk_name(risk), "scenario": scenario.id}
    if not scenario.pathway:
        yield finding("ADH-RSK-011", scenario.place, **told)
        return
    order = words_of("stage")
    places = [order.index(step.stage) for step in scenario.pathway]
    if places[0] != 0 or places[-1] != len(order) - 1 or places != sorted(places):
        ends = {"first": label("stage", order[0]), "last": label("stage", order[-1])}
        yield finding("ADH-RSK-012", scenario.place, **told, **ends)


def _estimates(risk: Risk, scenario: Scenario) -> Iterator[Finding]:
    told: dict[str, object] = {"risk": risk_name(risk), "scenario": scenario.id}
    for which, estimate in (("without", scenario.without), ("mitigated", scenario.mitigated)):
        if estimate is None:
            yield finding("ADH-RSK-014", scenario.place, which=word("missing", which), **told)
    if scenario.without is None and scenario.mitigated is None:
        return
    if scenario.without and scenario.mitigated and _higher(scenario.mitigated, scenario.without):
        yield finding("ADH-RSK-015", scenario.mitigated.place, **told)
    stated = {"method": scenario.method, "basis": scenario.basis, "uncertainty": scenario.uncertainty}
    missing = [word("missing", name) for name, value in stated.items() if value is None]
    if missing:
        yield finding("ADH-RSK-016", scenario.place, missing=listed(missing), **told)


def _higher(one: Estimate, other: Estimate) -> bool:
    """Whether an estimate lies above another on one axis, both of its bounds taken."""
    return one.severity > other.severity or one.probability > other.probability


def _mitigated(risk: Risk, register: Register) -> Iterator[Finding]:
    if not any(risk.id in one.risks for one in register.mitigations):
        yield finding("ADH-RSK-053", risk.place, risk=risk_name(risk))
