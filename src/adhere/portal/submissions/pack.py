# SPDX-License-Identifier: EUPL-1.2
"""What a pack says once it is opened: its statement, the key it names, and its rows; with everything that is wrong with it by itself.

What is handed in is told apart by its content, never by a name or a type somebody gave it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adhere.kernel.finding import Finding
from adhere.ledger.keys import PublicKey
from adhere.ledger.pack import FORMAT
from adhere.ledger.statement import Statement
from adhere.ledger.verification.outcome import Outside, Problems
from adhere.ledger.verification.packs import check_pack
from adhere.portal.submissions.rules import FILE, finding

_OTHER_FILES = (
    *(b"%PDF", b"\xd0\xcf\x11\xe0", b"<"),
    *(b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"\x28\xb5\x2f\xfd"),
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8"),
)
"""How documents, archives and pictures begin; none of it can be how JSON begins."""
_RULES = {
    "adhere/record/1": "003",
    "statement": "004",
    "adhere/receipt/1": "005",
    "adhere/report/1": "006",
}
"""What else people hand in, and the rule that tells them what to hand in instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPack:
    """A pack that holds by itself; ``rows`` are what it tells, by row: files are told by their digest alone and are no rows."""

    statement: Statement
    statement_sha256: str
    key: PublicKey
    recipient: str
    rows: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPack:
    """A pack as far as it could be opened, and what is wrong with it."""

    pack: OpenedPack | None
    findings: tuple[Finding, ...] = ()


def read_pack(content: bytes) -> ReadPack:
    """Open a pack and check everything it shows by itself; nothing is raised."""
    other = _other_than_a_pack(content)
    if other is not None:
        return ReadPack(pack=None, findings=(finding(f"ADH-SUB-{other}"),))
    problems = Problems(outside=Outside())
    checked = check_pack(content, FILE, problems)
    if checked is None or problems.broken:
        return ReadPack(pack=None, findings=tuple(problems.findings))
    found, pack = checked.statement, checked.pack
    return ReadPack(
        pack=OpenedPack(
            statement=found,
            statement_sha256=pack.entry.payload_sha256,
            key=pack.public_key,
            recipient=pack.recipient,
            rows={name: told for name, told in checked.told if "sha256" not in told},
        )
    )


def _other_than_a_pack(content: bytes) -> str | None:
    """Return the number of the rule that says what this is instead of a pack; None where it may be one."""
    if not content.strip():
        return "002"
    if content.lstrip()[:4].startswith(_OTHER_FILES):
        return "001"
    return None if FORMAT.encode() in content else _RULES.get(_format(content) or "")


def _format(content: bytes) -> str | None:
    """Return what a JSON file says it is, None where it says nothing; how it is read in earnest is up to the ledger."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    if "payloadType" in value:
        return "statement"
    named = value.get("format")
    return named if isinstance(named, str) else None
