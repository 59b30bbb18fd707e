# SPDX-License-Identifier: EUPL-1.2
"""The pages of codes that are drawn up, and of calls and applications."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from adhere.portal.doing import Asked, by_button, can
from adhere.portal.drafting.asking import by_form, latest, open_work, takes_part, today, work_of
from adhere.portal.drafting.calls import acts
from adhere.portal.drafting.calls.forms import ApplicationForm, CallForm, CodeForm, DecisionForm, ReasonsForm
from adhere.portal.drafting.models import Application, Call, Meeting, Participant, ReviewPlan, Work
from adhere.portal.exporting import every, exported
from adhere.portal.forms import posted
from adhere.portal.languages import current
from adhere.portal.listing import listed
from adhere.portal.pages import page
from adhere.portal.people.asking import RefusedError, allow, person_of, who
from adhere.portal.people.models import Interest, Organisation
from adhere.portal.policy import Action, Party
from adhere.portal.wording import say

SHOWN = 20
"""Rows of a kind that the page of a code names; all are on pages of their own."""
CODE_COLUMNS = ("code", "title", "opened", "closed")
APPLICATION_COLUMNS = ("organisation", "group", "applied", "state")


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """Answer with the codes that are drawn up, the newest first, or with a file of them."""
    rows, order = Work.objects.all(), ("-opened", "-id")
    language = current()  # a file is sent after this answers
    cells = every(rows, order, lambda row: (row.slug, row.title.in_(language), row.opened, row.closed))
    file = exported(request, "codes-drawn-up", CODE_COLUMNS, cells)
    return file or page(
        request,
        "drafting/home.html",
        listed=listed(rows, order, request.GET.get("after", "")),
        opens=can(request, Action.OPEN_CODE),
    )


@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with a code: what it has to cover, its calls, drafts, groups and meetings."""
    work, day = work_of(code), today()
    calls = list(Call.objects.filter(work=work).order_by("-opens", "-id")[:SHOWN])
    office = can(request, Action.OPEN_CODE)
    return page(
        request,
        "drafting/one.html",
        work=work,
        calls=[(found, found.state(day)) for found in calls],
        draft=latest(work),
        drafts=work.drafts.filter(**({} if office else {"published__isnull": False})).order_by("-number")[
            :SHOWN
        ],
        groups=work.groups.order_by("id")[:SHOWN],
        participants=Participant.objects.filter(work=work, until=None).count(),
        meetings=Meeting.objects.filter(work=work, ends__date__gte=day).order_by("starts", "id")[:5],
        versions=work.versions.order_by("-id")[:SHOWN],
        review=ReviewPlan.objects.filter(work=work, until=None).first(),
        office=office,
        publishes=can(request, Action.PUBLISH_CODE),
        mine=takes_part(request, work),
    )


@require_http_methods(["GET", "POST"])
def open_code(request: HttpRequest) -> HttpResponse:
    """Show the form of a new code, and open one."""
    allow(request, Action.OPEN_CODE)
    asked = Asked(
        title=say("drafting.open"),
        lead=say("drafting.open-lead"),
        action=say("drafting.open-act"),
        act=lambda data: ("drafting:one", acts.open_code(data, by=person_of(request)).slug),
        done=say("drafting.opened"),
    )
    return by_form(request, CodeForm(*posted(request)), asked)


@require_http_methods(["GET", "POST"])
def close_code(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form that ends the work on a code, and end it."""
    allow(request, Action.OPEN_CODE)
    work = open_work(code)
    asked = Asked(
        title=say("drafting.close", code=work.title.in_(current())),
        lead=say("drafting.close-lead"),
        action=say("drafting.close-act"),
        act=lambda data: ("drafting:one", acts.close_code(work, data["reasons"], by=person_of(request)).slug),
        done=say("drafting.closed"),
    )
    return by_form(request, ReasonsForm(*posted(request)), asked)


@require_http_methods(["GET", "POST"])
def call(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form of a call, and make one."""
    allow(request, Action.OPEN_CODE)
    work = open_work(code)
    asked = Asked(
        title=say("drafting.call", code=work.title.in_(current())),
        action=say("drafting.call-act"),
        act=lambda data: ("drafting:call", work.slug, acts.call(work, data, by=person_of(request)).pk),
        done=say("drafting.called"),
    )
    return by_form(request, CallForm(*posted(request)), asked)


@require_safe
def one_call(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Answer with a call: until when, for whom, and how one applies."""
    work = work_of(code)
    found = get_object_or_404(Call, pk=number, work=work)
    own = list(
        Application.objects.filter(call=found, organisation__in=_organisations(request)).select_related(
            "organisation"
        )
    )
    counted = Application.objects.filter(call=found).values("state").annotate(count=Count("id"))
    return page(
        request,
        "drafting/call.html",
        work=work,
        call=found,
        state=found.state(today()),
        own=own,
        applies=not own or _may_still_apply(request, found, own),
        office=can(request, Action.SELECT_PARTICIPANTS),
        counts={row["state"]: row["count"] for row in counted},
    )


@require_POST
def close_call(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Close a call before its last day."""
    allow(request, Action.OPEN_CODE)
    found = get_object_or_404(Call, pk=number, work=work_of(code))
    return by_button(
        request,
        lambda: ("drafting:call", code, acts.close_call(found.pk, by=person_of(request)).pk),
        say("drafting.call-closed"),
    )


@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show the form of an application, and take one while the call is open."""
    allow(request, Action.APPLY)
    work = open_work(code)
    found = get_object_or_404(Call, pk=number, work=work)
    if found.state(today()) != "open":
        raise RefusedError(say("drafting.call-not-open"))
    own = [
        one for one in Organisation.objects.filter(pk__in=_organisations(request)) if one.kind in found.kinds
    ]
    if not own:
        raise RefusedError(say("drafting.call-not-for-you"))
    asked = Asked(
        title=say("drafting.apply", code=work.title.in_(current())),
        lead=say("drafting.apply-lead"),
        action=say("drafting.apply-act"),
        act=lambda data: (
            "drafting:call",
            code,
            acts.apply(
                found, data["organisation"], data["group"], data["motivation"], by=person_of(request)
            ).call_id,
        ),
        done=say("drafting.applied"),
    )
    return by_form(request, ApplicationForm(found, own, *posted(request)), asked)


@require_safe
def applications(request: HttpRequest, code: str) -> HttpResponseBase:
    """Answer the office which applications there are, those that wait first, or with a file of them."""
    allow(request, Action.SELECT_PARTICIPANTS)
    work = work_of(code)
    state = request.GET.get("state", Application.State.APPLIED)
    if state not in Application.State.values:
        raise Http404
    rows = Application.objects.filter(call__work=work, state=state).select_related("organisation")
    order = ("applied", "id")
    cells = every(rows, order, lambda row: (row.organisation.name, row.group, row.applied, row.state))
    file = exported(request, f"applications-{work.slug}", APPLICATION_COLUMNS, cells, guarded=True)
    return file or page(
        request,
        "drafting/applications.html",
        work=work,
        listed=listed(rows, order, request.GET.get("after", "")),
        state=state,
        states=Application.State.values,
    )


@require_http_methods(["GET", "POST"])
def application(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show an application with the interests its people declared, and decide on it."""
    allow(request, Action.SELECT_PARTICIPANTS)
    work = work_of(code)
    found = get_object_or_404(
        Application.objects.select_related("organisation", "call"), pk=number, call__work=work
    )
    people = found.organisation.memberships.filter(until=None).values("person")
    interests = (
        Interest.objects.filter(person__in=people, ended=None).select_related("person").order_by("-declared")
    )

    def act(data: Mapping[str, Any]) -> tuple[Any, ...]:
        acts.decide(
            number, data["decision"] == "selected", data["group"], data["reasons"], by=person_of(request)
        )
        return ("drafting:applications", code)

    asked = Asked(
        title=say("drafting.application", organisation=found.organisation.name),
        action=say("drafting.decide"),
        act=act,
        done=say("drafting.decided"),
        template="drafting/application.html",
        more={"work": work, "application": found, "interests": list(interests[:200])},
    )
    return by_form(request, DecisionForm(found, *posted(request)), asked)


def _may_still_apply(request: HttpRequest, found: Call, applied: list[Application]) -> bool:
    """Whether someone has an organisation that a call is for and that has not applied yet."""
    left = set(_organisations(request)) - {one.organisation_id for one in applied}
    return Organisation.objects.filter(pk__in=left, kind__in=found.kinds).exists() if left else False


def _organisations(request: HttpRequest) -> list[UUID]:
    """Return the organisations someone may apply for: theirs, where they may write for it."""
    return [
        UUID(organisation)
        for organisation, party, role in who(request).memberships
        if party is not Party.OFFICE and role.value != "reader"
    ]
