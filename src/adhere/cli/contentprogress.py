# SPDX-License-Identifier: EUPL-1.2
"""How far a run over training content is, for who watches: bytes done, share and time left, on the error output of a terminal only."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from adhere.cli.output import WIDTH
from adhere.cli.wording import language, say
from adhere.content.summary.wording import size

EVERY = 0.2
"""Seconds between two lines: more often is read by nobody."""


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Give what is told of each file; the line goes once all is done."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield _silent
        return
    line = _Line()
    try:
        yield line.told
    finally:
        click.echo(f"\r{' ' * (WIDTH - 1)}\r", err=True, nl=False)


def _silent(_name: str, _done: int, _whole: int) -> None:
    """Show nothing."""


class _Line:
    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._shown = 0.0

    def told(self, name: str, done: int, whole: int) -> None:
        """Show a line, now and then."""
        now = time.monotonic()
        if now - self._shown < EVERY:
            return
        self._shown = now
        share = done / whole if whole else 0
        left = (now - self._begun) * (1 - share) / share if share else 0
        told = say(
            "content-summarise.progress",
            file=name.rpartition("/")[2][:30],
            done=size(done).in_(language()),
            whole=size(whole).in_(language()),
            percent=f"{share:.0%}",
            left=f"{int(left) // 60}:{int(left) % 60:02d}",
        )
        click.echo(f"\r{told[: WIDTH - 1]:<{WIDTH - 1}}", err=True, nl=False)
