# SPDX-License-Identifier: EUPL-1.2
"""Putting a backup back into an empty place, and proving that the log is the one that was copied."""

from __future__ import annotations

import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from adhere.ledger.keys import public_key_of
from adhere.ledger.note import Checkpoint, own_checkpoint
from adhere.ledger.rules import LedgerError
from adhere.portal import storing
from adhere.portal.audit.recording import record
from adhere.portal.operations.archive import DATABASE, KEY, Reader, read
from adhere.portal.operations.database import is_empty, put_back
from adhere.portal.operations.failing import OperationError
from adhere.portal.operations.logcheck import faults_of_log, root_at
from adhere.portal.places import KEY as KEY_PLACE
from adhere.portal.submissions.keeping import hindrance


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was put back: the size and root of the log that the backup commits to, how many files, and whether the key was in it."""

    size: int
    root: str
    files: int
    key: bool


def restore(backup: Path) -> Restored:
    """Put a backup back; raise OperationError where the place is not empty or the backup is not whole."""
    _check_empty()
    try:
        with tarfile.open(backup, "r:") as tar:
            reader = read(tar)
            if reader.manifest.get("engine") != connection.vendor:
                raise OperationError("other-engine", engine=reader.manifest.get("engine"))
            head = _head(reader)
            files = _put_back(reader)
    except (OSError, tarfile.TarError) as error:
        if hindrance(error) == "disk-full":
            raise OperationError("no-room", place=settings.DATA) from error
        raise OperationError("no-backup") from error
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    faults = faults_of_log()
    if not faults and root_at(head.size) != head.root:
        faults = [str(OperationError("other-root", size=head.size))]
    if faults:
        raise OperationError("not-whole", faults="; ".join(faults))
    record("backup:restored", subject="portal", content={"size": head.size})
    return Restored(size=head.size, root=head.root.hex(), files=files, key=reader.holds_key())


def _check_empty() -> None:
    key = settings.DATA / KEY_PLACE
    if not is_empty():
        raise OperationError("not-empty", place=settings.DATABASES["default"]["NAME"])
    if key.exists():
        raise OperationError("not-empty", place=key)
    if next(storing.digests(), None) is not None:
        raise OperationError("not-empty", place=settings.STORE or settings.MEDIA_ROOT)


def _head(reader: Reader) -> Checkpoint:
    """Return the head of the log the backup commits to, signed by the key it names."""
    try:
        note, head = own_checkpoint(str(reader.manifest["checkpoint"]).encode())
        signed = note.signed_by(head.origin, public_key_of(str(reader.manifest["public_key"])))
    except (KeyError, LedgerError):
        signed = False
    if not signed:
        raise OperationError("unsigned")
    return head


def _put_back(reader: Reader) -> int:
    settings.DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    count = 0
    with tempfile.TemporaryDirectory(dir=settings.DATA) as folder:
        copy = Path(folder) / DATABASE
        reader.extract(DATABASE, copy)
        for digest in reader.digests():
            if storing.keep(reader.content(f"files/{digest}")) != digest:
                raise OperationError("changed-file", name=digest)
            count += 1
        if reader.holds_key():
            place = settings.DATA / KEY_PLACE
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            place.touch(mode=0o600)
            place.write_bytes(reader.content(KEY))
        put_back(copy)
    return count
