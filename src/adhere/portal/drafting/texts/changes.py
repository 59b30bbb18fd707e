# SPDX-License-Identifier: EUPL-1.2
"""What changed between two drafts, clause by clause, as a redline with the reasons; ``codes.difference`` tells it. Article 56(8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from adhere.codes.aspects import aspect_name
from adhere.codes.clauses import clauses
from adhere.codes.difference import Change, Difference, difference
from adhere.codes.effects import Effect, effects
from adhere.forms.difference import Run, word_changes
from adhere.kernel.text import Text
from adhere.law.citations import cite
from adhere.portal.drafting.asking import draft_of, number_asked, today, work_of
from adhere.portal.drafting.assembling import before, code_of, law
from adhere.portal.drafting.models import Draft, Wording
from adhere.portal.languages import current
from adhere.portal.pages import page


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that changed: what kind of change, of what aspect, and its words as runs that stayed, went and came."""

    change: Change
    aspect: Text
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A clause with all that changed of it and why; ``clause`` is its id that stays."""

    number: str
    title: Text | None
    clause: int | None
    lines: tuple[Line, ...]
    reasons: tuple[str, ...]


@require_safe
def changes(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Answer with what changed since the draft before, or since ``from``."""
    work = work_of(code)
    draft = draft_of(request, work, number)
    asked = number_asked(request, "from")
    earlier = (
        before(draft)
        if asked is None
        else get_object_or_404(Draft.objects.select_related("work"), work=work, number=asked)
    )
    if earlier is None or earlier.number >= draft.number or earlier.published is None:
        raise Http404
    found = difference(code_of(earlier), code_of(draft))
    told: tuple[Effect, ...] = effects(found, law(), today())
    return page(
        request,
        "drafting/changes.html",
        work=work,
        draft=draft,
        earlier=earlier,
        sections=list(sections(found, earlier, draft)),
        effects=[(one, cite(one.obligation.provisions[0])) for one in told],
        since=work.drafts.filter(number__lt=draft.number, published__isnull=False).order_by("number"),
    )


def sections(found: Difference, earlier: Draft, draft: Draft) -> Iterator[Section]:
    """Yield what changed under the clause it belongs to, in the order of the newer draft.

    Reasons are found by the id of a clause that stays: what was taken out and what has its number now are two clauses.
    """
    old, new = (
        dict(Wording.objects.filter(draft=one).values_list("number", "clause_id")) for one in (earlier, draft)
    )
    known = reasons_between(earlier, draft)
    before_it, after_it = clauses(found.before), clauses(found.after)
    for (gone, holder), group in groupby(found.changes, key=_holder):
        changed = list(group)
        ids = old if gone else new
        clause = (before_it if gone else after_it).get(holder)
        why = (known.get(ids.get(name, 0), ()) for one in changed for name in (one.clause, one.holder))
        yield Section(
            number=holder,
            title=clause.text if clause else None,
            clause=ids.get(holder),
            lines=tuple(map(_line, changed)),
            reasons=tuple(dict.fromkeys(one for told in why for one in told)),
        )


def _holder(change: Change) -> tuple[bool, str]:
    """Return under what a change stands: whether that is gone, and its number."""
    return change.kind == "removed" and change.clause == change.holder, change.holder


def reasons_between(earlier: Draft, draft: Draft) -> dict[int, list[str]]:
    """Return why each clause changed in the drafts from one to another, in the language of the page."""
    rows = Wording.objects.filter(
        draft__work=draft.work, draft__number__gt=earlier.number, draft__number__lte=draft.number
    ).exclude(reason_en="")
    found: dict[int, list[str]] = {}
    for row in rows.order_by("draft__number"):
        found.setdefault(row.clause_id, []).append(row.reason.in_(current()))
    return found


def _line(change: Change) -> Line:
    before_it, after_it = (text.in_(current()) if text else "" for text in (change.before, change.after))
    runs = [] if change.kind == "renumbered" else word_changes(before_it, after_it)
    return Line(change=change, aspect=aspect_name(change.aspect), runs=tuple(run for run in runs if run[1]))
