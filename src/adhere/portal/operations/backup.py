# SPDX-License-Identifier: EUPL-1.2
"""A copy of everything a portal keeps, made while it serves.

The signed head of the log is taken first, the database after it, the files last: the copy then holds at least what the head
commits to and every file the database names, since files are kept before they are named and never taken away.
"""

from __future__ import annotations

import sqlite3
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import Error, connection

from adhere import __version__
from adhere.portal import storing
from adhere.portal.audit.recording import checkpoint, record
from adhere.portal.keys import log_key
from adhere.portal.operations.archive import DATABASE, KEY, Writer
from adhere.portal.operations.database import copy_database, is_empty
from adhere.portal.operations.failing import OperationError
from adhere.portal.places import KEY as KEY_PLACE


def back_up(to: Path, *, with_key: bool) -> int:
    """Write a backup to a file that is not there yet; return how many files of people are in it."""
    if to.exists():
        raise OperationError("already-there", path=to)
    part = to.with_name(f"{to.name}.part")
    try:
        if is_empty():
            raise OperationError("nothing-here", place=settings.DATA)
        record("backup:made", subject="portal", content={"key": with_key})
        head = checkpoint()
        with tempfile.TemporaryDirectory(dir=settings.DATA) as folder:
            copy = Path(folder) / DATABASE
            copy_database(copy)
            part.touch(mode=0o600)
            with tarfile.open(part, "w") as tar:
                writer = Writer(tar)
                writer.add_file(DATABASE, copy)
                for digest in storing.digests():
                    writer.add_bytes(f"files/{digest}", storing.kept(digest))
                if with_key:
                    writer.add_file(KEY, settings.DATA / KEY_PLACE)
                writer.finish(
                    {
                        "made": datetime.now(UTC).isoformat(timespec="seconds"),
                        "release": __version__,
                        "engine": connection.vendor,
                        "checkpoint": head.note,
                        "public_key": log_key().public.pem,
                    }
                )
        part.rename(to)
    except OSError as error:
        raise OperationError("not-written", path=to, why=error.strerror or error) from error
    except (sqlite3.Error, Error) as error:  # the copy of the database, or the database itself, has no room
        raise OperationError("not-written", path=to, why=error) from error
    finally:
        part.unlink(missing_ok=True)
    return len([entry for entry in writer.files if entry["name"].startswith("files/")])
