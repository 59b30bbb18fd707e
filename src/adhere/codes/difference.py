# SPDX-License-Identifier: EUPL-1.2
"""What changed between two versions of a code: clauses that came, went, got another number or another text.

Article 56(8): codes are adapted. A clause is the same one where it has the same id, or where the newer version says that it was
renumbered; what seems renumbered without being said so is a finding, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from adhere.codes.aspects import Aspects, aspects, whole_text
from adhere.codes.clauses import Clause, clauses
from adhere.codes.code import Code
from adhere.codes.renumbering import Renumbering, follows, renumbering
from adhere.codes.rules import rule
from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import Text, plain

Kind = Literal["added", "removed", "renumbered", "changed"]
KINDS: tuple[Kind, ...] = ("added", "removed", "renumbered", "changed")
HEAD = "code.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is not what it was.

    ``clause`` is its id in the newer version, in the older where it was removed; ``was`` the id in the older, None where it is new.
    ``holder`` is the measure it belongs to, or itself. ``aspect`` says what of it differs; ``whole`` where it came or went.
    """

    kind: Kind
    clause: str
    was: str | None
    holder: str
    aspect: str
    before: Text | None
    after: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two versions of a code, what changed in the order of the newer, and what is doubtful about the comparison."""

    before: Code
    after: Code
    changes: tuple[Change, ...]
    numbering: Renumbering
    findings: tuple[Finding, ...]

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """Return the changes of one kind."""
        return tuple(one for one in self.changes if one.kind == kind)

    def touched(self) -> frozenset[str]:
        """Return the ids, in either version, of what changed and of what it belongs to; a number alone changes nothing."""
        kept = (one for one in self.changes if one.kind != "renumbered")
        return frozenset(name for one in kept for name in (one.clause, one.holder, one.was or one.clause))


def difference(before: Code, after: Code) -> Difference:
    """Return what changed from one version of a code to another."""
    numbering = renumbering(before, after)
    changes = (*_newer(before, after, numbering), *_removed(before, numbering))
    findings = (*_circle(before, after), *_never_there(before, numbering), *_unsaid(changes))
    return Difference(before=before, after=after, changes=changes, numbering=numbering, findings=findings)


def _newer(before: Code, after: Code, numbering: Renumbering) -> Iterator[Change]:
    """Yield what is new or not what it was, in the order of the newer version."""
    was = numbering.was()
    clocks = {clock.id for _, clock in after.deadlines()}
    said = aspects(before, lambda name: name if name in clocks else numbering.moved(name))
    now = aspects(after)
    old, new = clauses(before), clauses(after)
    for clause in new.values():
        if clause.kind == "code":
            continue
        earlier = was.get(clause.id)
        if earlier is not None:
            yield from _renumbered(old[earlier], clause)
            yield from _changed(clause, earlier, said[earlier], now[clause.id])
        elif clause.holder == clause.id or clause.holder in was:
            yield _whole("added", clause, None, whole_text(after, clause.id))


def _removed(before: Code, numbering: Renumbering) -> Iterator[Change]:
    """Yield what is gone; what belonged to a measure that is gone went with it."""
    for clause in clauses(before).values():
        gone = numbering.now(clause.id) is None
        if gone and (clause.holder == clause.id or numbering.now(clause.holder) is not None):
            yield _whole("removed", clause, clause.id, whole_text(before, clause.id))


def _whole(kind: Kind, clause: Clause, was: str | None, text: Text) -> Change:
    before, after = (None, text) if kind == "added" else (text, None)
    return Change(
        kind=kind, clause=clause.id, was=was, holder=clause.holder, aspect="whole", before=before, after=after
    )


def _renumbered(old: Clause, new: Clause) -> Iterator[Change]:
    """Yield that a clause has another number; one that only went along with its measure, or moved up a place, has the same."""
    number, other = (one.id.removeprefix(one.holder) for one in (old, new))
    went_along = new.kind == "requirement" and (number == other or number[0] == other[0] == "#")
    if old.id != new.id and not went_along:
        yield Change(
            kind="renumbered",
            clause=new.id,
            was=old.id,
            holder=new.holder,
            aspect="number",
            before=plain(old.id),
            after=plain(new.id),
        )


def _changed(clause: Clause, was: str, before: Aspects, after: Aspects) -> Iterator[Change]:
    for aspect in dict.fromkeys((*after, *before)):
        old, new = before.get(aspect), after.get(aspect)
        if old != new:
            yield Change(
                kind="changed",
                clause=clause.id,
                was=was,
                holder=clause.holder,
                aspect=aspect,
                before=old,
                after=new,
            )


def _circle(before: Code, after: Code) -> Iterator[Finding]:
    if before != after and follows(before, after) and follows(after, before):
        told = {"one": f"{before.id}@{before.version}", "other": f"{after.id}@{after.version}"}
        yield _finding("ADH-COD-027", "succeeds", told)


def _never_there(before: Code, numbering: Renumbering) -> Iterator[Finding]:
    known = clauses(before)
    for old, new in numbering.declared.items():
        if old not in known:
            yield _finding("ADH-COD-029", "renumbered", {"old": old, "id": new})


def _unsaid(changes: tuple[Change, ...]) -> Iterator[Finding]:
    """Yield what came in the very words of something that went: perhaps it only got another number."""
    gone = {one.before: one for one in changes if one.kind == "removed" and one.holder == one.clause}
    for change in changes:
        if change.kind == "added" and change.holder == change.clause and change.after in gone:
            told = {"old": gone[change.after].clause, "id": change.clause}
            yield _finding("ADH-COD-026", change.clause, told)


def _finding(rule_id: str, at: str, told: Mapping[str, object]) -> Finding:
    return Finding(rule=rule(rule_id), place=Place(file=HEAD, at=at), values=told)
