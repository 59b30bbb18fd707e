# SPDX-License-Identifier: EUPL-1.2
"""An assessment with the computed facts beside it; the opinion of the Board and the publication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from adhere.kernel.text import Language
from adhere.portal import codes
from adhere.portal.desk.assessing import acts
from adhere.portal.desk.assessing.facts import Facts, facts, facts_beside, planned, published_on
from adhere.portal.desk.assessing.forms import OpenForm, OpinionForm, PublishForm
from adhere.portal.desk.models import Assessment
from adhere.portal.doing import Asked, by_form, can
from adhere.portal.exporting import exported
from adhere.portal.forms import posted
from adhere.portal.languages import current
from adhere.portal.pages import page
from adhere.portal.people.asking import allow, person_of, who
from adhere.portal.policy import Action, Party
from adhere.portal.wording import say

REVIEW_COLUMNS = ("code", "version", "title", "planned", "now", "since", "reason")


@require_http_methods(["GET", "POST"])
def open_assessment(request: HttpRequest) -> HttpResponse:
    """Show which codes can be assessed, and open an assessment."""
    allow(request, Action.ASSESS)
    asked = Asked(
        title=say("desk.open-assessment"),
        action=say("desk.open-assessment-act"),
        act=lambda data: (
            "desk:assessment",
            acts.open_assessment(data["code"], codes.code(data["code"]).version, by=person_of(request)).pk,
        ),
        done=say("desk.assessment-open"),
        back=reverse("desk:home"),
    )
    return by_form(request, OpenForm(*posted(request)), asked)


@require_safe
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Answer with an assessment, to the office and the Board until it is published; after that it is in the register."""
    found = readable(request, number)
    return page(
        request,
        "desk/assessment.html",
        found=found,
        title=say("desk.assessment-title", code=_title(found)),
        facts=_facts(found),
        gives=found.state == Assessment.State.OPENED and can(request, Action.GIVE_OPINION),
        publishes=found.state == Assessment.State.OPINION and can(request, Action.ASSESS),
    )


def readable(request: HttpRequest, number: int) -> Assessment:
    """Return an assessment to the office and the Board; refuse everybody else with the reason."""
    found = get_object_or_404(Assessment, pk=number)
    if not can(request, Action.READ_DESK):
        _board(request)
    return found


@require_http_methods(["GET", "POST"])
def opinion(request: HttpRequest, number: int) -> HttpResponse:
    """Show the form of the opinion of the Board with the facts, and give it, for whoever heads the Board."""
    allow(request, Action.GIVE_OPINION)
    found = get_object_or_404(Assessment, pk=number)
    asked = Asked(
        title=say("desk.give-opinion", code=_title(found)),
        action=say("desk.give-opinion-act"),
        act=lambda data: ("desk:assessment", acts.give_opinion(found.pk, data, by=person_of(request)).pk),
        done=say("desk.opinion-given"),
        back=reverse("desk:assessment", args=[number]),
        template="desk/assessing.html",
        more={"facts": _facts(found), "found": found},
    )
    return by_form(request, OpinionForm(*posted(request)), asked)


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, number: int) -> HttpResponse:
    """Show the form of the finding with the facts and the opinion beside it, and publish it, for whoever heads the office."""
    allow(request, Action.ASSESS)
    found = get_object_or_404(Assessment, pk=number)
    asked = Asked(
        title=say("desk.publish-assessment", code=_title(found)),
        action=say("desk.publish-act"),
        act=lambda data: ("desk:assessment", acts.publish(found.pk, data, by=person_of(request)).pk),
        done=say("desk.assessment-done"),
        back=reverse("desk:assessment", args=[number]),
        template="desk/assessing.html",
        more={"facts": _facts(found), "found": found},
    )
    return by_form(request, PublishForm(*posted(request)), asked)


@require_safe
def reviews(request: HttpRequest) -> HttpResponseBase:
    """Answer with what asks for a review of each code, and by when one is planned, or with a file of it; Article 56(8)."""
    allow(request, Action.READ_DESK)
    today, known = timezone.localdate(), codes.newest()
    published = published_on(one.code.id for one in known)
    rows = [(facts(one, published, today), due) for one, due in planned(known, published)]
    file = exported(request, "reviews", REVIEW_COLUMNS, _review_cells(rows, current()), guarded=True)
    return file or page(request, "desk/reviews.html", rows=rows, today=today)


def _review_cells(rows: Iterable[tuple[Facts, date | None]], language: Language) -> Iterator[tuple[Any, ...]]:
    """Yield a row for each reason to review; of a code without any, one row without."""
    for one, due in rows:
        about = (one.code.id, one.code.version, one.code.title.in_(language), due)
        for reason in one.triggers:
            yield *about, reason.due, reason.day, reason.text.in_(language)
        if not one.triggers:
            yield *about, None, None, ""


def _title(found: Assessment) -> str:
    """Return the title of the code that is assessed, its id where it is not at hand."""
    known = _facts(found)
    return known.code.title.in_(current()) if known is not None else found.code


def _facts(found: Assessment) -> Facts | None:
    """Return what is computed beside an assessment, on the version it is about; None where that is not at hand."""
    return facts_beside(found, timezone.localdate())


def _board(request: HttpRequest) -> None:
    """Let the members of the Board in, whatever their role; refuse everybody else with the reason of the policy."""
    if not any(party is Party.BOARD for _, party, _ in who(request).memberships):
        allow(request, Action.READ_DESK)
