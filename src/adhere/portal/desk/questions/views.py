# SPDX-License-Identifier: EUPL-1.2
"""Questions to a provider: asked from a submission or by themselves, answered by the provider, read by both."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from adhere.portal.confiding import asked_for, unkept
from adhere.portal.desk.models import Question
from adhere.portal.desk.questions import acts
from adhere.portal.desk.questions.forms import AnswerForm, QuestionForm
from adhere.portal.doing import Asked, by_button, by_form, can
from adhere.portal.forms import posted
from adhere.portal.pages import page
from adhere.portal.people.asking import allow, person_of
from adhere.portal.people.models import Organisation
from adhere.portal.policy import Action, On
from adhere.portal.submissions.models import Submission
from adhere.portal.wording import say


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form of a question to a provider, and ask it; ``?about=`` names the submission it is about."""
    allow(request, Action.ASK_PROVIDER)
    provider = get_object_or_404(Organisation, slug=slug, kind=Organisation.Kind.PROVIDER)
    about = _about(request, provider)
    asked = Asked(
        title=say("desk.ask", provider=provider.name),
        lead=say("desk.ask-about", issue=str(about)) if about else "",
        action=say("desk.ask-act"),
        act=lambda data: (
            "desk:question",
            acts.ask(provider, about, data["text"], data["due"], by=person_of(request)).pk,
        ),
        done=say("desk.asked"),
        back=reverse("desk:home"),
    )
    return by_form(request, QuestionForm(*posted(request)), asked)


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, number: UUID) -> HttpResponse:
    """Answer with a question, to the office and the provider it was put to; what it answers only on record."""
    found = _found(number)
    on = On(owner=str(found.provider_id))
    shown = asked_for(request, on, found.subject, ["answer"])
    answered = page(
        request,
        "desk/question.html",
        found=found,
        overdue=found.state == Question.State.OPEN and found.due < timezone.localdate(),
        answers=found.state == Question.State.OPEN and can(request, Action.ANSWER_OFFICE, on),
        closes=found.state == Question.State.ANSWERED and can(request, Action.ASK_PROVIDER),
        shown=shown,
    )
    return unkept(answered) if shown else answered


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show the form of an answer, and give it, for the provider."""
    found = _found(number)
    allow(request, Action.ANSWER_OFFICE, On(owner=str(found.provider_id)))
    asked = Asked(
        title=say("desk.answer-question"),
        lead=found.text,
        action=say("desk.answer-question-act"),
        act=lambda data: ("desk:question", acts.answer(found.pk, data["answer"], by=person_of(request)).pk),
        done=say("desk.question-given"),
        back=reverse("desk:question", args=[number]),
    )
    return by_form(request, AnswerForm(*posted(request)), asked)


@require_POST
def close(request: HttpRequest, number: UUID) -> HttpResponse:
    """Take note of an answer, for the office."""
    allow(request, Action.ASK_PROVIDER)
    found = _found(number)
    return by_button(
        request,
        lambda: ("desk:question", acts.close(found.pk, by=person_of(request)).pk),
        say("desk.question-noted"),
    )


def _about(request: HttpRequest, provider: Organisation) -> Submission | None:
    try:
        number = UUID(request.GET.get("about", ""))
    except ValueError:
        return None
    return Submission.objects.filter(pk=number, provider=provider).first()


def _found(number: UUID) -> Question:
    return get_object_or_404(Question.objects.select_related("provider", "submission"), pk=number)
