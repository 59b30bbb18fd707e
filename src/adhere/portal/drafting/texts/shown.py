# SPDX-License-Identifier: EUPL-1.2
"""A draft as it is shown: what each clause says, with its comments counted. What a published draft says is made into a page once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Q
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from adhere.portal.drafting.assembling import wordings
from adhere.portal.drafting.models import Clause, Comment, Draft
from adhere.portal.drafting.texts.numbering import BELOW
from adhere.portal.languages import current
from adhere.portal.wording import say

Counts = dict[int, tuple[int, int]]
"""For each clause how many comments it has, and how many were answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A clause: what it says as a piece of a page, the words that lead to its comments, and how many there are."""

    id: int
    kind: str
    number: str
    body: SafeString
    comment: str
    counted: str
    below: tuple[Clause.Kind, ...]


def shown(draft: Draft, counts: Counts, *, takes_comments: bool) -> list[Shown]:
    """Return the clauses of a draft in its order."""
    kept = draft.published is not None
    said = _frozen(draft.pk, str(draft.published), current()) if kept else _said(draft)
    return [
        Shown(
            id=name,
            kind=kind,
            number=number,
            body=body,
            comment=_comment(kind, number, takes_comments=takes_comments) if draft.published else "",
            counted=_counted(counts.get(name)),
            below=BELOW[Clause.Kind(kind)],
        )
        for name, kind, number, body in said
    ]


def counted(draft: Draft) -> Counts:
    """Return how many comments each clause has, and how many of them were answered."""
    rows = (
        Comment.objects.filter(draft=draft)
        .values_list("clause")
        .annotate(count=Count("id"), answered=Count("id", filter=~Q(outcome="")))
    )
    return {clause: (count, answered) for clause, count, answered in rows.order_by()}


@lru_cache(maxsize=32)
def _frozen(draft: int, published: str, language: str) -> list[tuple[int, str, str, SafeString]]:
    del (
        published,
        language,
    )  # a restored database may know the number for another draft; the language is that of the request
    return _said(Draft.objects.get(pk=draft))


def _said(draft: Draft) -> list[tuple[int, str, str, SafeString]]:
    return [
        (
            row.clause_id,
            row.clause.kind,
            row.number,
            render_to_string("drafting/_body.html", {"row": row, "language": current()}),
        )
        for row in wordings(draft)
    ]


def _comment(kind: str, number: str, *, takes_comments: bool) -> str:
    if kind == Clause.Kind.CODE:
        return say("drafts.whole-link")
    return say("drafts.comment-link" if takes_comments else "drafts.read-link", number=number)


def _counted(counts: tuple[int, int] | None) -> str:
    return say("drafts.counted", count=counts[0], answered=counts[1]) if counts else ""
