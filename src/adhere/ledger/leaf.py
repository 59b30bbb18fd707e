# SPDX-License-Identifier: EUPL-1.2
"""One entry of the log: what was done when, by an opaque id, and the digest of the signed payload.

A line of canonical JSON whose form is fixed to the byte. Nothing personal stands in it, since it can never be taken out.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from adhere.ledger.canonical import printable
from adhere.ledger.rules import LedgerError

FORMAT = "adhere/leaf/1"
LINE_LIMIT = 1024
KINDS = ("issue", "key-added", "key-replaced")
_LINE = re.compile(
    rb'\{"actor":"([a-z0-9-]{1,64})",'
    rb'"at":"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)",'
    rb'"format":"adhere/leaf/1",'
    rb'"kind":"(issue|key-added|key-replaced)",'
    rb'"payload_sha256":"([0-9a-f]{64})",'
    rb'"seq":(0|[1-9][0-9]{0,15}),'
    rb'"subject":"([a-z0-9][a-z0-9._/-]{0,330})"\}'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """An entry; ``seq`` counts from 0, ``at`` is UTC, ``subject`` is ``<model>/<form>/<number>`` or the id of a key."""

    seq: int
    at: str
    kind: str
    actor: str
    subject: str
    payload_sha256: str

    @property
    def line(self) -> bytes:
        """The canonical line, without a line feed."""
        return (
            f'{{"actor":"{self.actor}","at":"{self.at}","format":"{FORMAT}","kind":"{self.kind}",'
            f'"payload_sha256":"{self.payload_sha256}","seq":{self.seq},"subject":"{self.subject}"}}'
        ).encode()


def leaf_of(line: bytes) -> Leaf:
    """Return the entry of a line without its line feed; raise LedgerError where it is none."""
    match = _LINE.fullmatch(line) if len(line) <= LINE_LIMIT else None
    if match is None:
        raise _why(line)
    actor, at, kind, digest, seq, subject = (part.decode() for part in match.groups())
    return Leaf(seq=int(seq), at=at, kind=kind, actor=actor, subject=subject, payload_sha256=digest)


def checked(leaf: Leaf) -> Leaf:
    """Return an entry that can be written; raise ValueError for one that could not be read back."""
    try:
        same = leaf_of(leaf.line) == leaf
    except LedgerError:
        same = False
    if not same:
        raise ValueError(f"{leaf} cannot be an entry of the log")
    return leaf


def _why(line: bytes) -> LedgerError:
    """Return what is wrong: a format of later, or no entry at all."""
    try:
        named = json.loads(line[:LINE_LIMIT])["format"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return LedgerError("ADH-LOG-030")
    if named == FORMAT:
        return LedgerError("ADH-LOG-030")
    return LedgerError("ADH-LOG-003", format=printable(named), known=FORMAT)
