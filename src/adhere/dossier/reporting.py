# SPDX-License-Identifier: EUPL-1.2
"""What a dossier holds that reports are made of: which measures bind and how they stand, requests, documentation, issues, clocks.

Article 56(5). Everything is taken as of the last day of the period, as far as the dossier tells; what it cannot tell is not held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from adhere.adherence.scope import scope
from adhere.adherence.statement import Adherence
from adhere.codes.code import Code
from adhere.dossier.adherence import read_adherences
from adhere.dossier.adherencestanding import Codes, Desk, StandingAdherence, cases
from adhere.kernel.finding import Finding, Place
from adhere.kernel.truth import Truth
from adhere.reporting.checks import Reach
from adhere.reporting.computing import Computed, HeldRequest, Holdings, Rows, computed
from adhere.reporting.periods import ReportingPeriod
from adhere.reporting.series import adhered

if TYPE_CHECKING:
    from adhere.adherence.standing import Standing
    from adhere.codes.clockrecord import Run
    from adhere.documentation.record import IssueRecord
    from adhere.dossier.checks import CheckedModel
    from adhere.dossier.portfolio import Portfolio
    from adhere.forms.views import ShownRow
    from adhere.law.library import Law

FORM = "mdf"
ISSUED = "issued"
DONE = ("answered", "not-applicable")
NOT_ASKED = "not-asked"
RECIPIENTS = ("office", "downstream")
"""The recipients whose rows indicators count."""
LEAST_ASKED = "micro"
"""The size that is taken for periods where none is known: every other size reports at least as often."""


@dataclass(kw_only=True)
class ReportingDesk:
    """A dossier as reports need it: its models as they were checked, the law and a date."""

    portfolio: Portfolio
    models: Sequence[CheckedModel]
    law: Law
    on: date
    _shown: dict[str, tuple[ShownRow, ...]] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        """The folder of the dossier."""
        return self.portfolio.root

    @cached_property
    def codes(self) -> Codes:
        """The codes that adherences and reports name, each read once."""
        return Codes(self.root, self.law)

    @cached_property
    def adherences(self) -> tuple[Adherence, ...]:
        """Every adherence that can be read; what is wrong with the others is told where adherences are checked."""
        return tuple(one.adherence for one in read_adherences(self.root) if one.adherence is not None)

    @property
    def provider(self) -> str:
        """The name of the provider."""
        dossier = self.portfolio.stated.dossier if self.portfolio.stated else None
        return dossier.provider.name if dossier else ""

    @property
    def example(self) -> bool:
        """Whether the dossier is an example."""
        dossier = self.portfolio.stated.dossier if self.portfolio.stated else None
        return bool(dossier and dossier.example)

    @property
    def size(self) -> str | None:
        """The size of the provider, stated or derived; None where it is not known."""
        found = [one.model.facts.value("provider.size") for one in self.models]
        return next((one for one in found if isinstance(one, str)), None)

    def code(self, name: str) -> Code | None:
        """Return a code by id or folder; None where there is none that can be read."""
        found = self.codes.code(name, Place(file="-"))
        return None if isinstance(found, Finding) else found

    def of(self, code: str, period: ReportingPeriod) -> tuple[Adherence, ...]:
        """Return the adherences to a code that held in a period."""
        return tuple(one for one in self.adherences if one.code == code and adhered(one, period))

    def reach(self, code: Code, period: ReportingPeriod) -> Reach | None:
        """Return the measures that bind on the last day of a period on which an adherence held; None where none did."""
        held = self.of(code.id, period)
        if not held:
            return None
        models = cases(self.models)
        found: dict[str, set[Truth]] = {}
        for one in held:
            for binding in scope(one, code, models, self.law, self._last_day(one, period)).bindings:
                found.setdefault(binding.commitment, set()).add(binding.bound)
        stated = {said.measure for one in held for said in one.implementations}
        verdicts = {one.id: found.get(one.commitment, set()) for one in code.measures}
        yes = {name for name, truths in verdicts.items() if Truth.YES in truths}
        unknown = {name for name, truths in verdicts.items() if Truth.UNKNOWN in truths} - yes
        return Reach(bound=frozenset(yes | (unknown & stated)), perhaps=frozenset(unknown - stated))

    def _last_day(self, adherence: Adherence, period: ReportingPeriod) -> date:
        last = min(period.until, self.on)
        ended = adherence.end is not None and adherence.end <= last
        return adherence.end - timedelta(days=1) if ended and adherence.end else last

    def standings(self, code: Code, period: ReportingPeriod) -> tuple[Standing, ...] | None:
        """Return how every measure stood on the last day of a period; of several adherences the one that binds."""
        found: dict[str, Standing] = {}
        for adherence in self.of(code.id, period):
            desk = Desk(self.root, cases(self.models), self.law, self._last_day(adherence, period))
            for one in desk.all():
                if isinstance(one, StandingAdherence) and one.adherence == adherence:
                    for standing in one.standings:
                        before = found.get(standing.measure)
                        if before is None or before.bound is not Truth.YES:
                            found[standing.measure] = standing
        return tuple(found.values()) or None

    def figures(self, code: Code, period: ReportingPeriod) -> tuple[Holdings, dict[str, Computed]]:
        """Return what the dossier holds on a period, and what indicators come to; of a period that runs, up to yesterday."""
        passed = replace(period, until=min(period.until, self.on - timedelta(days=1)))
        holdings = self.holdings(code, passed)
        return holdings, computed(holdings, passed)

    def holdings(self, code: Code, period: ReportingPeriod) -> Holdings:
        """Return everything the dossier holds on a period."""
        models = self._covered(code, period)
        return Holdings(
            requests=tuple(self._requests(models, period)),
            rows={recipient: self._rows(recipient, models, period) for recipient in RECIPIENTS},
            standings=self.standings(code, period),
            runs=self._runs(code, models, period),
            issues=self._issues(),
        )

    def _covered(self, code: Code, period: ReportingPeriod) -> list[CheckedModel]:
        """Return the models for which an adherence held; where none says which, or there is none, all."""
        held = self.of(code.id, period)
        named = {name for one in held for name in one.models}
        every = not held or any(not one.models for one in held)
        return [one for one in self.models if every or one.model.id in named]

    def _requests(self, models: Iterable[CheckedModel], period: ReportingPeriod) -> Iterator[HeldRequest]:
        from adhere.dossier.requestchecks import (  # noqa: PLC0415 - for figures only
            StandingRequest,
            standing_requests,
        )

        for model in models:
            for one in standing_requests(self.root, model.model.id, min(period.until, self.on)):
                if isinstance(one, StandingRequest):
                    yield HeldRequest(model=model.model.id, request=one.request, due=one.due)

    def _runs(
        self, code: Code, models: Iterable[CheckedModel], period: ReportingPeriod
    ) -> tuple[Run, ...] | None:
        """Return the clocks of the models on the last day; only one code has clocks that a dossier keeps."""
        from adhere.dossier.clockloading import model_clocks  # noqa: PLC0415 - for figures only
        from adhere.dossier.events import CODE  # noqa: PLC0415

        if code.id != CODE:
            return None
        day = min(period.until, self.on)
        found = (model_clocks(one, self.portfolio, self.law, day) for one in models)
        return tuple(run for clocks in found for run in clocks.all_runs)

    def _rows(self, recipient: str, models: Iterable[CheckedModel], period: ReportingPeriod) -> Rows:
        found = {source: states for source, states in self._states(recipient, models, period) if states}
        asked = [state for states in found.values() for state in states if state != NOT_ASKED]
        answered = sum(state in DONE for state in asked)
        return Rows(form=FORM, answered=answered, asked=len(asked), sources=tuple(found))

    def _states(
        self, recipient: str, models: Iterable[CheckedModel], period: ReportingPeriod
    ) -> Iterator[tuple[str, list[str]]]:
        """Yield how the rows of a recipient stood, per model: in its last issue of the period or before, or else today."""
        for model in models:
            record = self._record(model.model.id, period)
            if record is not None:
                source = f"{ISSUED}/{record.model}/{record.form}/{record.number:04d}"
                yield source, [row.state for row in record.rows if recipient in row.recipients]
            else:
                rows = self._today(model)
                source = f"{model.model.id} ({self.on})"
                yield source, [row.state.value for row in rows if recipient in row.row.recipients]

    def _record(self, model: str, period: ReportingPeriod) -> IssueRecord | None:
        from adhere.dossier.issued import issued  # noqa: PLC0415 - for figures only

        found = None
        for record in issued(self.root, model, FORM).records():
            if date.fromisoformat(record.at[:10]) <= period.until:
                found = record
        return found

    def _today(self, model: CheckedModel) -> tuple[ShownRow, ...]:
        from adhere.dossier.documentation import documented  # noqa: PLC0415 - reads every answer
        from adhere.forms.views import all_rows  # noqa: PLC0415

        if model.model.id not in self._shown:
            filled = documented(model.model, self.portfolio, model, self.on, [FORM]).filled
            self._shown[model.model.id] = all_rows(filled[FORM])
        return self._shown[model.model.id]

    def _issues(self) -> tuple[int, int] | None:
        from adhere.dossier.issued import kept_issues  # noqa: PLC0415 - for figures only

        return kept_issues(self.root)
