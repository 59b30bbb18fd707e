# SPDX-License-Identifier: EUPL-1.2
"""The themes of a deployer: folders of which the files in ``templates`` and ``static`` stand in the place of ours of the same name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

TEMPLATES, STATIC = "templates", "static"


@dataclass(frozen=True, slots=True)
class Themed:
    """A file of a theme, and the name under which it stands in the place of ours."""

    path: Path
    name: str


def files(part: str) -> Iterator[Themed]:
    """Yield the files in a part of every theme, the theme that goes before first; hidden ones are no part of it."""
    for theme in settings.THEMES:
        root = theme / part
        for path in sorted(root.rglob("*")):
            pieces = path.relative_to(root).parts
            if path.is_file() and not any(piece.startswith(".") for piece in pieces):
                yield Themed(path, "/".join(pieces))


@cache
def look() -> str:
    """Return a digest of all themes, nothing where there is none: a page under another theme is another page."""
    if not settings.THEMES:
        return ""
    digest = hashlib.sha256()
    for part in (TEMPLATES, STATIC):
        for one in files(part):
            digest.update(f"{one.path}\0{hashlib.sha256(one.path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()
