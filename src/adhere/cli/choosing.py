# SPDX-License-Identifier: EUPL-1.2
"""One model of what a command was pointed at, a dossier or a model folder; exit 2 where it cannot be told which."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adhere.cli.loading import loaded, model_of
from adhere.cli.options import Decorator
from adhere.cli.output import refuse
from adhere.cli.wording import say

if TYPE_CHECKING:
    from adhere.documentation.evaluations.result import EvaluationResult
    from adhere.dossier.portfolio import DossierModel, Portfolio


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """One model, the folder its files are in (None where the dossier names none), its version and whether it is an example."""

    model: DossierModel
    portfolio: Portfolio
    folder: Path | None
    version: str | None = None
    example: bool = False

    def results(self) -> tuple[EvaluationResult, ...]:
        """Return the evaluation results that lie in the dossier for this model; what cannot be read is left to ``check``."""
        from adhere.dossier.documentation import model_evaluations

        return tuple(model_evaluations(self.model, self.portfolio).results)

    def opened(self, on: date) -> frozenset[str]:
        """Return the facts that answers marked as public open to everybody."""
        from adhere.dossier.documentation import opened_facts

        return opened_facts(self.model, self.portfolio, on)


def model_option() -> Decorator:
    """``--model``: which model of a dossier."""
    return click.option("--model", "model_id", metavar="ID", help=say("card.help-model"))


def include_option() -> Decorator:
    """``--include``: facts that may be told although they are not for these recipients by themselves."""
    return click.option(
        "--include", "include", metavar=say("card.metavar-fact"), multiple=True, help=say("card.help-include")
    )


def chosen(path: Path, on: date, model_id: str | None) -> Chosen:
    """Load a dossier or model folder and return the model that is meant; exit 2 where there is none or are several."""
    portfolio = loaded(path, on)
    return _chosen(portfolio, model_of(portfolio, model_id))


def included(names: Iterable[str]) -> frozenset[str]:
    """Return what to include; exit 2 for a name that is no fact which can be told."""
    from adhere.exchange.disclosure import EVALUATIONS, exposures

    known = [*exposures(), EVALUATIONS]
    for name in names:
        if name not in known:
            refuse(say("card.no-fact", fact=name, known=", ".join(known)))
    return frozenset(names)


def _chosen(portfolio: Portfolio, model: DossierModel) -> Chosen:
    stated = portfolio.stated
    if stated is None:
        return Chosen(model=model, portfolio=portfolio, folder=portfolio.root)
    entry = next(one.entry for one in stated.models if one.id == model.id)
    return Chosen(
        model=model,
        portfolio=portfolio,
        folder=Path(os.path.normpath(portfolio.root / model.artefacts)) if model.artefacts else None,
        version=entry.version,
        example=bool(stated.dossier and stated.dossier.example),
    )
