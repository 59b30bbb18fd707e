# SPDX-License-Identifier: EUPL-1.2
"""The models of a dossier with the facts people stated."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from adhere.dossier.layout import read_dossier
from adhere.kernel.finding import Finding
from adhere.models.facts import Facts


@dataclass(slots=True, kw_only=True)
class Portfolio:
    """The models of a dossier by id, and what was found wrong with it."""

    models: dict[str, Facts]
    findings: list[Finding] = field(default_factory=list)


def load(path: Path) -> Portfolio:
    """Load a dossier; raise NotADossierError where there is none."""
    stated = read_dossier(path)
    models = {model.id: Facts.of(model.stated) for model in stated.models}
    return Portfolio(models=models, findings=stated.findings)
