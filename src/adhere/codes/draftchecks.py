# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a round of comments, and with the step from one draft to the next.

Article 56(3) and (8): a comment that nobody answers, a change that nobody explains, and a comment whose clause is gone are findings.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator

from adhere.codes.clauses import clauses
from adhere.codes.difference import Change, Difference
from adhere.codes.drafting import Answer, Comment, Draft, clause_now, standing
from adhere.codes.parties import party_name
from adhere.codes.rules import rule
from adhere.codes.wording import clipped, words
from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import LANGUAGES, Text, plain

_OPAQUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_DIGIT = re.compile(r"[0-9]")
MOST = 1000
"""Ids among which one that was perhaps meant is looked for."""
CHANGES = "changes.yaml"
"""Where the reasons for changes stand, in the folder of the newer version."""


def comment_faults(draft: Draft) -> tuple[Finding, ...]:
    """Return what is wrong with the comments on a draft and their answers."""
    return (*_comments(draft), *_authors(draft.comments), *_answers(draft), *_waiting(draft))


def step_faults(found: Difference, before: Draft, after: Draft) -> tuple[Finding, ...]:
    """Return what is wrong with the step from one draft to the next: what nobody explained, and what lost its clause."""
    return (
        *_unexplained(found, after),
        *_idle_reasons(found, after),
        *_orphans(found, before, after),
        *_false(found, before),
    )


def reasons_for(change: Change, after: Draft) -> tuple[str, ...]:
    """Return the reasons given for a change: at the clause itself, or at the measure it belongs to."""
    return tuple(one.why for one in after.reasons if one.clause in (change.clause, change.holder))


def _comments(draft: Draft) -> Iterator[Finding]:
    """Yield comments with an id that stands twice, those on no clause, and files on a version that leads nowhere."""
    here = clauses(draft.code)
    seen: dict[str, Comment] = {}
    astray: dict[tuple[str, str | None], Comment] = {}
    for one in draft.comments:
        if one.id in seen:
            yield _at(one.place, "ADH-COD-032", id=one.id, other=seen[one.id].place.line or 1)
        seen.setdefault(one.id, one)
        if clause_now(one, draft.code) not in here:
            named = {"clause": clipped(one.clause), "near": near(one.clause, here), "code": draft.code.id}
            yield _at(one.place, "ADH-COD-031", id=one.id, **named)
        if one.version not in (None, draft.code.version) and draft.code.succeeds is None:
            astray.setdefault((one.place.file, one.version), one)
    for one in astray.values():
        yield _at(one.place, "ADH-COD-030", found=clipped(str(one.version)), version=draft.code.version)


def _authors(comments: Iterable[Comment]) -> Iterator[Finding]:
    group_of: dict[str, str] = {}
    told: set[str] = set()
    for one in comments:
        group = group_of.setdefault(one.author, one.group)
        if group != one.group:
            names = {"group": party_name(one.group), "other": party_name(group)}
            yield _at(one.place, "ADH-COD-039", author=clipped(one.author), **names)
        opaque = _OPAQUE.fullmatch(one.author) and _DIGIT.search(one.author)
        if not opaque and one.author not in told:
            told.add(one.author)
            yield _at(one.place, "ADH-COD-038", id=one.id)


def _answers(draft: Draft) -> Iterator[Finding]:
    known = {one.id for one in draft.comments}
    seen: dict[str, Answer] = {}
    for one in draft.answers:
        if one.comment not in known:
            yield _at(one.place, "ADH-COD-033", id=clipped(one.comment), near=near(one.comment, known))
        elif one.comment in seen:
            yield _at(one.place, "ADH-COD-036", id=one.comment, other=seen[one.comment].place.line or 1)
        seen.setdefault(one.comment, one)
        both = (one.change is not None) + (one.no_change is not None)
        if both != 1:
            yield _at(
                one.place,
                "ADH-COD-035",
                id=clipped(one.comment),
                found=words("found", "both" if both else "neither"),
            )


def _waiting(draft: Draft) -> Iterator[Finding]:
    for one in standing(draft):
        if one.answer is None:
            yield _at(one.comment.place, "ADH-COD-034", id=one.comment.id, clause=clipped(one.comment.clause))


def _unexplained(found: Difference, after: Draft) -> Iterator[Finding]:
    """Yield each measure, or other clause, of which something changed for no reason that is on record; once for each."""
    told: set[str] = set()
    for change in found.changes:
        if change.kind != "renumbered" and change.holder not in told and not reasons_for(change, after):
            told.add(change.holder)
            yield _at(Place(file=CHANGES, at=change.holder), "ADH-COD-040", id=change.holder)


def _idle_reasons(found: Difference, after: Draft) -> Iterator[Finding]:
    changed = {name for one in found.changes for name in (one.clause, one.holder)}
    for one in after.reasons:
        if one.clause not in changed:
            yield _at(one.place, "ADH-COD-041", id=clipped(one.clause))


def _orphans(found: Difference, before: Draft, after: Draft) -> Iterator[Finding]:
    explained = {one.clause for one in after.reasons}
    here = clauses(before.code)
    for one in before.comments:
        clause = here.get(clause_now(one, before.code))
        if clause is None or found.numbering.now(clause.id) is not None:
            continue
        if not explained & {clause.id, clause.holder}:
            yield _at(one.place, "ADH-COD-042", id=one.id, clause=clause.id)


def _false(found: Difference, before: Draft) -> Iterator[Finding]:
    touched = found.touched()
    for one in before.answers:
        if one.change is not None and one.change not in touched:
            yield _at(one.place, "ADH-COD-037", id=clipped(one.comment), clause=clipped(one.change))


def near(name: str, known: Collection[str]) -> Text:
    """Return the question whether the nearest known id was meant, with a space before it; nothing where there are too many."""
    found = difflib.get_close_matches(name[:80], known, n=1) if len(known) <= MOST else []
    asked = words("found", "near").filled({"name": found[0]}) if found else plain("")
    return Text(*(f" {asked.in_(language)}".rstrip() for language in LANGUAGES))


def _at(place: Place, rule_id: str, **values: object) -> Finding:
    return Finding(rule=rule(rule_id), place=place, values=values)
