# SPDX-License-Identifier: EUPL-1.2
"""The calendar of the drawing up of a code, as a page and as iCalendar, and each meeting with its minutes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from adhere.exchange.calendar import Event, calendar
from adhere.kernel.text import Text, plain
from adhere.portal.doing import Asked, can
from adhere.portal.drafting.asking import by_form, open_work, today, work_of
from adhere.portal.drafting.calls.forms import ReasonsForm
from adhere.portal.drafting.meetings import acts
from adhere.portal.drafting.meetings.forms import MeetingForm, MinutesForm
from adhere.portal.drafting.models import Meeting, Minutes, ReviewPlan, Work
from adhere.portal.exporting import every, exported
from adhere.portal.forms import posted
from adhere.portal.languages import current
from adhere.portal.listing import listed
from adhere.portal.pages import page
from adhere.portal.people.asking import allow, person_of
from adhere.portal.policy import Action
from adhere.portal.wording import say, text

COLUMNS = ("starts", "ends", "title", "kind", "group", "place", "cancelled")
KEPT = 1000
"""Meetings that a calendar file holds, the latest."""


@require_safe
def listing(request: HttpRequest, code: str) -> HttpResponseBase:
    """Answer with the meetings, the latest first, and the days that matter; or with a file of the meetings."""
    work = work_of(code)
    rows, order = Meeting.objects.filter(work=work).select_related("group"), ("-starts", "-id")
    language = current()  # a file is sent after this answers

    def cells(row: Meeting) -> tuple[Any, ...]:
        group = row.group.name.in_(language) if row.group else ""
        title = row.title.in_(language)
        return row.starts, row.ends, title, row.kind, group, row.place, row.cancelled is not None

    file = exported(request, f"meetings-{work.slug}", COLUMNS, every(rows, order, cells))
    return file or page(
        request,
        "drafting/calendar.html",
        work=work,
        listed=listed(rows, order, request.GET.get("after", "")),
        days=sorted(_days(work), key=lambda one: one.day),
        office=can(request, Action.SELECT_PARTICIPANTS),
        now=timezone.now(),
    )


@require_safe
def as_ics(_: HttpRequest, code: str) -> HttpResponse:
    """Answer with meetings and days as a calendar; a meeting keeps its id, so that programs follow what changes."""
    work = work_of(code)
    meetings = Meeting.objects.filter(work=work).order_by("-starts", "-id")[:KEPT]
    content = calendar((*_days(work), *map(_event, meetings)), current(), today())
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{work.slug}.ics"'
    return answer


def _days(work: Work) -> Iterator[Event]:
    """Yield the days on which something opens or closes."""
    for call in work.calls.order_by("opens"):
        yield _day(work, f"call-{call.pk}-opens", call.opens, "meetings.day-call-opens")
        closes = timezone.localdate(call.closed) if call.closed else call.closes
        yield _day(work, f"call-{call.pk}-closes", closes, "meetings.day-call-closes")
    for draft in work.drafts.filter(published__isnull=False).order_by("number"):
        if draft.comments_until is not None:
            name = f"draft-{draft.number}-comments"
            yield _day(work, name, draft.comments_until, "meetings.day-comments", number=draft.number)
    for plan in ReviewPlan.objects.filter(work=work, until=None):
        yield _day(work, "review", plan.due, "meetings.day-review")


def _day(work: Work, name: str, day: Any, said: str, **values: object) -> Event:
    return Event(
        uid=_uid(work, name),
        day=day,
        title=Text("{what}: {code}", "{what}: {code}").filled(
            {"what": text(said).filled(values), "code": work.title}
        ),
        description=plain(""),
        url=f"{settings.ORIGIN}{reverse('drafting:one', args=[work.slug])}",
    )


def _event(meeting: Meeting) -> Event:
    return Event(
        uid=_uid(meeting.work, f"meeting-{meeting.pk}"),
        day=timezone.localdate(meeting.starts),
        title=meeting.title,
        description=text(f"meetings.kind-{meeting.kind}"),
        url=f"{settings.ORIGIN}{reverse('drafting:meeting', args=[meeting.work.slug, meeting.pk])}",
        span=(meeting.starts, meeting.ends),
        place=meeting.place,
        cancelled=meeting.cancelled is not None,
    )


def _uid(work: Work, name: str) -> str:
    return f"{work.slug}-{name}@{settings.ORIGIN.partition('://')[2]}"


@require_safe
def one(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Answer with a meeting and its minutes, corrections included."""
    work = work_of(code)
    found = get_object_or_404(Meeting.objects.select_related("group"), pk=number, work=work)
    return page(
        request,
        "drafting/meeting.html",
        work=work,
        meeting=found,
        minutes=Minutes.objects.filter(meeting=found, until=None).first(),
        former=Minutes.objects.filter(meeting=found).exclude(until=None).order_by("-until"),
        office=can(request, Action.SELECT_PARTICIPANTS),
        over=found.ends <= timezone.now(),
    )


@require_http_methods(["GET", "POST"])
def make(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form of a meeting, and set one."""
    allow(request, Action.SELECT_PARTICIPANTS)
    work = open_work(code)
    asked = Asked(
        title=say("meetings.make"),
        lead=say("meetings.make-lead"),
        action=say("meetings.make-act"),
        act=lambda data: ("drafting:meeting", code, acts.set_meeting(work, data, by=person_of(request)).pk),
        done=say("meetings.made"),
    )
    return by_form(request, MeetingForm(work, *posted(request)), asked)


@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show the form that cancels a meeting, and cancel it."""
    allow(request, Action.SELECT_PARTICIPANTS)
    found = get_object_or_404(Meeting, pk=number, work=work_of(code))

    def act(data: Mapping[str, Any]) -> tuple[Any, ...]:
        acts.cancel(found, data["reasons"], by=person_of(request))
        return ("drafting:meeting", code, number)

    asked = Asked(
        title=say("meetings.cancel", title=found.title.in_(current())),
        action=say("meetings.cancel-act"),
        act=act,
        done=say("meetings.cancelled"),
    )
    return by_form(request, ReasonsForm(*posted(request)), asked)


@require_http_methods(["GET", "POST"])
def minutes(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show the minutes as they stand, and publish them or a correction."""
    allow(request, Action.SELECT_PARTICIPANTS)
    found = get_object_or_404(Meeting, pk=number, work=work_of(code))
    standing = Minutes.objects.filter(meeting=found, until=None).first()

    def act(data: Mapping[str, Any]) -> tuple[Any, ...]:
        acts.publish_minutes(found, data, data.get("seen"), by=person_of(request))
        return ("drafting:meeting", code, number)

    asked = Asked(
        title=say("meetings.minutes-of", title=found.title.in_(current())),
        lead=say("meetings.minutes-lead"),
        action=say("meetings.minutes-act"),
        act=act,
        done=say("meetings.minutes-published"),
    )
    return by_form(request, MinutesForm(standing, *posted(request)), asked)
