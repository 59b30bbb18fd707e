# SPDX-License-Identifier: EUPL-1.2
"""A consistent copy of the database while it is in use, and putting one back.

https://www.sqlite.org/backup.html, https://www.postgresql.org/docs/current/app-pgdump.html
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

from django.db import connection, connections

from adhere.portal.operations.failing import OperationError

PAGES = 4096
"""Pages of SQLite copied at a time, so that writers take their turn in between."""
_PROGRAMS = Path("/usr/lib/postgresql")


def copy_database(to: Path) -> None:
    """Write a copy of the database as it stands at one moment."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        target = sqlite3.connect(to)
        try:
            connection.connection.backup(target, pages=PAGES)
        finally:
            target.close()
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={to}", *_address())


def is_empty() -> bool:
    """Return whether nothing stands in the database yet."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and not Path(name).exists():
        return True
    return not connection.introspection.table_names()


def put_back(copy: Path) -> None:
    """Put a copy into an empty database."""
    name = str(connection.settings_dict["NAME"])
    connections.close_all()
    if connection.vendor == "sqlite":
        for leftover in (name, f"{name}-wal", f"{name}-shm"):
            Path(leftover).unlink(missing_ok=True)
        shutil.move(copy, name)
        Path(name).chmod(0o600)
    else:
        options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
        _run("pg_restore", *options, *_address(), str(copy))


def _address() -> list[str]:
    known: dict[str, Any] = connection.settings_dict
    named = {"--host": "HOST", "--port": "PORT", "--username": "USER", "--dbname": "NAME"}
    return [f"{option}={known[key]}" for option, key in named.items() if known[key]]


def _run(program: str, *arguments: str) -> None:
    found = shutil.which(program) or next(
        (str(path) for path in sorted(_PROGRAMS.glob(f"*/bin/{program}"), reverse=True)), None
    )
    if found is None:
        raise OperationError("no-program", program=program)
    secret = {"PGPASSWORD": str(connection.settings_dict["PASSWORD"] or "")}
    ran = subprocess.run(  # noqa: S603 - our own arguments, no shell
        [found, *arguments], check=False, capture_output=True, text=True, env={**os.environ, **secret}
    )
    if ran.returncode:
        raise OperationError("program-failed", program=program, why=ran.stderr.strip()[-500:])
