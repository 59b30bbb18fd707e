# SPDX-License-Identifier: EUPL-1.2
"""Checking the log of a dossier: every line, its order, the tree over them, the keys, and the checkpoint.

RFC 6962, section 2.1; C2SP tlog-checkpoint. The cache beside the log is not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from adhere.kernel.finding import Finding
from adhere.ledger import merkle
from adhere.ledger.keyhistory import KeyEvent, KeyHistory, check_events, key_event_of, short
from adhere.ledger.keys import PublicKey
from adhere.ledger.leaf import LINE_LIMIT, Leaf, leaf_of
from adhere.ledger.log import KEY_LINE_LIMIT
from adhere.ledger.note import NOTE_LIMIT, Checkpoint, Note, checkpoint_of, note_of, own_checkpoint
from adhere.ledger.places import CHECKPOINT, ISSUED, KEYS, LEAVES, NEXT, content_of, lines_of
from adhere.ledger.rules import LedgerError
from adhere.ledger.verification.outcome import Problems
from adhere.ledger.writing import is_whole, unfinished

REST_LIMIT = 1024 * 1024


@dataclass(slots=True, kw_only=True)
class ReadLog:
    """A log as it was read for verification; a line that is no entry leaves None."""

    issued: Path
    head: Checkpoint | None = None
    note: Note | None = None
    leaves: list[Leaf | None] = field(default_factory=list)
    tree: merkle.Tree = field(default_factory=merkle.Tree)
    events: list[KeyEvent] = field(default_factory=list)
    rest: bytes = b""
    whole: bool = False
    """Whether the entries are those the checkpoint was signed for."""
    keys_damaged: bool = False
    """Whether the history of keys is wrong itself, and so can blame nothing else."""

    @property
    def size(self) -> int:
        """Number of entries the checkpoint speaks of."""
        return self.head.size if self.head else 0

    @property
    def history(self) -> KeyHistory:
        """The keys of the entries under the checkpoint."""
        return KeyHistory(events=tuple(event for event in self.events if event.seq < self.size))

    @property
    def key(self) -> PublicKey | None:
        """The key that signs the checkpoint."""
        return self.history.at(self.size)

    @property
    def pending(self) -> set[str]:
        """Subjects behind the checkpoint."""
        return {leaf.subject for leaf in _leaves_of(self.rest)}

    def root(self, size: int) -> bytes | None:
        """Return the root over the first entries, or None where there are not as many."""
        return merkle.root(self.tree, size) if size <= self.tree.size else None


def read_log(issued: Path, problems: Problems) -> ReadLog:
    """Read a log and tell everything wrong with it."""
    log = ReadLog(issued=issued)
    with problems.at(f"{ISSUED}/{CHECKPOINT}"):
        log.note, log.head = own_checkpoint(content_of(issued / CHECKPOINT, NOTE_LIMIT))
    with problems.at(f"{ISSUED}/{LEAVES}"):
        _read_leaves(log, problems)
    with problems.at(f"{ISSUED}/{KEYS}"):
        _read_events(log, problems)
    if log.head is not None and log.note is not None:
        _check_events(log, problems)
        log.keys_damaged = any(_is_about_keys(finding) for finding in problems.findings)
        _check_head(log, log.note, log.head, problems)
        _check_rest(log, problems)
    problems.counts["entries"] = min(log.size, len(log.leaves))
    return log


def compare_outside(log: ReadLog, problems: Problems) -> None:
    """Compare a log with the checkpoint and the key the reader has from outside."""
    outside = problems.outside
    if outside.key_id is not None:
        problems.key_confirmed = log.history.vouched(outside.key_id)
        if not problems.key_confirmed:
            found = short(log.key.id) if log.key else "-"
            problems.report("ADH-LOG-013", f"{ISSUED}/{KEYS}", key=found, wanted=short(outside.key_id))
    if outside.checkpoint is not None:
        with problems.at("--checkpoint"):
            problems.confirmed = _continues(log, outside.checkpoint)


def _continues(log: ReadLog, content: bytes) -> bool:
    note = note_of(content)
    theirs = checkpoint_of(note)
    if log.head is None or theirs.origin != log.head.origin:
        raise LedgerError("ADH-LOG-052", origin=theirs.origin, log=log.head.origin if log.head else "-")
    if theirs.size > log.size:
        raise LedgerError("ADH-LOG-050", size=theirs.size, own=log.size)
    key = log.history.at(theirs.size - 1)
    if key is None or not note.signed_by(theirs.origin, key):
        raise LedgerError("ADH-LOG-053", size=theirs.size)
    if log.root(theirs.size) != theirs.root:
        raise LedgerError("ADH-LOG-051", size=theirs.size)
    return True


def _read_leaves(log: ReadLog, problems: Problems) -> None:
    shift, last = 0, ""
    for number, line in enumerate(lines_of(log.issued / LEAVES, LINE_LIMIT)):
        if number >= log.size:
            log.rest = (log.rest + line)[:REST_LIMIT]
            continue
        log.tree.append(merkle.leaf_hash(line.removesuffix(b"\n")))
        log.leaves.append(None)
        with problems.at(f"{ISSUED}/{LEAVES}", line=number + 1):
            if not line.endswith(b"\n"):
                raise LedgerError("ADH-LOG-030")
            leaf = log.leaves[-1] = leaf_of(line[:-1])
            if leaf.seq != number + shift:
                expected, shift = number + shift, leaf.seq - number
                raise LedgerError("ADH-LOG-031", seq=leaf.seq, expected=expected)
            if leaf.at < last:
                raise LedgerError("ADH-LOG-032", entry=leaf.seq, at=leaf.at, last=last)
            last = leaf.at


def _read_events(log: ReadLog, problems: Problems) -> None:
    for number, line in enumerate(lines_of(log.issued / KEYS, KEY_LINE_LIMIT)):
        with problems.at(f"{ISSUED}/{KEYS}", line=number + 1):
            log.events.append(key_event_of(line.removesuffix(b"\n")))


def _check_head(log: ReadLog, note: Note, head: Checkpoint, problems: Problems) -> None:
    if log.tree.size < head.size:
        problems.report("ADH-LOG-033", f"{ISSUED}/{LEAVES}", found=log.tree.size, size=head.size)
    elif log.root(head.size) == head.root:
        log.whole = True
    else:
        problems.report("ADH-LOG-034", f"{ISSUED}/{LEAVES}", size=head.size)
    key = log.history.at(head.size - 1)
    if key is None or not note.signed_by(head.origin, key):
        problems.report("ADH-LOG-023" if log.keys_damaged else "ADH-LOG-017", f"{ISSUED}/{CHECKPOINT}")


def _is_about_keys(finding: Finding) -> bool:
    return finding.rule.severity == "error" and finding.place.file == f"{ISSUED}/{KEYS}"


def _check_events(log: ReadLog, problems: Problems) -> None:
    """Compare the lines of keys with their entries, and each key with the one before."""
    file = f"{ISSUED}/{KEYS}"
    events = log.history.events
    entries = [leaf for leaf in log.leaves[: log.size] if leaf is not None and leaf.kind != "issue"]
    for number in range(max(len(events), len(entries))):
        entry = entries[number] if number < len(entries) else None
        event = events[number] if number < len(events) else None
        if event is None or entry is None or not _same(entry, event, log):
            seq = entry.seq if entry else event.seq if event else 0
            problems.report("ADH-LOG-016", file, line=number + 1, entry=seq)
    for number, wrong in check_events(events):
        problems.findings.append(wrong.finding(file, line=number + 1))


def _same(entry: Leaf, event: KeyEvent, log: ReadLog) -> bool:
    said = (entry.seq, entry.kind, entry.subject, entry.at, entry.payload_sha256)
    digest = sha256(event.envelope.payload).hexdigest()
    origin = log.head.origin if log.head else None
    return said == (event.seq, event.kind, event.key.id, event.at, digest) and event.log == origin


def _check_rest(log: ReadLog, problems: Problems) -> None:
    """Tell what an unfinished write left, apart from lines that no write of ours would leave."""
    stopped = unfinished(log, log.rest)
    if log.rest and stopped is None:
        problems.report("ADH-LOG-035", f"{ISSUED}/{LEAVES}", line=log.size + 1, size=log.size)
    elif stopped is not None or (log.issued / NEXT).exists():
        done = stopped is not None and is_whole(log, stopped, log.rest)
        problems.report("ADH-LOG-018" if done else "ADH-LOG-036", f"{ISSUED}/{NEXT}")


def _leaves_of(rest: bytes) -> Iterator[Leaf]:
    for line in rest.split(b"\n"):
        try:
            yield leaf_of(line)
        except LedgerError:
            continue
