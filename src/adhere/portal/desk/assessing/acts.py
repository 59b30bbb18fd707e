# SPDX-License-Identifier: EUPL-1.2
"""Opening an assessment, the opinion of the Board, publication with the plan for a review: each act one transaction. Article 56(6) and (8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from adhere.kernel.text import Text
from adhere.portal.audit.models import Event
from adhere.portal.audit.recording import record
from adhere.portal.codes import named
from adhere.portal.confiding import digest_of
from adhere.portal.desk.models import Assessment
from adhere.portal.people.models import Person
from adhere.portal.register.models import Publication
from adhere.portal.settling import HinderedError, SettledError
from adhere.portal.wording import text

STATE = Assessment.State
KIND = Publication.Kind


@transaction.atomic
def open_assessment(code: str, version: str, *, by: Person) -> Assessment:
    """Begin to assess a version of a code; raise HinderedError where an assessment of it is going on."""
    made = Assessment(code=code, version=version, state=STATE.OPENED, opened=timezone.now(), event=0)
    if Assessment.objects.filter(code=code).exclude(state=STATE.PUBLISHED).exists():
        raise HinderedError("desk.assessed-already")
    event = record("assessment:opened", subject=f"assessment/{code}", content={"version": version}, actor=by)
    made.event, made.opened = event.seq, event.at
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise HinderedError("desk.assessed-already") from None
    return made


@transaction.atomic
def give_opinion(assessment_id: int, opinion: Mapping[str, str], *, by: Person) -> Assessment:
    """Give the opinion of the Board; raise SettledError where it was given."""
    row = _locked(assessment_id, (STATE.OPENED,))
    for name in ("opinion", "opinion_en", "opinion_nl", "dissent"):
        setattr(row, name, opinion[name])
    content = {
        "opinion": row.opinion,
        "text_sha256": digest_of(row.opinion_en + row.opinion_nl),
        "dissent": bool(row.dissent),
    }
    event = record("assessment:opinion-given", subject=row.subject, content=content, actor=by)
    row.state, row.opinion_event, row.changed = STATE.OPINION, event.seq, event.at
    row.save()
    return row


@transaction.atomic
def publish(assessment_id: int, found: Mapping[str, Any], *, by: Person) -> Assessment:
    """Publish an assessment and the opinion it takes account of; what was published before on the code is ended.

    Raise HinderedError where the Board has not given its opinion, SettledError where it was published.
    """
    row = _locked(assessment_id, (STATE.OPENED, STATE.OPINION))
    if row.state == STATE.OPENED:
        raise HinderedError("desk.opinion-lacking")
    row.judgement, row.review = found["judgement"], found["review"]
    content = {
        "code": row.code,
        "version": row.version,
        "judgement": row.judgement,
        "opinion": row.opinion,
        "review": row.review.isoformat() if row.review else None,
        "text_sha256": digest_of(found["body_en"] + found["body_nl"]),
    }
    event = record("assessment:published", subject=row.subject, content=content, actor=by)
    _end(row.code, event)
    opinion = Text(row.opinion_en, row.opinion_nl)
    _put(row, KIND.OPINION, opinion, event, row.opinion_event)
    row.published = _put(row, KIND.ASSESSMENT, Text(found["body_en"], found["body_nl"]), event, event.seq)
    if row.review is not None:
        record("code:review-planned", subject=row.subject, content={"due": row.review.isoformat()}, actor=by)
    row.state, row.changed = STATE.PUBLISHED, event.at
    row.save()
    return row


def _put(row: Assessment, kind: str, body: Text, event: Event, number: int | None) -> Publication:
    known = named([row.code]).get(row.code)
    called = {"code": known.title if known else row.code, "version": row.version}
    title = text(f"desk.published-{kind}").filled(called)
    return Publication.objects.create(
        kind=kind,
        code=row.code,
        title_en=title.en,
        title_nl=title.nl,
        body_en=body.en,
        body_nl=body.nl,
        since=event.at,
        event=number,
    )


def _end(code: str, event: Event) -> None:
    standing = Publication.objects.filter(code=code, kind__in=(KIND.ASSESSMENT, KIND.OPINION), until=None)
    standing.update(until=event.at, ended_by=event.seq)


def _locked(assessment_id: int, states: Sequence[str]) -> Assessment:
    row = Assessment.objects.select_for_update(of=("self",)).get(pk=assessment_id)
    if row.state not in states:
        raise SettledError(f"desk.assessment-{row.state}")
    return row
