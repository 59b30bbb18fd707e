# SPDX-License-Identifier: EUPL-1.2
"""Run a command beside a PostgreSQL server that is thrown away afterwards: ``python tools/with_postgresql.py make portal-tests``.

The command finds it in ADHERE_PORTAL_DATABASE. Exit status 0 with a loud word where no server is installed. Nothing of it has to survive, so
it does not wait for the disk; after ``--fsync`` it does, for tests in which the server crashes.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FSYNC = "--fsync"


def main(command: list[str]) -> int:
    """Start, run, stop; return the exit status of the command."""
    lasting, command = command[:1] == [FSYNC], command[command[:1] == [FSYNC] :]
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) + [
        Path(found) for found in [shutil.which("initdb")] if found
    ]
    if not programs:
        print(
            "!! PostgreSQL: NOT TESTED, no server is installed (apt-get install postgresql)", file=sys.stderr
        )
        return 0
    folder = Path(tempfile.mkdtemp(prefix="adhere-postgresql-"))
    try:
        return _run(command, programs[-1].parent, folder, lasting=lasting)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str], programs: Path, folder: Path, *, lasting: bool) -> int:
    become: list[str] = []
    if os.geteuid() == 0:  # the server refuses to run as root
        become = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
    data = folder / "data"
    options = (
        f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync={'on' if lasting else 'off'}"
    )
    _quietly(
        [*become, str(programs / "initdb"), "-D", str(data), "-U", "adhere", "-A", "trust", "-E", "UTF8"]
    )
    _quietly(
        [
            *become,
            str(programs / "pg_ctl"),
            "-D",
            str(data),
            "-w",
            "-l",
            str(folder / "log"),
            "-o",
            options,
            "start",
        ]
    )
    try:
        address = f"postgresql://adhere@{str(folder).replace('/', '%2F')}/postgres"
        return subprocess.run(
            command, check=False, env={**os.environ, "ADHERE_PORTAL_DATABASE": address}
        ).returncode
    finally:
        _quietly([*become, str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"])


def _quietly(command: list[str]) -> None:
    told = subprocess.run(command, check=False, capture_output=True, text=True, cwd="/")
    if told.returncode:
        raise SystemExit(f"{' '.join(command)}\n{told.stdout}{told.stderr}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
