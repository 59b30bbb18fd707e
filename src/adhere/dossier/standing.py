# SPDX-License-Identifier: EUPL-1.2
"""Gathering how the documentation of a dossier stands: what is owed, filled, covered, running, issued and asked.

Articles 53(1)(a) and (b), 52(1) and 56(2)(a); shown by ``adhere status``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from adhere.documentation.asking import Ask
from adhere.dossier.checks import CheckedModel
from adhere.dossier.documentation import Documented, documented
from adhere.dossier.portfolio import Portfolio
from adhere.forms.coverage import Point, coverage
from adhere.forms.form import RECIPIENTS, Recipient
from adhere.forms.views import view
from adhere.kernel.calendar import spoken
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, plain, text_of
from adhere.kernel.truth import Truth
from adhere.law.library import Law
from adhere.models.classification import SYSTEMIC_RISK
from adhere.models.wording import wording
from adhere.render.standing import Annex, Clock, FormStanding, LastIssue, ModelStanding, ToDo

if TYPE_CHECKING:
    from adhere.documentation.requests import RequestState
    from adhere.dossier.requestchecks import StandingRequest
    from adhere.models.classification import Classification

ANNEXES: tuple[tuple[str, Recipient], ...] = (("aia:annex-xi", "office"), ("aia:annex-xii", "downstream"))
"""Annexes and to whom what they list is owed: Article 53(1)(a) and (b)."""
ALWAYS = "mdf"
"""The form that is shown also where nobody answered it and the law does not ask for it today."""


def standing(checked: CheckedModel, portfolio: Portfolio, law: Law) -> ModelStanding:
    """Return how one model stands."""
    outcome = checked.classification
    documentation = documented(checked.model, portfolio, checked, outcome.on)
    found = (*checked.findings, *documentation.findings)
    issues = tuple(_issues(checked, portfolio, documentation, law))
    running = _clocks(checked, portfolio, law)
    shown = _shown(documentation, outcome)
    return ModelStanding(
        id=checked.model.id,
        owed=len(outcome.applying(Truth.YES)),
        unknown=len(outcome.applying(Truth.UNKNOWN)),
        errors=sum(finding.rule.severity == "error" for finding in found),
        forms=tuple(_forms(documentation, shown)),
        annexes=tuple(_annexes(documentation, law)),
        clocks=(*_notification(checked), *running, *_requests(checked, portfolio)),
        issues=issues,
        todo=tuple(_todo(ask) for ask in _relevant(documentation, shown)),
    )


def _shown(documentation: Documented, outcome: Classification) -> frozenset[str]:
    """Return the forms that are owed or that somebody answered."""
    applying = {one.norm.id for one in outcome.applying(Truth.YES)}
    owed = {key for key, one in documentation.filled.items() if applying & set(one.form.duties)}
    return frozenset((owed | documentation.stated | {ALWAYS}) & documentation.filled.keys())


def _forms(documentation: Documented, shown: frozenset[str]) -> Iterator[FormStanding]:
    for key, filled in documentation.filled.items():
        for recipient in RECIPIENTS if key in shown else ():
            seen = view(filled, recipient)
            if recipient in filled.form.recipients and seen.rows:
                yield FormStanding(key=key, name=filled.form.name, recipient=recipient, counts=seen.counts())


def _annexes(documentation: Documented, law: Law) -> Iterator[Annex]:
    for provision, recipient in ANNEXES:
        points = coverage(documentation.filled.values(), _points(provision, law), recipient)
        only_if = frozenset(point.provision for point in points if _only_if(point, documentation))
        yield Annex(provision=provision, recipient=recipient, points=points, only_if=only_if)


def _only_if(point: Point, documentation: Documented) -> bool:
    """Whether every field that answers a point is asked only with systemic risk, and that is not known."""
    risk = [_risk(name, documentation) for name in point.fields]
    return bool(risk) and all(one is Truth.UNKNOWN for one in risk)


def _risk(full_id: str, documentation: Documented) -> Truth | None:
    """Return whether the systemic risk holds under which a field is asked; None where it is asked of every model."""
    form_id, _, field_id = full_id.partition(":")
    for filled in documentation.filled.values():
        if filled.form.id == form_id:
            criterion = filled.form.section(filled.form.field(field_id).section).only_where
            return filled.criteria.get(criterion, Truth.UNKNOWN) if criterion == SYSTEMIC_RISK else None
    return None


def _points(annex: str, law: Law) -> tuple[str, ...]:
    """Return the points of an annex that hold no further points."""
    items = [one.provisions[0] for one in law.article(annex).norms if one.kind == "item"]
    named = tuple(dict.fromkeys(items))
    return tuple(one for one in named if not any(other.startswith(f"{one}.") for other in named))


def _notification(checked: CheckedModel) -> Iterator[Clock]:
    clock = checked.notification
    if clock.status in ("running", "overdue") and clock.deadline is not None:
        day = clock.deadline.day
        told = _word(f"notification-{clock.status}", day=spoken(day))
        yield Clock(text=told, due=day, late=clock.status == "overdue")
    elif clock.status == "start-not-known" and clock.notified_on is None:
        yield Clock(text=_word("notification-start"), due=None, late=False)


def _clocks(checked: CheckedModel, portfolio: Portfolio, law: Law) -> Iterator[Clock]:
    """Yield the clocks of incidents, and of the code as far as it binds the provider, that wait; requests have clocks of their own."""
    folder = portfolio.root / "models" / checked.model.id
    if portfolio.stated is None or not folder.is_dir():
        return
    from adhere.dossier.clockloading import model_clocks  # noqa: PLC0415 - for dossiers with files of a model only
    from adhere.dossier.clocks import binding_clocks  # noqa: PLC0415
    from adhere.dossier.incidents import incident_clocks  # noqa: PLC0415

    clocks = model_clocks(checked, portfolio, law, checked.classification.on)
    yield from incident_clocks(clocks.incidents, clocks.duty)
    yield from binding_clocks(clocks)


def _requests(checked: CheckedModel, portfolio: Portfolio) -> Iterator[Clock]:
    """Yield the requests that wait for an answer, first due first."""
    if portfolio.stated is None or not (portfolio.root / "models" / checked.model.id / "requests").is_dir():
        return
    from adhere.documentation.requests import RequestState  # noqa: PLC0415 - for dossiers with requests only
    from adhere.dossier.requestchecks import StandingRequest, standing_requests  # noqa: PLC0415

    on = checked.classification.on
    found = standing_requests(portfolio.root, checked.model.id, on)
    waiting = [one for one in found if isinstance(one, StandingRequest) and one.state.waiting]
    for one in sorted(waiting, key=lambda one: (one.due.day is None, one.due.day or on)):
        yield _request(one, RequestState.OVERDUE)


def _request(one: StandingRequest, overdue: RequestState) -> Clock:
    day = spoken(one.due.day) if one.due.day else _word("no-day")
    told = _word("request", who=one.request.organisation, day=day, state=one.state.label)
    return Clock(text=told, due=one.due.day, late=one.state is overdue)


def _issues(
    checked: CheckedModel, portfolio: Portfolio, documentation: Documented, law: Law
) -> Iterator[LastIssue]:
    """Yield the last issue of each form that was ever issued, and how much of it is stale today."""
    if portfolio.stated is None or not (portfolio.root / "issued" / checked.model.id).is_dir():
        return
    from adhere.dossier.drift import Today, drift_since  # noqa: PLC0415 - for dossiers with issues only
    from adhere.dossier.issued import issued_forms  # noqa: PLC0415
    from adhere.dossier.watch import read_watch  # noqa: PLC0415

    today = Today(
        root=portfolio.root,
        model=checked.model.id,
        facts=checked.model.facts,
        filled=documentation.filled,
        watch=read_watch(portfolio.root, checked.model.id).watch,
        law=law,
        on=checked.classification.on,
    )
    for issues in issued_forms(portfolio.root, checked.model.id):
        drift = drift_since(issues, today)
        if drift.number is not None and drift.record is not None:
            at, stale = drift.record.at, len(drift.stale)
            yield LastIssue(key=issues.form, number=drift.number, at=at, stale=stale)


def _relevant(documentation: Documented, shown: frozenset[str]) -> Iterator[Ask]:
    """Yield what is asked by the forms that are shown."""
    for ask in documentation.asks:
        if any(name.partition(":")[0] in shown for name in (ask.id, *ask.also)):
            yield ask


def _todo(ask: Ask) -> ToDo:
    who = wording("suppliers").get(ask.who, plain(ask.who))
    return ToDo(id=ask.id, label=ask.label, who=who, recipients=ask.recipients)


def _word(name: str, **values: object) -> Text:
    return text_of(packaged("adhere.dossier", "data/standing.toml")[name]).filled(values)
