# SPDX-License-Identifier: EUPL-1.2
"""Issuing: a record and its documents become a signed statement, packs for recipients and an entry of the log, all or nothing.

Statement: in-toto v1 in DSSE; log: RFC 6962 with C2SP checkpoints. The folder is ``issued/<model>/<form>/<number>``.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from adhere.documentation.record import IssueRecord
from adhere.forms.form import RECIPIENTS
from adhere.ledger.canonical import line, parse_exactly
from adhere.ledger.disclosure import disclosures
from adhere.ledger.dsse import Envelope, envelope_of, sealed
from adhere.ledger.keyhistory import key_event, key_event_of
from adhere.ledger.keys import SigningKey
from adhere.ledger.log import Entry, Log, Prepared
from adhere.ledger.pack import pack
from adhere.ledger.places import ISSUE, ISSUED, LOG, PACKS, RECORD, content_of
from adhere.ledger.rules import LedgerError
from adhere.ledger.shapes import NAME
from adhere.ledger.statement import PAYLOAD_TYPE, record_bytes, statement, subject_of
from adhere.ledger.writing import Step, commit, no_step, writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What an issue came to: its name and folder, its entry, and the SHA-256 of the statement and of each pack."""

    subject: str
    folder: Path
    seq: int
    statement_sha256: str
    packs: Mapping[str, str]
    checkpoint: bytes
    """The checkpoint to hand to outsiders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextIssue:
    """What the next issue of a form for a model must say: its number, and the digest of the statement before it."""

    number: int
    previous: str | None


def next_issue(issued: Path, model: str, form: str) -> NextIssue:
    """Return number and predecessor of the next issue; a write that was stopped is finished or taken back first."""
    if (issued / LOG).is_dir():
        with writing(issued):
            pass
    return _next(issued, model, form)


def issue(
    issued: Path,
    record: IssueRecord,
    documents: Mapping[str, bytes],
    *,
    key: SigningKey,
    recipients: Iterable[str] = RECIPIENTS,
    actor: str | None = None,
    step: Step = no_step,
) -> Issued:
    """Issue a record with its documents; raise LedgerError where that cannot be, and then nothing has changed."""
    _check_documents(record, documents)
    _check_names(record)
    who = actor or actor_of(key)
    with writing(issued, step) as log:
        log.expect_key(key)
        _check_number(issued, record)
        if log.head is None:
            start(log, key, record.at, who, step)
        chosen = [one for one in RECIPIENTS if one in set(recipients)]
        envelope = _signed(record, chosen, log, key)
        prepared = log.prepare([_entry(record, envelope.payload, who)], key)
        files = _files(record, documents, envelope, key=key, prepared=prepared, recipients=chosen)
        commit(log, prepared, files=files, step=step)
    leaf = prepared.leaves[0]
    return Issued(
        subject=leaf.subject,
        folder=issued / leaf.subject,
        seq=leaf.seq,
        statement_sha256=leaf.payload_sha256,
        packs={one: sha256(files[f"{PACKS}/{one}.json"]).hexdigest() for one in chosen},
        checkpoint=prepared.checkpoint,
    )


def start(log: Log, key: SigningKey, at: str, actor: str, step: Step = no_step) -> None:
    """Begin a log: a random origin, and an entry that brings in its first key."""
    origin = f"adhere.invalid/log/{secrets.token_hex(8)}"
    _bring_in(
        log, key, key_event(origin, 0, at, key, before=None, signer=None), origin, actor=actor, step=step
    )


def rotate(
    issued: Path,
    new: SigningKey,
    *,
    at: str,
    old: SigningKey | None,
    actor: str | None = None,
    step: Step = no_step,
) -> int:
    """Let a new key sign from now on and return the entry's number; without the old one, everyone will see that it did not agree."""
    with writing(issued, step) as log:
        if log.head is None or log.key is None:
            raise LedgerError("ADH-LOG-075")
        if old is not None:
            log.expect_key(old)
        if log.history.known(new.public.id) is not None:
            raise LedgerError("ADH-LOG-076")
        event = key_event(log.head.origin, log.size, at, new, before=log.key, signer=old)
        _bring_in(log, new, event, log.head.origin, actor=actor or actor_of(new), step=step)
        return log.size - 1


def actor_of(key: SigningKey) -> str:
    """Return the opaque id under which a key's owner stands in the log where no other is given."""
    return f"key-{key.public.id[:16]}"


def statement_digest(folder: Path) -> str:
    """Return the SHA-256 of the signed statement in the folder of an issue; raise LedgerError."""
    return sha256(read_envelope(folder / ISSUE).payload).hexdigest()


def read_envelope(path: Path) -> Envelope:
    """Return the envelope in a file; raise LedgerError where it is none, or could be written otherwise."""
    content = content_of(path)
    if not content.endswith(b"\n"):
        raise LedgerError("ADH-LOG-002")
    return envelope_of(parse_exactly(content[:-1]))


def _bring_in(log: Log, key: SigningKey, event: bytes, origin: str, *, actor: str, step: Step) -> None:
    read = key_event_of(event[:-1])
    digest = sha256(read.envelope.payload).hexdigest()
    entry = Entry(kind=read.kind, subject=key.public.id, payload_sha256=digest, at=read.at, actor=actor)
    commit(log, log.prepare([entry], key, origin), key_line=event, step=step)


def _signed(record: IssueRecord, recipients: Iterable[str], log: Log, key: SigningKey) -> Envelope:
    origin = log.head.origin if log.head else ""
    payload = statement(record, recipients=recipients, log=origin, key_id=key.public.id)
    return sealed(payload, PAYLOAD_TYPE, [key])


def _entry(record: IssueRecord, payload: bytes, actor: str) -> Entry:
    return Entry(
        kind="issue",
        subject=subject_of(record.model, record.form, record.number),
        payload_sha256=sha256(payload).hexdigest(),
        at=record.at,
        actor=actor,
    )


def _files(
    record: IssueRecord,
    documents: Mapping[str, bytes],
    envelope: Envelope,
    *,
    key: SigningKey,
    prepared: Prepared,
    recipients: Iterable[str],
) -> dict[str, bytes]:
    files = {RECORD: record_bytes(record), ISSUE: line(envelope.value), **documents}
    leaf, proof = prepared.leaves[0], prepared.proofs[0]
    for one in recipients:
        theirs = disclosures(record, one)
        files[f"{PACKS}/{one}.json"] = pack(one, envelope, theirs, key=key.public, entry=leaf, proof=proof)
    return files


def _next(issued: Path, model: str, form: str) -> NextIssue:
    folder = issued / model / form
    numbered = [path for path in folder.glob("[0-9]*") if path.name.isdecimal()]
    if not numbered:
        return NextIssue(number=1, previous=None)
    last = max(numbered, key=lambda path: int(path.name))
    if not (last / ISSUE).exists():
        raise LedgerError("ADH-LOG-079", folder=f"{ISSUED}/{last.relative_to(issued).as_posix()}", file=ISSUE)
    return NextIssue(number=int(last.name) + 1, previous=statement_digest(last))


def _check_number(issued: Path, record: IssueRecord) -> None:
    wanted = _next(issued, record.model, record.form)
    if (record.number, record.previous) != (wanted.number, wanted.previous):
        raise LedgerError("ADH-LOG-071", number=record.number, wanted=wanted.number)


def _check_names(record: IssueRecord) -> None:
    for name in (record.model, record.form):
        if NAME.fullmatch(name) is None or record.model == LOG or ".." in name:
            raise LedgerError("ADH-LOG-074", name=name)


def _check_documents(record: IssueRecord, documents: Mapping[str, bytes]) -> None:
    """A document that the record does not describe to the byte is a mistake in the program."""
    described = {one.file: one.sha256 for one in record.documents}
    given = {name: sha256(content).hexdigest() for name, content in documents.items()}
    if described != given or not all(is_document(name) for name in given):
        raise ValueError("the record does not describe these documents")


def is_document(name: str) -> bool:
    """Return whether a file may be issued under a name: in ``documents``, in no folder below it."""
    folder, _, own = name.partition("/")
    return folder == "documents" and bool(own) and "/" not in own and not own.startswith(".")
