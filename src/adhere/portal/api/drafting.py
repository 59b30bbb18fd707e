# SPDX-License-Identifier: EUPL-1.2
"""Codes that are drawn up, for programs: what is public with its tag, and with a token of the office the draft in hand, applications and seats."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from ninja.decorators import decorate_view

from adhere.portal.api import draftshapes as shapes
from adhere.portal.api.asking import (
    ApplicationsAsked,
    CommentsAsked,
    PageAsked,
    ParticipantsAsked,
    nothing_asked,
)
from adhere.portal.api.bearer import Bearer
from adhere.portal.api.freshness import kept_while, of_registers
from adhere.portal.api.paging import leading_on, page_of
from adhere.portal.confiding import unkept
from adhere.portal.drafting.asking import today, work_of
from adhere.portal.drafting.models import (
    Answer,
    Application,
    Comment,
    Draft,
    Group,
    Meeting,
    Minutes,
    Participant,
    ReviewPlan,
    Seat,
    Wording,
    Work,
)
from adhere.portal.drafting.texts.shown import counted
from adhere.portal.people.asking import allow
from adhere.portal.policy import Action

router = Router(tags=["drafting"])
fresh = decorate_view(kept_while(of_registers))
Told = dict[str, Any]
SHOWN = 200
"""Rows of a kind that are told with a code; of comments, participants and applications there are pages."""
_WORDS = ("mark", "number", "title_en", "title_nl", "text_en", "text_nl", "provisions", "minds", "unit", "no_indicator_en", "no_indicator_nl", "reason_en", "reason_nl", "removed", "revision")  # fmt: skip
_WORK = ("title_en", "title_nl", "family", "opened", "closed", "event")


@router.get("/drafting", response=shapes.WorkPage, operation_id="drafting")
@fresh
def works(request: HttpRequest, response: HttpResponse, asked: Query[PageAsked]) -> Told:
    """Answer with the codes that are drawn up, the latest first."""
    page = page_of(Work.objects.all(), ("-opened", "-id"), asked)
    return {"rows": [_work(one) for one in page.rows], "next": leading_on(request, response, page)}


@router.get("/drafting/{slug:code}", response=shapes.WorkTold, operation_id="work")
@fresh
def work(request: HttpRequest, code: str) -> Told:
    """Answer with a code that is drawn up: calls, published drafts, groups, meetings, versions and the plan for review."""
    nothing_asked(request)
    found, day = work_of(code), today()
    seats = Participant.objects.filter(work=found, until=None).values_list("group")
    return _work(found) | {
        "provisions": found.provisions,
        "participants": dict(seats.annotate(count=Count("id")).order_by("group")),
        "calls": [
            {name: getattr(one, name) for name in ("id", "text_en", "text_nl", "opens", "closes", "kinds", "event")} | {"state": one.state(day)}
            for one in found.calls.order_by("-opens", "-id")[:SHOWN]
        ],
        "drafts": list(found.drafts.filter(published__isnull=False).order_by("-number")[:SHOWN]),
        "groups": list(found.groups.order_by("id")[:SHOWN]),
        "meetings": [_meeting(one) for one in found.meetings.order_by("-starts", "-id")[:SHOWN]],
        "versions": [
            {name: getattr(one, name) for name in ("version", "published", "sha256", "event")} | {"draft": one.draft.number}
            for one in found.versions.select_related("draft").order_by("-id")[:SHOWN]
        ],
        "review": ReviewPlan.objects.filter(work=found, until=None).first(),
    }  # fmt: skip


@router.get(
    "/drafting/{slug:code}/in-hand", response=shapes.DraftTold, operation_id="draft-in-hand", auth=Bearer()
)
def in_hand(request: HttpRequest, response: HttpResponse, code: str) -> Told:
    """Answer the office with the draft that is written and not published yet."""
    nothing_asked(request)
    allow(request, Action.WRITE_DRAFT)
    unkept(response)
    return _draft(get_object_or_404(Draft.objects.select_related("work"), work=work_of(code), published=None))


@router.get("/drafting/{slug:code}/drafts/{int:number}", response=shapes.DraftTold, operation_id="draft")
@fresh
def draft(request: HttpRequest, code: str, number: int) -> Told:
    """Answer with a draft that was published, with how often each clause was commented on."""
    nothing_asked(request)
    return _draft(_published(code, number))


@router.get(
    "/drafting/{slug:code}/drafts/{int:number}/comments", response=shapes.CommentPage, operation_id="comments"
)
@fresh
def comments(request: HttpRequest, response: HttpResponse, code: str, number: int, asked: Query[CommentsAsked]) -> Told:  # fmt: skip
    """Answer with the comments on a draft."""
    rows = Comment.objects.filter(draft=_published(code, number)).select_related("organisation", "draft")
    if asked.outcome:
        rows = rows.filter(outcome="" if asked.outcome == "waiting" else asked.outcome)
    page = page_of(rows, ("id",), asked)
    return {"rows": [_comment(one) for one in page.rows], "next": leading_on(request, response, page)}


@router.get(
    "/drafting/{slug:code}/comments/{int:number}", response=shapes.CommentTold, operation_id="comment-told"
)
@fresh
def comment(request: HttpRequest, code: str, number: int) -> Told:
    """Answer with a comment and every answer it got."""
    nothing_asked(request)
    rows = Comment.objects.filter(draft__work=work_of(code)).select_related("organisation", "draft")
    found = get_object_or_404(rows, pk=number)
    answers = Answer.objects.filter(comment=found).order_by("-since", "-id")
    names = ("id", "outcome", "reasons", "since", "until", "event")
    told = [{name: getattr(one, name) for name in names} | {"changed": one.changed_id} for one in answers]
    return _comment(found) | {"answers": told}


@router.get(
    "/drafting/{slug:code}/participants", response=shapes.ParticipantPage, operation_id="participants"
)
@fresh
def participants(request: HttpRequest, response: HttpResponse, code: str, asked: Query[ParticipantsAsked]) -> Told:  # fmt: skip
    """Answer with who takes part."""
    rows = Participant.objects.filter(work=work_of(code), until=None).select_related("organisation")
    page = page_of(rows.filter(group=asked.group) if asked.group else rows, ("group", "id"), asked)
    told = [_organised(one) | {name: getattr(one, name) for name in ("since", "event")} for one in page.rows]
    return {"rows": told, "next": leading_on(request, response, page)}


@router.get(
    "/drafting/{slug:code}/applications", response=shapes.ApplicationPage, operation_id="applications", auth=Bearer()
)  # fmt: skip
def applications(request: HttpRequest, response: HttpResponse, code: str, asked: Query[ApplicationsAsked]) -> Told:  # fmt: skip
    """Answer the office with the applications, all or those that stand one way."""
    allow(request, Action.SELECT_PARTICIPANTS)
    unkept(response)
    rows = Application.objects.filter(call__work=work_of(code)).select_related("organisation")
    page = page_of(rows.filter(state=asked.state) if asked.state else rows, ("applied", "id"), asked)
    names = ("motivation", "applied", "state", "reasons", "decided", "event")
    told = [_organised(one) | {"call": one.call_id, **{name: getattr(one, name) for name in names}} for one in page.rows]  # fmt: skip
    return {"rows": told, "next": leading_on(request, response, page)}


@router.get(
    "/drafting/{slug:code}/meetings/{int:number}", response=shapes.MeetingTold, operation_id="meeting"
)
@fresh
def meeting(request: HttpRequest, code: str, number: int) -> Told:
    """Answer with a meeting and the minutes that stand."""
    nothing_asked(request)
    found = get_object_or_404(Meeting, pk=number, work=work_of(code))
    return _meeting(found) | {"minutes": Minutes.objects.filter(meeting=found, until=None).first()}


@router.get(
    "/drafting/{slug:code}/groups/{int:number}",
    response=shapes.SeatsTold,
    operation_id="group",
    auth=Bearer(),
)
def group(request: HttpRequest, response: HttpResponse, code: str, number: int) -> Told:
    """Answer the office with a working group and who sits in it."""
    nothing_asked(request)
    allow(request, Action.SELECT_PARTICIPANTS)
    unkept(response)
    found = get_object_or_404(Group, pk=number, work=work_of(code))
    seats = Seat.objects.filter(group=found, until=None).select_related("person").order_by("part", "id")
    names = ("id", "name_en", "name_nl", "task_en", "task_nl", "since", "event")
    told = [{"id": one.pk, "person": str(one.person), "part": one.part, "since": one.since, "event": one.event} for one in seats]  # fmt: skip
    return {name: getattr(found, name) for name in names} | {"seats": told}


def _published(code: str, number: int) -> Draft:
    rows = Draft.objects.select_related("work")
    return get_object_or_404(rows, work=work_of(code), number=number, published__isnull=False)


def _work(found: Work) -> Told:
    return {"code": found.slug} | {name: getattr(found, name) for name in _WORK}


def _draft(found: Draft) -> Told:
    names = ("number", "begun", "published", "comments_until", "summary_en", "summary_nl", "event")
    counts = counted(found)
    rows = Wording.objects.filter(draft=found).select_related("clause").order_by("removed", "order", "id")
    return {name: getattr(found, name) for name in names} | {
        "code": found.work.slug,
        "clauses": [_clause(one, *counts.get(one.clause_id, (0, 0))) for one in rows],
    }


def _clause(row: Wording, comments: int, answered: int) -> Told:
    told = {"id": row.clause_id, "kind": row.clause.kind, "parent": row.parent_id, "went_to": row.went_to_id}
    return told | {name: getattr(row, name) for name in _WORDS} | {"comments": comments, "answered": answered}


def _comment(row: Comment) -> Told:
    names = ("id", "received", "language", "outcome", "hidden", "event")
    return {name: getattr(row, name) for name in names} | {
        "draft": row.draft.number,
        "clause": row.clause_id,
        "group": row.party,
        "organisation": row.organisation.slug if row.organisation else None,
        "text": None if row.hidden else row.text,
    }


def _organised(row: Participant | Application) -> Told:
    own = row.organisation
    return {"id": row.pk, "group": row.group, "organisation": own.name, "organisation_id": own.slug}


def _meeting(row: Meeting) -> Told:
    names = ("id", "kind", "title_en", "title_nl", "starts", "ends", "place", "cancelled", "event")
    return {name: getattr(row, name) for name in names} | {"group": row.group_id}
