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
import time
from collections.abc import Sequence
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
_OPTIONS = ("-std=c11", "-O2", "-fPIC", "-fvisibility=hidden", "-fno-strict-aliasing")
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
    made = {source: file.with_name(f"{source.stem}.o") for source in sorted(SOURCE.glob("*.c"))}
    each = [[*command, *_OPTIONS, "-c", "-o", str(part), str(source)] for source, part in made.items()]
    try:
        if not (
            _succeed(each)
            and _succeed([[*command, *_OPTIONS, "-shared", "-o", str(file), *map(str, made.values())]])
        ):
            return False
        with file.open("ab") as opened:
            opened.write(description(platform))
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def _succeed(commands: Sequence[Sequence[str]]) -> bool:
    """Run commands side by side that ask nothing and say nothing; what they started goes with them when they take too long or a person stops them."""
    nowhere, end = subprocess.DEVNULL, time.monotonic() + SECONDS
    running: list[subprocess.Popen[bytes]] = []
    try:
        for command in commands:
            one = subprocess.Popen(  # noqa: S603 - a compiler of the machine, our own files
                command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
            )
            running.append(one)  # at once, as the next may not begin
        codes = [one.wait(max(end - time.monotonic(), 0)) for one in running]
    except BaseException:
        for one in running:
            with suppress(OSError):
                os.killpg(one.pid, signal.SIGKILL)
        raise
    finally:
        for one in running:
            one.wait()
    return not any(codes)


def description(platform: str) -> bytes:
    """Return what DuckDB reads at the end of an extension: fields of 32 octets, the last one first, and room for a signature."""
    fields = ("4", platform, API, "1", "C_STRUCT", "", "", "")
    mark = b"\x00\x93\x04\x10duckdb_signature\x80\x04"
    return (
        mark + b"".join(field.encode().ljust(_FIELD, b"\0") for field in reversed(fields)) + bytes(_SIGNATURE)
    )
