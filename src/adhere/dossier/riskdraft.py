# SPDX-License-Identifier: EUPL-1.2
"""What the register of systemic risks says, as answers to the forms of the Framework and of the Model Report; never more than it says.

GPAI code, measures 1.1, 7.2, 7.3 and 7.4. An answer is declared by whoever stands behind the register; a part nobody stated is left open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from adhere.forms.answers import Answer, Record, Value
from adhere.forms.form import Form
from adhere.kernel.data import packaged
from adhere.kernel.finding import Place
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.text import Text, plain, text_of
from adhere.kernel.truth import Truth
from adhere.risk.checking import risk_name
from adhere.risk.estimates import probability_text, severity_text
from adhere.risk.register import Estimate, Register, Risk
from adhere.risk.scales import severities
from adhere.risk.tiers import ordered
from adhere.risk.wording import joined, number

if TYPE_CHECKING:
    from pathlib import Path

METHOD = "register"
"""How a source is cited that is the register."""
Entries = Iterator[Mapping[str, Value | None]]
Drafted = Entries | Text | None


def register_answers(form: Form, root: Path, model: str) -> dict[str, Answer]:
    """Return the answers that the register of a model gives to a form; none where there is no register, or the form is another."""
    makers = MAKERS.get(form.id, {})
    if not makers:
        return {}
    from adhere.dossier.riskfile import read_register  # noqa: PLC0415 - YAML, only for these two forms

    read = read_register(root, model)
    if read.register is None:
        return {}
    drafted = ((name, make(read.register)) for name, make in makers.items())
    return {name: found for name, one in drafted if (found := _answer(name, one, read.register)) is not None}


def _answer(name: str, drafted: Drafted, register: Register) -> Answer | None:
    value: Value | None
    if drafted is None or isinstance(drafted, Text):
        value = drafted
    else:
        value = tuple(Record({key: part for key, part in one.items() if part is not None}) for one in drafted)
    if not value:
        return None
    return Answer(
        field=name, value=value, basis=Basis.DECLARED, sources=(_source(register),), place=register.place
    )


def _source(register: Register) -> Source:
    place: Place = register.place
    when = register.when.isoformat() if register.when else None
    return Source(file=place.file, method=METHOD, at=f"line {place.line}", who=register.who, when=when)


def _identified(register: Register) -> Iterator[Risk]:
    return (risk for risk in register.risks if risk.identified is Truth.YES)


# The Framework.


def _criteria(register: Register) -> Entries:
    for risk in _identified(register):
        told = [*(_tier(risk, one.id) for one in ordered(risk.tiers)), *_limits(risk)]
        if told:
            why = plain(risk.criteria_why) if risk.criteria_why else None
            yield {"risk": risk_name(risk), "tiers": joined(told, "; "), "reasons": why}


def _tier(risk: Risk, tier_id: str) -> Text:
    """Return a tier with the indicators it hangs on."""
    tier = next(one for one in risk.tiers if one.id == tier_id)
    found = [one for one in risk.indicators if one.id in tier.indicators]
    shown = joined(
        _word(
            "indicator-margin" if one.margin is not None else "indicator",
            what=one.what,
            threshold=number(one.threshold),
            margin=number(one.margin) if one.margin is not None else "",
        )
        for one in found
    )
    return _word("tier", id=tier.id, what=tier.what, indicators=shown)


def _limits(risk: Risk) -> Iterator[Text]:
    for limit in risk.limits:
        told = {"severity": severities()[limit.severity].label, "bound": number(limit.at_most)}
        yield _word("limit", **told)


def _tier_mitigations(register: Register) -> Entries:
    what = {one.id: one.what for one in register.mitigations}
    for risk in _identified(register):
        for tier in ordered(risk.tiers):
            found = [plain(what[name]) for name in tier.mitigations if name in what]
            if found:
                named = _word("tier-of", risk=risk_name(risk), id=tier.id)
                yield {"tier": named, "mitigations": joined(found, "; ")}


def _forecasts(register: Register) -> Entries:
    for risk in _identified(register):
        for tier in ordered(risk.tiers):
            if tier.forecast is not None:
                yield {
                    "risk": _word("tier-of", risk=risk_name(risk), id=tier.id),
                    "not_before": tier.forecast.since,
                    "not_after": tier.forecast.until,
                    "reasons": plain(tier.forecast.why),
                }


# The Model Report.


def _estimates(register: Register) -> Entries:
    for risk in _identified(register):
        for scenario in risk.scenarios:
            if scenario.without is not None or scenario.mitigated is not None:
                yield {
                    "risk": _word("scenario-of", risk=risk_name(risk), title=scenario.title),
                    "without": _estimate(scenario.without),
                    "with": _estimate(scenario.mitigated),
                    "reasons": _sentences(scenario.basis, scenario.uncertainty),
                }


def _estimate(estimate: Estimate | None) -> Text | None:
    if estimate is None:
        return None
    told = {"severity": severity_text(estimate), "probability": probability_text(estimate)}
    return _word("estimate", **told)


def _mitigations(register: Register) -> Entries:
    for one in register.mitigations:
        if one.status == "implemented":
            yield {"what": plain(one.what), "how": _sentences(*one.effective.values())}


def _identification(register: Register) -> Text | None:
    lines = [_word("found", risk=risk_name(one), how=one.found) for one in register.risks if one.found]
    return joined(lines, " ") if lines else None


def _decision(register: Register) -> Text | None:
    found = register.decision
    if found is None:
        return None
    key = "proceed" if found.proceed else "not-proceed"
    why = _sentences(found.why, found.overall)
    return _word(key, on=found.on, by=found.by, why=why or plain(""))


def _goal(register: Register) -> Text | None:
    goal = register.security.goal if register.security else None
    return plain(goal) if goal else None


def _alternatives(register: Register) -> Text | None:
    found = register.security.objectives if register.security else ()
    lines = [plain(f"{one.id}: {one.alternative}") for one in found if one.alternative]
    return joined(lines, "; ") if lines else None


def _choice(register: Register) -> Text | None:
    lines = [plain(f"{one.name}: {one.chosen_because}") for one in register.evaluators if one.chosen_because]
    return joined(lines, "; ") if lines else None


def _sentences(*texts: str | None) -> Text | None:
    found = [text.rstrip(".") for text in texts if text]
    return plain(". ".join(found) + ".") if found else None


def _word(name: str, **values: object) -> Text:
    return text_of(packaged("adhere.dossier", "data/risk-draft.toml")[name]).filled(values)


MAKERS: Mapping[str, Mapping[str, Callable[[Register], Drafted]]] = {
    "framework": {
        "acceptance_criteria": _criteria,
        "tier_mitigations": _tier_mitigations,
        "tier_forecasts": _forecasts,
    },
    "model-report": {
        "decision": _decision,
        "identification": _identification,
        "estimates": _estimates,
        "safety_mitigations": _mitigations,
        "security_goal": _goal,
        "security_alternatives": _alternatives,
        "evaluator_choice": _choice,
    },
}
"""By form and field, what makes its answer of a register."""
