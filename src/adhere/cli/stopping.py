# SPDX-License-Identifier: EUPL-1.2
"""Being asked to stop by SIGTERM, as ``kill``, ``timeout``, services and containers do: a run ends as it does by Ctrl-C, and cleans up after itself.

A program that set SIGTERM aside before, and whatever sets a handler of its own later, such as the server of the portal, keeps it.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

TERMINATED = 128 + 15
"""What a shell reports for a program ended by SIGTERM (https://pubs.opengroup.org/onlinepubs/9799919799/)."""


class TerminatedError(KeyboardInterrupt):
    """SIGTERM came; of a type of its own, as Python ends by SIGINT where a plain KeyboardInterrupt ever went through ``exec``."""


@dataclass(slots=True)
class Termination:
    """Whether SIGTERM came."""

    asked: bool = False

    def ask(self, _number: int, _frame: FrameType | None) -> None:
        """Stop as by Ctrl-C; who asks a second time does not wait for that."""
        self.asked = True
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        raise TerminatedError


@contextmanager
def termination() -> Iterator[Termination]:
    """Let SIGTERM stop what runs as Ctrl-C does; Python takes signals in its main thread only."""
    told = Termination()
    main = threading.current_thread() is threading.main_thread()
    if not main or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield told
        return
    signal.signal(signal.SIGTERM, told.ask)
    try:
        yield told
    finally:
        if signal.getsignal(signal.SIGTERM) == told.ask:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
