# SPDX-License-Identifier: EUPL-1.2
"""Issuing a form for a model: today's rows, facts, evidence and documents become a record, which the ledger signs and logs.

Article 53(1)(a) and (b) and measure 1.1 of the GPAI code: documentation is kept per version. What is written: ``docs/en/ledger.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adhere.documentation.record import IssuedFile, IssuedRow, IssueRecord
from adhere.documentation.snapshot import issued_facts, issued_row
from adhere.dossier.issued import ISSUED, issued
from adhere.dossier.rules import SAMPLE_LEFT
from adhere.forms.answers import Evidence, Filled
from adhere.forms.form import RECIPIENTS, Recipient
from adhere.forms.views import all_rows, view
from adhere.kernel.finding import Finding
from adhere.kernel.text import LANGUAGES, Language
from adhere.law.library import Law
from adhere.models.facts import Facts

if TYPE_CHECKING:
    from adhere.content.summary.material import Content
    from adhere.ledger.issuing import Issued, NextIssue
    from adhere.ledger.keys import SigningKey
    from adhere.ledger.writing import Step
    from adhere.render.writing import To

INSTANT = "%Y-%m-%dT%H:%M:%SZ"


class NothingChangedError(Exception):
    """Nothing in the form changed since its last issue; ``number`` is that issue."""

    def __init__(self, number: int) -> None:
        super().__init__(str(number))
        self.number = number


class NotSoundError(Exception):
    """The form holds errors; an issue would freeze them."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        super().__init__()
        self.findings = tuple(findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is issued: a filled form of one model, with what stands at its head."""

    root: Path
    filled: Filled
    facts: Facts
    findings: tuple[Finding, ...]
    name: str
    version: str | None
    provider: str
    example: bool
    law: Law
    annexes: Mapping[str, bytes] = field(default_factory=dict)
    """Files for the public that go with the form, by name."""
    content: Content | None = None
    """The training content that a summary is of, for its pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How it is issued: which documents are frozen with it, in which languages, and whether a repetition is meant."""

    documents: tuple[To, ...] = ()
    languages: tuple[Language, ...] = LANGUAGES
    again: bool = False


def issue_form(
    subject: Subject, wish: Wish, key: SigningKey, now: datetime, step: Step | None = None
) -> Issued:
    """Issue a form.

    Raise NotSoundError or NothingChangedError where it should not be issued, LedgerError where it cannot be, and MissingExtraError
    where a document cannot be written; then nothing has changed.
    """
    from adhere.ledger import issuing  # noqa: PLC0415 - cryptography, only where something is signed
    from adhere.ledger.writing import no_step  # noqa: PLC0415

    errors = [
        finding
        for finding in subject.findings
        if finding.rule.severity == "error" or finding.rule.id == SAMPLE_LEFT
    ]
    if errors:
        raise NotSoundError(errors)
    at = now.astimezone(UTC).strftime(INSTANT)
    folder = subject.root / ISSUED
    form, model = subject.filled.form, subject.filled.model
    upcoming = issuing.next_issue(folder, model, form.id)
    rows = _rows(subject.filled)
    last = issued(subject.root, model, form.id)
    before = last.record(last.last) if last.last is not None else None
    if before is not None and not wish.again and _same(before, rows, form.version):
        raise NothingChangedError(before.number)
    documents = _annexes(subject) | _documents(subject, wish, upcoming.number, at)
    record = _record(subject, rows, documents, upcoming, at)
    files = {name: content for name, (content, _) in documents.items()}
    return issuing.issue(folder, record, files, key=key, step=step or no_step)


def _record(
    subject: Subject,
    rows: tuple[IssuedRow, ...],
    documents: Mapping[str, tuple[bytes, Recipient]],
    upcoming: NextIssue,
    at: str,
) -> IssueRecord:
    from adhere.ledger.disclosure import issued_file  # noqa: PLC0415

    placed = subject.facts.value("market.placed_on")
    shown = all_rows(subject.filled)
    evidence = {one.file: one for row in shown for one in row.evidence}
    return IssueRecord(
        form=subject.filled.form.id,
        form_version=subject.filled.form.version,
        model=subject.filled.model,
        name=subject.name,
        provider=subject.provider,
        number=upcoming.number,
        at=at,
        law_release=subject.law.release,
        law_digest=subject.law.digest,
        placed_on=placed.isoformat() if isinstance(placed, date) else None,
        rows=rows,
        facts=issued_facts(shown, subject.facts),
        evidence=tuple(_evidence(one) for _, one in sorted(evidence.items()) if one.sha256 is not None),
        documents=tuple(issued_file(name, content, [who]) for name, (content, who) in documents.items()),
        previous=upcoming.previous,
        example=subject.example,
    )


def _rows(filled: Filled) -> tuple[IssuedRow, ...]:
    """Return every row with a new salt; what the provider chose to make public is meant for everybody as well."""
    from adhere.ledger.disclosure import new_salt  # noqa: PLC0415

    public = {row.row.id for row in view(filled, "public").rows}
    rows = []
    for shown in all_rows(filled):
        row = issued_row(shown, new_salt())
        if row.row in public and "public" not in row.recipients:
            row = replace(row, recipients=(*row.recipients, "public"))
        rows.append(row)
    return tuple(rows)


def _same(before: IssueRecord, rows: Iterable[IssuedRow], version: str) -> bool:
    """Whether an issue would say to each recipient what the last one said."""

    def told(row: IssuedRow) -> tuple[Any, ...]:
        return row.row, row.state, row.value, row.text, row.recipients, row.basis, row.sources

    return before.form_version == version and [told(row) for row in before.rows] == [
        told(row) for row in rows
    ]


def _evidence(file: Evidence) -> IssuedFile:
    from adhere.ledger.disclosure import new_salt  # noqa: PLC0415

    return IssuedFile(file=file.file, sha256=file.sha256 or "", size=file.size or 0, salt=new_salt())


def _annexes(subject: Subject) -> dict[str, tuple[bytes, Recipient]]:
    """Return the annexes by name below the folder of the issue."""
    return {f"documents/{name}": (content, "public") for name, content in subject.annexes.items()}


def _documents(subject: Subject, wish: Wish, number: int, at: str) -> dict[str, tuple[bytes, Recipient]]:
    """Return the documents to freeze, by name below the folder of the issue, each with the recipient it is for."""
    if not wish.documents:
        return {}
    from adhere.render.formdocument import Header, form_document  # noqa: PLC0415
    from adhere.render.summarypictures import summary_pictures  # noqa: PLC0415
    from adhere.render.writing import write  # noqa: PLC0415

    made: dict[str, tuple[bytes, Recipient]] = {}
    for recipient in RECIPIENTS:
        shown = view(subject.filled, recipient)
        if not shown.rows:
            continue
        header = Header(
            model=subject.name,
            version=subject.version,
            number=number,
            at=at,
            provider=subject.provider,
            example=subject.example,
            recipient=recipient,
            law_release=subject.law.release,
            law_digest=subject.law.digest,
        )
        for language in wish.languages:
            pictures = summary_pictures(shown, subject.content, language)
            document = form_document(shown, header, language, pictures)
            for to in wish.documents:
                name = f"documents/{subject.filled.form.id}-{recipient}-{language}.{to}"
                made[name] = (write(document, to), recipient)
    return made
