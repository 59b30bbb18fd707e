# SPDX-License-Identifier: EUPL-1.2
"""The pages of working groups: who chairs them, with the interests they declared. Article 56(3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from adhere.portal.doing import Asked, by_button, can
from adhere.portal.drafting.asking import by_form, open_work, work_of
from adhere.portal.drafting.meetings import acts
from adhere.portal.drafting.meetings.forms import GroupForm, SeatForm
from adhere.portal.drafting.models import Group, Meeting, Seat
from adhere.portal.drafting.models.parties import LEADS
from adhere.portal.forms import posted
from adhere.portal.languages import current
from adhere.portal.pages import page
from adhere.portal.people.asking import allow, person_of
from adhere.portal.people.models import Interest
from adhere.portal.policy import Action
from adhere.portal.wording import say

SHOWN = 500


@require_safe
def one(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Answer with a working group: who leads it and what interests they hold by name, the others by number."""
    work = work_of(code)
    group = get_object_or_404(Group, pk=number, work=work)
    seats = Seat.objects.filter(group=group, until=None).select_related("person")
    seats = seats.annotate(interests=Count("person__interests", filter=Q(person__interests__ended=None)))
    office = can(request, Action.SELECT_PARTICIPANTS)
    leads = list(seats.filter(part__in=LEADS).order_by("part", "since", "id")[:SHOWN])
    counted = Seat.objects.filter(group=group, until=None).exclude(part__in=LEADS).values_list("part")
    return page(
        request,
        "drafting/group.html",
        work=work,
        group=group,
        leads=leads,
        counted=dict(counted.annotate(count=Count("id")).order_by()),
        members=seats.exclude(part__in=LEADS).order_by("part", "since", "id")[:SHOWN] if office else [],
        interests=_interests(leads) if office else [],
        meetings=Meeting.objects.filter(group=group).order_by("-starts", "-id")[:20],
        office=office,
    )


def _interests(leads: Sequence[Seat]) -> list[Interest]:
    people = [one.person_id for one in leads]
    rows = Interest.objects.filter(person__in=people, ended=None).select_related("person")
    return list(rows.order_by("-declared")[:SHOWN])


@require_http_methods(["GET", "POST"])
def make(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form of a working group, and make one."""
    allow(request, Action.SELECT_PARTICIPANTS)
    work = open_work(code)
    asked = Asked(
        title=say("meetings.make-group"),
        action=say("meetings.make-group-act"),
        act=lambda data: ("drafting:group", code, acts.make_group(work, data, by=person_of(request)).pk),
        done=say("meetings.group-made"),
    )
    return by_form(request, GroupForm(*posted(request)), asked)


@require_http_methods(["GET", "POST"])
def seat(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show the form of a seat in a group, and give one."""
    allow(request, Action.SELECT_PARTICIPANTS)
    group = get_object_or_404(Group.objects.select_related("work"), pk=number, work=open_work(code))

    def act(data: Mapping[str, Any]) -> tuple[Any, ...]:
        acts.seat(group, data["email"], data["part"], by=person_of(request))
        return ("drafting:group", code, number)

    asked = Asked(
        title=say("meetings.seat", group=group.name.in_(current())),
        lead=say("meetings.seat-lead"),
        action=say("meetings.seat-act"),
        act=act,
        done=say("meetings.seated"),
    )
    return by_form(request, SeatForm(*posted(request)), asked)


@require_POST
def end_seat(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """End a seat."""
    allow(request, Action.SELECT_PARTICIPANTS)
    found = get_object_or_404(Seat, pk=number, group__work=work_of(code))
    return by_button(
        request,
        lambda: ("drafting:group", code, acts.end_seat(found, by=person_of(request)).group_id),
        say("meetings.unseated"),
    )
