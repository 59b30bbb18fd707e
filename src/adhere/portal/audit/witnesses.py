# SPDX-License-Identifier: EUPL-1.2
"""The pages of witnesses: who they are and what they cosigned last, for everybody; registering and withdrawing one, for who administers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from adhere.portal.audit import witnessing
from adhere.portal.audit.forms import WitnessForm
from adhere.portal.audit.models import Witness
from adhere.portal.doing import Asked, by_button, by_form, can
from adhere.portal.exporting import every, exported
from adhere.portal.forms import posted
from adhere.portal.pages import page
from adhere.portal.people.asking import allow, person_of
from adhere.portal.policy import Action
from adhere.portal.wording import say

SHOWN = 200
COLUMNS = ("name", "key", "since", "until", "size", "at")


@require_safe
def listing(request: HttpRequest) -> HttpResponseBase:
    """Answer with the witnesses, those that were withdrawn too, and the greatest head that one cosigned; or with a file of them."""
    rows = Witness.objects.annotate(size=Max("cosignatures__checkpoint_id"), at=Max("cosignatures__at"))
    order = ("-since", "-id")
    cells = every(rows, order, lambda one: (one.name, one.key, one.since, one.until, one.size, one.at))
    file = exported(request, "witnesses", COLUMNS, cells)
    if file is not None:
        return file
    head = witnessing.latest()
    return page(
        request,
        "audit/witnesses.html",
        witnesses=rows.order_by(*order)[:SHOWN],
        head=head,
        lines=witnessing.of(head)[:SHOWN] if head else [],
        administers=can(request, Action.ADMINISTER),
    )


@require_safe
def cosigned(_: HttpRequest) -> HttpResponse:
    """Answer with the greatest head that a witness cosigned, the lines of the witnesses below that of the log."""
    head = witnessing.latest()
    if head is None:
        raise Http404
    note = witnessing.cosigned(head, witnessing.of(head))
    return HttpResponse(note, content_type="text/plain; charset=utf-8")


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Show the form of a witness, and register one."""
    allow(request, Action.ADMINISTER)

    def act(data: Mapping[str, Any]) -> tuple[str]:
        witnessing.register(data["key"], by=person_of(request))
        return ("audit:witnesses",)

    asked = Asked(
        title=say("audit.witness-register"),
        lead=say("audit.witness-register-lead"),
        action=say("audit.witness-register-act"),
        act=act,
        done=say("audit.witness-registered"),
        back=reverse("audit:witnesses"),
    )
    return by_form(request, WitnessForm(*posted(request)), asked)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Ask whether a witness is to be withdrawn, and withdraw it."""
    allow(request, Action.ADMINISTER)
    found = get_object_or_404(Witness, pk=number)
    if request.method == "POST":

        def act() -> tuple[str]:
            witnessing.withdraw(found.pk, by=person_of(request))
            return ("audit:witnesses",)

        return by_button(request, act, say("audit.witness-withdrawn-done"))
    return page(
        request,
        "people/sure.html",
        title=say("audit.witness-withdraw-title", witness=found.name),
        lead=say("audit.witness-withdraw-lead"),
        action=say("audit.witness-withdraw"),
        back=reverse("audit:witnesses"),
    )
