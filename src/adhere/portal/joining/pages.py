# SPDX-License-Identifier: EUPL-1.2
"""Where joining begins: how it goes, one's own providers, what waits for the office; and a provider's own page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from adhere.kernel.text import Text
from adhere.portal import codes, policy
from adhere.portal.audit.models import Event, Payload
from adhere.portal.exporting import every, exported
from adhere.portal.listing import listed
from adhere.portal.pages import page
from adhere.portal.people.asking import allow, who
from adhere.portal.people.models import Organisation
from adhere.portal.policy import Action, On, Party, Who
from adhere.portal.register.models import Adherence, RegisteredModel
from adhere.portal.submissions.models import SigningKey, Submission
from adhere.portal.submissions.obligations import obligations
from adhere.portal.submissions.views import provider_of

SHOWN, LATEST = 100, 10
COLUMNS = ("provider", "code", "chapter", "models", "since")


@dataclass(frozen=True, slots=True, kw_only=True)
class Joinable:
    """A code a provider can adhere to."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One row of the adherences of a provider, with the reason that was given for its end, if one was."""

    row: Adherence
    refused: bool
    reason: str


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """Answer with how joining goes, the providers one belongs to, and for the office the statements that wait for it, or a file of them."""
    asker = who(request)
    own = {owner for owner, party, _ in asker.memberships if party is Party.PROVIDER}
    evaluates = policy.may(asker, Action.EVALUATE).allowed
    waiting = (
        Adherence.objects.filter(until=None, state=Adherence.State.STATED)
        .select_related("provider")
        .prefetch_related("covers")
    )
    order = ("since", "id")
    if evaluates:
        file = exported(request, "statements", COLUMNS, every(waiting, order, _cells), guarded=True)
        if file is not None:
            return file
    shown = listed(waiting, order, request.GET.get("after", "")) if evaluates else None
    return page(
        request,
        "joining/home.html",
        providers=Organisation.objects.filter(id__in=own),
        evaluates=evaluates,
        listed=shown,
        known=codes.named(row.code for row in shown.rows) if shown else {},
    )


@require_safe
def provider(request: HttpRequest, provider: str) -> HttpResponse:
    """Answer with a provider's own page: adherences, models, keys, what was handed in, and what is to be done."""
    organisation = provider_of(provider)
    on = On(owner=str(organisation.id))
    asker = allow(request, Action.READ_SUBMISSION, on)
    rows = list(Adherence.objects.filter(provider=organisation).order_by("-since", "-id")[:SHOWN])
    return page(
        request,
        "joining/provider.html",
        provider=organisation,
        adherences=list(_shown(rows)),
        known=codes.named(row.code for row in rows),
        models=RegisteredModel.objects.filter(provider=organisation)[:SHOWN],
        keys=SigningKey.objects.filter(organisation=organisation, until=None)[:SHOWN],
        submissions=Submission.objects.filter(provider=organisation)[:LATEST],
        obligations=obligations(organisation, timezone.localdate())[:LATEST],
        codes=[Joinable(id=one.code.id, title=one.code.title) for one in codes.newest()],
        **_rights(asker, on),
    )


def _cells(row: Adherence) -> tuple[Any, ...]:
    models = "; ".join(str(model) for model in row.covers.all())
    return row.provider.name, row.code, row.chapter, models, row.since


def _rights(asker: Who, on: On) -> dict[str, bool]:
    asked = {
        "adheres": Action.ADHERE,
        "withdraws": Action.WITHDRAW,
        "hands_in": Action.SUBMIT,
        "registers": Action.REGISTER_MODEL,
    }
    return {name: policy.may(asker, action, on).allowed for name, action in asked.items()}


def _shown(found: Sequence[Adherence]) -> Iterable[Shown]:
    ended = [row.ended_by for row in found if row.ended_by is not None]
    refused = set(Event.objects.filter(seq__in=ended, kind="adherence:refused").values_list("seq", flat=True))
    told = {one.event_id: _reason(one.content) for one in Payload.objects.filter(event_id__in=refused)}
    for row in found:
        yield Shown(row=row, refused=row.ended_by in refused, reason=told.get(row.ended_by or -1, ""))


def _reason(content: Any) -> str:
    said = json.loads(bytes(content))["content"].get("reason", "")
    return said if isinstance(said, str) else ""
