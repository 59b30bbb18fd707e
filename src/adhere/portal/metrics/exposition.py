# SPDX-License-Identifier: EUPL-1.2
"""The figures as Prometheus reads them.

https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
"""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone

from adhere.portal.audit import recording
from adhere.portal.metrics.counting import BOUNDS
from adhere.portal.metrics.counts import read_all

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
MOST = 10_000
"""Rows of a queue that are counted."""


def exposition() -> str:
    """Return every figure."""
    return "\n".join([*_requests(read_all(settings.METRICS)), *_log(), *_queues(), ""])


def _requests(counts: dict[str, float]) -> Iterator[str]:
    parted = sorted((name.split("|"), number) for name, number in counts.items())
    yield from _head("adhere_portal_requests_total", "counter", "Answers, by view and class of status.")
    for (kind, *labels), number in parted:
        if kind == "requests":
            yield f'adhere_portal_requests_total{{view="{labels[0]}",status="{labels[1]}"}} {number:g}'
    yield from _head("adhere_portal_request_seconds", "histogram", "How long an answer took, by view.")
    buckets: dict[str, list[float]] = {}
    for (kind, *labels), number in parted:
        if kind == "bucket":
            buckets.setdefault(labels[0], [0.0] * (len(BOUNDS) + 1))[int(labels[1])] += number
    for view, found in buckets.items():
        yield from _histogram(view, found, counts.get(f"seconds|{view}", 0.0))


def _histogram(view: str, found: list[float], seconds: float) -> Iterator[str]:
    below = 0.0
    for bound, number in zip((*map(str, BOUNDS), "+Inf"), found, strict=True):
        below += number
        yield f'adhere_portal_request_seconds_bucket{{view="{view}",le="{bound}"}} {below:g}'
    yield f'adhere_portal_request_seconds_sum{{view="{view}"}} {seconds:.6f}'
    yield f'adhere_portal_request_seconds_count{{view="{view}"}} {below:g}'


def _log() -> Iterator[str]:
    yield from _head("adhere_portal_log_events", "gauge", "Events in the log.")
    yield f"adhere_portal_log_events {recording.size()}"


def _queues() -> Iterator[str]:
    from adhere.portal.desk.queues import QUEUES  # noqa: PLC0415 - the rooms of the desk load with it

    yield from _head(
        "adhere_portal_queue", "gauge", "What waits for the office, by queue, and of it what is overdue."
    )
    today = timezone.localdate()
    for name, queue in QUEUES.items():
        for part in ("", "overdue"):
            waiting = queue.shown(part, today).order_by()[:MOST].count()
            yield f'adhere_portal_queue{{queue="{name}",part="{part or "all"}"}} {waiting}'


def _head(name: str, kind: str, meaning: str) -> tuple[str, str]:
    return f"# HELP {name} {meaning}", f"# TYPE {name} {kind}"
