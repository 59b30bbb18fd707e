# SPDX-License-Identifier: EUPL-1.2
"""The log of a dossier: lines that are only added, under a checkpoint that its key signs.

RFC 6962 trees under C2SP checkpoints; the files stand in ``issued/log`` (``docs/en/ledger.md``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from adhere.intake.folder import regular
from adhere.ledger import cache, merkle
from adhere.ledger.cache import Growing
from adhere.ledger.keyhistory import KeyEvent, KeyHistory, key_event_of, short
from adhere.ledger.keys import PublicKey, SigningKey
from adhere.ledger.leaf import LINE_LIMIT, Leaf, checked, leaf_of
from adhere.ledger.note import NOTE_LIMIT, Checkpoint, own_checkpoint, signed_note
from adhere.ledger.places import CHECKPOINT, HASHES, KEYS, LEAVES, OFFSETS, content_of, lines_of
from adhere.ledger.proof import Consistency, EntryProof
from adhere.ledger.rules import LedgerError

KEY_LINE_LIMIT = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is to be logged: a kind of entry, whom or what it concerns, and the digest of what was signed."""

    kind: str
    subject: str
    payload_sha256: str
    at: str
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """Entries that are ready to be written: their lines, a proof of each, and the checkpoint that includes them."""

    leaves: tuple[Leaf, ...]
    proofs: tuple[EntryProof, ...]
    checkpoint: bytes


class Log:
    """A log as its checkpoint has it; lines behind that are no part of it. Nothing read here is a verification."""

    def __init__(self, issued: Path) -> None:
        self.issued = issued
        self.head: Checkpoint | None = None
        self.events: tuple[KeyEvent, ...] = ()
        """Every key event in the file, those of an unfinished write too."""
        self.cache = cache.opened(issued / HASHES, issued / OFFSETS)

    @classmethod
    def open(cls, issued: Path) -> Self:
        """Open the log of an ``issued`` folder; raise LedgerError where checkpoint and lines do not belong together."""
        log = cls(issued)
        try:
            log.load()
        except BaseException:
            log.close()
            raise
        return log

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the files of the cache."""
        self.cache.close()

    def load(self) -> None:
        """Read the checkpoint, the keys and the end of the log."""
        path = self.issued / CHECKPOINT
        self.head = own_checkpoint(content_of(path, NOTE_LIMIT))[1] if path.exists() else None
        self.events = tuple(_events(self.issued / KEYS))
        if not self._cache_fits():
            self._build_cache()

    @property
    def size(self) -> int:
        """Number of entries under the checkpoint."""
        return self.head.size if self.head else 0

    @property
    def tree(self) -> merkle.Subtrees:
        """The hashes of complete subtrees."""
        return self.cache

    @property
    def history(self) -> KeyHistory:
        """The keys that sign for this log."""
        return KeyHistory(events=tuple(event for event in self.events if event.seq < self.size))

    @property
    def key(self) -> PublicKey | None:
        """The key that signs the next entry; None where nothing was logged yet."""
        return self.history.at(self.size)

    def entry(self, seq: int) -> Leaf:
        """Return an entry by number; raise LedgerError where its line is none."""
        start, end = self.cache.end(seq), self.cache.end(seq + 1)
        with regular(self.issued / LEAVES) as file:
            file.seek(start)
            return leaf_of(file.read(min(end - start, LINE_LIMIT + 1))[:-1])

    def entry_proof(self, seq: int) -> EntryProof:
        """Return the proof that an entry stands in the log; raise LedgerError where the log was changed."""
        if self._path(seq) is None:
            self._build_cache()
        path = self._path(seq)
        if path is None:
            raise LedgerError("ADH-LOG-034", size=self.size)
        checkpoint = content_of(self.issued / CHECKPOINT, NOTE_LIMIT)
        return EntryProof(index=seq, path=path, checkpoint=checkpoint)

    def consistency(self, old: int) -> Consistency:
        """Return the proof that the log of today continues the one of a smaller size."""
        path = self._way_from(old)
        if path is None:
            self._build_cache()
            path = self._way_from(old)
        if path is None:
            raise LedgerError("ADH-LOG-034", size=self.size)
        return Consistency(old=old, new=self.size, path=path)

    def prepare(self, entries: Sequence[Entry], key: SigningKey, origin: str | None = None) -> Prepared:
        """Return entries ready to be written, signed; raise LedgerError for a clock that runs behind the log."""
        last = self.entry(self.size - 1).at if self.size else ""
        leaves = tuple(_leaf(self.size + place, entry) for place, entry in enumerate(entries))
        for leaf in leaves:
            if leaf.at < last:
                raise LedgerError("ADH-LOG-070", at=leaf.at, last=last)
            last = leaf.at
        tree = Growing(self.cache, self.size)
        for leaf in leaves:
            tree.append(merkle.leaf_hash(leaf.line))
        name = self.head.origin if self.head else origin or ""
        head = Checkpoint(origin=name, size=tree.size, root=merkle.root(tree, tree.size))
        checkpoint = signed_note(head.text, name, key).encode()
        proofs = tuple(
            EntryProof(
                index=leaf.seq,
                path=tuple(merkle.inclusion_proof(tree, leaf.seq, tree.size)),
                checkpoint=checkpoint,
            )
            for leaf in leaves
        )
        return Prepared(leaves=leaves, proofs=proofs, checkpoint=checkpoint)

    def expect_key(self, key: SigningKey) -> None:
        """Raise LedgerError where a key is not the one that signs for this log now."""
        active = self.key
        if active is not None and key.public != active:
            raise LedgerError("ADH-LOG-072", key=short(key.public.id), active=short(active.id))

    def _path(self, seq: int) -> tuple[bytes, ...] | None:
        """Return the path of an entry where it leads to the checkpoint, which a cache that was changed does not."""
        path = tuple(merkle.inclusion_proof(self.cache, seq, self.size))
        head = self.head.root if self.head else b""
        try:
            leaf = merkle.leaf_hash(self.entry(seq).line)
        except LedgerError:
            return None
        return path if merkle.includes(leaf, seq, self.size, path, head) else None

    def _way_from(self, old: int) -> tuple[bytes, ...] | None:
        path = tuple(merkle.consistency_proof(self.cache, old, self.size))
        head = self.head.root if self.head else merkle.EMPTY_ROOT
        before = merkle.root(self.cache, old)
        return path if merkle.continues(old, self.size, path, before, head) else None

    def _cache_fits(self) -> bool:
        size = self.size
        if self.cache.size < size or (self.head and merkle.root(self.cache, size) != self.head.root):
            return False
        if not size:
            return True
        try:
            leaf = self.entry(size - 1)
        except (LedgerError, OSError):
            return False
        return leaf.seq == size - 1 and merkle.leaf_hash(leaf.line) == self.cache.subtree(0, size - 1)

    def _build_cache(self) -> None:
        found: list[tuple[bytes, int]] = []
        for line in lines_of(self.issued / LEAVES, LINE_LIMIT):
            if len(found) == self.size:
                break
            if line.endswith(b"\n"):
                found.append((merkle.leaf_hash(line[:-1]), len(line)))
        if len(found) < self.size:
            raise LedgerError("ADH-LOG-033", found=len(found), size=self.size)
        self.cache.extend(0, found)
        if self.head and merkle.root(self.cache, self.size) != self.head.root:
            raise LedgerError("ADH-LOG-034", size=self.size)


def _leaf(seq: int, entry: Entry) -> Leaf:
    return checked(
        Leaf(
            seq=seq,
            at=entry.at,
            kind=entry.kind,
            actor=entry.actor,
            subject=entry.subject,
            payload_sha256=entry.payload_sha256,
        )
    )


def _events(path: Path) -> list[KeyEvent]:
    """Return the key events of a file up to a line that is not whole, as an unfinished write leaves it."""
    if not path.exists():
        return []
    lines = [line for line in lines_of(path, KEY_LINE_LIMIT) if line.endswith(b"\n")]
    return [key_event_of(line[:-1]) for line in lines]
