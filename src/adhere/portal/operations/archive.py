# SPDX-License-Identifier: EUPL-1.2
"""The file of a backup: a tar of the database, the kept files and, if asked, the key of the log, with a manifest at its end.

POSIX.1-2017, pax, ustar interchange format. Nothing is taken out of a file under a name it chose itself.
"""

from __future__ import annotations

import io
import json
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import file_digest, sha256
from pathlib import Path
from typing import IO, Any

from adhere.portal.operations.failing import OperationError

FORMAT = "adhere/portal-backup/1"
MANIFEST, DATABASE, KEY = "manifest.json", "database", "log.pem"
_FILE = re.compile(r"files/([0-9a-f]{64})")
_LIMIT = 100_000_000
"""Bytes of the largest manifest that is read."""


@dataclass
class Writer:
    """A backup that is being written."""

    tar: tarfile.TarFile
    files: list[dict[str, Any]] = field(default_factory=list)

    def add_bytes(self, name: str, content: bytes) -> None:
        """Add some bytes."""
        self._add(name, io.BytesIO(content), len(content))
        self.files.append({"name": name, "size": len(content), "sha256": sha256(content).hexdigest()})

    def add_file(self, name: str, path: Path) -> None:
        """Add a file of any size."""
        with path.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
            file.seek(0)
            size = path.stat().st_size
            self._add(name, file, size)
        self.files.append({"name": name, "size": size, "sha256": digest})

    def finish(self, facts: dict[str, Any]) -> None:
        """Add the manifest, which names everything before it."""
        content = json.dumps({"format": FORMAT, **facts, "files": self.files}, indent=1).encode()
        self._add(MANIFEST, io.BytesIO(content), len(content))

    def _add(self, name: str, content: IO[bytes], size: int) -> None:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        self.tar.addfile(entry, content)


@dataclass(frozen=True)
class Reader:
    """A backup that is read."""

    tar: tarfile.TarFile
    manifest: dict[str, Any]

    def digests(self) -> Iterator[str]:
        """Return the kept files there are, by digest."""
        for entry in self.manifest["files"]:
            found = _FILE.fullmatch(entry["name"])
            if found:
                yield found[1]

    def holds_key(self) -> bool:
        """Return whether the key of the log is in it."""
        return any(entry["name"] == KEY for entry in self.manifest["files"])

    def content(self, name: str) -> bytes:
        """Return the bytes of a small file; raise OperationError where they are not those of the manifest."""
        with self._open(name) as file:
            content = file.read()
        if sha256(content).hexdigest() != self._digest(name):
            raise OperationError("changed-file", name=name)
        return content

    def extract(self, name: str, to: Path) -> None:
        """Write a file of any size to a place of ours."""
        with self._open(name) as file, to.open("xb") as out:
            digest = sha256()
            while part := file.read(1 << 20):
                digest.update(part)
                out.write(part)
        if digest.hexdigest() != self._digest(name):
            raise OperationError("changed-file", name=name)

    def _digest(self, name: str) -> str:
        return next(str(entry["sha256"]) for entry in self.manifest["files"] if entry["name"] == name)

    def _open(self, name: str) -> IO[bytes]:
        try:
            file = self.tar.extractfile(name)
        except (KeyError, tarfile.TarError, OSError):
            file = None
        if file is None:
            raise OperationError("missing-file", name=name)
        return file


def read(tar: tarfile.TarFile) -> Reader:
    """Return a backup with its manifest; raise OperationError where it is none we can read."""
    try:
        entry = tar.getmember(MANIFEST)
        file = tar.extractfile(entry) if entry.size <= _LIMIT else None
        manifest = json.loads(file.read()) if file else None
        names = [entry["name"] for entry in manifest["files"]] if manifest else []
    except (KeyError, TypeError, ValueError, RecursionError, tarfile.TarError, OSError):
        raise OperationError("no-backup") from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise OperationError("no-backup")
    fits = all(isinstance(name, str) and (name in (DATABASE, KEY) or _FILE.fullmatch(name)) for name in names)
    if not fits or DATABASE not in names or len(set(names)) != len(names):
        raise OperationError("no-backup")
    return Reader(tar, manifest)
