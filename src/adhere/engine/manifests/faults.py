# SPDX-License-Identifier: EUPL-1.2
"""What can be wrong with one row of a manifest, and whether the row still counts: ``data/faults.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of

SAMPLES = 20
"""Rows of one fault that are shown."""
SHOWN = 120
"""Characters of such a row."""
LONGEST_ROW = 16 * 1024 * 1024
"""Octets of one row; in no real manifest is one a thousandth of it."""
LONGEST_URL = 65_536
"""Octets of one URL."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that can be wrong; a row that is left out counts in no figure."""

    id: str
    left_out: bool
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A row with a fault: the file, the row in it from 1 (the line, where a row is a line), and the beginning of what stands there."""

    file: str
    row: int
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Malformed:
    """How many rows of one input have a fault, and the first of them."""

    fault: Fault
    rows: int
    samples: tuple[Sample, ...] = ()


@cache
def faults() -> dict[str, Fault]:
    """Return every fault by id, in the order in which they are looked for."""
    return {
        record["id"]: Fault(id=record["id"], left_out=record["left_out"], name=text_of(record["name"]))
        for record in packaged("adhere.engine.manifests", "data/faults.toml")["fault"]
    }


@cache
def left_out() -> tuple[str, ...]:
    """Return the ids of the faults after which a row counts in no figure."""
    return tuple(one.id for one in faults().values() if one.left_out)
