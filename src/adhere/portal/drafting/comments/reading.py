# SPDX-License-Identifier: EUPL-1.2
"""Comments and answers as ``codes.drafting`` knows them, so that what is wrong with a round of comments is told there."""

from __future__ import annotations

from django.utils import timezone

from adhere.codes.drafting import Answer as AnswerOfCode
from adhere.codes.drafting import Comment as CommentOfCode
from adhere.kernel.finding import Place
from adhere.portal.drafting.assembling import version_of
from adhere.portal.drafting.models import Answer, Comment, Draft, Wording

_MOST = 20_000
"""Comments that are held against a draft at once, as many as codes kept as files can have."""


def as_comments(draft: Draft) -> tuple[CommentOfCode, ...]:
    """Return the comments on a draft, their texts left out: what is checked is where they stand and whether they were answered."""
    numbers = _numbers(draft)
    rows = (
        Comment.objects.filter(draft=draft)
        .order_by("id")
        .values_list("id", "clause_id", "party", "author", "received")
    )
    return tuple(
        CommentOfCode(
            id=str(number),
            clause=numbers.get(clause, draft.work.slug),
            group=party,
            author=author,
            text="",
            received=timezone.localdate(received),
            version=version_of(draft),
            place=_place(draft, number),
        )
        for number, clause, party, author, received in rows[:_MOST]
    )


def as_answers(draft: Draft, later: Draft) -> tuple[AnswerOfCode, ...]:
    """Return the answers to the comments on a draft; the clause that changed has its number in the draft after, or the one it had."""
    numbers = _numbers(draft) | _numbers(later)
    rows = Answer.objects.filter(comment__draft=draft, until=None).order_by("comment_id")
    return tuple(
        AnswerOfCode(
            comment=str(comment),
            reasons="",
            change=numbers.get(changed, "") if changed else None,
            no_change=None if changed else "no",
            place=_place(draft, comment),
        )
        for comment, changed in rows.values_list("comment_id", "changed_id")[:_MOST]
    )


def _numbers(draft: Draft) -> dict[int, str]:
    return dict(Wording.objects.filter(draft=draft).values_list("clause_id", "number"))


def _place(draft: Draft, number: int) -> Place:
    return Place(file=draft.work.slug, at=f"#{number}")
