# SPDX-License-Identifier: EUPL-1.2
"""The statement of an issue: what is signed. It names the form, the model and the law, and holds digests, never a value.

in-toto Statement v1 (https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md), canonical by RFC 8785.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from adhere.documentation.record import IssueRecord, record_json
from adhere.ledger.canonical import canonical, line, parse_exactly, printable
from adhere.ledger.disclosure import Random, digest_of_all, disclosures, file_digests, row_digests
from adhere.ledger.rules import LedgerError
from adhere.ledger.shapes import HEX, INSTANT, NAME, ORIGIN, TEXT, shaped

STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "https://adhere.invalid/issue/v1"
PAYLOAD_TYPE = "application/vnd.in-toto+json"
FORMAT = "adhere/statement/1"
RECORD = "record.json"
_KINDS = {
    "format": TEXT,
    "form": NAME,
    "form_version": TEXT,
    "model": NAME,
    "number": int,
    "at": INSTANT,
    "law_release": TEXT,
    "law_digest": TEXT,
    "example": bool,
    "previous": (None, HEX),
    "log": ORIGIN,
    "key_id": HEX,
    "rows": [HEX],
    "documents": [HEX],
    "evidence": [HEX],
    "packs": dict,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement that was read: digests are hexadecimal SHA-256, ``packs`` holds one per recipient."""

    subject: str
    """``<model>/<form>/<number>``, as in the log."""
    record_sha256: str
    form: str
    form_version: str
    model: str
    number: int
    at: str
    law_release: str
    law_digest: str
    example: bool
    previous: str | None
    log: str
    key_id: str
    rows: tuple[str, ...]
    documents: tuple[str, ...]
    evidence: tuple[str, ...]
    packs: dict[str, str]


def subject_of(model: str, form: str, number: int) -> str:
    """Return the name of an issue, which is its folder below ``issued`` too."""
    return f"{model}/{form}/{number:04d}"


def record_bytes(record: IssueRecord) -> bytes:
    """Return the private record as the file ``record.json``."""
    return line(record_json(record))


def statement(
    record: IssueRecord,
    *,
    recipients: Iterable[str],
    log: str,
    key_id: str,
    random: Random = secrets.token_bytes,
) -> bytes:
    """Return the payload to sign for a record: canonical JSON without a line feed."""
    predicate = {
        "format": FORMAT,
        "form": record.form,
        "form_version": record.form_version,
        "model": record.model,
        "number": record.number,
        "at": record.at,
        "law_release": record.law_release,
        "law_digest": record.law_digest,
        "example": record.example,
        "previous": record.previous,
        "log": log,
        "key_id": key_id,
        "rows": row_digests(record),
        "documents": file_digests(record.documents, random),
        "evidence": file_digests(record.evidence, random),
        "packs": {one: digest_of_all(disclosures(record, one)) for one in recipients},
    }
    name = f"{subject_of(record.model, record.form, record.number)}/{RECORD}"
    subject = {"name": name, "digest": {"sha256": sha256(record_bytes(record)).hexdigest()}}
    whole = {"_type": STATEMENT, "subject": [subject], "predicateType": PREDICATE, "predicate": predicate}
    return canonical(whole)


def statement_of(payload: bytes) -> Statement:
    """Return the statement of a signed payload; raise LedgerError where it is none, or of a later format."""
    whole = shaped(parse_exactly(payload), "payload", _OUTER)
    _known(whole["_type"], STATEMENT)
    _known(whole["predicateType"], PREDICATE)
    _known(whole["predicate"].get("format"), FORMAT)
    predicate = shaped(whole["predicate"], "predicate", _KINDS)
    shaped(predicate["packs"], "predicate.packs", dict.fromkeys(predicate["packs"], HEX))
    if not predicate["number"] or not set(predicate["packs"]) <= {
        "office",
        "authority",
        "downstream",
        "public",
    }:
        raise LedgerError("ADH-LOG-004", part="predicate")
    return _statement(predicate, _subjects(whole["subject"]))


_OUTER: dict[str, Any] = {"_type": str, "subject": list, "predicateType": str, "predicate": dict}


def _statement(predicate: dict[str, Any], subject: tuple[str, str]) -> Statement:
    name = subject_of(predicate["model"], predicate["form"], predicate["number"])
    if subject[0] != f"{name}/{RECORD}":
        raise LedgerError("ADH-LOG-004", part="subject")
    lists = {part: tuple(predicate[part]) for part in ("rows", "documents", "evidence")}
    rest: dict[str, Any] = {
        part: value for part, value in predicate.items() if part != "format" and part not in lists
    }
    return Statement(subject=name, record_sha256=subject[1], **(rest | lists))


def _subjects(subjects: list[Any]) -> tuple[str, str]:
    if len(subjects) != 1:
        raise LedgerError("ADH-LOG-004", part="subject")
    subject = shaped(subjects[0], "subject", {"name": str, "digest": dict})
    return subject["name"], shaped(subject["digest"], "subject.digest", {"sha256": HEX})["sha256"]


def _known(named: object, known: str) -> None:
    if named != known:
        raise LedgerError("ADH-LOG-003", format=printable(named), known=known)
