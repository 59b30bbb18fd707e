# SPDX-License-Identifier: EUPL-1.2
"""Where things stand in a dossier's ``issued`` folder, and how its files are opened."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from adhere.intake.folder import regular
from adhere.intake.reasons import disk_reason
from adhere.ledger.canonical import SIZE_LIMIT
from adhere.ledger.rules import LedgerError, word

ISSUED = "issued"
LOG = "log"
LEAVES = f"{LOG}/leaves.jsonl"
KEYS = f"{LOG}/keys.jsonl"
CHECKPOINT = f"{LOG}/checkpoint"
NEXT = f"{LOG}/checkpoint.next"
HASHES = f"{LOG}/hashes"
OFFSETS = f"{LOG}/offsets"
TIMESTAMPS = f"{LOG}/timestamps"
STAGING = ".staging-"
ISSUE, RECORD, PACKS, DOCUMENTS = "issue.json", "record.json", "packs", "documents"
FIXED = {
    ".gitattributes": b"* -text\n",
    ".gitignore": b"/log/hashes\n/log/offsets\n/.staging-*/\n",
}
"""Files beside the log: git must not touch a line end of what was issued, and need not keep what can be computed."""


def content_of(path: Path, limit: int = SIZE_LIMIT) -> bytes:
    """Return the bytes of a regular file; raise LedgerError where the disk refuses or the file is too large."""
    try:
        with regular(path) as file:
            content = file.read(limit + 1)
    except OSError as error:
        raise LedgerError("ADH-LOG-005", reason=disk_reason(error)) from error
    if len(content) > limit:
        raise LedgerError("ADH-LOG-001", reason=word("too-large", limit=limit // 1024 // 1024))
    return content


def lines_of(path: Path, longest: int) -> Iterator[bytes]:
    """Yield the lines of a file with their line feeds; one that is too long comes in parts, which no reader accepts."""
    try:
        with regular(path) as file:
            while piece := file.readline(longest):
                yield piece
    except OSError as error:
        raise LedgerError("ADH-LOG-005", reason=disk_reason(error)) from error


def issued_around(path: Path) -> Path | None:
    """Return the ``issued`` folder of a dossier that a path lies in, or None."""
    return next((one for one in path.resolve().parents if one.name == ISSUED and (one / LOG).is_dir()), None)


def files_below(folder: Path, depth: int = 6) -> Iterator[tuple[str, bool]]:
    """Yield the name of every file below a folder, and whether it is a regular file of its own; an empty folder with a slash behind."""
    with os.scandir(folder) as listing:
        found = sorted(listing, key=lambda entry: entry.name)
    for entry in found:
        if entry.is_dir(follow_symlinks=False) and depth:
            below = list(files_below(Path(entry.path), depth - 1)) or [("", True)]
            yield from ((f"{entry.name}/{name}", fine) for name, fine in below)
        else:
            yield entry.name, entry.is_file(follow_symlinks=False)
