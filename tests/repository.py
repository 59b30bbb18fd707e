# SPDX-License-Identifier: EUPL-1.2
"""The repository as the tests about it see it: the files that git keeps or would keep.

Example models are sparse files of real size and ignored by git, so walking the disk would be slow and copying it impossible.
"""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@cache
def files() -> tuple[Path, ...]:
    """Return the files of the repository relative to its root: those in git, and new ones that are not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = (Path(name) for name in listed.stdout.decode().split("\0") if name)
    return tuple(sorted(name for name in names if (ROOT / name).is_file()))


def with_suffix(*suffixes: str, under: str = "") -> list[Path]:
    """Return the files that end so, below a folder."""
    return [name for name in files() if name.suffix in suffixes and name.is_relative_to(under)]


def copy_to(target: Path, *, under: str = "") -> Path:
    """Copy the repository, or a folder of it, and return where the copy stands."""
    for name in files():
        if name.is_relative_to(under):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target / name)
            shutil.copymode(ROOT / name, target / name)
    return target
