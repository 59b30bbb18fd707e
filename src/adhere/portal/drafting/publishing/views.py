# SPDX-License-Identifier: EUPL-1.2
"""The pages of versions of a code, their files, and the plan for review."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from adhere.exchange.codetables import files_of
from adhere.portal.doing import Asked, can
from adhere.portal.drafting.asking import by_form, draft_of, latest, open_work, work_of
from adhere.portal.drafting.assembling import code_of
from adhere.portal.drafting.models import ReviewPlan, Version
from adhere.portal.drafting.publishing import acts
from adhere.portal.drafting.publishing.forms import ReviewForm, VersionForm
from adhere.portal.forms import posted
from adhere.portal.languages import current
from adhere.portal.pages import page
from adhere.portal.people.asking import RefusedError, allow, person_of
from adhere.portal.policy import Action
from adhere.portal.register.models import Publication
from adhere.portal.storing import kept
from adhere.portal.wording import say
from adhere.render.archive import archive


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form that publishes the newest draft as a version, and publish it."""
    allow(request, Action.PUBLISH_CODE)
    work = open_work(code)
    draft = latest(work)
    if draft is None:
        raise RefusedError(say("versions.no-draft"))

    def act(data: Mapping[str, Any]) -> tuple[Any, ...]:
        made = acts.publish(work, draft, data["version"], data, by=person_of(request))
        return ("drafting:version", code, made.version)

    asked = Asked(
        title=say("versions.publish", code=work.title.in_(current())),
        lead=say("versions.publish-lead", number=draft.number),
        action=say("versions.publish-act"),
        act=act,
        done=say("versions.published"),
    )
    return by_form(request, VersionForm(*posted(request)), asked)


@require_safe
def one(request: HttpRequest, code: str, version: str) -> HttpResponse:
    """Answer with a version: what it was made of, its files and where it stands in the registers."""
    work = work_of(code)
    found = get_object_or_404(Version.objects.select_related("draft"), work=work, version=version)
    return page(
        request,
        "drafting/version.html",
        work=work,
        version=found,
        publication=Publication.objects.filter(event=found.event, code=work.slug).first(),
        review=ReviewPlan.objects.filter(work=work, until=None).first(),
        plans=can(request, Action.PUBLISH_CODE),
    )


@require_safe
def files(_: HttpRequest, code: str, version: str) -> HttpResponse:
    """Answer with the files of a version as one archive."""
    found = get_object_or_404(Version, work__slug=code, version=version)
    try:
        content = kept(found.sha256)
    except FileNotFoundError:
        raise Http404 from None
    return _zip(content, f"{code}-{version}")


@require_safe
def draft_files(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Answer with a draft as a folder in the same format, for ``adhere code`` at home."""
    draft = draft_of(request, work_of(code), number)
    return _zip(archive(files_of(code_of(draft))), f"{code}-draft-{number}")


def _zip(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return answer


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, code: str) -> HttpResponse:
    """Show the plan for review, and change it."""
    allow(request, Action.PUBLISH_CODE)
    work = work_of(code)
    standing = ReviewPlan.objects.filter(work=work, until=None).first()

    def act(data: Mapping[str, Any]) -> tuple[Any, ...]:
        acts.plan_review(work, data["due"], data, data.get("seen"), by=person_of(request))
        return ("drafting:one", code)

    asked = Asked(
        title=say("versions.review", code=work.title.in_(current())),
        lead=say("versions.review-lead"),
        action=say("versions.review-act"),
        act=act,
        done=say("versions.planned"),
    )
    return by_form(request, ReviewForm(work, standing, *posted(request)), asked)
