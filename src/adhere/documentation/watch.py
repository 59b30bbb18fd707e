# SPDX-License-Identifier: EUPL-1.2
"""The watch list of a model: what may make its documentation stale, and when somebody looks at it again.

Article 56(2)(a): documentation follows market and technology.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from adhere.documentation.periods import interval, plain_end, watched
from adhere.documentation.stale import Stale
from adhere.documentation.upkeep_words import word
from adhere.kernel.calendar import Period
from adhere.kernel.finding import Place
from adhere.kernel.text import Text, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided on something watched, by whom and when."""

    on: date
    who: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchItem:
    """One thing noticed, and the day on which it is looked at again; ``what`` is an id of ``periods.watched``."""

    what: str
    text: str
    noticed: date
    by: str
    look_again: date
    who: str | None = None
    decision: Decision | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A piece of evidence that counts until a day, to its end."""

    file: str
    until: date
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchList:
    """All of it; ``every`` is None where the interval of ours counts, ``reviewed`` holds the days of reviews without an issue."""

    every: Period | None = None
    who: str | None = None
    reviewed: tuple[date, ...] = ()
    evidence: tuple[Dated, ...] = ()
    items: tuple[WatchItem, ...] = ()
    place: Place


def watch_drift(watch: WatchList, on: date) -> Iterator[Stale]:
    """Yield what is watched and overdue, and evidence that no longer counts."""
    for item in watch.items:
        if item.decision is None and item.look_again <= on:
            values = {"what": watched()[item.what], "text": _sentence(item.text)}
            yield Stale(kind="watch", since=item.look_again, values=values, place=item.place)
    for evidence in watch.evidence:
        if evidence.until < on:
            yield Stale(
                kind="evidence-expired",
                since=evidence.until,
                values={"file": evidence.file},
                place=evidence.place,
            )


def review_drift(watch: WatchList, model: str, issued: date, on: date) -> Iterator[Stale]:
    """Yield that a review is due, counted from the last issue or review, whichever is later."""
    last = last_looked_at(watch, issued, on)
    due = plain_end(last, watch.every or interval("review").length)
    if due is not None and due <= on:
        yield Stale(
            kind="review",
            since=due,
            before=plain(last.isoformat()),
            values={"model": model, "reason": _reason(watch)},
            place=watch.place,
        )


def last_looked_at(watch: WatchList, issued: date, on: date) -> date:
    """Return the day of the issue or of the last review after it; a review that is still to come does not count."""
    return max([issued, *(day for day in watch.reviewed if day <= on)])


def _reason(watch: WatchList) -> Text:
    if watch.every is not None:
        return word("word", "chosen", length=watch.every.label)
    ours = interval("review")
    return word("word", "default", length=ours.length.label, reason=ours.reason)


def _sentence(text: str) -> str:
    joined = " ".join(text.split())
    return joined if joined.endswith((".", "?", "!")) else f"{joined}."
