# SPDX-License-Identifier: EUPL-1.2
"""The register of systemic risks of a model held against its dossier: results of evaluations, evidence, other models, the law.

Article 55(1)(a), (b) and (d); the checks themselves are in ``adhere.risk``. A dossier without registers pays nothing for it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from adhere.dossier.riskfile import ReadRegister, file_of_register, read_register
from adhere.kernel.calendar import Calendar
from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import plain
from adhere.kernel.truth import Truth
from adhere.risk.checking import Known
from adhere.risk.checks import register_findings
from adhere.risk.register import Register
from adhere.risk.rules import rule
from adhere.risk.scales import figure
from adhere.risk.standing import Standing, standing
from adhere.risk.tiers import ResultKey, Score

if TYPE_CHECKING:
    from adhere.documentation.evaluations.result import Evaluations
    from adhere.dossier.portfolio import DossierModel, Portfolio

OTHER_MODEL = "ADH-DOC-025"
"""The rule that tells results of another model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingRegister:
    """A register as it was read and as it stands; ``standing`` is None where the file could not be read."""

    read: ReadRegister
    standing: Standing | None
    size: str | None
    findings: tuple[Finding, ...]


def has_register(root: Path, model: str) -> bool:
    """Whether a model has a file for a register."""
    return os.path.lexists(root / file_of_register(model))


def standing_register(model: DossierModel, portfolio: Portfolio, on: date) -> StandingRegister:
    """Return the register of a model as it stands on a date, with everything found wrong."""
    return standing_of(read_register(portfolio.root, model.id), model, portfolio, on)


def standing_of(read: ReadRegister, model: DossierModel, portfolio: Portfolio, on: date) -> StandingRegister:
    """Return how a register stands that was read."""
    size = model.facts.value("provider.size")
    told = str(size) if size is not None else None
    if read.register is None:
        return StandingRegister(read=read, standing=None, size=told, findings=read.findings)
    known = _known(read.register, model, portfolio)
    register = _with_days(read.register, known)
    found = standing(register, known.results, on, _calendar(portfolio))
    findings = (*read.findings, *register_findings(found, known))
    return StandingRegister(read=read, standing=found, size=told, findings=findings)


def risk_findings(model: DossierModel, portfolio: Portfolio, systemic: Truth, on: date) -> Iterator[Finding]:
    """Yield the findings on the register of a model; one without systemic risk may keep it of its own accord."""
    place = Place(file=file_of_register(model.id))
    if not has_register(portfolio.root, model.id):
        if systemic is Truth.YES:
            yield Finding(rule=rule("ADH-RSK-078"), place=place, values={"model": model.id})
        return
    if systemic is Truth.NO:
        yield Finding(rule=rule("ADH-RSK-079"), place=place, values={"model": model.id})
    yield from standing_register(model, portfolio, on).findings


def _known(register: Register, model: DossierModel, portfolio: Portfolio) -> Known:
    """Return what a register is held against; results are read only where an indicator rests on one."""
    evaluations = _evaluations(register, model, portfolio)
    results = {} if evaluations is None else dict(_scores(evaluations))
    reports = evaluations.findings if evaluations is not None else []
    return Known(
        results=results,
        files=frozenset(key[0] for key in results),
        others={
            one.place.file: str(one.values["evaluated"]) for one in reports if one.rule.id == OTHER_MODEL
        },
        absent=frozenset(file for file in _evidence(register) if not _there(portfolio.root, file)),
        models={one.id: _placed(one) for one in portfolio.models},
    )


def _evaluations(register: Register, model: DossierModel, portfolio: Portfolio) -> Evaluations | None:
    if not any(one.result is not None for risk in register.risks for one in risk.indicators):
        return None
    from adhere.dossier.documentation import model_evaluations  # noqa: PLC0415 - only where results are named

    return model_evaluations(model, portfolio)


def _scores(evaluations: Evaluations) -> Iterator[tuple[ResultKey, Score]]:
    """Yield the scores by file, task and metric, so many standard errors wide on either side."""
    for one in evaluations.results:
        spread = (one.stderr or Decimal(0)) * figure("standard_errors")
        yield (
            (one.source.file or "", one.task, one.metric),
            Score(low=one.value - spread, high=one.value + spread),
        )


def _evidence(register: Register) -> Iterator[str]:
    for mitigation in register.mitigations:
        yield from mitigation.evidence
    for objective in register.security.objectives if register.security else ():
        yield from objective.evidence


def _there(root: Path, file: str) -> bool:
    """Whether a file lies in the dossier; one that leads out of it counts as not there."""
    path = os.path.realpath(root / file)
    inside = os.path.realpath(root)
    return os.path.commonpath((path, inside)) == inside and os.path.isfile(path)  # noqa: PTH113 - never raises


def _placed(model: DossierModel) -> date | None:
    day = model.facts.value("market.placed_on")
    return day if isinstance(day, date) else None


def _with_days(register: Register, known: Known) -> Register:
    """Give a reference of one's own the day that the dossier has for it, where the register names none."""
    references = tuple(
        replace(one, placed_on=known.models.get(one.id)) if one.own and one.placed_on is None else one
        for one in register.references
    )
    return replace(register, references=references)


def _calendar(portfolio: Portfolio) -> Calendar:
    """Return the working days where the provider is; only weekends where that is no Member State, or not stated."""
    dossier = portfolio.stated.dossier if portfolio.stated else None
    country = dossier.provider.established_in if dossier else None
    try:
        return Calendar.for_country(country) if country else Calendar(name=plain("-"))
    except ValueError:
        return Calendar(name=plain("-"))
