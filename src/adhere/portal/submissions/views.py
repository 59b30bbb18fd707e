# SPDX-License-Identifier: EUPL-1.2
"""Submissions as people hand them in and read them: the list of a provider, the form, each with its findings and its receipt."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from adhere.ledger.receipt import receipt_of
from adhere.portal import policy, storing
from adhere.portal.audit.recording import record
from adhere.portal.exporting import every, exported
from adhere.portal.forms import posted
from adhere.portal.listing import listed
from adhere.portal.pages import page
from adhere.portal.people.asking import allow, person_of, who
from adhere.portal.people.models import Organisation
from adhere.portal.policy import Action, On
from adhere.portal.submissions.forms import PackForm
from adhere.portal.submissions.intake import RefusedPackError, attempt, take, told_twice
from adhere.portal.submissions.keeping import NOT_KEPT, NotKept, later, reason_told, status_of, storage_reason
from adhere.portal.submissions.models import Submission
from adhere.portal.submissions.problems import kept_findings
from adhere.portal.submissions.receipts import receipt_for
from adhere.portal.wording import say

JSON = "application/json"
COLUMNS = ("received", "model", "form", "number", "late", "incomplete")


def provider_of(slug: str) -> Organisation:
    """Return a provider by its address."""
    return get_object_or_404(Organisation, slug=slug, kind=Organisation.Kind.PROVIDER)


@require_safe
def listing(request: HttpRequest, provider: str) -> HttpResponseBase:
    """Answer with what a provider handed in, latest first, or with a file of it."""
    organisation = provider_of(provider)
    on = On(owner=str(organisation.id))
    asker = allow(request, Action.READ_SUBMISSION, on)
    rows = Submission.objects.filter(provider=organisation)
    cells = every(rows, ("-event",), _cells)
    file = exported(request, f"submissions-{organisation.slug}", COLUMNS, cells, guarded=True)
    return file or page(
        request,
        "submissions/list.html",
        provider=organisation,
        listed=listed(rows, ("-event",), request.GET.get("after", "")),
        hands_in=policy.may(asker, Action.SUBMIT, on).allowed,
    )


def _cells(row: Submission) -> tuple[Any, ...]:
    return row.received, row.model_name, row.form, row.number, row.late, row.incomplete


@require_http_methods(["GET", "POST"])
def hand_in(request: HttpRequest, provider: str) -> HttpResponse:
    """Show the form of a pack, and take one in or say everything that is wrong with it."""
    organisation = provider_of(provider)
    allow(request, Action.SUBMIT, On(owner=str(organisation.id)))
    form = PackForm(organisation, *posted(request))
    if form.is_valid():
        do = _tried if form.cleaned_data["sandbox"] else _taken
        try:
            return do(request, organisation, form.cleaned_data)
        except NOT_KEPT as error:
            return not_kept(request, error)
    return page(
        request,
        "portal/form_page.html",
        422 if form.is_bound else 200,
        form=form,
        title=say("submissions.hand-in"),
        lead=say("submissions.hand-in-lead"),
        action=say("submissions.hand-in-act"),
        back=reverse("submissions:list", args=[organisation.slug]),
    )


def _taken(request: HttpRequest, provider: Organisation, data: dict[str, Any]) -> HttpResponse:
    try:
        taken = take(data["pack"], provider, by=person_of(request), corrects=data["corrects"], told=True)
    except RefusedPackError as error:
        return _found(
            request,
            provider,
            [told_twice(one) for one in error.findings],
            status=422,
            title=say("submissions.refused"),
            lead=say("submissions.refused-lead"),
        )
    messages.success(request, say("submissions.taken" if taken.new else "submissions.taken-before"))
    return redirect("submissions:one", taken.submission.pk)


def not_kept(request: HttpRequest, error: NotKept) -> HttpResponse:
    """Answer that a file could not be looked into or kept, and so nothing was done."""
    why = storage_reason(error)
    title, told = say("submissions.full-title"), reason_told(why)
    return later(page(request, "submissions/full.html", status_of(why), reason=told, title=title))


def _tried(request: HttpRequest, provider: Organisation, data: dict[str, Any]) -> HttpResponse:
    found = attempt(data["pack"], provider, data["corrects"])
    name = "bad" if found.refused else "good"
    return _found(
        request,
        provider,
        [told_twice(one) for one in found.findings],
        status=422 if found.refused else 200,
        title=say(f"submissions.sandbox-{name}"),
        lead=say("submissions.sandbox-lead"),
    )


def _found(
    request: HttpRequest,
    provider: Organisation,
    findings: list[dict[str, Any]],
    *,
    status: int,
    title: str,
    lead: str,
) -> HttpResponse:
    told = kept_findings(findings)
    if request.headers.get("Accept", "").startswith(JSON):
        return JsonResponse({"title": title, "findings": told}, status=status)
    return page(
        request,
        "submissions/findings.html",
        status,
        findings=told,
        findings_json=json.dumps(told, ensure_ascii=False, indent=1),
        title=title,
        lead=lead,
        provider=provider,
    )


@require_safe
def one(request: HttpRequest, submission: UUID) -> HttpResponse:
    """Answer with one submission: how it stands, what was found, what it corrects or is corrected by, and its receipt."""
    found = _readable(request, submission)
    return page(
        request,
        "submissions/one.html",
        submission=found,
        findings=kept_findings(found.findings),
        corrections=found.corrections.all()[:50],
        receipt=receipt_of(receipt_for(found)),
    )


@require_safe
def findings(request: HttpRequest, submission: UUID) -> HttpResponse:
    """Answer with the findings of a submission as JSON."""
    found = _readable(request, submission)
    return JsonResponse({"id": str(found.pk), "findings": kept_findings(found.findings)})


@require_safe
def receipt(request: HttpRequest, submission: UUID) -> HttpResponse:
    """Answer with the receipt as a file, for ``adhere verify``."""
    found = _readable(request, submission)
    return _download(receipt_for(found), f"receipt-{found.pk}.json")


@require_safe
def pack(request: HttpRequest, submission: UUID) -> HttpResponse:
    """Answer with the pack as it was handed in; that somebody else than its provider read it is put on record (Article 78)."""
    found = _readable(request, submission)
    try:
        content = storing.kept(found.sha256)
    except OSError as error:
        storage_reason(error)
        return page(
            request,
            "submissions/full.html",
            503,
            reason=say("submissions.not-kept"),
            title=say("submissions.full-title"),
        )
    if all(owner != str(found.provider_id) for owner, _, _ in who(request).memberships):
        subject = f"submission/{found.provider.slug}/{found.pk}"
        record("confidential:read", subject=subject, content={"part": "pack"}, actor=person_of(request))
    return _download(content, f"pack-{found.pk}.json")


def _readable(request: HttpRequest, submission: UUID) -> Submission:
    rows = Submission.objects.select_related("provider", "key", "model", "corrects")
    found = rows.filter(pk=submission).first()
    if found is None:
        raise Http404
    allow(request, Action.READ_SUBMISSION, On(owner=str(found.provider_id)))
    return found


def _download(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=JSON,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )
