# SPDX-License-Identifier: EUPL-1.2
"""Adherences, models and evidence as tests need them, in few words."""

from __future__ import annotations

from datetime import date
from typing import Any

from adhere.adherence.scope import ModelCase, Scope, scope
from adhere.adherence.standing import Standing, standings
from adhere.adherence.statement import Adherence, Evidence, Implementation, Status
from adhere.codes.catalogue import code
from adhere.kernel.finding import Place
from adhere.kernel.truth import Truth, Verdict
from adhere.law.library import Law

LAW = Law()
GPAI = code("gpai-2025")
ON = date(2026, 11, 29)
PLACE = Place(file="adherence/gpai-2025.yaml", line=1)
DIGEST = "ab" * 32
ORDINARY = {
    "criterion:provider-of-general-purpose-model": Truth.YES,
    "criterion:provider-of-systemic-risk-model": Truth.NO,
    "criterion:open-source-exempt": Truth.NO,
    "criterion:sme": Truth.NO,
    "criterion:small-mid-cap": Truth.NO,
}
SYSTEMIC = {**ORDINARY, "criterion:provider-of-systemic-risk-model": Truth.YES}
OPEN_SOURCE = {**ORDINARY, "criterion:open-source-exempt": Truth.YES}
NOT_KNOWN = {**ORDINARY, "criterion:provider-of-systemic-risk-model": Truth.UNKNOWN, "criterion:open-source-exempt": Truth.UNKNOWN}  # fmt: skip


def model(truths: dict[str, Truth], name: str = "example") -> ModelCase:
    """Return a model for which each criterion holds as told; its reason is the criterion itself."""
    return ModelCase(id=name, holds=lambda criterion: Verdict(truths[criterion], (criterion,)))


def adherence(**fields: Any) -> Adherence:
    """Return an adherence to the code of 2025, in full and since 2026 unless told otherwise."""
    told = {"code": "gpai-2025", "extent": "full", "since": date(2026, 1, 1), "place": PLACE}
    return Adherence(**{**told, **fields})


def done(measure: str, status: Status, *evidence: Evidence, **fields: Any) -> Implementation:
    return Implementation(measure=measure, status=status, evidence=evidence, place=PLACE, **fields)


def proof(file: str = "a.md", sha256: str | None = DIGEST, **fields: Any) -> Evidence:
    return Evidence(file=file, sha256=sha256, place=PLACE, **fields)


def reach(one: Adherence, *models: ModelCase, on: date = ON) -> Scope:
    return scope(one, GPAI, models or (model(ORDINARY),), LAW, on)


def stand(one: Adherence, *models: ModelCase, on: date = ON, **seen: str | None) -> dict[str, Standing]:
    """Return how every measure stands, by id; ``a.md`` lies there as it was recorded unless told."""
    files: dict[str, str | None] = {"a.md": DIGEST, **{f"{name}.md": digest for name, digest in seen.items()}}
    found = standings(one, GPAI, reach(one, *models, on=on), files, on)
    return {each.measure: each for each in found}
