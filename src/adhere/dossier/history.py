# SPDX-License-Identifier: EUPL-1.2
"""History, field by field: who stated what and when, from the issues of a form and from git.

Measure 1.3 of the GPAI code: documented information is controlled for integrity and kept as evidence.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from adhere.documentation.record import IssuedRow, IssueRecord
from adhere.documentation.surroundings import issued_on
from adhere.dossier.gitlog import GitHistory, Version, git_history
from adhere.dossier.issued import Issued
from adhere.forms.form import RECIPIENTS
from adhere.intake.tree import parse
from adhere.kernel.quantity import decimal_text
from adhere.kernel.text import Text, plain

RESERVED = ("value", "band", "not_applicable", "file")
"""What an answer that is written out says; the rest of it is about who, when and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One change of one field: in an issue or in a commit, on which day, what it says since, who stated it and when.

    ``text`` None means that nothing is said any more. ``mark`` is the number of the issue, or the commit.
    """

    field: str
    origin: Literal["issue", "commit"]
    mark: str
    on: date
    text: Text | None
    who: str | None = None
    when: str | None = None
    author: str | None = None
    """Who committed it, as git has the name."""


def issue_events(issues: Issued) -> tuple[Event, ...]:
    """Return what each issue says otherwise than the one before, oldest first."""
    events: list[Event] = []
    before: dict[str, list[IssuedRow]] = {}
    for record in issues.records():
        now = _by_field(record)
        for name in dict.fromkeys([*before, *now]):
            rows = now.get(name, [])
            if _said(before.get(name, [])) != _said(rows):
                events.append(_issue_event(record, name, _most_precise(rows)))
        before = now
    return tuple(events)


def answer_events(root: Path, model: str, form: str) -> tuple[tuple[Event, ...], GitHistory]:
    """Return each change of the answers to a form in git, oldest first, and what git could tell at all."""
    history = git_history(root, f"models/{model}/{form}.yaml")
    return tuple(_commit_events(history.versions)), history


def _by_field(record: IssueRecord) -> dict[str, list[IssuedRow]]:
    """Return the rows of each field in which something is said."""
    found: dict[str, list[IssuedRow]] = {}
    for row in record.rows:
        if row.value is not None or row.text is not None:
            found.setdefault(row.field, []).append(row)
    return found


def _said(rows: Iterable[IssuedRow]) -> str:
    return json.dumps({row.row: [row.state, row.value] for row in rows}, sort_keys=True)


def _most_precise(rows: Sequence[IssuedRow]) -> IssuedRow | None:
    """Return the row that says most of a field: a form stands its coarse rows anywhere, and shows the AI Office most."""

    def place(row: IssuedRow) -> tuple[bool, int]:
        seen = [RECIPIENTS.index(one) for one in RECIPIENTS if one in row.recipients]
        return row.text is None, min(seen, default=len(RECIPIENTS))

    return min(rows, key=place, default=None)


def _issue_event(record: IssueRecord, name: str, row: IssuedRow | None) -> Event:
    source = next((one for one in row.sources if one.who is not None), None) if row else None
    return Event(
        field=name,
        origin="issue",
        mark=str(record.number),
        on=issued_on(record),
        text=Text(row.text["en"], row.text["nl"]) if row and row.text else None,
        who=source.who if source else None,
        when=source.when if source else None,
    )


def _commit_events(versions: Iterable[Version]) -> Iterator[Event]:
    before: Mapping[str, Any] = {}
    signed: Mapping[str, Any] = {}
    for version in versions:
        read = _answers(version.content)
        if read is None:
            continue  # a version that was no YAML; the next that is one shows what came of it
        now, signed = read
        for name in dict.fromkeys([*before, *now]):
            if before.get(name) != now.get(name):
                yield _commit_event(version, name, now.get(name), signed)
        before = now


def _answers(content: bytes | None) -> tuple[Mapping[str, Any], Mapping[str, Any]] | None:
    """Return the answers of a file and its signature; of a file that was removed, none; None where it cannot be read."""
    if content is None:
        return {}, {}
    tree = parse(content)
    if tree.fatal or not isinstance(tree.value, dict):
        return None
    answers, stated = tree.value.get("answers"), tree.value.get("stated")
    return answers if isinstance(answers, dict) else {}, stated if isinstance(stated, dict) else {}


def _commit_event(version: Version, name: str, answer: Any, signed: Mapping[str, Any]) -> Event:
    own = answer if isinstance(answer, dict) and set(answer) & set(RESERVED) else {}
    who, when = (own.get(part) or signed.get(part) for part in ("who", "when"))
    return Event(
        field=name,
        origin="commit",
        mark=version.commit,
        on=version.on,
        text=None if answer is None else plain(_shown(answer, own)),
        who=str(who) if who is not None and answer is not None else None,
        when=str(when) if when is not None and answer is not None else None,
        author=version.author,
    )


def _shown(answer: Any, own: Mapping[str, Any]) -> str:
    """Return an answer as it stands in the file, on one line."""
    said = [own[part] for part in RESERVED if part in own] if own else [answer]
    return " ".join(" ".join(map(_written, said)).split())


def _written(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return decimal_text(value) if value.is_finite() else str(value)
    return json.dumps(value, ensure_ascii=False, default=_written)
