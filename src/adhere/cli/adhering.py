# SPDX-License-Identifier: EUPL-1.2
"""A dossier as the commands on adherence need it: its models with their verdicts, and every adherence as it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from adhere.cli.loading import loaded, quit_unread
from adhere.cli.output import refuse
from adhere.cli.wording import language, say
from adhere.kernel.truth import Truth

if TYPE_CHECKING:
    from adhere.adherence.gap import Gap
    from adhere.codes.code import Code
    from adhere.codes.coverage import Coverage
    from adhere.dossier.adherence import ReadAdherence
    from adhere.dossier.adherencestanding import StandingAdherence
    from adhere.dossier.checks import CheckedModel
    from adhere.dossier.layout import StatedDossier
    from adhere.kernel.finding import Finding
    from adhere.law.library import Law


@dataclass(kw_only=True)
class Adhering:
    """A dossier on a date with what is stated about codes."""

    root: Path
    stated: StatedDossier
    models: tuple[CheckedModel, ...]
    law: Law
    on: date

    @property
    def provider(self) -> str:
        """The name of the provider."""
        return self.stated.dossier.provider.name if self.stated.dossier else ""

    @cached_property
    def read(self) -> list[StandingAdherence | ReadAdherence]:
        """Every file of an adherence."""
        from adhere.dossier.adherencestanding import Desk, cases

        return list(Desk(self.root, cases(self.models), self.law, self.on).all())

    @property
    def standing(self) -> list[StandingAdherence]:
        """The adherences that could be read."""
        from adhere.dossier.adherencestanding import StandingAdherence

        return [one for one in self.read if isinstance(one, StandingAdherence)]

    @cached_property
    def findings(self) -> list[Finding]:
        """Everything found on them."""
        from adhere.dossier.adherencechecks import findings_on_all

        return list(findings_on_all(self.root, self.read, self.models, self.law, self.on))

    def chosen(self, code: str | None) -> list[StandingAdherence]:
        """Return the adherences to a code, or all; those that hold first."""
        found = [one for one in self.standing if code in (None, one.adherence.code, one.code.id)]
        return sorted(found, key=lambda one: not one.adherence.holds(self.on))

    def current(self, code: str | None) -> list[StandingAdherence]:
        """Return the adherences that hold, else the latest, else what a provider without any has to show; exit 2 without a code."""
        found = self.chosen(code)
        holding = [one for one in found if one.adherence.holds(self.on)]
        if holding:
            return holding
        if found:
            return [max(found, key=lambda one: one.adherence.since or date.min)]
        return [self._unsigned(code)]

    def code(self, name: str) -> Code:
        """Return a code by its id, or its folder as seen from the dossier; exit 2 where there is none."""
        from adhere.dossier.adherencestanding import Codes
        from adhere.dossier.file import FILE
        from adhere.kernel.finding import Finding, Place

        found = Codes(self.root, self.law).code(name, Place(file=FILE))
        if isinstance(found, Finding):
            refuse(f"{found.wrong(language())} {found.remedy(language())}")
        return found

    def _unsigned(self, code: str | None) -> StandingAdherence:
        from adhere.dossier.adherencestanding import Desk, cases

        if code is None:
            from adhere.codes.catalogue import known_codes

            refuse(say("adherence.which-code", known=", ".join(known_codes())))
        return Desk(self.root, cases(self.models), self.law, self.on).unsigned(code, self.code(code))

    def gaps(self, one: StandingAdherence) -> tuple[Gap, ...]:
        """Return how each duty is served under an adherence."""
        from adhere.adherence.gap import gaps
        from adhere.codes.coverage import coverage

        found = coverage(one.code, self.law, self.on)
        return gaps(found, one.standings, lambda duty: self._applies(duty, one.adherence.models))

    def matrix(self, one: StandingAdherence, measures: Iterable[str]) -> Coverage:
        """Return what some measures of the code of an adherence cover."""
        from adhere.adherence.gap import restricted
        from adhere.codes.coverage import coverage

        return coverage(restricted(one.code, frozenset(measures)), self.law, self.on)

    def _applies(self, duty: str, models: tuple[str, ...]) -> Truth:
        """Whether a duty applies to any of the models that an adherence is about."""
        found = {
            obligation.applies
            for model in self.models
            if not models or model.model.id in models
            for obligation in model.classification.obligations
            if obligation.norm.id == duty
        }
        if Truth.YES in found:
            return Truth.YES
        return Truth.NO if found == {Truth.NO} else Truth.UNKNOWN


def adhering(path: Path, on: date) -> Adhering:
    """Load a dossier; exit 2 where there is none, or only a model folder, and 1 where its file has errors."""
    from adhere.dossier.checks import check
    from adhere.law.library import Law

    portfolio = loaded(path, on)
    if portfolio.stated is None:
        refuse(say("loading.no-dossier", path=path))
    quit_unread(portfolio.stated)
    law = Law()
    models = check(portfolio, law, on).models
    return Adhering(root=portfolio.root, stated=portfolio.stated, models=models, law=law, on=on)
