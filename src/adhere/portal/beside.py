# SPDX-License-Identifier: EUPL-1.2
"""Work that a serving process does beside its requests, in a thread of its own, so that nobody waits for it."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable

from django.conf import settings
from django.db import connections

_log = logging.getLogger(__name__)
_TURN = 0.0005
"""Seconds after which a thread lets another go on: a request waits for no more of what is done beside it, each time it comes back from the database."""


class Beside:
    """One kind of work: ``work`` does everything there is of it by then. A process that serves nobody does it at once."""

    def __init__(self, name: str, work: Callable[[], object]) -> None:
        self._name, self._do = name, work
        self._lock, self._wanted, self._at_work = threading.Lock(), False, False

    def wake(self) -> None:
        """Have the work done; what comes while it is being done is done right after."""
        if not settings.WORKS_BESIDE:
            self._do()
            return
        with self._lock:
            self._wanted = True
            if self._at_work:
                return
            self._at_work = True
        threading.Thread(target=self._work, name=self._name, daemon=True).start()

    def _work(self) -> None:
        sys.setswitchinterval(_TURN)
        while self._goes_on():
            try:
                self._do()
            except Exception:  # noqa: BLE001 - a thread that ends by one would do nothing ever after
                _log.exception("what is done beside requests could not be done; it waits")
            finally:
                connections.close_all()

    def _goes_on(self) -> bool:
        with self._lock:
            self._at_work, self._wanted = self._wanted, False
            return self._at_work
