# SPDX-License-Identifier: EUPL-1.2
"""The folder a summary is written to: whole or not at all, in place of an earlier one and of nothing else.

Everything is written beside the target first and renamed over it, so that a reader, or whoever killed the program, finds the old folder or
the new one (https://pubs.opengroup.org/onlinepubs/9799919799/functions/rename.html).
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from adhere.content.figuresjson import FORMAT
from adhere.dossier.content import FIGURES
from adhere.intake.placing import new_beside, new_rights, sweep

MADE = ("figures.json", "domains", "summary.", "report.")
"""What names of files begin with that a run writes."""


class OtherFolderError(Exception):
    """The target holds something that no run wrote; ``name`` is what."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def check_folder(target: Path) -> None:
    """Raise OtherFolderError where a folder is neither new, empty nor of an earlier run, and OSError where it cannot be looked into."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise OtherFolderError(target.name)
    names = sorted(os.listdir(target)) if target.exists() else []  # noqa: PTH208 - names, not paths
    other = next((name for name in names if not name.startswith(MADE)), None)
    if other is not None:
        raise OtherFolderError(other)
    if names and not _ours(target / FIGURES):
        raise OtherFolderError(FIGURES if FIGURES in names else names[0])


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """Give a folder to write to, which takes the place of the target once all went well; else it goes, and the target stays."""
    check_folder(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = new_beside(target)
    try:
        draft.chmod(new_rights(0o777))
        yield draft
        for path in draft.iterdir():
            _settle(path)
        _swap(draft, target)
        sweep(target)
    finally:  # after an interrupt too
        shutil.rmtree(draft, ignore_errors=True)


def _swap(draft: Path, target: Path) -> None:
    check_folder(target)  # somebody may have written to it meanwhile
    if not target.exists():
        draft.rename(target)
        return
    before = new_beside(target)
    try:
        target.rename(before / target.name)
        try:
            draft.rename(target)
        except OSError:
            (before / target.name).rename(target)
            raise
    finally:
        shutil.rmtree(before, ignore_errors=True)


def _settle(path: Path) -> None:
    """See to it that a file is on the disk before its name is."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _ours(file: Path) -> bool:
    try:
        with file.open("rb") as content:
            found = json.load(content)
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(found, dict) and found.get("format") == FORMAT
