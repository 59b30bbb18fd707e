# SPDX-License-Identifier: EUPL-1.2
"""Publishing a draft as a version of the code, as a folder in the format adhere/code/1, and planning its review. Article 56(1), (8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from adhere.codes.code import Code, Event
from adhere.codes.history import kind_name
from adhere.codes.references import reference_faults
from adhere.exchange.codetables import files_of
from adhere.portal.audit.models import Event as LoggedEvent
from adhere.portal.audit.recording import record
from adhere.portal.drafting.assembling import code_of, law
from adhere.portal.drafting.calls.acts import locked
from adhere.portal.drafting.history import events
from adhere.portal.drafting.models import Draft, ReviewPlan, Version, Work
from adhere.portal.people.models import Person
from adhere.portal.register.models import CodeVersion, Publication
from adhere.portal.settling import HinderedError, SettledError
from adhere.portal.storing import keep
from adhere.render.archive import archive


@transaction.atomic
def publish(work: Work, draft: Draft, version: str, said: Mapping[str, str], *, by: Person) -> Version:
    """Publish the newest draft as a version, in the registers too; raise HinderedError where its references lead nowhere."""
    row = locked(work)
    newest = Draft.objects.filter(work=row, published__isnull=False).order_by("-number").first()
    if newest is None or newest.pk != draft.pk:
        raise SettledError("versions.state-newer-draft")
    if Version.objects.filter(work=row, version=version).exists():
        raise SettledError("versions.state-published")
    code = as_version(draft, version)
    if any(one.rule.severity == "error" for one in reference_faults(code, law())):
        raise HinderedError("versions.broken")
    digest = keep(archive(files_of(code)))
    content = {"version": version, "draft": draft.number, "sha256": digest}
    event = record("code:published", subject=f"{row.subject}/version/{version}", content=content, actor=by)
    made = Version.objects.create(
        work=row, draft=draft, version=version, published=event.at, sha256=digest, event=event.seq
    )
    link = f"{settings.ORIGIN}{reverse('drafting:version', args=[row.slug, version])}"
    _register(code, event, digest, link)
    Publication.objects.create(
        kind=Publication.Kind.DECISION,
        code=row.slug,
        title_en=f"{row.title_en}, {version}",
        title_nl=f"{row.title_nl}, {version}",
        body_en=said["summary_en"],
        body_nl=said["summary_nl"],
        link=link,
        sha256=digest,
        since=event.at,
        event=event.seq,
    )
    return made


def _register(code: Code, event: LoggedEvent, digest: str, link: str) -> None:
    """Put a version in the register of codes; the one that stood there is ended."""
    CodeVersion.objects.filter(code=code.id, until=None).update(until=event.at, ended_by=event.seq)
    CodeVersion.objects.create(
        code=code.id,
        version=code.version,
        title_en=code.title.en,
        title_nl=code.title.nl,
        family=code.family,
        link=link,
        sha256=digest,
        since=event.at,
        event=event.seq,
    )


def as_version(draft: Draft, version: str) -> Code:
    """Return a draft as a version of its code, with its life up to today; what it succeeds is the version published before."""
    earlier = Version.objects.filter(work=draft.work).exclude(version=version).order_by("-id").first()
    today = timezone.localdate()
    final = Event(kind="final", on=today, content=kind_name("final"), grade="official")
    code = code_of(draft)
    return replace(
        code,
        version=version,
        status="final",
        history=(*(one for one in events(draft) if one.on <= today), final),
        succeeds=f"{code.id}@{earlier.version}" if earlier else None,
        renumbered=code.renumbered if earlier and earlier.draft.number == draft.number - 1 else (),
    )


@transaction.atomic
def plan_review(work: Work, due: date, why: Mapping[str, str], seen: int | None, *, by: Person) -> ReviewPlan:
    """Plan by when the code is reviewed; a plan that stood is ended. Raise SettledError where it is not the one that was seen."""
    row = Work.objects.select_for_update().get(pk=work.pk)
    standing = ReviewPlan.objects.filter(work=row, until=None).first()
    if (standing.pk if standing else None) != seen:
        raise SettledError("versions.state-planned")
    content = {"due": due.isoformat(), "why_en": why["why_en"], "why_nl": why["why_nl"]}
    event = record("code:review-planned", subject=f"{row.subject}/review", content=content, actor=by)
    if standing is not None:
        standing.until, standing.ended_by = event.at, event.seq
        standing.save()
    return ReviewPlan.objects.create(
        work=row, due=due, why_en=why["why_en"], why_nl=why["why_nl"], since=event.at, event=event.seq
    )
