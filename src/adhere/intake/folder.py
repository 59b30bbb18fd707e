# SPDX-License-Identifier: EUPL-1.2
"""A model folder on a disk: regular files only, links kept inside, with limits on depth and number.

Implements the port ``models.folder.Folder``. A download cache of the Hugging Face kind keeps its files as links into a
``blobs`` folder beside ``snapshots``; those links, and no others that leave the folder, are followed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from adhere.intake.reasons import IrregularFileError, disk_reason
from adhere.kernel.finding import Place
from adhere.models.folder import Entry
from adhere.models.reading import Reading

DEPTH_LIMIT = 8
ENTRY_LIMIT = 100_000
SKIPPED = frozenset({".git", ".cache", "__pycache__"})


def regular(path: Path) -> BinaryIO:
    """Open a regular file for reading bytes; raise IrregularFileError for a pipe, socket or device, else OSError."""
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise IrregularFileError(str(path))
    return path.open("rb")


class DiskFolder:
    """A folder of a model on disk; what could not be listed is in ``reading.findings``."""

    def __init__(self, path: Path) -> None:
        self._root = path.resolve()
        self._blobs = self._root.parent.parent / "blobs" if self._root.parent.name == "snapshots" else None
        self._room = ENTRY_LIMIT
        self.reading = Reading()
        self._entries = {entry.name: entry for entry in self._walk(self._root, 0)}

    def entries(self) -> Mapping[str, Entry]:
        """Return the regular files by name."""
        return self._entries

    def open(self, name: str) -> BinaryIO:
        """Open an entry; raises OSError where the disk refuses, KeyError for a name that is no entry."""
        entry = self._entries[name]
        return regular(self._root / entry.name)

    def _walk(self, folder: Path, depth: int) -> Iterator[Entry]:
        if self._room < 0:
            return  # told once, where the limit was met
        try:
            with os.scandir(folder) as listing:
                found = sorted(islice(listing, self._room + 1), key=lambda entry: entry.name)
        except OSError as error:
            self._report("ADH-MOD-252", folder, reason=disk_reason(error))
            return
        self._room -= len(found)
        if self._room < 0:
            self._report("ADH-MOD-253", folder, limit=ENTRY_LIMIT)
            return
        for entry in found:
            yield from self._visit(entry, Path(entry.path), depth)

    def _visit(self, entry: os.DirEntry[str], path: Path, depth: int) -> Iterator[Entry]:
        if entry.is_symlink() and not self._stays_inside(path):
            return
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from self._descend(path, depth)
            elif entry.is_file():
                yield Entry(path.relative_to(self._root).as_posix(), entry.stat().st_size)
            elif not entry.is_dir():
                self._report("ADH-MOD-259", path)
        except OSError as error:
            self._report("ADH-MOD-252", path, reason=disk_reason(error))

    def _descend(self, path: Path, depth: int) -> Iterator[Entry]:
        if path.name in SKIPPED:
            return
        if depth >= DEPTH_LIMIT:
            self._report("ADH-MOD-254", path, limit=DEPTH_LIMIT)
            return
        yield from self._walk(path, depth + 1)

    def _stays_inside(self, path: Path) -> bool:
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError):  # a loop, or a link to nothing
            self._report("ADH-MOD-251", path, target=_link_text(path))
            return False
        inside = target.is_relative_to(self._root)
        cached = self._blobs is not None and target.is_relative_to(self._blobs.resolve())
        if not (inside or cached) or target.is_dir():
            self._report("ADH-MOD-251", path, target=_link_text(path))
            return False
        return True

    def _report(self, rule_id: str, path: Path, **values: object) -> None:
        name = path.relative_to(self._root).as_posix() if path != self._root else path.name
        self.reading.report(rule_id, Place(file=name), **values)


def _link_text(path: Path) -> str:
    try:
        return str(path.readlink())
    except OSError:
        return "?"


def names_in(folder: Path, ending: str | tuple[str, ...], most: int) -> list[str]:
    """Return the names of files that end so, in order, one more than ``most`` where there are more; none where the disk refuses."""
    try:
        with os.scandir(folder) as listing:
            return sorted(islice((one.name for one in listing if one.name.endswith(ending)), most + 1))
    except OSError:
        return []
