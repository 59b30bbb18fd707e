# SPDX-License-Identifier: EUPL-1.2
"""The official texts that whoever runs the portal imported, read once until the folder changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from adhere.dossier.textstore import FILES_LIMIT, StoredText, kept
from adhere.law.texts.rules import Collected

State = tuple[tuple[str, int, int], ...]
"""The files of the folder, with when each was changed and its size."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts that are kept, and the state of the folder they were read from."""

    state: State
    texts: tuple[StoredText, ...]


def folder() -> Path:
    """Return the folder of the texts, as ``adhere law import`` keeps them."""
    return Path(settings.LAW_TEXTS)


def state() -> State:
    """Return the state of the folder."""
    return tuple(_files(sorted((folder() / "texts").glob("*/*/*.json"))[:FILES_LIMIT]))


def texts() -> Texts:
    """Return what is kept now."""
    return _read(str(folder()), state())


@lru_cache(maxsize=2)
def _read(place: str, found: State) -> Texts:
    return Texts(found, tuple(kept(Path(place), Collected(place))) if found else ())


def _files(paths: Sequence[Path]) -> list[tuple[str, int, int]]:
    found = []
    for path in paths:
        try:
            told = path.stat()
        except OSError:  # it was taken away a moment ago
            continue
        found.append((str(path), told.st_mtime_ns, told.st_size))
    return found
