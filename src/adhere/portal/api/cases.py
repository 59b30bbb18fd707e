# SPDX-License-Identifier: EUPL-1.2
"""The cases of the desk for programs: questions, incidents, complaints and alerts, their words on record only; and assessments of codes.

Articles 55(1)(c), 56(5) and (6), 78, 89(2) and 90. Who may read one is said where its page is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router

from adhere.portal.api import caseshapes
from adhere.portal.api.asking import nothing_asked
from adhere.portal.api.bearer import Bearer
from adhere.portal.confiding import asked_for, unkept
from adhere.portal.desk.alerts.views import FIELDS as ALERTED
from adhere.portal.desk.assessing.views import readable
from adhere.portal.desk.complaints.views import FIELDS as COMPLAINED
from adhere.portal.desk.models import Alert, Case, Complaint, Incident, Question
from adhere.portal.policy import Action, On

router = Router(tags=["desk"])
Told = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of case: who needs to know one, what of it is read on record, and what else is told of it."""

    name: str
    model: type[Case]
    on: Callable[[Any], On]
    fields: Callable[[Any], dict[str, str]]
    also: tuple[str, ...] = ()
    more: Callable[[Any], Told] = lambda _: {}
    action: Action = Action.READ_CONFIDENTIAL


def _of_provider(row: Any) -> On:
    return On(owner=str(row.provider_id))


def _words(names: tuple[str, ...]) -> Callable[[Any], dict[str, str]]:
    return lambda row: {name: getattr(row, name) for name in names if getattr(row, name)}


KINDS = (
    Kind(
        name="question",
        model=Question,
        on=_of_provider,
        fields=_words(("answer",)),
        more=lambda row: {"due": row.due},
    ),
    Kind(
        name="incident",
        model=Incident,
        on=_of_provider,
        action=Action.READ_INCIDENT,
        fields=lambda row: {f"reports.{one.pk}": one.text for one in row.reports.all()},
        also=("model",),
        more=lambda row: {
            "due": row.due,
            "harms": row.harms,
            "reports": [{"kind": one.kind, "at": one.at} for one in row.reports.all()],
        },
    ),
    Kind(
        name="complaint",
        model=Complaint,
        on=lambda row: On(released_to=frozenset({str(row.complainant_id)})),
        fields=_words(COMPLAINED),
        also=("model", "complainant"),
        more=lambda row: {"sender": row.complainant.name, "grounds": row.provisions},
    ),
    Kind(
        name="alert",
        model=Alert,
        on=lambda row: On(released_to=frozenset({str(row.expert_id)})),
        fields=_words(ALERTED),
        also=("model", "expert"),
        more=lambda row: {"sender": row.expert.name, "grounds": [row.ground]},
    ),
)


def _add(kind: Kind) -> None:
    def one(request: HttpRequest, response: HttpResponse, number: UUID) -> Told:
        return _told(request, response, kind, number)

    path = f"/desk/{kind.name}s/{{uuid:number}}"
    for method, name in (("GET", kind.name), ("POST", f"{kind.name}-on-record")):
        router.add_api_operation(
            path, [method], one, response=caseshapes.Case, operation_id=name, auth=Bearer()
        )


def _told(request: HttpRequest, response: HttpResponse, kind: Kind, number: UUID) -> Told:
    """Answer with a case; asked by POST with its words, which is put on record first."""
    nothing_asked(request)
    rows: Any = kind.model._default_manager  # noqa: SLF001 - each kind has its own
    row = get_object_or_404(rows.select_related("provider", *kind.also), pk=number)
    words = kind.fields(row)
    shown = asked_for(request, kind.on(row), row.subject, words, action=kind.action)
    unkept(response)
    about: Told = {"sender": None, "due": None, "grounds": [], "harms": [], "reports": []}
    return about | kind.more(row) | {
        "kind": kind.name,
        "id": str(row.pk),
        "provider": row.provider.name,
        "provider_id": row.provider.slug,
        "model_id": row.model.slug if "model" in kind.also and row.model else None,
        "words": words if shown else None,
        **{name: getattr(row, name) for name in ("received", "changed", "state", "event")},
    }  # fmt: skip


for _kind in KINDS:
    _add(_kind)


@router.get(
    "/desk/assessments/{int:number}", response=caseshapes.Assessing, operation_id="assessment", auth=Bearer()
)
def assessment(request: HttpRequest, response: HttpResponse, number: int) -> Told:
    """Answer with an assessment, to the office and the Board."""
    nothing_asked(request)
    found = readable(request, number)
    unkept(response)
    names = ("id", "code", "version", "state", "opened", "opinion", "opinion_en", "opinion_nl", "judgement", "review", "event")  # fmt: skip
    return {name: getattr(found, name) for name in names} | {"publication": found.published_id}
