# SPDX-License-Identifier: EUPL-1.2
"""The store of law data: its files as bytes, its table of contents, its release and digest; no record is made here.

``data/contents.toml`` lists the files, so that nothing has to be opened to know what there is.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from adhere.kernel.data import packaged_bytes

CONTENTS = "contents.toml"


def file_of(article: str) -> str:
    """Return the file of an article or annex, relative to the root: ``aia/art-53.toml``."""
    return f"{article.replace(':', '/')}.toml"


class LawDataError(Exception):
    """Law data that cannot be used: names the file, the record and the key, and says what is wrong."""


class File(Protocol):
    """One file of law data."""

    def read_bytes(self) -> bytes:
        """Return its content; raises OSError where it cannot be read."""


class Root(Protocol):
    """A folder of law data: a path on disk is one."""

    def joinpath(self, name: str, /) -> File:
        """Return the file of a name relative to the folder."""


@dataclass(frozen=True, slots=True)
class _Packaged:
    """The packaged folder, or one file in it."""

    name: str = "data"

    def joinpath(self, name: str, /) -> _Packaged:
        return _Packaged(f"{self.name}/{name}")

    def read_bytes(self) -> bytes:
        return packaged_bytes("adhere.law", self.name)


class Store:
    """One folder of law data; by default the packaged one."""

    def __init__(self, root: Root | None = None) -> None:
        self._root = root or _Packaged()

    @cached_property
    def contents(self) -> dict[str, Any]:
        """The parsed table of contents."""
        return self.read(CONTENTS)

    @property
    def release(self) -> str:
        """The release of the data, not of the program."""
        return str(self.contents["release"])

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the names and bytes of every file, in order of name."""
        total = hashlib.sha256()
        for name in sorted(self.files()):
            content = self._bytes(name)
            total.update(f"{name}\0{len(content)}\0".encode() + content)
        return total.hexdigest()

    def files(self) -> Iterator[str]:
        """Yield the names of all files, relative to the root."""
        yield CONTENTS
        for group in ("vocabularies", "articles", "criteria", "guidance", "answers"):
            yield from self.contents[group]

    def _bytes(self, name: str) -> bytes:
        try:
            return self._root.joinpath(name).read_bytes()
        except OSError as error:
            listed = "" if name == CONTENTS else f", although {CONTENTS} lists it"
            raise LawDataError(f"{name}: cannot be read{listed}") from error

    def read(self, name: str) -> dict[str, Any]:
        try:
            return tomllib.loads(self._bytes(name).decode())
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise LawDataError(f"{name}: {error}") from error
