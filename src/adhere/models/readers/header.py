# SPDX-License-Identifier: EUPL-1.2
"""What a weight file's header says: its tensors in columns, and the digest of the bytes that were read.

Columns and not objects: the largest published sets list more than 90,000 tensors.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

Kind = tuple[str, tuple[int, ...]]
"""Element type and logical shape, outermost dimension first."""

TENSORS_LIMIT = 500_000
"""The largest known set lists 497,000 tensors in all its files together."""
DIMENSION_LIMIT = 2**32
DIMENSIONS_LIMIT = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """One file's tensors: ``names[i]`` is of kind ``kinds[keys[i]]``.

    ``end`` is the first byte after the header; ``digest`` is the SHA-256 of all bytes before it; ``data_bytes`` is
    the size of the data the header describes. ``metadata`` is the file's own; ``arrays`` gives the length of the
    lists in it, which are not kept.
    """

    names: Sequence[str]
    keys: Sequence[Hashable]
    kinds: Mapping[Hashable, Kind]
    data_bytes: int
    end: int
    digest: bytes
    metadata: Mapping[str, object] = field(default_factory=dict)
    arrays: Mapping[str, int] = field(default_factory=dict)
