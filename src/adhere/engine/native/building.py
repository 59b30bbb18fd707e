# SPDX-License-Identifier: EUPL-1.2
"""The functions in C, compiled where they are needed: into a private folder, in less than a second, and gone with it.

Nothing compiled is kept or fetched, so there is nothing to trust but the source and the compiler of the machine. What DuckDB loads is a shared
library with its own description at the end: https://github.com/duckdb/extension-template-c.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

COMPILER = "ADHERE_CC"
"""The variable that names a compiler, without options, or says ``none``."""
NO_COMPILER = "none"
SOURCE = Path(__file__).with_name("source")
NAME = "adhere.duckdb_extension"
API = "v1.2.0"
SECONDS = 20
"""How long a compiler may take, which needs less than one."""
_OPTIONS = ("-std=c11", "-O2", "-shared", "-fPIC", "-fvisibility=hidden", "-fno-strict-aliasing")
_FIELD, _SIGNATURE = 32, 256


def compiler() -> tuple[str, ...] | None:
    """Return the command of a C compiler: the one that is named, the system's, or that of the package ziglang; None where there is none."""
    named = os.environ.get(COMPILER, "").strip()
    if named:
        found = shutil.which(named) if named != NO_COMPILER else None
        return None if found is None else (found,)
    for name in ("cc", "gcc", "clang"):
        if found := shutil.which(name):
            return (found,)
    return (sys.executable, "-m", "ziglang", "cc") if find_spec("ziglang") else None


def build(file: Path, platform: str) -> bool:
    """Compile the functions into a file for a platform of DuckDB; return whether that could be done."""
    command = compiler()
    if command is None or sys.byteorder != "little":
        return False
    sources = sorted(str(found) for found in SOURCE.glob("*.c"))
    try:
        if not _succeeds([*command, *_OPTIONS, "-o", str(file), *sources]):
            return False
        with file.open("ab") as opened:
            opened.write(description(platform))
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def _succeeds(command: list[str]) -> bool:
    """Run a command that asks nothing and says nothing; what it started goes with it when it takes too long or a person stops it."""
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603 - a compiler of the machine, our own files
        command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
    ) as running:
        try:
            return running.wait(SECONDS) == 0
        except BaseException:
            with suppress(OSError):
                os.killpg(running.pid, signal.SIGKILL)
            raise


def description(platform: str) -> bytes:
    """Return what DuckDB reads at the end of an extension: fields of 32 octets, the last one first, and room for a signature."""
    fields = ("4", platform, API, "1", "C_STRUCT", "", "", "")
    mark = b"\x00\x93\x04\x10duckdb_signature\x80\x04"
    return (
        mark + b"".join(field.encode().ljust(_FIELD, b"\0") for field in reversed(fields)) + bytes(_SIGNATURE)
    )
