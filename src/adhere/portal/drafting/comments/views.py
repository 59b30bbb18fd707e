# SPDX-License-Identifier: EUPL-1.2
"""The page of a clause with what was said of it and the form to say something; comments of a draft as a list and as files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from adhere.portal.api import programs
from adhere.portal.doing import Asked, can
from adhere.portal.drafting.asking import by_form, draft_of, latest, takes_part, work_of
from adhere.portal.drafting.comments import acts
from adhere.portal.drafting.comments.forms import CommentForm
from adhere.portal.drafting.models import Answer, Clause, Comment, Draft, Moderation, Participant, Wording
from adhere.portal.forms import posted
from adhere.portal.languages import current
from adhere.portal.listing import listed
from adhere.portal.pages import page
from adhere.portal.people.asking import RefusedError, allow, person_of, who
from adhere.portal.policy import Action, On
from adhere.portal.tables import as_file
from adhere.portal.wording import say

COLUMNS = (
    "comment",
    "clause",
    "group",
    "organisation",
    "received",
    "text",
    "outcome",
    "reasons",
    "changed",
    "hidden",
)
CHUNK = 1000


@require_http_methods(["GET", "POST"])
def clause(request: HttpRequest, code: str, number: int, clause: int) -> HttpResponse:
    """Answer with a clause and what was said of it, and take a comment."""
    work = work_of(code)
    draft = draft_of(request, work, number)
    found = get_object_or_404(Clause, pk=clause, work=work)
    row = Wording.objects.filter(draft=draft, clause=found, removed=False).first()
    reason = acts.hindrance(draft, found)
    if request.method == "POST" and reason is not None:
        return _refused(request, draft, found, reason)
    if row is None:
        return _refused(request, draft, found, reason or "comments.clause-gone", 410)
    mine: list[Participant] = takes_part(request, work)
    if request.method == "POST":
        mine = _commenting(request, mine)
    form = CommentForm(mine, *posted(request)) if mine and reason is None else None
    rows = with_answers(Comment.objects.filter(draft=draft, clause=found))
    more: dict[str, Any] = {
        "work": work,
        "draft": draft,
        "row": row,
        "reason": say(reason) if reason else "",
        "listed": listed(rows, ("id",), request.GET.get("after", "")),
        "mine": {one.organisation_id for one in mine},
        "office": can(request, Action.MODERATE),
        "newest": latest(work),
    }
    number_first = "" if found.kind == Clause.Kind.CODE else f"{row.number} "
    title = f"{number_first}{row.title.in_(current())}"
    if form is None:
        return page(request, "drafting/clause.html", title=title, form=None, **more)
    asked = Asked(
        title=title,
        action=say("comments.act"),
        act=lambda data: (
            "drafting:comment",
            code,
            acts.comment(draft, found, form.chosen(), data["text"], current(), by=person_of(request)).pk,
        ),
        done=say("comments.done"),
        template="drafting/clause.html",
        more=more,
    )
    return by_form(request, form, asked)


def _commenting(request: HttpRequest, mine: list[Participant]) -> list[Participant]:
    """Return for whom someone may comment, by the policy; refuse with its reason where for nobody."""
    allow(request, Action.COMMENT, On(participants=frozenset(str(one.organisation_id) for one in mine)))
    writing = {organisation for organisation, _, role in who(request).memberships if role.value != "reader"}
    found = [one for one in mine if str(one.organisation_id) in writing]
    if not found:
        raise RefusedError(say("policy.not-participant"))
    return found


def _refused(
    request: HttpRequest, draft: Draft, found: Clause, reason: str, status: int = 409
) -> HttpResponse:
    """Answer why a clause takes no comment; of one that is gone, in which draft, why, and where it went."""
    if programs.asks(request):
        return programs.refused(status, reason.partition(".")[2], say(reason))
    gone = (
        Wording.objects.filter(clause=found, removed=True, draft__published__isnull=False)
        .select_related("draft", "went_to")
        .order_by("draft__number")
        .first()
    )
    went_to = None
    if gone is not None and gone.went_to is not None:
        rows = Wording.objects.filter(clause=gone.went_to, removed=False, draft__published__isnull=False)
        went_to = rows.select_related("draft").order_by("-draft__number").first()
    return page(
        request,
        "drafting/refused.html",
        status,
        work=draft.work,
        draft=draft,
        reason=say(reason),
        gone=gone,
        went_to=went_to,
        newest=latest(draft.work) if reason == "comments.newer-draft" else None,
        clause=found,
    )


@require_safe
def of_draft(request: HttpRequest, code: str, number: int) -> HttpResponseBase:
    """Answer with the comments on a draft, all or those that wait or went one way; or with a file of them."""
    work = work_of(code)
    draft = draft_of(request, work, number)
    outcome = request.GET.get("outcome", "")
    if outcome not in ("", "waiting", *Comment.Outcome.values):
        raise Http404
    rows = Comment.objects.filter(draft=draft)
    if outcome:
        rows = rows.filter(outcome="" if outcome == "waiting" else outcome)
    office = can(request, Action.MODERATE)
    form = request.GET.get("format", "")
    file = (
        as_file(form, f"{work.slug}-{number}-comments", COLUMNS, _cells(draft, rows, office))
        if form
        else None
    )
    if file is not None:
        return file
    return page(
        request,
        "drafting/comments.html",
        work=work,
        draft=draft,
        outcome=outcome,
        outcomes=("waiting", *Comment.Outcome.values),
        listed=listed(with_answers(_numbered(rows, draft)), ("id",), request.GET.get("after", "")),
        office=office,
        mine={one.organisation_id for one in takes_part(request, work)},
    )


def with_answers(rows: QuerySet[Comment]) -> QuerySet[Any]:
    """Return comments with the answer that stands and, of those that are hidden, why."""
    return rows.select_related("organisation").prefetch_related(
        Prefetch("answers", Answer.objects.filter(until=None).select_related("changed"), "standing"),
        Prefetch("moderations", Moderation.objects.filter(until=None), "hiding"),
    )


def _numbered(rows: QuerySet[Comment], draft: Draft) -> Any:
    number = Wording.objects.filter(draft=draft, clause=OuterRef("clause")).values("number")[:1]
    return rows.annotate(number=Subquery(number))


def _cells(draft: Draft, rows: QuerySet[Comment], office: bool) -> Iterator[tuple[Any, ...]]:
    """Yield the cells of a file; the words of what is hidden are for the office alone."""
    for row in with_answers(_numbered(rows, draft)).order_by("id").iterator(CHUNK):
        answer = next(iter(row.standing), None)
        shown = row.text if office or not row.hidden else ""
        yield (
            row.pk, row.number, row.party, row.organisation.slug if row.organisation else "", row.received, shown, row.outcome,
            answer.reasons if answer else "", answer.changed_id if answer else None, row.hidden,
        )  # fmt: skip
