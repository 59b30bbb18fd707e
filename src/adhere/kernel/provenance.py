# SPDX-License-Identifier: EUPL-1.2
"""Provenance: where a fact was read, how, and on what basis it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """What a fact rests on, strongest first."""

    MEASURED = "measured"
    """Read from the thing itself: a checkpoint header, a meter."""
    DERIVED = "derived"
    """Follows from other facts by a named rule without assumptions."""
    DECLARED = "declared"
    """Said by a person or a document."""
    ESTIMATED = "estimated"
    """Computed with assumptions, which are named."""
    MISSING = "missing"
    """Asked for and not found; never a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One place a fact was read.

    ``file`` is relative to the folder read; ``at`` is a byte range (``bytes 8-4096``), a line (``line 12``) or a key
    (``config.json#vocab_size`` is file plus key ``vocab_size``); ``sha256`` is of the bytes that were read: the header
    for a checkpoint, the whole file for a small text file. ``who`` and ``when`` stand for statements by persons.
    """

    file: str
    method: str
    at: str | None = None
    sha256: str | None = None
    who: str | None = None
    when: str | None = None
    why: str | None = None

    def label(self) -> str:
        """Return a short readable place: file and where in it."""
        place = f"{self.file}, {self.at}" if self.at else self.file
        return f"{place} ({self.who}, {self.when})" if self.who else place
