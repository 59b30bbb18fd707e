# SPDX-License-Identifier: EUPL-1.2
"""A dossier as the commands of upkeep need it: its models, what is stated of each, and its issues; exit 2 where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from adhere.cli.loading import ids, loaded, models_meant, quit_unread
from adhere.cli.output import refuse
from adhere.cli.wording import say

if TYPE_CHECKING:
    from adhere.dossier.drift import Today
    from adhere.dossier.portfolio import DossierModel, Portfolio
    from adhere.forms.answers import Filled
    from adhere.law.library import Law


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A dossier on a date."""

    portfolio: Portfolio
    law: Law
    on: date

    @property
    def root(self) -> Path:
        """Its folder."""
        return self.portfolio.root

    @property
    def models(self) -> list[str]:
        """The ids of its models."""
        return ids(self.portfolio)

    def chosen(self, model_id: str | None) -> list[str]:
        """Return the models asked for: one, or all; exit 2 where there is none of that id."""
        return models_meant(self.models, model_id)

    def filled(self, model_id: str, forms: Iterable[str]) -> Mapping[str, Filled]:
        """Return forms of a model as they are filled today; those that are no longer known are left out."""
        from adhere.dossier.upkeep import filled_forms

        return filled_forms(self.model(model_id), self.portfolio, self.on, forms)

    def today(self, model_id: str, forms: Iterable[str]) -> Today:
        """Return what an issue of a model is held against."""
        from adhere.dossier.drift import Today
        from adhere.dossier.watch import read_watch

        return Today(
            root=self.root,
            model=model_id,
            facts=self.model(model_id).facts,
            filled=self.filled(model_id, forms),
            watch=read_watch(self.root, model_id).watch,
            law=self.law,
            on=self.on,
        )

    def model(self, model_id: str) -> DossierModel:
        """Return a model by id."""
        return next(model for model in self.portfolio.models if model.id == model_id)


def kept(path: Path, on: date) -> Kept:
    """Load a dossier; exit 2 where there is none, or only a model folder, and 1 where its file has errors."""
    from adhere.law.library import Law

    portfolio = loaded(path, on)
    if portfolio.stated is None:
        refuse(say("loading.no-dossier", path=path))
    quit_unread(portfolio.stated)
    return Kept(portfolio=portfolio, law=Law(), on=on)
