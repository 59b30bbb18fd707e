# SPDX-License-Identifier: EUPL-1.2
"""Witnessing the log of another: its head is cosigned only where it continues the last one that was, so that nobody is shown another history.

C2SP tlog-cosignature (https://c2sp.org/tlog-cosignature), cosignature/v1 with Ed25519; signed-note (verifier keys); RFC 6962, section 2.1.2
(consistency).
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from adhere.ledger.encoding import of_base64, to_base64
from adhere.ledger.keyhistory import short
from adhere.ledger.keys import PublicKey, SigningKey
from adhere.ledger.merkle import continues
from adhere.ledger.note import NOTE_LIMIT, Checkpoint, Note, checkpoint_of, note_of, own_checkpoint
from adhere.ledger.places import content_of
from adhere.ledger.proof import Consistency
from adhere.ledger.rules import LedgerError
from adhere.ledger.shapes import ORIGIN

_COSIGNATURE = b"\x04"
_TIME = 8
"""Bytes of the moment before the signature: seconds since 1970, the most significant first."""
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A witness as others know it: its name and its public key."""

    name: str
    key: PublicKey

    @property
    def told(self) -> str:
        """Its verifier key, one line: ``<name>+<hint>+<key>``."""
        return f"{self.name}+{_hint(self.name, self.key).hex()}+{to_base64(_COSIGNATURE + self.key.raw)}"


def witness_of(told: str) -> Witness:
    """Return the witness of a verifier key; raise LedgerError where it is none, or its parts do not belong together."""
    name, _, rest = told.strip().partition("+")
    hint, _, coded = rest.partition("+")
    content = of_base64(coded, "witness")
    if ORIGIN.fullmatch(name) is None or content[:1] != _COSIGNATURE or len(content) != 1 + _KEY_BYTES:
        raise LedgerError("ADH-LOG-004", part="witness")
    found = Witness(name=name, key=PublicKey(raw=content[1:]))
    if found.told != f"{name}+{hint}+{coded}":
        raise LedgerError("ADH-LOG-004", part="witness")
    return found


class Cosignature(NamedTuple):
    """The line with which a witness cosigned a note, and when it says it did, in seconds since 1970."""

    line: str
    at: int


def cosignature(note: Note, witness: Witness) -> Cosignature | None:
    """Return what a witness wrote below a note, None where it cosigned none."""
    hint = _hint(witness.name, witness.key)
    for line in note.signatures:
        at = int.from_bytes(line.signature[:_TIME])
        if (line.name, line.hint) == (witness.name, hint) and witness.key.signed(
            line.signature[_TIME:], _message(note.text, at)
        ):
            told = f"\N{EM DASH} {line.name} {to_base64(line.hint + line.signature)}"
            return Cosignature(line=told, at=at)
    return None


def signed_head(content: bytes, key: PublicKey) -> tuple[Note, Checkpoint]:
    """Return the head that a log signed with a key; raise LedgerError where it is none, or another key signed it."""
    note, head = own_checkpoint(content)
    if not note.signed_by(head.origin, key):
        raise LedgerError("ADH-LOG-056", key=short(key.id))
    return note, head


def kept_head(path: Path, name: str, own: PublicKey, log: PublicKey) -> Checkpoint:
    """Return the head that a witness cosigned and kept; raise LedgerError where its file holds no such head."""
    note = note_of(content_of(path, NOTE_LIMIT))
    head = checkpoint_of(note)
    if cosigned_at(note, name, own) is None or not note.signed_by(head.origin, log):
        raise LedgerError("ADH-LOG-058", path=path)
    return head


def needs_proof(old: Checkpoint, new: Checkpoint) -> bool:
    """Return whether it takes a proof to tell that one head continues another; raise LedgerError where it cannot."""
    if old.origin != new.origin:
        raise LedgerError("ADH-LOG-052", origin=new.origin, log=old.origin)
    if new.size < old.size:
        raise LedgerError("ADH-LOG-057", size=new.size, before=old.size)
    if new.size == old.size and new.root != old.root:
        raise LedgerError("ADH-LOG-051", size=new.size)
    return new.size > old.size


def check_growth(old: Checkpoint, new: Checkpoint, proof: Consistency) -> None:
    """Raise LedgerError where a proof does not show that one head continues another."""
    fits = (proof.old, proof.new) == (old.size, new.size)
    if not fits or not continues(old.size, new.size, proof.path, old.root, new.root):
        raise LedgerError("ADH-LOG-055", old=old.size, new=new.size)


def cosigned(note: bytes, name: str, key: SigningKey, at: int) -> bytes:
    """Return the note of a head with the line of a witness below it; ``at`` is seconds since 1970."""
    text = note.decode().rpartition("\n\n")[0] + "\n"
    signature = key.sign(_message(text, at))
    line = _hint(name, key.public) + at.to_bytes(_TIME) + signature
    return note + f"\N{EM DASH} {name} {to_base64(line)}\n".encode()


def cosigned_at(note: Note, name: str, key: PublicKey) -> int | None:
    """Return when a witness cosigned a note, None where it did not."""
    found = cosignature(note, Witness(name=name, key=key))
    return found.at if found else None


def _hint(name: str, key: PublicKey) -> bytes:
    return sha256(name.encode() + b"\n" + _COSIGNATURE + key.raw).digest()[:4]


def _message(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()
