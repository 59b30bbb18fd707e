# SPDX-License-Identifier: EUPL-1.2
"""Signed notes and checkpoints: the head of the log as a text of a few lines that its key has signed.

C2SP signed-note (https://c2sp.org/signed-note) with Ed25519, and C2SP tlog-checkpoint (https://c2sp.org/tlog-checkpoint).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from adhere.ledger.encoding import of_base64, to_base64
from adhere.ledger.keys import PublicKey, SigningKey
from adhere.ledger.rules import LedgerError

NOTE_LIMIT = 64 * 1024
_ED25519 = b"\x01"
_SIGNATURE = re.compile(r"\N{EM DASH} ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One line below a note: the name of the key, the four bytes that hint at it, and the signature."""

    name: str
    hint: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A text and what is said to have signed it; nothing of it holds until ``signed_by`` says so."""

    text: str
    signatures: tuple[Signature, ...]

    def signed_by(self, name: str, key: PublicKey) -> bool:
        """Return whether a key has signed the text; a line that names it and does not match spoils the note."""
        hint = key_hint(name, key)
        lines = [line for line in self.signatures if (line.name, line.hint) == (name, hint)]
        return bool(lines) and all(key.signed(line.signature, self.text.encode()) for line in lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The head of a log: its origin, how many entries it holds, and the root over them."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{to_base64(self.root)}\n"


def key_hint(name: str, key: PublicKey) -> bytes:
    """Return the four bytes that hint at a key of a name."""
    return sha256(name.encode() + b"\n" + _ED25519 + key.raw).digest()[:4]


def signed_note(text: str, name: str, key: SigningKey) -> str:
    """Return a text with a line feed at its end, signed under a name."""
    signature = key_hint(name, key.public) + key.sign(text.encode())
    return f"{text}\n\N{EM DASH} {name} {to_base64(signature)}\n"


def note_of(content: bytes) -> Note:
    """Return the note of some bytes; raise LedgerError where they are none."""
    try:
        whole = content.decode()
    except UnicodeDecodeError:
        whole = ""
    text, gap, below = whole.rpartition("\n\n")
    controlled = any(sign < " " and sign != "\n" for sign in whole)
    if len(content) > NOTE_LIMIT or not gap or controlled or not below.endswith("\n"):
        raise LedgerError("ADH-LOG-004", part="note")
    return Note(text=f"{text}\n", signatures=tuple(_signature(line) for line in below[:-1].split("\n")))


def checkpoint_of(note: Note) -> Checkpoint:
    """Return the head a note holds; raise LedgerError for anything beside its three lines."""
    lines = note.text.split("\n")
    if len(lines) != 4 or not lines[0] or _SIZE.fullmatch(lines[1]) is None:
        raise LedgerError("ADH-LOG-004", part="checkpoint")
    root = of_base64(lines[2], "checkpoint")
    if len(root) != 32:
        raise LedgerError("ADH-LOG-004", part="checkpoint")
    return Checkpoint(origin=lines[0], size=int(lines[1]), root=root)


def own_checkpoint(content: bytes) -> tuple[Note, Checkpoint]:
    """Return a checkpoint as we write it: signed once, under the name of its origin; raise LedgerError."""
    note = note_of(content)
    checkpoint = checkpoint_of(note)
    if [line.name for line in note.signatures] != [checkpoint.origin]:
        raise LedgerError("ADH-LOG-004", part="checkpoint")
    return note, checkpoint


def _signature(line: str) -> Signature:
    match = _SIGNATURE.fullmatch(line)
    content = of_base64(match[2], "note") if match else b""
    if match is None or len(content) < 5:
        raise LedgerError("ADH-LOG-004", part="note")
    return Signature(name=match[1], hint=content[:4], signature=content[4:])
