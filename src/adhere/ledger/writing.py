# SPDX-License-Identifier: EUPL-1.2
"""Writing to a log so that it is whole before or after, never between: killed at any point, nothing issued is lost.

The commit point is the replacement of ``checkpoint``. A signed checkpoint that came to stand beside everything it speaks of is
finished by the next write, never thrown away: a log must not sign two histories (C2SP tlog-checkpoint, Signatures).
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from adhere.intake.folder import regular
from adhere.intake.reasons import disk_reason
from adhere.ledger import merkle
from adhere.ledger.cache import Growing
from adhere.ledger.keyhistory import KeyEvent
from adhere.ledger.keys import PublicKey
from adhere.ledger.leaf import Leaf, leaf_of
from adhere.ledger.log import Log, Prepared
from adhere.ledger.merkle import Subtrees
from adhere.ledger.note import NOTE_LIMIT, Checkpoint, Note, own_checkpoint
from adhere.ledger.places import CHECKPOINT, FIXED, KEYS, LEAVES, LOG, NEXT, STAGING, content_of
from adhere.ledger.rules import LedgerError

Step = Callable[[str], None]
"""Told the name of each step once it is done; tests stop a process there."""


def no_step(_: str) -> None:
    """Tell nobody."""


@contextmanager
def writing(issued: Path, step: Step = no_step) -> Iterator[Log]:
    """Open a log for writing, alone; what an earlier write left unfinished is finished or taken back first.

    Raise LedgerError where the disk refuses, within the block too.
    """
    try:
        (issued / LOG).mkdir(parents=True, exist_ok=True)
        with _alone(issued / LOG), Log.open(issued) as log:
            for name, content in FIXED.items():
                if not (issued / name).exists():
                    _write(issued / name, content)
            settle(log)
            step("settled")
            yield log
    except OSError as error:
        raise LedgerError("ADH-LOG-078", reason=disk_reason(error)) from error


def commit(
    log: Log,
    prepared: Prepared,
    *,
    key_line: bytes = b"",
    files: Mapping[str, bytes] | None = None,
    step: Step = no_step,
) -> None:
    """Write prepared entries, with the folder of an issue or the line of a key; the last step makes all of it true.

    Raise OSError where the disk refuses; what was written by then is taken back.
    """
    lines = [leaf.line + b"\n" for leaf in prepared.leaves]
    size = log.size
    try:
        _put(log, prepared, lines, key_line=key_line, files=files, step=step)
    except OSError:
        if not _came_true(log, size + len(lines)):
            raise
    log.cache.extend(size, ((merkle.leaf_hash(line[:-1]), len(line)) for line in lines))
    log.load()
    step("cached")


def _put(
    log: Log,
    prepared: Prepared,
    lines: Sequence[bytes],
    *,
    key_line: bytes,
    files: Mapping[str, bytes] | None,
    step: Step,
) -> None:
    issued = log.issued
    staged = _staged(issued, files) if files is not None else None
    step("staged")
    _write(issued / NEXT, prepared.checkpoint)
    _sync_folder(issued / LOG)
    step("signed")
    if key_line:
        _append(issued / KEYS, key_line)
        step("keyed")
    _append(issued / LEAVES, b"".join(lines))
    step("logged")
    if staged is not None:
        _move(staged, issued / prepared.leaves[0].subject)
        step("moved")
    (issued / NEXT).replace(issued / CHECKPOINT)
    _sync_folder(issued / LOG)
    step("committed")


def _came_true(log: Log, size: int) -> bool:
    """Settle what the disk stopped; return whether it stands in the log after all."""
    with suppress(OSError, LedgerError):
        log.load()
        settle(log)
    return log.size >= size


class State(Protocol):
    """A log as its checkpoint has it, whoever read it, with a tree over its entries."""

    @property
    def issued(self) -> Path: ...
    @property
    def head(self) -> Checkpoint | None: ...
    @property
    def size(self) -> int: ...
    @property
    def events(self) -> Sequence[KeyEvent]: ...
    @property
    def key(self) -> PublicKey | None: ...
    @property
    def tree(self) -> Subtrees: ...


def settle(log: Log) -> None:
    """Finish or take back what a write left when it was stopped; raise LedgerError where it was no write of ours."""
    issued = log.issued
    for staged in issued.glob(f"{STAGING}*"):
        if staged.is_dir() and not staged.is_symlink():  # anything else is not ours: verify names it
            shutil.rmtree(staged)
    rest = behind(log)
    head = unfinished(log, rest)
    if head is not None and is_whole(log, head, rest):
        (issued / NEXT).replace(issued / CHECKPOINT)
        _sync_folder(issued / LOG)
        log.load()
        return
    if rest and head is None:
        raise LedgerError("ADH-LOG-035", size=log.size)
    _take_back(log)


def behind(log: Log) -> bytes:
    """Return what stands in the log behind the entries of its checkpoint."""
    path = log.issued / LEAVES
    if not path.exists():
        return b""
    with regular(path) as file:
        file.seek(log.cache.end(log.size))
        return file.read()


def unfinished(log: State, rest: bytes) -> Checkpoint | None:
    """Return the head that a stopped write was about to put in place, signed as it must be; None where there is none."""
    try:
        note, head = own_checkpoint(content_of(log.issued / NEXT, NOTE_LIMIT))
    except LedgerError:
        return None
    grows = log.size < head.size and rest.count(b"\n") <= head.size - log.size
    same = log.head is None or log.head.origin == head.origin
    return head if grows and same and _signed(log, note, head) else None


def is_whole(log: State, head: Checkpoint, rest: bytes) -> bool:
    """Return whether everything a head speaks of is in place, so that only the head itself is not."""
    lines = rest.split(b"\n")
    if lines.pop() or len(lines) != head.size - log.size:
        return False
    tree = Growing(log.tree, log.size)
    for line in lines:
        tree.append(merkle.leaf_hash(line))
    if merkle.root(tree, tree.size) != head.root:
        return False
    try:
        return all(_in_place(log, leaf_of(line)) for line in lines)
    except LedgerError:
        return False


def _signed(log: State, note: Note, head: Checkpoint) -> bool:
    """Return whether the key of the log, or one a stopped write was bringing in, signed a head."""
    coming = [event.key for event in log.events if log.size <= event.seq < head.size]
    keys = coming or ([log.key] if log.key else [])
    return any(note.signed_by(head.origin, key) for key in keys)


def _in_place(log: State, leaf: Leaf) -> bool:
    if leaf.kind == "issue":
        return (log.issued / leaf.subject).is_dir()
    return any(event.seq == leaf.seq for event in log.events)


def _take_back(log: Log) -> None:
    issued = log.issued
    (issued / NEXT).unlink(missing_ok=True)
    if (issued / LEAVES).exists():
        _truncate(issued / LEAVES, log.cache.end(log.size))
    if (issued / KEYS).exists():
        kept = len(log.history.events)
        lines = content_of(issued / KEYS).split(b"\n")[:kept]
        _truncate(issued / KEYS, sum(len(line) + 1 for line in lines))


def _truncate(path: Path, size: int) -> None:
    if path.stat().st_size != size:
        with path.open("r+b") as file:
            file.truncate(size)
            os.fsync(file.fileno())


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the log against other processes of this machine; where the system has no such lock, go on without."""
    try:
        import fcntl  # noqa: PLC0415 - POSIX only
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise LedgerError("ADH-LOG-073") from None
    finally:
        os.close(handle)


def _staged(issued: Path, files: Mapping[str, bytes]) -> Path:
    """Write the files of an issue into a folder nobody reads, and make sure the disk has them."""
    folder = issued / f"{STAGING}{secrets.token_hex(8)}"
    folders = {folder} | {folder / Path(name).parent for name in files}
    for one in sorted(folders):
        one.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        _write(folder / name, content)
    for one in folders:
        _sync_folder(one)
    return folder


def _move(staged: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    staged.rename(target)
    for folder in (target.parent, target.parent.parent):
        _sync_folder(folder)


def _append(path: Path, content: bytes) -> None:
    with path.open("ab") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _write(path: Path, content: bytes) -> None:
    try:
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            path.unlink()  # half a file would pass for a changed one
        raise


def _sync_folder(folder: Path) -> None:
    """Make the disk remember names; systems that cannot open a folder do without."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
