# SPDX-License-Identifier: EUPL-1.2
"""What an answer says: fields that are not marked to those who need it, marked ones and the pack itself only on record first. Article 78."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from adhere.portal import storing
from adhere.portal.confiding import confide, unkept
from adhere.portal.languages import current
from adhere.portal.pages import page
from adhere.portal.people.asking import RefusedError, allow, who
from adhere.portal.policy import Action, On
from adhere.portal.requests.acts import released_to
from adhere.portal.requests.forms import row_choices
from adhere.portal.requests.models import Answer, Mark, Request
from adhere.portal.requests.views import needed_by
from adhere.portal.submissions.pack import read_pack
from adhere.portal.wording import say

WHOLE = "pack"
"""How an event names the reading of a whole pack."""


@require_http_methods(["GET", "POST"])
def rows(request: HttpRequest, answer: int) -> HttpResponse:
    """Answer with the fields of an answer; those marked confidential only where they are asked for, which is put on record first."""
    shown = request.method == "POST"
    try:
        found, fields = read(request, answer, shown=shown)
    except FileNotFoundError:
        return _gone(request)
    answered = page(
        request,
        "requests/rows.html",
        answer=found,
        found=found.request,
        rows=fields,
        marked=any(one["marked"] for one in fields) and not shown,
    )
    return unkept(answered) if shown else answered


def read(request: HttpRequest, answer: int, *, shown: bool) -> tuple[Answer, list[dict[str, Any]]]:
    """Return an answer and its fields to who needs to know them; ``shown`` puts the reading of marked ones on record first.

    Raise FileNotFoundError where its pack is not where it was kept; nothing is put on record then.
    """
    found = _answer(answer)
    allow(request, Action.READ_CONFIDENTIAL, needed_by(found.request))
    if found.pack is not None and not _there(found.pack.sha256):
        raise FileNotFoundError(found.pack.sha256)
    values = _values(found, with_pack=found.withdrawal is None or _owns(request, found.request))
    marks = {mark.field: mark.why for mark in found.marks.all() if mark.field in values}
    if shown and marks:
        confide(request, needed_by(found.request), found.request.subject, marks)
    return found, _fields(found.request, values, marks, shown=shown)


@require_POST
def pack(request: HttpRequest, answer: int) -> HttpResponse:
    """Answer with the pack itself, to an organisation it was released to and to nobody else."""
    found = _answer(answer)
    if found.pack is None:
        raise Http404
    if found.withdrawal is not None:
        allow(request, Action.READ_CONFIDENTIAL, needed_by(found.request))
        raise RefusedError(say("requests.pack-withdrawn"))
    on = On(released_to=released_to(found.pack))
    asker = allow(request, Action.READ_CONFIDENTIAL, on)
    if not {organisation for organisation, _, _ in asker.memberships} & on.released_to:
        raise RefusedError(say("requests.pack-not-yours"))
    if not _there(found.pack.sha256):
        return _gone(request)
    content = storing.kept(found.pack.sha256)
    confide(request, on, found.request.subject, [WHOLE])
    name = f"{found.pack.recipient}-{found.pack.issue.number:04d}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return unkept(HttpResponse(content, content_type="application/json", headers=headers))


def _there(digest: str) -> bool:
    try:
        storing.kept(digest)
    except OSError:
        return False
    return True


def _gone(request: HttpRequest) -> HttpResponse:
    """Answer that a file is not where it was kept; nothing was read, so nothing is put on record."""
    return page(request, "portal/wrong.html", 503, wrong="broken", reason=say("requests.pack-gone"))


def _owns(request: HttpRequest, found: Request) -> bool:
    """Whether whoever asks belongs to the provider, who reads its own answer whatever became of it."""
    return str(found.provider_id) in {organisation for organisation, _, _ in who(request).memberships}


def _values(found: Answer, *, with_pack: bool) -> dict[str, Any]:
    """Return what an answer says, field by field."""
    values: dict[str, Any] = {Mark.TEXT: found.text} if found.text else {}
    if found.pack is not None and with_pack:
        opened = read_pack(storing.kept(found.pack.sha256)).pack
        values |= opened.rows if opened else {}
    return values


def _fields(
    found: Request, values: dict[str, Any], marks: dict[str, str], *, shown: bool
) -> list[dict[str, Any]]:
    """Return the fields with what they say; what is marked and not asked for stays out of the page altogether."""
    labels = dict(row_choices(found.kind))
    order = {name: place for place, name in enumerate((Mark.TEXT, *labels))}
    return [
        {
            "field": name,
            "label": labels.get(name, say("requests.field-text") if name == Mark.TEXT else name),
            "marked": name in marks,
            "why": marks.get(name, ""),
            "value": _said(values[name]) if shown or name not in marks else None,
        }
        for name in sorted(values, key=lambda name: order.get(name, len(order)))
    ]


def _said(told: Any) -> str:
    """Return what a row tells in words; its text where it has one, else its value."""
    if isinstance(told, str):
        return told
    text, value = told.get("text"), told.get("value")
    if isinstance(text, dict):
        text = text.get(current())
    return str(text or ("" if value is None else value))


def _answer(number: int) -> Answer:
    rows = Answer.objects.select_related(
        "pack", "pack__issue", "request", "request__asker", "request__provider"
    )
    return get_object_or_404(rows.prefetch_related("marks", "pack__releases"), pk=number)
