# SPDX-License-Identifier: EUPL-1.2
"""How a grouping that does not fit in memory is tried again: in more parts, and then in slices of the rows, more of them each time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Try:
    """A way to make the engine add up: in how many slices, and whether in more parts (``Session.in_parts``)."""

    slices: int = 1
    in_parts: bool = False


TRIES = (Try(), *(Try(slices, in_parts=True) for slices in (1, 2, 4, 8, 16, 32)))
"""One after the other, where memory is short."""


def into(table: str, place: int = 0) -> str:
    """Return how a statement begins that puts a slice into a table, which the first one makes."""
    return f"INSERT INTO {table}" if place else f"CREATE TEMP TABLE {table} AS"


def within(column: str, place: int, slices: int) -> str:
    """Return the SQL of what is in a slice: a digest tells slices apart, and nothing else."""
    return f"hash({column}) % {slices} = {place}" if slices > 1 else "TRUE"
