# SPDX-License-Identifier: EUPL-1.2
"""The clocks of a code for the models of a provider, as far as the portal knows what happened: from the register and from submissions.

Whether a clock runs, is met, or was met late is said by ``adhere.codes.clocks``. The portal keeps no full record: what is not here may still
have been done, and then it is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from adhere.codes.catalogue import code
from adhere.codes.clockdata import clock_rule
from adhere.codes.clockrecord import ClockState, Occurrence, Record, Run
from adhere.codes.clocks import standing
from adhere.kernel.data import packaged
from adhere.kernel.truth import Truth
from adhere.portal.people.models import Organisation
from adhere.portal.register.models import RegisteredModel
from adhere.portal.submissions.adhering import bound, statements
from adhere.portal.submissions.models import Submission

CODE = "gpai-2025"
"""The one code whose clocks are data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelRun:
    """One running of a clock for a model; ``binds`` tells whether the provider is bound to its measure."""

    model: RegisteredModel
    run: Run
    binds: Truth


def event_of(form: str) -> str | None:
    """Return the event that handing in a form is, None where it is none of a clock."""
    found = packaged("adhere.portal.submissions", "data/events.toml")["event"].get(form)
    return found if isinstance(found, str) else None


def occurrences(model: RegisteredModel, handed_in: Iterable[tuple[str, datetime]]) -> list[Occurrence]:
    """Return what is known to have happened with a model; ``handed_in`` are forms with the moment each was received."""
    found = []
    if model.placed_on is not None:
        found.append(Occurrence(event="placed-on-market", at=model.placed_on))
    if model.withdrawn_on is not None:
        found.append(Occurrence(event="withdrawn-from-market", at=model.withdrawn_on))
    for form, received in handed_in:
        event = event_of(form)
        if event is not None:
            found.append(Occurrence(event=event, at=received))
    return found


def met_late(
    model: RegisteredModel, form: str, received: datetime, before: Iterable[tuple[str, datetime]], on: date
) -> Run | None:
    """Return a clock that a submission meets, but too late; None where it meets none or is in time."""
    event = event_of(form)
    if event is None or any(event_of(earlier) == event for earlier, _ in before):
        return None
    record = Record(occurrences=tuple(occurrences(model, [*before, (form, received)])), kept=False)
    for run in standing(code(CODE), record, on):
        if run.state is ClockState.MET_LATE and event in clock_rule(run.id).done and run.day is not None:
            return run
    return None


def provider_runs(provider: Organisation, on: date) -> Iterator[ModelRun]:
    """Yield every clock that is or may be running for the models of a provider, and binds or may bind."""
    models = list(RegisteredModel.objects.filter(provider=provider).order_by("name", "slug"))
    held = statements(provider, CODE)
    if not models or not held:
        return
    truths = bound(held, code(CODE), models, on)
    handed_in = _handed_in(provider, models)
    for model in models:
        record = Record(occurrences=tuple(occurrences(model, handed_in[model.pk])), kept=False)
        for run in standing(code(CODE), record, on):
            binds = truths.get((run.measure.commitment, model.slug), Truth.NO)
            if binds is not Truth.NO and run.start is not None and run.state is not ClockState.NOT_BOUND:
                yield ModelRun(model=model, run=run, binds=binds)


def _handed_in(
    provider: Organisation, models: Sequence[RegisteredModel]
) -> dict[object, list[tuple[str, datetime]]]:
    found: dict[object, list[tuple[str, datetime]]] = {one.pk: [] for one in models}
    forms = list(packaged("adhere.portal.submissions", "data/events.toml")["event"])
    rows = Submission.objects.filter(provider=provider, form__in=forms, model__isnull=False)
    for model, form, received in rows.order_by("received").values_list("model_id", "form", "received"):
        found[model].append((form, received))
    return found
