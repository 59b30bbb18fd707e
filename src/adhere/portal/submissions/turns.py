# SPDX-License-Identifier: EUPL-1.2
"""Writing together: who gets the turn writes for everyone who waits by then, so that one transaction and one writing to disk serve them all.

Group commit, as databases do it within (https://www.postgresql.org/docs/current/runtime-config-wal.html, commit_delay): nobody is told
anything before the transaction that holds theirs is on disk. Each process has its own turn; between processes the database keeps order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

from django.db import connection

MOST = 32
"""What is written together at most: a transaction that is undone costs no more than these."""


@dataclass(slots=True, kw_only=True, eq=False)
class Waiting:
    """Something that is to be written."""

    written: bool = False
    alone: bool = False
    """Whether it is to be written by itself, since writing it with others failed."""


W = TypeVar("W", bound=Waiting)


@dataclass(slots=True)
class Turns(Generic[W]):
    """The turns at one kind of writing.

    ``write`` writes what waits in one transaction, all or none, and returns what it left for a turn of its own.
    """

    write: Callable[[Sequence[W]], Collection[W]]
    _queue: list[W] = field(default_factory=list)
    _about_queue: Lock = field(default_factory=Lock)
    _turn: Lock = field(default_factory=Lock)

    def await_turn(self, own: W) -> None:
        """Return once it is written, by this thread or by another; raise what hindered it."""
        if (
            connection.in_atomic_block
        ):  # what stands in a larger transaction is on disk no sooner than that is
            self.write([own])
            return
        with self._about_queue:
            self._queue.append(own)
        while True:
            with self._turn:
                if own.written:
                    return
                self._write(self._who_waits(own))

    def _who_waits(self, own: W) -> list[W]:
        """Take what is written in this turn out of the queue."""
        with self._about_queue:
            others = [] if own.alone else [one for one in self._queue if one is not own][: MOST - 1]
            self._queue = [one for one in self._queue if one is not own and one not in others]
        return [own, *others]

    def _write(self, together: list[W]) -> None:
        """Write what waits; where that fails each is left to its own thread, so that none fails for another."""
        try:
            left = self.write(together)
        except Exception:
            if len(together) == 1:
                raise
            for one in together:
                one.alone = True
            return
        for one in together:
            one.written = one not in left
