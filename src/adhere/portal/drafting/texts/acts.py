# SPDX-License-Identifier: EUPL-1.2
"""Writing drafts: each act one transaction with its event, on a draft that is held meanwhile and not published yet.

Whoever changes a clause says which wording they saw; where it is another by now, nothing is changed and they are told.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from adhere.portal.audit.recording import record
from adhere.portal.drafting.assembling import before
from adhere.portal.drafting.calls.acts import locked
from adhere.portal.drafting.models import Clause, Draft, Wording, Work
from adhere.portal.drafting.texts.numbering import renumber
from adhere.portal.people.models import Person
from adhere.portal.settling import HinderedError, SettledError

HELD = (
    "title_en", "title_nl", "text_en", "text_nl", "provisions", "minds", "unit", "mark",
    "no_indicator_en", "no_indicator_nl", "reason_en", "reason_nl",
)  # fmt: skip
"""What a form gives a wording."""
_COPIED = (
    "parent_id", "place", "order", "number", "mark", "title_en", "title_nl", "text_en", "text_nl", "provisions", "minds", "unit",
    "no_indicator_en", "no_indicator_nl",
)  # fmt: skip
"""What the next draft begins with; reasons are those of one draft."""


@transaction.atomic
def begin(work: Work, *, by: Person) -> Draft:
    """Begin the next draft with what the last one holds; raise SettledError where one was begun already."""
    row = locked(work)
    drafts = list(Draft.objects.filter(work=row).order_by("number"))
    if drafts and drafts[-1].published is None:
        raise SettledError("drafts.state-begun")
    last = drafts[-1] if drafts else None
    made = Draft.objects.create(work=row, number=last.number + 1 if last else 1)
    if last is None:
        _first(made)
    else:
        kept = Wording.objects.filter(draft=last, removed=False)
        Wording.objects.bulk_create(
            Wording(draft=made, clause_id=one.clause_id, **{name: getattr(one, name) for name in _COPIED})
            for one in kept
        )
    made.event = record("code:draft-begun", subject=made.subject, content={}, actor=by).seq
    made.save(update_fields=["event"])
    return made


def _first(made: Draft) -> None:
    """Give the first draft the clause that stands for the code as a whole."""
    work = made.work
    whole = Clause.objects.create(work=work, kind=Clause.Kind.CODE)
    Wording.objects.create(
        draft=made, clause=whole, place=0, number=work.slug, title_en=work.title_en, title_nl=work.title_nl
    )


@transaction.atomic
def add(draft: Draft, kind: str, parent: Clause | None, facts: Mapping[str, Any], *, by: Person) -> Wording:
    """Add a clause at the end of what it belongs to."""
    held = _held(draft)
    if parent is not None and not Wording.objects.filter(draft=held, clause=parent, removed=False).exists():
        raise SettledError("drafts.state-parent-gone")
    siblings = Wording.objects.filter(draft=held, parent=parent, clause__kind=kind)
    _mark_is_free(held, facts.get("mark", ""), None)
    clause = Clause.objects.create(work=held.work, kind=kind)
    made = Wording(
        draft=held, clause=clause, parent=parent, place=1 + max((one.place for one in siblings), default=0)
    )
    _fill(made, facts)
    made.save()
    renumber(held)
    made.refresh_from_db()
    _recorded(made, "added", by)
    return made


@transaction.atomic
def change(wording: Wording, facts: Mapping[str, Any], seen: int, *, by: Person) -> Wording:
    """Change what a clause says; raise SettledError where it is no longer the wording that was seen."""
    held = _held(wording.draft)
    row = (
        Wording.objects.select_for_update(of=("self",)).select_related("clause").filter(pk=wording.pk).first()
    )
    if row is None or row.removed:
        raise SettledError("drafts.state-gone")
    if row.revision != seen:
        raise SettledError("drafts.state-changed")
    _mark_is_free(held, facts.get("mark", ""), row)
    _fill(row, facts)
    row.revision += 1
    row.save()
    renumber(held)
    row.refresh_from_db()
    _recorded(row, "changed", by)
    return row


@transaction.atomic
def move(wording: Wording, up: bool, *, by: Person) -> Wording:
    """Let a clause change places with the one before or after it; at the end of the row nothing moves."""
    held = _held(wording.draft)
    row = Wording.objects.select_related("clause").filter(pk=wording.pk).first()
    if row is None or row.removed:
        raise SettledError("drafts.state-gone")
    row_of = Wording.objects.filter(
        draft=held, parent=row.parent, clause__kind=row.clause.kind, removed=False
    )
    other = (
        row_of.filter(place__lt=row.place).order_by("-place")
        if up
        else row_of.filter(place__gt=row.place).order_by("place")
    ).first()
    if other is None:
        return row
    row.place, other.place = other.place, row.place
    row.save(update_fields=["place"])
    other.save(update_fields=["place"])
    renumber(held)
    row.refresh_from_db()
    _recorded(row, "moved", by)
    return row


@transaction.atomic
def remove(
    wording: Wording, reasons: Mapping[str, str], went_to: Clause | None, seen: int, *, by: Person
) -> Draft:
    """Take a clause out; where it stood in a draft that was published, its place keeps why and where it went."""
    held = _held(wording.draft)
    row = Wording.objects.select_related("clause").filter(pk=wording.pk).first()
    if row is None or row.removed:
        raise SettledError("drafts.state-gone")
    if row.revision != seen:
        raise SettledError("drafts.state-changed")
    if Wording.objects.filter(draft=held, parent=row.clause, removed=False).exists():
        raise HinderedError("drafts.has-parts")
    earlier = before(held)
    _recorded(row, "removed", by)
    if earlier and Wording.objects.filter(draft=earlier, clause=row.clause, removed=False).exists():
        row.removed, row.went_to = True, went_to
        row.reason_en, row.reason_nl = reasons["reason_en"], reasons["reason_nl"]
        row.revision += 1
        row.save()
    else:
        row.delete()
    renumber(held)
    return held


@transaction.atomic
def publish(draft: Draft, comments_until: date | None, summary: Mapping[str, str], *, by: Person) -> Draft:
    """Publish a draft, which freezes it; raise SettledError where that was done, HinderedError where nothing is in it."""
    held = _held(draft)
    if not Wording.objects.filter(draft=held, removed=False).exclude(clause__kind=Clause.Kind.CODE).exists():
        raise HinderedError("drafts.empty")
    content = {
        "comments_until": comments_until.isoformat() if comments_until else None,
        "clauses": Wording.objects.filter(draft=held, removed=False).count(),
    }
    event = record("code:draft-published", subject=held.subject, content=content, actor=by)
    held.published, held.event, held.comments_until = event.at, event.seq, comments_until
    held.summary_en, held.summary_nl = summary["summary_en"], summary["summary_nl"]
    held.save()
    return held


def _held(draft: Draft) -> Draft:
    """Return a draft, held until the transaction ends; raise SettledError where it was published or work on the code was closed."""
    locked(draft.work)
    row = Draft.objects.select_for_update(of=("self",)).select_related("work").get(pk=draft.pk)
    if row.published is not None:
        raise SettledError("drafts.state-published")
    return row


def _fill(wording: Wording, facts: Mapping[str, Any]) -> None:
    for name in HELD:
        if name in facts:
            setattr(wording, name, facts[name])


def _mark_is_free(draft: Draft, mark: str, own: Wording | None) -> None:
    rows = Wording.objects.filter(draft=draft, mark=mark, removed=False)
    if mark and any(row != own for row in rows):
        raise HinderedError("drafts.mark-taken")


def _recorded(row: Wording, what: str, by: Person) -> None:
    content = {"what": what, "number": row.number, **{name: getattr(row, name) for name in HELD}}
    subject = f"{row.draft.subject}/clause/{row.clause_id}"
    record("code:clause-changed", subject=subject, content=content, actor=by)
