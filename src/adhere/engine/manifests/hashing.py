# SPDX-License-Identifier: EUPL-1.2
"""The digest of an input (SHA-256, FIPS 180-4), taken beside the work on it, and whether it stayed the same meanwhile."""

from __future__ import annotations

import hashlib
import threading
from concurrent.futures import Future
from queue import SimpleQueue

from adhere.engine.manifests.locating import Located

CHUNK = 1024 * 1024


def digest(located: Located) -> str:
    """Return the digest of a file; raise OSError where it cannot be read."""
    taken = hashlib.sha256()
    with located.open() as file:
        while chunk := file.read(CHUNK):
            taken.update(chunk)  # leaves other threads to run
    return taken.hexdigest()


def is_changed(located: Located) -> bool:
    """Whether a file is another than the one that was found: size, time of change or the file itself."""
    try:
        return located.now() != (located.size, located.changed)
    except OSError:
        return True


class Digests:
    """Digests of files, taken one after another beside other work, from the moment they are asked for; they hold nobody up at the end."""

    def __init__(self) -> None:
        self._taken: dict[str, Future[str]] = {}
        self._wanted: SimpleQueue[Located] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def begin(self, located: Located) -> None:
        """Start taking the digest of a file."""
        if located.address in self._taken:
            return
        self._taken[located.address] = Future()
        self._wanted.put(located)
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="digest", daemon=True)
            self._thread.start()

    def of(self, located: Located) -> str:
        """Return the digest of a file; raise OSError where it cannot be read."""
        self.begin(located)
        return self._taken[located.address].result()

    def _work(self) -> None:
        while True:
            located = self._wanted.get()
            try:
                self._taken[located.address].set_result(digest(located))
            except Exception as error:  # noqa: BLE001 - whoever waits for it is told
                self._taken[located.address].set_exception(_as_disk_error(error))


def _as_disk_error(error: Exception) -> OSError:
    return error if isinstance(error, OSError) else OSError(0, str(error)[:200])
