# SPDX-License-Identifier: EUPL-1.2
"""The work on a draft in the folder of a code: comments, answers and the reasons for changes, read with the line of every field.

Formats ``adhere/comments/1``, ``adhere/comment-answers/1`` and ``adhere/code-changes/1`` (``docs/en/drafting.md``); Article 56(3).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path as DiskPath
from typing import TYPE_CHECKING, Generic, TypeVar

from adhere.codes.code import Code
from adhere.codes.drafting import Answer, Comment, Draft, Reason
from adhere.codes.parties import parties
from adhere.codes.rules import rule
from adhere.codes.wording import words
from adhere.intake.folder import names_in
from adhere.kernel.finding import Finding, Place

if TYPE_CHECKING:
    from adhere.dossier.keptfile import KeptFile
    from adhere.intake.tree import Path

COMMENTS, ANSWERS, CHANGES = "comments.yaml", "answers.yaml", "changes.yaml"
FOLDER = "comments"
"""Where comments of several rounds lie, in files of any name that end on .yaml."""
COMMENT_FORMAT = "adhere/comments/1"
PAGE = "docs/en/drafting.md"
MOST_COMMENTS = 20_000
MOST_FILES = 100
LONGEST = 20_000
"""Characters of one comment."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDraft:
    """A draft as far as it could be read, and what is wrong with its files."""

    draft: Draft
    findings: tuple[Finding, ...]


def read_draft(root: DiskPath, code: Code) -> ReadDraft:
    """Return the comments, answers and reasons in the folder of a code; nothing is raised, and what is not there is empty."""
    found: list[Finding] = []
    comments: list[Comment] = []
    for name in _comment_files(root, found):
        comments += _COMMENTS.entries(root, name, found)
    if len(comments) > MOST_COMMENTS:
        told = {"limit": MOST_COMMENTS, "what": words("large", "comments")}
        found.append(
            Finding(rule=rule("ADH-COD-044"), place=Place(file=comments[-1].place.file), values=told)
        )
    draft = Draft(
        code=code,
        comments=tuple(comments[:MOST_COMMENTS]),
        answers=tuple(_ANSWERS.entries(root, ANSWERS, found)),
        reasons=tuple(_REASONS.entries(root, CHANGES, found)),
    )
    return ReadDraft(draft=draft, findings=tuple(found))


def _comment_files(root: DiskPath, found: list[Finding]) -> list[str]:
    """Return the files with comments: the one beside code.toml first, then those of the folder by name."""
    names = names_in(root / FOLDER, ".yaml", MOST_FILES)
    if len(names) > MOST_FILES:
        told = {"limit": MOST_FILES, "what": words("large", "files")}
        found.append(Finding(rule=rule("ADH-COD-044"), place=Place(file=FOLDER), values=told))
    return [COMMENTS, *(f"{FOLDER}/{name}" for name in names[:MOST_FILES])]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form(Generic[T]):
    """A file of one list: its format, the name of the list, and what reads an entry."""

    format: str
    key: str
    reader: Callable[[KeptFile, Path], T | None]

    def entries(self, root: DiskPath, name: str, found: list[Finding]) -> list[T]:
        """Return the entries of a file, none where there is no such file; what is wrong with it goes into ``found``."""
        from adhere.dossier.keptfile import read_kept  # noqa: PLC0415 - YAML, which a code without drafts never needs

        if not os.path.lexists(root / name):
            return []
        kept = read_kept(root, name, PAGE, self.format)
        entries: list[T] = []
        if kept.readable:
            kept.fields((), ("format", "version", self.key))
            paths = kept.entries((self.key,))
            entries = [one for path in paths if (one := self.reader(kept, path)) is not None]
        found += kept.findings
        return entries


def _comment(kept: KeptFile, path: Path) -> Comment | None:
    if not kept.fields(path, ("id", "clause", "group", "author", "received", "source", "text")):
        return None
    name, clause, author = (
        kept.text((*path, key), required=True, most=200) for key in ("id", "clause", "author")
    )
    group = kept.choice((*path, "group"), tuple(parties()), required=True)
    said = kept.text((*path, "text"), required=True, most=LONGEST)
    received, source = kept.day((*path, "received")), kept.text((*path, "source"), most=400)
    if name is None or clause is None or author is None or group is None or said is None:
        return None
    return Comment(
        id=name,
        clause=clause,
        group=group,
        author=author,
        text=said,
        received=received,
        source=source,
        version=_version(kept),
        place=kept.place(*path),
    )


def _version(kept: KeptFile) -> str | None:
    value = kept.at(("version",))
    return value if isinstance(value, str) else None if value is None else str(value)


def _answer(kept: KeptFile, path: Path) -> Answer | None:
    if not kept.fields(path, ("comment", "reasons", "change", "no_change")):
        return None
    comment = kept.text((*path, "comment"), required=True, most=200)
    reasons = kept.text((*path, "reasons"), required=True, most=LONGEST)
    change, none = kept.text((*path, "change"), most=200), kept.text((*path, "no_change"))
    if comment is None or reasons is None:
        return None
    return Answer(comment=comment, reasons=reasons, change=change, no_change=none, place=kept.place(*path))


def _reason(kept: KeptFile, path: Path) -> Reason | None:
    if not kept.fields(path, ("clause", "why")):
        return None
    clause, why = (
        kept.text((*path, "clause"), required=True, most=200),
        kept.text((*path, "why"), required=True),
    )
    return Reason(clause=clause, why=why, place=kept.place(*path)) if clause and why else None


_COMMENTS = _Form(format=COMMENT_FORMAT, key="comments", reader=_comment)
_ANSWERS = _Form(format="adhere/comment-answers/1", key="answers", reader=_answer)
_REASONS = _Form(format="adhere/code-changes/1", key="changes", reader=_reason)
