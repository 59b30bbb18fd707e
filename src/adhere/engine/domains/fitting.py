# SPDX-License-Identifier: EUPL-1.2
"""How a grouping is to fit in memory: what to try first, by a guess at the number of groups, and what then.

DuckDB keeps what does not fit on disk, in parts, but sees late that it will not fit: with memory a little short of enough it gives up half way, where
with less it would have begun in time. So it is given less where the guess says that groups may not fit. A wrong guess costs time and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from math import log, sqrt
from typing import NamedTuple

from adhere.engine.embedded.sessions import Session

SAMPLE = 1_000_000
"""Rows that the guess is made from: the first ones, which takes a quarter of a second."""
LESS = 0.6
"""Of the memory, what the engine is given so that it begins to keep parts on disk in time."""
AMPLE = 1.3
"""How much more memory than groups are guessed to take is enough."""
ON_DISK = 8
"""For each thread, in how many parts DuckDB 2.0 keeps on disk what does not fit; the rows of a part must fit in memory, as they come."""
_ROW, _GROUP, _NUMBER = 43, 69, 16
"""Octets that a row and a group take beside their name, and each number of a group: measured with DuckDB 2.0.1."""
_FEWER = 2 / 3


@dataclass(frozen=True, slots=True)
class Try:
    """A way to make the engine add up: in how many slices, with which share of the memory, and whether in more parts (``Session.in_parts``)."""

    slices: int = 1
    share: float = 1.0
    in_parts: bool = False

    @contextmanager
    def prepared(self, session: Session) -> Iterator[None]:
        """Set the session for a while to what is tried."""
        with session.with_share(self.share), session.in_parts() if self.in_parts else nullcontext():
            yield


TRIES = (Try(), *(Try(slices, in_parts=True) for slices in (1, 2, 4, 8, 16, 32)))
"""One after the other, where memory is short and nothing is known."""


class Sampled(NamedTuple):
    """What a sample of rows tells of groups: how many rows, groups, those of one row and of two, those that two thirds of it lack."""

    rows: int
    groups: int
    single: int
    double: int
    lacking: float


def tries(session: Session, rows: int, numbers: int, keys: str) -> Sequence[Try]:
    """Return what to try, one after the other, to add up so many numbers of so many rows; ``keys`` is the SQL of the keys of a sample, as n."""
    if session.octets > AMPLE * rows * (_GROUP + _NUMBER * numbers):
        return TRIES
    needed = guessed(sampled(session, keys), rows) * (_GROUP + _NUMBER * numbers)
    part = rows / ON_DISK * (_ROW + _NUMBER / 2 * numbers)
    if session.octets > AMPLE * needed or part > LESS * session.octets:
        return TRIES
    return (Try(share=LESS), *TRIES)


def sampled(session: Session, keys: str) -> Sampled:
    """Read a sample."""
    ((*found,),) = session.rows(
        f"""SELECT coalesce(sum(c), 0)::BIGINT, count(*), count(*) FILTER (c = 1), count(*) FILTER (c = 2), coalesce(sum(pow({1 - _FEWER}, c)), 0)
        FROM (SELECT n, count(*) AS c FROM ({keys}) AS sample GROUP BY n)"""
    )
    return Sampled(*found)


def guessed(sample: Sampled, rows: int) -> float:
    """Return how many groups so many rows may have: between what Chao's estimate says, which is least, and growth by Heaps' law, which is most.

    Chao, A. (1984), Nonparametric estimation of the number of classes in a population, Scandinavian Journal of Statistics 11, 265-270. Heaps, H. S.
    (1978), Information Retrieval, section 7.5; the exponent is what the last third of the sample adds.
    """
    if rows <= sample.rows or sample.groups == 0:
        return sample.groups
    least = sample.groups + sample.single**2 / (2 * max(sample.double, 1))
    growth = log(sample.groups / max(sample.groups - sample.lacking, 1)) / log(1 / _FEWER)
    return sqrt(least * sample.groups * (rows / sample.rows) ** growth)


def into(table: str, place: int = 0) -> str:
    """Return how a statement begins that puts a slice into a table, which the first one makes."""
    return f"INSERT INTO {table}" if place else f"CREATE TEMP TABLE {table} AS"


def within(column: str, place: int, slices: int) -> str:
    """Return the SQL of what is in a slice: a digest tells slices apart, and nothing else."""
    return f"hash({column}) % {slices} = {place}" if slices > 1 else "TRUE"
