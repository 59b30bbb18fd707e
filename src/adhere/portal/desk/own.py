# SPDX-License-Identifier: EUPL-1.2
"""What the organisations of whoever asks have to do with the office: the newest of each kind as a page, and each list whole as a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase

from adhere.portal.desk.models import Alert, Assessment, Complaint, Incident, Question
from adhere.portal.doing import can
from adhere.portal.exporting import every, exported
from adhere.portal.pages import page
from adhere.portal.people.asking import allow
from adhere.portal.people.models import Organisation
from adhere.portal.policy import Action, Party
from adhere.portal.register.models import ProviderWord
from adhere.portal.register.words import found as named

SHOWN = 20
"""Rows of a kind that the page shows; its file holds them all."""
ORDER = ("-event",)


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """One list of the page, with its rows as cells under ``columns``."""

    rows: QuerySet[Any]
    columns: tuple[str, ...]
    cells: Callable[[Any], Sequence[Any]]


def own(request: HttpRequest) -> HttpResponseBase:
    """Answer with one's own business, or with one list of it as a file (``?list=incidents&format=csv``)."""
    memberships = allow(request, Action.ENTER_DESK).memberships
    mine = Organisation.objects.filter(pk__in=[organisation for organisation, _, _ in memberships])
    lists = _lists(mine, {party for _, party, _ in memberships})
    name = request.GET.get("list", "")
    if name in lists:
        asked = lists[name]
        cells = every(asked.rows, ORDER, asked.cells)
        file = exported(request, name, asked.columns, cells, guarded=True)
        if file is not None:
            return file
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    providers = Organisation.objects.filter(kind="provider")
    found = named(providers, ProviderWord, words).order_by("name")[:SHOWN] if words else []
    shown: dict[str, Any] = {name: one.rows.order_by(*ORDER)[:SHOWN] for name, one in lists.items()}
    return page(
        request,
        "desk/own.html",
        words=words,
        providers=found,
        mine=mine.filter(kind="provider").order_by("name"),
        complains=can(request, Action.COMPLAIN),
        alerts_too=can(request, Action.ALERT),
        **shown,
    )


def _lists(mine: QuerySet[Organisation], parties: set[Party]) -> dict[str, List]:
    """Return the lists by their names; what no organisation of theirs may see is not among them."""
    incidents = Incident.objects.select_related("provider", "model")
    lists = {
        "incidents": _incidents(incidents.filter(provider__in=mine)),
        "questions": List(
            rows=Question.objects.filter(provider__in=mine).select_related("provider"),
            columns=("provider", "received", "due", "state"),
            cells=lambda row: (row.provider.name, row.received, row.due, row.state),
        ),
        "complaints": List(
            rows=Complaint.objects.filter(complainant__in=mine).select_related("provider", "complainant"),
            columns=("complainant", "provider", "received", "state"),
            cells=lambda row: (row.complainant.name, row.provider.name, row.received, row.state),
        ),
        "alerts": List(
            rows=Alert.objects.filter(expert__in=mine).select_related("provider", "expert"),
            columns=("expert", "provider", "received", "state"),
            cells=lambda row: (row.expert.name, row.provider.name, row.received, row.state),
        ),
    }
    if Party.AUTHORITY in parties:
        lists["supervised"] = _incidents(incidents)
    if Party.BOARD in parties:
        lists["assessments"] = List(
            rows=Assessment.objects.all(),
            columns=("code", "version", "opened", "state"),
            cells=lambda row: (row.code, row.version, row.opened, row.state),
        )
    return lists


def _incidents(rows: QuerySet[Incident]) -> List:
    return List(
        rows=rows,
        columns=("provider", "model", "aware", "state"),
        cells=lambda row: (row.provider.name, str(row.model or ""), row.aware, row.state),
    )
