# SPDX-License-Identifier: EUPL-1.2
"""The life of a code: what can happen to it, and where it stands on a date.

Article 56: called for, drawn up, assessed, reviewed; the vocabulary is data, ``data/history.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from adhere.codes.code import Code, Event
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, plain, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of event; ``stage`` is where it brings the code, None where it changes nothing about that."""

    id: str
    name: Text
    stage: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Where a code stands on a date, since when, and the event that brought it there."""

    stage: str
    name: Text
    event: Event

    @property
    def since(self) -> date:
        """The day of the event."""
        return self.event.on


@cache
def kinds() -> dict[str, Kind]:
    """Return every kind of event by id."""
    records = packaged("adhere.codes", "data/history.toml")["kind"]
    found = (Kind(id=one["id"], name=text_of(one["name"]), stage=one.get("stage")) for one in records)
    return {kind.id: kind for kind in found}


def stage_name(stage: str) -> Text:
    """Return how people say a stage; the word itself where it is none of ours."""
    known = packaged("adhere.codes", "data/history.toml")["stage"].get(stage)
    return text_of(known) if known else plain(stage)


def kind_name(kind: str) -> Text:
    """Return how people say a kind of event; the word itself where it is none of ours."""
    known = kinds().get(kind)
    return known.name if known else plain(kind)


def status(code: Code, on: date) -> Status | None:
    """Return where a code stands at the end of a date; None where its history does not say, as before the first event.

    Of two events on one day the later in the history counts.
    """
    found: Status | None = None
    for event in sorted(code.history, key=lambda one: one.on):
        kind = kinds().get(event.kind)
        if event.on <= on and kind is not None and kind.stage is not None:
            found = Status(stage=kind.stage, name=stage_name(kind.stage), event=event)
    return found
