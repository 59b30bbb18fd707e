# SPDX-License-Identifier: EUPL-1.2
"""Checking a pack: signature, disclosures, entry, proof and checkpoint, with nothing but the pack itself.

DSSE, RFC 9901 (digests of disclosures), RFC 6962 and RFC 9162 (inclusion), C2SP signed-note.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from adhere.ledger.disclosure import digest, digest_of_all, opened
from adhere.ledger.dsse import Envelope
from adhere.ledger.keyhistory import short
from adhere.ledger.keys import PublicKey
from adhere.ledger.leaf import Leaf
from adhere.ledger.merkle import continues, includes, leaf_hash
from adhere.ledger.note import Checkpoint, checkpoint_of, note_of, own_checkpoint
from adhere.ledger.pack import Pack, pack_of
from adhere.ledger.proof import consistency_of
from adhere.ledger.rules import LedgerError
from adhere.ledger.statement import PAYLOAD_TYPE, Statement, statement_of
from adhere.ledger.verification.outcome import CheckedIssue, Problems

OUTSIDE = "--checkpoint"
PROOF = "--proof"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPack:
    """A pack whose own parts belong together."""

    pack: Pack
    statement: Statement
    head: Checkpoint
    told: tuple[tuple[str, dict[str, Any]], ...]
    """What the disclosures tell, opened: the id of a row or the name of a file, and what is told of it."""


def verify_pack(content: bytes, file: str, problems: Problems) -> CheckedPack | None:
    """Check a pack that stands alone, and against what the reader has from outside."""
    checked = check_pack(content, file, problems)
    if checked is None:
        return None
    problems.issues.append(checked_issue(checked.statement, checked.pack.envelope, checked.pack.entry.seq))
    check_key(checked.pack.public_key, file, problems)
    agree(checked.head, checked.pack.public_key, problems)
    return checked


def check_pack(content: bytes, file: str, problems: Problems) -> CheckedPack | None:
    """Check everything a pack holds against its own signature and checkpoint; None where that went wrong."""
    before = len(problems.findings)
    with problems.at(file):
        checked = _checked(pack_of(content), file, problems)
        if len(problems.findings) == before:
            problems.counts["packs"] += 1
            problems.counts["disclosures"] += len(checked.pack.disclosures)
            return checked
    return None


def _checked(pack: Pack, file: str, problems: Problems) -> CheckedPack:
    try:
        statement = signed_statement(pack.envelope, pack.public_key)
    except LedgerError as error:
        raise error.inside("envelope") from error
    told = [_opened(disclosure) for disclosure in pack.disclosures]
    for number, wrong in _wrong_disclosures(pack, statement, told):
        problems.findings.append(wrong.finding(file, at=f"disclosures[{number}]"))
    with problems.at(file, at="entry"):
        check_entry(pack.entry, pack.envelope, statement)
    try:
        head = _proven_head(pack, statement)
    except LedgerError as error:
        raise error.inside("proof") from error
    return CheckedPack(
        pack=pack, statement=statement, head=head, told=tuple(one for one in told if one is not None)
    )


def signed_statement(envelope: Envelope, key: PublicKey) -> Statement:
    """Return the statement of an envelope that one key signed, which the statement names; raise LedgerError."""
    if envelope.payload_type != PAYLOAD_TYPE or len(envelope.signatures) != 1:
        raise LedgerError("ADH-LOG-004", part="envelope")
    if envelope.key_ids != (key.id,):
        raise LedgerError("ADH-LOG-011", key=short(envelope.key_ids[0]), expected=short(key.id))
    if not envelope.signed_by(key):
        raise LedgerError("ADH-LOG-010")
    statement = statement_of(envelope.payload)
    if statement.key_id != key.id:
        raise LedgerError("ADH-LOG-011", key=short(key.id), expected=short(statement.key_id))
    return statement


def check_entry(entry: Leaf, envelope: Envelope, statement: Statement) -> None:
    """Raise LedgerError where an entry of the log speaks of something else than a statement."""
    pairs = {
        "kind": (entry.kind, "issue"),
        "payload_sha256": (entry.payload_sha256, sha256(envelope.payload).hexdigest()),
        "subject": (entry.subject, statement.subject),
        "at": (entry.at, statement.at),
    }
    for part, (said, meant) in pairs.items():
        if said != meant:
            raise LedgerError("ADH-LOG-037", entry=entry.seq, part=part)


def checked_issue(statement: Statement, envelope: Envelope, seq: int | None) -> CheckedIssue:
    """Return what is told of an issue that was looked at."""
    return CheckedIssue(
        subject=statement.subject,
        seq=seq,
        at=statement.at,
        key_id=statement.key_id,
        statement_sha256=sha256(envelope.payload).hexdigest(),
    )


def _wrong_disclosures(
    pack: Pack, statement: Statement, told: Sequence[tuple[str, dict[str, Any]] | None]
) -> Iterator[tuple[int, LedgerError]]:
    known = {*statement.rows, *statement.documents, *statement.evidence}
    wrong = [
        number
        for number, disclosure in enumerate(pack.disclosures)
        if digest(disclosure) not in known or told[number] is None
    ]
    for number in wrong:
        yield number, LedgerError("ADH-LOG-020", row=(told[number] or ("?",))[0])
    if not wrong and statement.packs.get(pack.recipient) != digest_of_all(pack.disclosures):
        yield len(pack.disclosures), LedgerError("ADH-LOG-021", recipient=pack.recipient)


def _opened(disclosure: str) -> tuple[str, dict[str, Any]] | None:
    """Return the row or file a disclosure speaks of and what it tells, or None where it is none."""
    try:
        return opened(disclosure, "disclosures")
    except LedgerError:
        return None


def _proven_head(pack: Pack, statement: Statement) -> Checkpoint:
    note, head = own_checkpoint(pack.proof.checkpoint)
    if not note.signed_by(head.origin, pack.public_key):
        raise LedgerError("ADH-LOG-017")
    if head.origin != statement.log:
        raise LedgerError("ADH-LOG-052", origin=head.origin, log=statement.log)
    leaf = leaf_hash(pack.entry.line)
    proof = pack.proof
    if proof.index != pack.entry.seq or not includes(leaf, proof.index, head.size, proof.path, head.root):
        raise LedgerError("ADH-LOG-038", entry=pack.entry.seq)
    return head


def check_key(key: PublicKey, file: str, problems: Problems) -> None:
    """Compare a key with the one the reader knows, where they know one."""
    wanted = problems.outside.key_id
    if wanted is None:
        return
    problems.key_confirmed = wanted == key.id
    if not problems.key_confirmed:
        problems.report("ADH-LOG-013", file, at="public_key", key=short(key.id), wanted=short(wanted))


def agree(head: Checkpoint, key: PublicKey, problems: Problems) -> None:
    """Compare the history a file speaks of with the checkpoint from outside, where there is one and nothing is broken."""
    if problems.outside.checkpoint is not None and not problems.broken:
        with problems.at(OUTSIDE):
            problems.confirmed = _agrees(head, key, problems)


def _agrees(ours: Checkpoint, key: PublicKey, problems: Problems) -> bool:
    """Return whether a history is that of the checkpoint from outside; raise LedgerError where it is not."""
    note = note_of(problems.outside.checkpoint or b"")
    theirs = checkpoint_of(note)
    if theirs.origin != ours.origin:
        raise LedgerError("ADH-LOG-052", origin=theirs.origin, log=ours.origin)
    if not note.signed_by(theirs.origin, key):
        raise LedgerError("ADH-LOG-056", key=short(key.id))
    if theirs.size == ours.size:
        if theirs.root != ours.root:
            raise LedgerError("ADH-LOG-051", size=theirs.size)
        return True
    if problems.outside.proof is None:
        raise LedgerError("ADH-LOG-054", size=theirs.size, own=ours.size)
    older, newer = sorted((ours, theirs), key=lambda head: head.size)
    with problems.at(PROOF):
        proof = consistency_of(problems.outside.proof)
        if (proof.old, proof.new) == (older.size, newer.size) and continues(
            older.size, newer.size, proof.path, older.root, newer.root
        ):
            return True
        raise LedgerError("ADH-LOG-055", old=older.size, new=newer.size)
    return False
