# SPDX-License-Identifier: EUPL-1.2
"""The pages on which drafts are written and read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from adhere.portal.api import programs
from adhere.portal.doing import Asked, by_button, can
from adhere.portal.drafting.asking import by_form, draft_of, in_hand, number_asked, open_work, today, work_of
from adhere.portal.drafting.assembling import before
from adhere.portal.drafting.models import Clause, Draft, Wording, Work
from adhere.portal.drafting.texts import acts
from adhere.portal.drafting.texts.forms import (
    ClauseForm,
    DraftForm,
    MoveForm,
    RemovalForm,
    initial,
    wording_before,
)
from adhere.portal.drafting.texts.law import rows_of
from adhere.portal.drafting.texts.numbering import BELOW
from adhere.portal.drafting.texts.shown import counted, shown
from adhere.portal.forms import posted
from adhere.portal.pages import page
from adhere.portal.people.asking import allow, person_of
from adhere.portal.policy import Action
from adhere.portal.wording import say


@require_safe
def one(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Answer with a draft, what was said of each clause counted beside it, and what of the law it covers."""
    work = work_of(code)
    draft = draft_of(request, work, number)
    counts = counted(draft)
    takes_comments = draft.takes_comments(today()) and work.closed is None
    return page(
        request,
        "drafting/draft.html",
        work=work,
        draft=draft,
        clauses=shown(draft, counts, takes_comments=takes_comments),
        gone=Wording.objects.filter(draft=draft, removed=True).select_related("clause").order_by("order"),
        total=sum(count for count, _ in counts.values()),
        answered=sum(count for _, count in counts.values()),
        law=rows_of(draft, today()),
        writes=draft.published is None,
        office=can(request, Action.WRITE_DRAFT),
        takes_comments=takes_comments,
        earlier=before(draft),
    )


@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Begin the next draft."""
    allow(request, Action.WRITE_DRAFT)
    work = open_work(code)
    return by_button(
        request,
        lambda: ("drafting:draft", code, acts.begin(work, by=person_of(request)).number),
        say("drafts.begun"),
    )


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, code: str, number: int, kind: str) -> HttpResponse:
    """Show the form of a new clause, and add it."""
    allow(request, Action.WRITE_DRAFT)
    draft = in_hand(open_work(code), number)
    parent = _parent(request, draft.work, kind)
    asked = Asked(
        title=say(f"drafts.add-{kind}"),
        action=say("drafts.add-act"),
        act=lambda data: _to(request, acts.add(draft, kind, parent, data, by=person_of(request))),
        done=say("drafts.added"),
    )
    return by_form(request, ClauseForm(kind, None, *posted(request)), asked)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, code: str, number: int, clause: int) -> HttpResponse:
    """Show a clause as it stands in the draft in hand, and change it."""
    allow(request, Action.WRITE_DRAFT)
    draft = in_hand(open_work(code), number)
    row = _wording(draft, clause)
    if row.clause.kind == Clause.Kind.CODE:
        raise Http404
    earlier = wording_before(before(draft), row.clause)
    form = ClauseForm(row.clause.kind, earlier, *posted(request), initial=initial(row))
    asked = Asked(
        title=say("drafts.change", number=row.number),
        lead=say("drafts.change-lead") if earlier else "",
        action=say("drafts.change-act"),
        act=lambda data: _to(request, acts.change(row, data, data.get("seen") or 0, by=person_of(request))),
        done=say("drafts.changed"),
    )
    return by_form(request, form, asked)


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, code: str, number: int, clause: int) -> HttpResponse:
    """Show the form that takes a clause out, and take it out."""
    allow(request, Action.WRITE_DRAFT)
    draft = in_hand(open_work(code), number)
    row = _wording(draft, clause)
    if row.clause.kind == Clause.Kind.CODE:
        raise Http404

    def act(data: Mapping[str, Any]) -> tuple[Any, ...]:
        went_to = Clause.objects.get(pk=int(data["went_to"])) if data["went_to"] else None
        acts.remove(row, data, went_to, data["seen"], by=person_of(request))
        return ("drafting:draft", code, number)

    asked = Asked(
        title=say("drafts.remove", number=row.number),
        lead=say("drafts.remove-lead"),
        action=say("drafts.remove-act"),
        act=act,
        done=say("drafts.removed"),
    )
    return by_form(request, RemovalForm(row, *posted(request), initial={"seen": row.revision}), asked)


@require_POST
def move(request: HttpRequest, code: str, number: int, clause: int) -> HttpResponse:
    """Move a clause a place up or down among its own kind."""
    allow(request, Action.WRITE_DRAFT)
    row = _wording(in_hand(open_work(code), number), clause)
    form = MoveForm(request.POST)
    if not form.is_valid() and programs.asks(request):
        return programs.unfit(form)
    up = form.cleaned_data.get("way") == "up"
    return by_button(
        request, lambda: _to(request, acts.move(row, up, by=person_of(request))), say("drafts.moved")
    )


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show the form that publishes a draft, and publish it."""
    allow(request, Action.WRITE_DRAFT)
    draft = in_hand(open_work(code), number)

    def act(data: Mapping[str, Any]) -> tuple[Any, ...]:
        acts.publish(draft, data["comments_until"], data, by=person_of(request))
        return ("drafting:draft", code, number)

    asked = Asked(
        title=say("drafts.publish", number=number),
        lead=say("drafts.publish-lead"),
        action=say("drafts.publish-act"),
        act=act,
        done=say("drafts.published"),
    )
    return by_form(request, DraftForm(*posted(request)), asked)


@require_safe
def clause(request: HttpRequest, code: str, clause: int) -> HttpResponse:
    """Lead from the permanent address of a clause to it in the newest draft that was published with it."""
    del request
    found = get_object_or_404(Clause, pk=clause, work__slug=code)
    rows = Wording.objects.filter(clause=found, removed=False, draft__published__isnull=False)
    newest = rows.order_by("-draft__number").values_list("draft__number", flat=True).first()
    if newest is None:
        raise Http404
    return redirect("drafting:clause", code, newest, clause)


def _to(request: HttpRequest, row: Wording) -> tuple[Any, ...]:
    """Return the way to a clause within the page of its draft; for a program to the clause itself, by whose number it goes on."""
    draft = row.draft
    if programs.asks(request):
        return "drafting:clause", draft.work.slug, draft.number, row.clause_id
    return (f"{reverse('drafting:draft', args=[draft.work.slug, draft.number])}#c{row.clause_id}",)


def _parent(request: HttpRequest, work: Work, kind: str) -> Clause | None:
    """Return the clause a new one belongs to; answer that there is no such page where the two do not go together."""
    asked = number_asked(request, "under")
    if asked is None:
        raise Http404
    found = get_object_or_404(Clause, pk=asked, work=work)
    if kind not in BELOW[Clause.Kind(found.kind)]:
        raise Http404
    return found


def _wording(draft: Draft, clause: int) -> Wording:
    rows = Wording.objects.select_related("clause", "draft__work")
    return get_object_or_404(rows, draft=draft, clause=clause, removed=False)
