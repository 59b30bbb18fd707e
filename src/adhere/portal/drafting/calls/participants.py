# SPDX-License-Identifier: EUPL-1.2
"""Who takes part: the participants by group, and the balance of what was said. Article 56(3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from adhere.codes.participation import balance_of
from adhere.codes.parties import parties
from adhere.portal.doing import Asked, can
from adhere.portal.drafting.asking import by_form, open_work, work_of
from adhere.portal.drafting.calls import acts
from adhere.portal.drafting.calls.forms import AdmissionForm, ReasonsForm
from adhere.portal.drafting.groups import independent
from adhere.portal.drafting.models import Comment, Participant, Work
from adhere.portal.exporting import exported
from adhere.portal.forms import posted
from adhere.portal.listing import listed
from adhere.portal.pages import page
from adhere.portal.people.asking import allow, person_of
from adhere.portal.people.models import Interest
from adhere.portal.policy import Action
from adhere.portal.wording import say

COLUMNS = ("organisation", "group", "since", "interests")
ORDER = ("group", "id")


@require_safe
def listing(request: HttpRequest, code: str) -> HttpResponseBase:
    """Answer with who takes part, one group or all, and how the groups are balanced; or with a file of who takes part."""
    work = work_of(code)
    group = request.GET.get("group", "")
    if group and group not in parties():
        raise Http404
    rows = Participant.objects.filter(work=work, until=None).select_related("organisation")
    rows = rows.filter(group=group) if group else rows
    file = exported(request, f"participants-{work.slug}", COLUMNS, _cells(rows))
    if file is not None:
        return file
    found = listed(rows, ORDER, request.GET.get("after", ""))
    interests = interested(found.rows)
    return page(
        request,
        "drafting/participants.html",
        work=work,
        listed=found,
        group=group,
        balance=balances(work),
        rows=[(row, interests.get(row.pk)) for row in found.rows],
        office=can(request, Action.SELECT_PARTICIPANTS),
    )


@require_http_methods(["GET", "POST"])
def admit(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form that lets an invited organisation take part, and let it."""
    allow(request, Action.SELECT_PARTICIPANTS)
    work = open_work(code)

    def act(data: Mapping[str, Any]) -> tuple[Any, ...]:
        acts.admit(work, data["organisation"], data["group"], data["reasons"], by=person_of(request))
        return ("drafting:participants", code)

    asked = Asked(
        title=say("drafting.admit"),
        lead=say("drafting.admit-lead"),
        action=say("drafting.admit-act"),
        act=act,
        done=say("drafting.admitted"),
    )
    return by_form(request, AdmissionForm(*posted(request)), asked)


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show the form that ends a participation, and end it."""
    allow(request, Action.SELECT_PARTICIPANTS)
    work = work_of(code)
    found = get_object_or_404(Participant.objects.select_related("organisation"), pk=number, work=work)

    def act(data: Mapping[str, Any]) -> tuple[Any, ...]:
        acts.end_participation(found.pk, data["reasons"], by=person_of(request))
        return ("drafting:participants", code)

    asked = Asked(
        title=say("drafting.end-participation", organisation=found.organisation.name),
        action=say("drafting.end-participation-act"),
        act=act,
        done=say("drafting.participation-ended"),
    )
    return by_form(request, ReasonsForm(*posted(request)), asked)


def balances(work: Work) -> list[tuple[str, int, int, int, int]]:
    """Return for each group how many take part, how many spoke, how often, and what part of all that is, in whole percents."""
    seats = Participant.objects.filter(work=work, until=None).values("group").annotate(count=Count("id"))
    taking = {row["group"]: row["count"] for row in seats}
    said = (
        Comment.objects.filter(draft__work=work)
        .values("party")
        .annotate(authors=Count("author", distinct=True), comments=Count("id"))
    )
    found = balance_of({row["party"]: (row["authors"], row["comments"]) for row in said})
    spoke = {share.party.id: share for share in found.shares}
    rows = []
    for party in parties().values():
        share = spoke.get(party.id)
        if party.takes_part or share or taking.get(party.id):
            told = (share.authors, share.comments, share.percent) if share else (0, 0, 0)
            rows.append((party.id, taking.get(party.id, 0), *told))
    return rows


def _cells(rows: QuerySet[Participant]) -> Iterator[tuple[Any, ...]]:
    """Yield the cells of a file; how many interests are held is asked for all rows at once."""
    found = list(rows.order_by(*ORDER))
    interests = interested(found)
    for row in found:
        yield row.organisation.name, row.group, row.since, interests.get(row.pk)


def interested(rows: list[Participant]) -> dict[int, int]:
    """Return of participants that have to be independent how many interests their people hold."""
    asked = {row.organisation_id: row.pk for row in rows if row.group in independent()}
    counted = (
        Interest.objects.filter(
            ended=None, person__memberships__until=None, person__memberships__organisation__in=asked
        )
        .values("person__memberships__organisation")
        .annotate(count=Count("id", distinct=True))
    )
    told = {row["person__memberships__organisation"]: row["count"] for row in counted}
    return {participant: told.get(organisation, 0) for organisation, participant in asked.items()}
