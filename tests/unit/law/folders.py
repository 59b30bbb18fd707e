# SPDX-License-Identifier: EUPL-1.2
"""Law folders for tests: the packaged data with one thing changed, and a root that counts what is opened."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

from adhere.law.library import Law

PACKAGED = Path(str(files("adhere.law").joinpath("data")))


def copy_of_the_law(folder: Path) -> Path:
    """Return a copy of the packaged data in a folder."""
    return Path(shutil.copytree(PACKAGED, folder / "law"))


def law_with(folder: Path, file: str, old: str, new: str) -> Law:
    """Return the packaged law in which one file reads ``new`` where it read ``old``, once."""
    root = copy_of_the_law(folder)
    content = (root / file).read_text(encoding="utf-8")
    assert content.count(old) >= 1, f"{file} does not hold {old!r}"
    (root / file).write_text(content.replace(old, new, 1), encoding="utf-8")
    return Law(root)


class CountingRoot:
    """A root that remembers which files were read."""

    def __init__(self, root: Path = PACKAGED) -> None:
        self.root = root
        self.read: list[str] = []

    def joinpath(self, name: str) -> CountingFile:
        return CountingFile(self, name)


class CountingFile:
    def __init__(self, root: CountingRoot, name: str) -> None:
        self.root, self.name = root, name

    def read_bytes(self) -> bytes:
        self.root.read.append(self.name)
        return (self.root.root / self.name).read_bytes()
