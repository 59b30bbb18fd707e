# SPDX-License-Identifier: EUPL-1.2
"""One comment at its permanent address with its answers; answering, moderating, and surveys in and out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from adhere.portal.api import programs
from adhere.portal.doing import Asked, can, finished, settled
from adhere.portal.drafting.asking import by_form, draft_of, open_work, takes_part, work_of
from adhere.portal.drafting.calls.forms import ReasonsForm
from adhere.portal.drafting.comments import acts, surveys
from adhere.portal.drafting.comments.forms import AnswerForm, SurveyForm
from adhere.portal.drafting.comments.views import with_answers
from adhere.portal.drafting.models import Answer, Clause, Comment, Moderation, Wording
from adhere.portal.forms import posted
from adhere.portal.pages import page
from adhere.portal.people.asking import RefusedError, allow, person_of
from adhere.portal.policy import Action
from adhere.portal.settling import HinderedError, SettledError
from adhere.portal.tables import as_file
from adhere.portal.wording import say

SHOWN = 300
"""Findings that a page names."""


@require_safe
def one(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Answer with a comment, every answer it got, and what was decided about showing it."""
    work = work_of(code)
    found = get_object_or_404(
        with_answers(Comment.objects.filter(draft__work=work)).select_related("draft", "clause"), pk=number
    )
    answers = list(Answer.objects.filter(comment=found).select_related("changed").order_by("-since", "-id"))
    office = can(request, Action.MODERATE)
    own = found.organisation_id in {one.organisation_id for one in takes_part(request, work)}
    return page(
        request,
        "drafting/comment.html",
        work=work,
        comment=found,
        row=Wording.objects.filter(draft=found.draft, clause=found.clause).first(),
        answers=answers,
        office=office,
        mine={found.organisation_id} if own else set(),
        moderations=Moderation.objects.filter(comment=found).order_by("-since") if office or own else [],
    )


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show the form of an answer, and take one."""
    allow(request, Action.ANSWER_COMMENT)
    work = open_work(code)
    found = get_object_or_404(Comment, pk=number, draft__work=work)
    standing = Answer.objects.filter(comment=found, until=None).first()

    def act(data: Mapping[str, Any]) -> tuple[Any, ...]:
        changed = Clause.objects.get(pk=int(data["changed"])) if data["changed"] else None
        acts.answer(found, data["outcome"], data["reasons"], changed, data.get("seen"), by=person_of(request))
        return ("drafting:comment", code, number)

    asked = Asked(
        title=say("comments.answer", number=number),
        action=say("comments.answer-act"),
        act=act,
        done=say("comments.answered"),
        template="drafting/answering.html",
        more={"comment": found, "standing": standing},
    )
    return by_form(request, AnswerForm(work, standing, *posted(request)), asked)


@require_http_methods(["GET", "POST"])
def moderate(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show the form that hides a comment or shows it again, and do so."""
    allow(request, Action.MODERATE)
    found = get_object_or_404(Comment, pk=number, draft__work=work_of(code))
    hide = request.GET.get("show") is None
    what = "hide" if hide else "show"

    def act(data: Mapping[str, Any]) -> tuple[Any, ...]:
        acts.moderate(found, hide, data["reasons"], by=person_of(request))
        return ("drafting:comment", code, number)

    asked = Asked(
        title=say(f"comments.{what}", number=number),
        lead=say(f"comments.{what}-lead"),
        action=say(f"comments.{what}-act"),
        act=act,
        done=say(f"comments.{what}-done"),
    )
    return by_form(request, ReasonsForm(*posted(request)), asked)


@require_safe
def questions(request: HttpRequest, code: str, number: int) -> HttpResponseBase:
    """Answer with the clauses of a draft as a table to make a survey of."""
    draft = draft_of(request, work_of(code), number)
    rows = surveys.questions(draft)
    file = as_file(request.GET.get("format", "csv"), f"{code}-{number}-questions", surveys.QUESTIONS, rows)
    return file or redirect("drafting:draft", code, number)


@require_http_methods(["GET", "POST"])
def survey(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show the form for a survey, and take its answers in as comments; a file with errors is not taken in, and they are all told."""
    allow(request, Action.ANSWER_COMMENT)
    work = open_work(code)
    draft = draft_of(request, work, number)
    if draft.published is None:
        raise RefusedError(say("comments.not-published"))
    form = SurveyForm(*posted(request))
    found = None
    if programs.asks(request):
        programs.check_fields(request, form)
    if form.is_valid():
        content = form.cleaned_data["file"]
        found = surveys.read(content, draft, form.cleaned_data["group"])
        if not found.broken:
            try:
                made = surveys.take_in(draft, content, found, by=person_of(request))
            except SettledError as error:
                return settled(request, error)
            except HinderedError as error:
                raise RefusedError(say(error.reason)) from None
            told = say("comments.imported", rows=made.rows, comments=made.comments)
            return finished(request, ("drafting:comments", code, number), told)
    if programs.asks(request):
        return programs.found(found.findings[:SHOWN]) if found else programs.unfit(form)
    return page(
        request,
        "drafting/survey.html",
        422 if form.is_bound else 200,
        work=work,
        draft=draft,
        form=form,
        findings=found.findings[:SHOWN] if found else (),
        surveys=draft.surveys.order_by("-id")[:50],
        title=say("comments.survey"),
    )
