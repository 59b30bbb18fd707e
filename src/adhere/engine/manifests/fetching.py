# SPDX-License-Identifier: EUPL-1.2
"""Files on servers that give a file from its beginning only: brought to this disk whole, as an engine reads in many places of one.

A server says whether it gives a part by how it answers when it is asked for one (RFC 9110, section 14.2), and by nothing else that can be relied on.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from adhere.engine.manifests.locating import Located
from adhere.engine.manifests.rules import Collected
from adhere.engine.scratch import scratch
from adhere.intake.reasons import disk_reason
from adhere.kernel.text import plain

LARGEST = 64 * 1024**3
"""Octets of a file that is fetched whole; a larger one is better copied by hand, with a program that goes on where it stopped."""
SPARE = 256 * 1024**2
"""Octets of the disk that stay free."""
CHUNK = 1024 * 1024
Progress = Callable[[str, int, int], None]


@dataclass(slots=True, weakref_slot=True)
class Fetching:
    """Where files are brought to: a folder that is kept, or one that goes with the program."""

    folder: Path | None
    collected: Collected
    progress: Progress | None = None

    def reachable(self, located: Located) -> Located | None:
        """Return a file as an engine can read it: as it is, or with a copy on this disk; None where that could not be made, which is told."""
        if located.system is None or not located.address.startswith(("http://", "https://")):
            return located
        try:
            return located if _gives_parts(located) else replace(located, copy=str(self._copied(located)))
        except OSError as error:
            self.collected.add("ADH-CON-060", file=located.name, reason=disk_reason(error))
        except Exception as error:  # noqa: BLE001 - each library for HTTP has errors of its own
            told = str(error)[:200] or type(error).__name__
            self.collected.add("ADH-CON-064", file=located.name, reason=plain(told))
        return None

    def _copied(self, located: Located) -> Path:
        target = self._place() / f"{hashlib.sha256(located.address.encode()).hexdigest()[:40]}.fetched"
        done = 0
        try:
            with located.system.open(located.path, "rb", block_size=0) as source, target.open("wb") as copy:
                for chunk in _chunks(source):
                    _ensure_room(target, done, located.size)
                    copy.write(chunk)
                    done += len(chunk)
                    if self.progress is not None:
                        self.progress(located.name, done, max(located.size, done))
            _ensure_whole(done, located.size)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        return target

    def _place(self) -> Path:
        if self.folder is None:
            made = scratch()
            self.folder = made.path
            weakref.finalize(self, made.remove)
        self.folder.mkdir(parents=True, exist_ok=True)
        return self.folder


def _ensure_room(target: Path, done: int, whole: int) -> None:
    if max(done, whole) > LARGEST:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    if shutil.disk_usage(target.parent).free < SPARE + max(whole - done, 0):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _ensure_whole(done: int, whole: int) -> None:
    if done < whole:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def _gives_parts(located: Located) -> bool:
    """Whether a server gives the second octet of a file alone."""
    try:
        with located.system.open(located.path, "rb", block_size=1, cache_type="none") as file:
            file.seek(1)
            return len(file.read(1)) == min(max(located.size - 1, 0), 1)
    except (ValueError, NotImplementedError):  # of a stream, and of an answer that is the whole file
        return False


def _chunks(source: BinaryIO) -> Iterator[bytes]:
    while chunk := source.read(CHUNK):
        yield chunk
