# SPDX-License-Identifier: EUPL-1.2
"""How deep the work on a risk has to go, from its severity, its probability and the provider's size, with the reasoning shown.

Article 56(2)(d): measures proportionate to the risks, their severity and probability, and the size of the provider. The table of depths
is ours (``data/scales.toml``); reliefs for SMEs and SMCs are those the code has, in its own words.
"""

from __future__ import annotations

from dataclasses import dataclass

from adhere.codes.catalogue import code
from adhere.kernel.data import packaged
from adhere.kernel.text import Text
from adhere.risk.estimates import cells, estimates, probability_text, severity_text
from adhere.risk.register import Estimate, Evaluation, Register, Risk
from adhere.risk.scales import Depth, depth_at, depths, figure, reliefs
from adhere.risk.wording import word

SMALL = frozenset({"micro", "small", "medium", "small-mid-cap"})
"""Sizes for which the code has reliefs: SMEs and small mid-caps (Article 3, points 14a and 14b)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proportion:
    """The depth that fits a risk, None where it is not estimated; why; what falls short of it."""

    depth: Depth | None
    reasons: tuple[Text, ...]
    short: tuple[Text, ...] = ()


def proportion(risk: Risk, register: Register, *, externally: bool) -> Proportion:
    """Return the depth for one risk, by the estimate without mitigations; ``externally`` is whether outsiders evaluated it."""
    found = estimates(risk, mitigated=False)
    if not found:
        return Proportion(depth=None, reasons=(word("proportion", "not-estimated"),))
    order = list(depths())
    scenario, estimate, depth = max(
        ((scenario, one, _deepest(one)) for scenario, one in found), key=lambda one: order.index(one[2].id)
    )
    values = {"severity": severity_text(estimate), "probability": probability_text(estimate)}
    reasons = [word("proportion", "estimate", scenario=scenario.id, **values)]
    if len({depth_at(*cell).id for cell in cells(estimate)}) > 1:
        reasons.append(word("proportion", "range"))
    short = tuple(_short(risk, register, depth, externally=externally))
    return Proportion(depth=depth, reasons=tuple(reasons), short=short)


def _deepest(estimate: Estimate) -> Depth:
    order = list(depths())
    return max((depth_at(*cell) for cell in cells(estimate)), key=lambda one: order.index(one.id))


def size_reliefs(size: str | None) -> tuple[tuple[str, Text], ...]:
    """Return what the code lets a provider of this size do otherwise, by measure; of an unknown or a large one nothing."""
    if size not in SMALL:
        return ()
    found = code(packaged("adhere.risk", "data/taxonomy.toml")["code"])
    texts = {one.id: one.relief for one in found.commitments} | {one.id: one.relief for one in found.measures}
    return tuple((name, text) for name in reliefs() if (text := texts[name]) is not None)


def of_evaluations(register: Register, risk_id: str) -> tuple[Evaluation, ...]:
    """Return the evaluations that bear on a risk."""
    return tuple(one for one in register.evaluations if not one.risks or risk_id in one.risks)


def _short(risk: Risk, register: Register, depth: Depth, *, externally: bool) -> list[Text]:
    evaluations = of_evaluations(register, risk.id)
    found: list[Text] = []
    if len(risk.scenarios) < depth.scenarios:
        found.append(word("proportion", "few-scenarios", have=len(risk.scenarios), want=depth.scenarios))
    if len(evaluations) < depth.evaluations:
        found.append(word("proportion", "few-evaluations", have=len(evaluations), want=depth.evaluations))
    if depth.days and any(
        one.days is not None and one.days < figure("evaluation_days") for one in evaluations
    ):
        found.append(word("proportion", "hurried", want=depth.days))
    if depth.id == list(depths())[-1]:
        if evaluations and not any(one.open_ended for one in evaluations):
            found.append(word("proportion", "not-open-ended"))
        if not externally:
            found.append(word("proportion", "no-outsider"))
    return found
