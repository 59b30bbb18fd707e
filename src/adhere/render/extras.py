# SPDX-License-Identifier: EUPL-1.2
"""Libraries that are installed on demand: which extra of the package brings each.

Extras are those of ``pyproject.toml`` (https://packaging.python.org/en/latest/specifications/dependency-specifiers/#extras).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class MissingExtraError(Exception):
    """A format needs a library that is not installed; ``extra`` is what to install: ``pip install adhere[extra]``."""

    def __init__(self, extra: str) -> None:
        super().__init__(f"pip install adhere[{extra}]")
        self.extra = extra


class RefusedError(Exception):
    """A library refuses to write a document in a format, as what it holds is not fit for that; the text of the error says why."""

    def __init__(self, to: str, reason: str) -> None:
        super().__init__(reason)
        self.to = to


@contextmanager
def missing_extra(extra: str) -> Iterator[None]:
    """Name the extra where the imports within fail."""
    try:
        yield
    except ImportError as error:
        raise MissingExtraError(extra) from error
