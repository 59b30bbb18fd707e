# SPDX-License-Identifier: EUPL-1.2
"""Selective disclosure: what is signed holds only digests; whoever may know a row receives the salted text behind its digest.

RFC 9901, sections 4.2.1 and 4.2.3 (disclosure and digest), with the digest in hexadecimal, as ``sha256sum`` prints it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import Any

from adhere.documentation.record import IssuedFile, IssuedRow, IssueRecord
from adhere.ledger.canonical import canonical, parse
from adhere.ledger.encoding import of_base64url, to_base64url
from adhere.ledger.rules import LedgerError
from adhere.ledger.shapes import HEX, NAME, SALT, TEXT, shaped

SALT_SIZE = 16
"""Bytes: 128 bits, as RFC 9901, section 9.3 recommends."""
FEWEST_FILES = 16
ROW = {"field": NAME, "state": NAME, "value": object, "text": (None, dict)}
FILE = {"sha256": HEX, "size": int}
Random = Callable[[int], bytes]


def new_salt() -> str:
    """Return a salt for one row or file of one issue, hexadecimal."""
    return secrets.token_hex(SALT_SIZE)


def issued_file(name: str, content: bytes, recipients: Iterable[str] = ()) -> IssuedFile:
    """Return a document or a file of evidence as a record holds it, with a salt of its own."""
    return IssuedFile(
        file=name,
        sha256=sha256(content).hexdigest(),
        size=len(content),
        salt=new_salt(),
        recipients=tuple(recipients),
    )


def row_disclosure(row: IssuedRow) -> str:
    """Return the disclosure of a row: what its recipients are told, and nothing of where it comes from."""
    text = None if row.text is None else dict(row.text)
    told = {"field": row.field, "state": row.state, "value": row.value, "text": text}
    return _disclosure(row.salt, row.row, told)


def file_disclosure(file: IssuedFile) -> str:
    """Return the disclosure of a document or a file of evidence."""
    return _disclosure(file.salt, file.file, {"sha256": file.sha256, "size": file.size})


def disclosures(record: IssueRecord, recipient: str) -> tuple[str, ...]:
    """Return what one recipient receives: the rows, documents and evidence that are theirs, in the order of the record."""
    rows = [row_disclosure(row) for row in record.rows if recipient in row.recipients]
    files = [
        file_disclosure(one) for one in (*record.documents, *record.evidence) if recipient in one.recipients
    ]
    return (*rows, *files)


def digest(disclosure: str) -> str:
    """Return the digest of a disclosure: SHA-256 over its characters."""
    return sha256(disclosure.encode()).hexdigest()


def digest_of_all(of_recipient: Sequence[str]) -> str:
    """Return the digest of everything one recipient receives: SHA-256 over the disclosures, each with a line feed behind."""
    return sha256("".join(f"{one}\n" for one in of_recipient).encode()).hexdigest()


def row_digests(record: IssueRecord) -> list[str]:
    """Return the digest of every row of the form, answered or not, sorted so that their order tells nothing."""
    return sorted(digest(row_disclosure(row)) for row in record.rows)


def file_digests(files: Sequence[IssuedFile], random: Random) -> list[str]:
    """Return the digests of files, sorted among decoys, so that their number tells little (RFC 9901, section 4.2.5)."""
    room = max(FEWEST_FILES, 1 << (len(files) - 1).bit_length() if files else 0)
    decoys = [sha256(random(32)).hexdigest() for _ in range(room - len(files))]
    return sorted([*decoys, *(digest(file_disclosure(one)) for one in files)])


def opened(disclosure: str, part: str) -> tuple[str, dict[str, Any]]:
    """Return the id of the row or the name of the file, and what is told of it; raise LedgerError where it is none."""
    value = parse(of_base64url(disclosure, part))
    if not (isinstance(value, list) and len(value) == 3):
        raise LedgerError("ADH-LOG-004", part=part)
    salt, name, told = value
    shaped({"salt": salt, "name": name}, part, {"salt": SALT, "name": TEXT})
    kinds = FILE if isinstance(told, dict) and "sha256" in told else ROW
    return name, shaped(told, part, kinds)


def _disclosure(salt: str | None, name: str, told: dict[str, Any]) -> str:
    if salt is None or SALT.fullmatch(salt) is None:
        raise ValueError(f"{name} has no salt of 128 bits")
    return to_base64url(canonical([salt, name, told]))
