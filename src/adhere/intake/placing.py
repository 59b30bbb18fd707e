# SPDX-License-Identifier: EUPL-1.2
"""Putting a file in its place whole or not at all, also where the program is killed on the way.

A draft beside the target is written out and renamed over it, which POSIX promises to be atomic
(https://pubs.opengroup.org/onlinepubs/9799919799/functions/rename.html); rights of a file that is replaced are kept.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

DRAFT = ".adhere-"
"""What the name of a draft begins with."""


class LinkedFileError(OSError):
    """The target is a link; what it leads to may be shared with others, as in a download cache."""


def place(target: Path, content: bytes) -> None:
    """Write a file; raise LinkedFileError for a link and OSError where the disk refuses. Nothing is left behind then."""
    if target.is_symlink():
        raise LinkedFileError(str(target))
    with drafted(target, content) as draft:
        draft.replace(target)


@contextmanager
def drafted(target: Path, content: bytes) -> Iterator[Path]:
    """Write content down to the disk in a draft beside a target, with its rights, to be moved there; what is not moved goes."""
    handle, name = tempfile.mkstemp(prefix=DRAFT, dir=target.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(_rights(target))
        yield draft
    finally:  # after an interrupt too
        with suppress(OSError):
            draft.unlink()


def new_rights(wanted: int) -> int:
    """Return the rights that something new gets of those wanted, in this process."""
    mask = os.umask(0)
    os.umask(mask)
    return wanted & ~mask


def new_beside(target: Path) -> Path:
    """Make a folder beside the target that tells whose it is."""
    return Path(tempfile.mkdtemp(prefix=f"{DRAFT}{target.name}-{os.getpid()}-", dir=target.parent))


def sweep(target: Path) -> None:
    """Remove what runs left beside the target that were killed: now that it is there, nobody needs it."""
    named = re.compile(re.escape(f"{DRAFT}{target.name}-") + r"(?P<process>[0-9]+)-[a-z0-9_]+")
    for path in target.parent.iterdir():
        match = named.fullmatch(path.name)
        if match and not _runs(int(match["process"])):
            shutil.rmtree(path, ignore_errors=True)


def _runs(process: int) -> bool:
    """Whether a process is there; where that cannot be asked without doing it harm, it is taken to be."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _rights(target: Path) -> int:
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        return new_rights(0o666)
