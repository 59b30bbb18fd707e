# SPDX-License-Identifier: EUPL-1.2
"""The pages of requests: finding a model and seeing what is public, asking, the requests of one's organisation, and one request."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from adhere.documentation.periods import askers, code_period
from adhere.law.citations import cite
from adhere.portal.doing import Asked, acting_for, by_button, by_form, can
from adhere.portal.exporting import every, exported
from adhere.portal.forms import posted
from adhere.portal.listing import listed
from adhere.portal.norms import norms
from adhere.portal.pages import page
from adhere.portal.people.asking import allow, person_of, who
from adhere.portal.policy import Action, On, Party, lacks_factor
from adhere.portal.register.asof import as_of
from adhere.portal.register.lists import MODELS
from adhere.portal.register.models import RegisteredModel, Summary
from adhere.portal.requests import acts
from adhere.portal.requests.afterwards import CAN_BE_EXTENDED, sets_its_day
from adhere.portal.requests.forms import AnswerForm, DeclineForm, DownstreamForm, PowerForm, row_choices
from adhere.portal.requests.models import Request
from adhere.portal.requests.standing import DOWNSTREAM, asker_of, main_form, overdue, standing
from adhere.portal.submissions.models import Submission
from adhere.portal.wording import say

ARTICLE = "aia:art-91"
COLUMNS = ("model", "asker", "provider", "made", "due", "state")
FOUND = 20
"""Models that a search shows."""
SHOWN = 20
"""Rows of a kind that a page of a model names."""


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """Answer with the requests of whoever asks, the newest first, and a search for models; or with a file of the requests."""
    words = request.GET.get("q", "").replace("\0", "").strip()
    models = MODELS.asked(as_of(request), words).order_by(*MODELS.order)[:FOUND] if words else []
    asker = who(request)
    rows = visible(request)
    if request.GET.get("show") == "overdue":
        rows = rows.filter(overdue(timezone.localdate()))
    if asker.signed_in:
        file = exported(request, "requests", COLUMNS, every(rows, ("-event",), _cells), guarded=True)
        if file is not None:
            return file
    return page(
        request,
        "requests/home.html",
        words=words,
        models=models,
        signed_in=asker.signed_in,
        listed=listed(rows, ("-event",), request.GET.get("after", "")) if asker.signed_in else None,
        show=request.GET.get("show", ""),
        today=timezone.localdate(),
    )


@require_safe
def model(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with what is public of a model, and what a downstream provider may ask for beside it."""
    found = _model(slug)
    form = main_form()
    public = {row.id for _, row in form.rows("public")} if "public" in form.recipients else set()
    return page(
        request,
        "requests/model.html",
        model=found,
        summaries=Summary.objects.filter(model=found, until=None).order_by("-since", "-id")[:SHOWN],
        issues=Submission.objects.filter(model=found, recipient="public").order_by("-event")[:SHOWN],
        rows=[(row, label) for row, label in row_choices(DOWNSTREAM) if row not in public],
        period=code_period("answer-downstream"),
        measure=cite(code_period("answer-downstream").measure),
        asks=can(request, Action.REQUEST_DOCUMENTATION),
        asks_under_91=can(request, Action.REQUEST_UNDER_91),
    )


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form of a request of a downstream provider, and take one."""
    found = _model(slug)
    form = DownstreamForm(acting_for(request, Action.REQUEST_DOCUMENTATION), *posted(request))
    period = code_period("answer-downstream")
    asked = Asked(
        title=say("requests.ask", model=str(found)),
        lead=say("requests.ask-lead", length=period.length.label, measure=cite(period.measure), rows=len(form.fields["rows"].choices)),  # type: ignore[attr-defined]
        action=say("requests.ask-act"),
        act=lambda data: ("requests:one", _asked(request, found, form, data).pk),
        done=say("requests.asked"),
        back=reverse("requests:model", args=[slug]),
    )  # fmt: skip
    return by_form(request, form, asked)


@require_http_methods(["GET", "POST"])
def ask_under_91(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form of a request under Article 91 with what the law says of it, and take one."""
    found = _model(slug)
    form = PowerForm(acting_for(request, Action.REQUEST_UNDER_91), *posted(request))
    asked = Asked(
        title=say("requests.ask-91", model=str(found)),
        action=say("requests.ask-act"),
        act=lambda data: ("requests:one", _asked(request, found, form, data).pk),
        done=say("requests.asked"),
        back=reverse("requests:model", args=[slug]),
        template="portal/with_law.html",
        more={"norms": norms(ARTICLE)},
    )
    return by_form(request, form, asked)


@require_safe
def one(request: HttpRequest, number: str) -> HttpResponse:
    """Answer with a request: how it stands, why its last day is that day, and what was answered."""
    found = visible_request(request, number)
    answers = list(
        found.answers.select_related("pack", "pack__issue").prefetch_related("marks", "pack__releases")
    )
    labels = dict(row_choices(found.kind))
    return page(
        request,
        "requests/one.html",
        found=found,
        stands=standing(found, answers, timezone.localdate()),
        asker=asker_of(found),
        grounds=[cite(ground) for ground in found.grounds],
        rows=[labels.get(row, row) for row in found.rows],
        answers=[(answer, [(labels.get(mark.field, say("requests.field-text")), mark.why) for mark in answer.marks.all()]) for answer in answers],
        extensions=found.extensions.all(),
        extends=found.state in CAN_BE_EXTENDED and sets_its_day(found) and can(request, Action.EXTEND_REQUEST, On(owner=str(found.asker_id))),
        withdraws=can(request, Action.WITHDRAW_PACK, On(owner=str(found.provider_id))),
        answers_it=found.state in acts.CAN_BE_ANSWERED and can(request, Action.ANSWER_REQUEST, On(owner=str(found.provider_id))),
        forwards=found.state == Request.State.TO_FORWARD and can(request, Action.EVALUATE),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """Show the form of an answer, and give one."""
    found = _found(number)
    allow(request, Action.ANSWER_REQUEST, On(owner=str(found.provider_id)))
    form = AnswerForm(found, *posted(request), initial={"seen": found.answers.count()})
    asked = Asked(
        title=say("requests.answer", asker=found.asker.name),
        lead=say("requests.answer-lead", recipient=asker_of(found).recipient, model=str(found.model)),
        action=say("requests.answer-act"),
        act=lambda data: (
            "requests:one",
            acts.answer(found.pk, form.given(), seen=data["seen"], by=person_of(request)).request_id,
        ),
        done=say("requests.answered"),
        back=reverse("requests:one", args=[number]),
    )
    return by_form(request, form, asked)


@require_POST
def forward(request: HttpRequest, number: str) -> HttpResponse:
    """Pass the request of an authority on to the provider, for the office."""
    allow(request, Action.EVALUATE)
    found = _found(number)
    return by_button(
        request,
        lambda: ("requests:one", acts.forward(found.pk, by=person_of(request)).pk),
        say("requests.forwarded"),
    )


@require_http_methods(["GET", "POST"])
def decline(request: HttpRequest, number: str) -> HttpResponse:
    """Show the form of not passing a request on, and decline it with reasons, for the office."""
    allow(request, Action.EVALUATE)
    found = _found(number)
    asked = Asked(
        title=say("requests.decline", asker=found.asker.name),
        action=say("requests.decline-act"),
        act=lambda data: ("requests:one", acts.decline(found.pk, data["reasons"], by=person_of(request)).pk),
        done=say("requests.declined"),
        back=reverse("requests:one", args=[number]),
    )
    return by_form(request, DeclineForm(*posted(request)), asked)


def visible_request(request: HttpRequest, number: str) -> Request:
    """Return a request for those who may see that it is there: who asks, who is asked, and the office."""
    found = _found(number)
    allow(request, Action.READ_CONFIDENTIAL, needed_by(found))
    return found


def needed_by(found: Request) -> On:
    """Return who needs to know a request and its answers; the provider once the request has reached it."""
    asked = (
        None if found.state in (Request.State.TO_FORWARD, Request.State.DECLINED) else str(found.provider_id)
    )
    return On(owner=asked, released_to=frozenset({str(found.asker_id)}))


def visible(request: HttpRequest) -> QuerySet[Request]:
    """Return the requests someone may see: all for the office, else those of their organisations, made or received.

    None for who lacks the second factor that is asked of them. Only who is both a provider and another party is asked about with an OR, which no index serves.
    """
    asker = who(request)
    memberships = asker.memberships
    rows = Request.objects.select_related("asker", "provider", "model")
    if lacks_factor(asker):
        return rows.none()
    if any(party is Party.OFFICE for _, party, _ in memberships):
        return rows
    received = [organisation for organisation, party, _ in memberships if party is Party.PROVIDER]
    made = [organisation for organisation, party, _ in memberships if party is not Party.PROVIDER]
    waiting = (Request.State.TO_FORWARD, Request.State.DECLINED)
    to_them = Q(provider__in=received) & ~Q(state__in=waiting)
    if not made:
        return rows.filter(to_them)
    return rows.filter(Q(asker__in=made) | to_them if received else Q(asker__in=made))


def _asked(request: HttpRequest, found: RegisteredModel, form: Any, data: Any) -> Request:
    ground = data.get("ground")
    return acts.ask(
        found,
        form.organisation,
        purpose=data["purpose"],
        rows=data["rows"],
        grounds=[ground] if ground else list(askers()[DOWNSTREAM].grounds),
        scope=data.get("scope", ""),
        due=data.get("due"),
        by=person_of(request),
    )


def _cells(row: Request) -> tuple[Any, ...]:
    return str(row.model), row.asker.name, row.provider.name, row.made, row.due, row.state


def _model(slug: str) -> RegisteredModel:
    return get_object_or_404(RegisteredModel.objects.select_related("provider"), slug=slug)


def _found(number: str) -> Request:
    return get_object_or_404(Request.objects.select_related("asker", "provider", "model"), pk=number)
