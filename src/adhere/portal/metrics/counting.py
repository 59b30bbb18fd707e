# SPDX-License-Identifier: EUPL-1.2
"""Counting every answer: by the name of its view and the class of its status, and how long it took. No address, no person."""

from __future__ import annotations

import logging
import os
import threading
import time
from bisect import bisect_left
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from adhere.portal.metrics.counts import Counts, take_away

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0)
"""Seconds; 0.15 is what a page may take for nineteen readers in twenty."""
Handler = Callable[[HttpRequest], HttpResponse]
_log = logging.getLogger(__name__)
_ONE_AT_A_TIME = threading.Lock()
"""Since a cache lets two threads that come at once both begin."""


def count_answers(handler: Handler) -> Handler:
    """Count each answer once it is made; counting never breaks one."""

    def answer(request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        response = handler(request)
        _count(request, response.status_code, time.perf_counter() - begun)
        return response

    return answer


def start_anew() -> None:
    """Take away the counts of an earlier start; those of one that still serves stay."""
    take_away(settings.METRICS)


def _count(request: HttpRequest, status: int, seconds: float) -> None:
    try:
        with _ONE_AT_A_TIME:
            counts = _counts(os.getpid())
        if counts is not None:
            _add(counts, request, status, seconds)
    except Exception:  # noqa: BLE001 - the answer is made, and stays what it is
        _log.exception("an answer could not be counted")


def _add(counts: Counts, request: HttpRequest, status: int, seconds: float) -> None:
    match = request.resolver_match
    view = (match.view_name if match else "") or "none"
    counts.add(f"requests|{view[:70]}|{status // 100}xx")
    counts.add(f"bucket|{view[:70]}|{bisect_left(BOUNDS, seconds)}")
    counts.add(f"seconds|{view[:70]}", seconds)


@cache
def _counts(process: int) -> Counts | None:
    """Return the counts of this process; after a fork a child begins its own."""
    del process
    try:
        return Counts(settings.METRICS)
    except OSError:
        _log.warning("nothing is counted: the folder for figures cannot be written", exc_info=True)
        return None
