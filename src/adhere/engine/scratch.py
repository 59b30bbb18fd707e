# SPDX-License-Identifier: EUPL-1.2
"""Private folders for what does not stay: they go with whoever made them, and those of a program that was killed go when the next one is made.

A folder is locked for as long as its maker lives (flock(2)), so that one without a lock is nobody's. Where a system has no such locks, what a killed
program left stays.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PREFIX = "adhere-scratch-"


@dataclass(frozen=True, slots=True)
class Scratch:
    """A folder, and the open directory by which it is locked; None where it is not."""

    path: Path
    lock: int | None

    def remove(self) -> None:
        """Remove the folder, as far as that can be done."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self.lock is not None:
            os.close(self.lock)


def scratch(parent: Path | None = None) -> Scratch:
    """Make a folder, in the system's own place where no ``parent`` is named, after what killed programs left there; raise OSError."""
    within = Path(tempfile.gettempdir()) if parent is None else parent
    _sweep(within)
    while True:
        path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=within))
        with suppress(FileNotFoundError):  # taken for nobody's by another program before it was locked
            lock = _locked(path)
            if lock is None or path.exists():
                return Scratch(path, lock)
            os.close(lock)


@contextmanager
def scratch_folder(parent: Path | None = None) -> Iterator[Path]:
    """Lend a folder."""
    made = scratch(parent)
    try:
        yield made.path
    finally:
        made.remove()


def _sweep(parent: Path) -> None:
    """Remove the folders that nobody holds."""
    for path in parent.glob(f"{PREFIX}*"):
        with suppress(OSError):  # of another person, or gone meanwhile
            lock = _locked(path, wait=False)
            if lock is not None:
                Scratch(path, lock).remove()


def _locked(path: Path, *, wait: bool = True) -> int | None:
    """Return a folder opened and locked; None where that cannot be."""
    try:
        import fcntl  # noqa: PLC0415 - POSIX only
    except ImportError:
        return None
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle
