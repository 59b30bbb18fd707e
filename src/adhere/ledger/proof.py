# SPDX-License-Identifier: EUPL-1.2
"""Proofs as texts: an entry with its path and the checkpoint it leads to, and the way from one checkpoint to another.

C2SP tlog-proof (https://c2sp.org/tlog-proof) for entries; for two sizes our own ``adhere/consistency/1``, canonical JSON.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from adhere.ledger.canonical import line, parse_line
from adhere.ledger.encoding import of_base64, to_base64
from adhere.ledger.merkle import HASH_SIZE
from adhere.ledger.rules import LedgerError
from adhere.ledger.shapes import BASE64, shaped

_HEAD = "c2sp.org/tlog-proof@v1"
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,15})")
CONSISTENCY = "adhere/consistency/1"
LONGEST = 64
"""Hashes in a path: a log of 2**53 entries needs no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryProof:
    """The index of an entry, its path, and the bytes of the checkpoint it leads to."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: bytes

    @property
    def text(self) -> str:
        """The proof as it is handed out."""
        lines = [_HEAD, f"index {self.index}", *map(to_base64, self.path), "", self.checkpoint.decode()]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consistency:
    """What shows that the log of one size continues that of another."""

    old: int
    new: int
    path: tuple[bytes, ...]

    @property
    def content(self) -> bytes:
        """The proof as a file."""
        hashes = [to_base64(digest) for digest in self.path]
        return line({"format": CONSISTENCY, "from": self.old, "to": self.new, "hashes": hashes})


def entry_proof_of(text: str) -> EntryProof:
    """Return the proof of a text; raise LedgerError where it is none."""
    above, gap, checkpoint = text.partition("\n\n")
    lines = above.split("\n")
    match = _INDEX.fullmatch(lines[1]) if len(lines) > 1 else None
    if not gap or lines[0] != _HEAD or match is None:
        raise LedgerError("ADH-LOG-004", part="proof")
    return EntryProof(index=int(match[1]), path=_path(lines[2:]), checkpoint=checkpoint.encode())


def consistency_of(content: bytes) -> Consistency:
    """Return the proof of a file; raise LedgerError where it is none."""
    kinds = {"format": str, "from": int, "to": int, "hashes": [BASE64]}
    value = shaped(parse_line(content, CONSISTENCY), "", kinds)
    return Consistency(old=value["from"], new=value["to"], path=_path(value["hashes"]))


def _path(hashes: list[str]) -> tuple[bytes, ...]:
    path = tuple(of_base64(text, "proof") for text in hashes)
    if len(path) > LONGEST or any(len(digest) != HASH_SIZE for digest in path):
        raise LedgerError("ADH-LOG-004", part="proof")
    return path
