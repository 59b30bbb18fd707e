# SPDX-License-Identifier: EUPL-1.2
"""Drawing up a code: comments on its clauses, what was answered, why things changed, and where each comment stands.

Article 56(3): providers, authorities and others take part. Every comment gets an answer with reasons that points at a change, or says
why there is none; a comment follows its clause to a new number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from adhere.codes.clauses import Clause, clauses
from adhere.codes.code import Code
from adhere.codes.renumbering import moved
from adhere.kernel.finding import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What somebody said of a clause; ``author`` is an id that tells nothing, ``source`` where it came from."""

    id: str
    clause: str
    group: str
    author: str
    text: str
    received: date | None = None
    source: str | None = None
    version: str | None = None
    """The version of the code it is on; None: that of the folder it lies in."""
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was made of a comment, and why: ``change`` is the clause that changed, ``no_change`` why none did."""

    comment: str
    reasons: str
    change: str | None = None
    no_change: str | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a clause is not what it was in the version before."""

    clause: str
    why: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A version of a code with the comments on it, their answers, and the reasons for its changes from the version before."""

    code: Code
    comments: tuple[Comment, ...] = ()
    answers: tuple[Answer, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingComment:
    """A comment, the clause it is on by now, and its answer; None where there is none."""

    comment: Comment
    clause: Clause | None
    answer: Answer | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseStanding:
    """A clause with the comments on it, counted: all, answered, and answered with a change."""

    clause: Clause
    comments: tuple[StandingComment, ...] = field(default=())

    @property
    def answered(self) -> int:
        """How many have an answer."""
        return sum(1 for one in self.comments if one.answer is not None)

    @property
    def changed(self) -> int:
        """How many led to a change."""
        return sum(1 for one in self.comments if one.answer is not None and one.answer.change is not None)


def standing(draft: Draft) -> tuple[StandingComment, ...]:
    """Return every comment with its clause and its answer, in the order in which they lie there."""
    here = clauses(draft.code)
    answers: dict[str, Answer] = {}
    for answer in draft.answers:
        answers.setdefault(answer.comment, answer)
    return tuple(
        StandingComment(comment=one, clause=here.get(clause_now(one, draft.code)), answer=answers.get(one.id))
        for one in draft.comments
    )


def clause_now(comment: Comment, code: Code) -> str:
    """Return the id of the clause a comment is on; one on the version before follows numbers that are said to have moved."""
    if comment.version in (None, code.version) or comment.clause == code.id:
        return comment.clause
    return moved(comment.clause, {one.old: one.new for one in code.renumbered})


def by_clause(draft: Draft) -> Iterator[ClauseStanding]:
    """Yield the clauses that have comments, in the order of the code."""
    found: dict[str, list[StandingComment]] = {}
    for one in standing(draft):
        if one.clause is not None:
            found.setdefault(one.clause.id, []).append(one)
    for name, clause in clauses(draft.code).items():
        if name in found:
            yield ClauseStanding(clause=clause, comments=tuple(found[name]))
