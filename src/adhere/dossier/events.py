# SPDX-License-Identifier: EUPL-1.2
"""The events of a model that clocks of a code run from, ``models/<id>/events.yaml``, read with the line of every entry.

Format ``adhere/events/1`` (``docs/en/clocks.md``). What the dossier says elsewhere is not asked here again.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path as DiskPath
from typing import TYPE_CHECKING

from adhere.codes.clockdata import (
    ClockException,
    ClockRule,
    clock_rules,
    event_kinds,
    model_conditions,
)
from adhere.codes.clockrecord import Invoked, Occurrence, Record
from adhere.dossier.wording import near, shown_key
from adhere.kernel.data import packaged
from adhere.kernel.finding import Finding
from adhere.kernel.text import Text, text_of
from adhere.kernel.truth import Truth

if TYPE_CHECKING:
    from adhere.dossier.keptfile import KeptFile
    from adhere.intake.tree import Path

FORMAT = "adhere/events/1"
PAGE = "docs/en/clocks.md"
CODE = "gpai-2025"
"""The code whose clocks are meant where none is named."""
MOST = 2000
"""Entries of one list that are read."""
_TOP = ("format", "conditions", "events", "exceptions")
_EVENT = ("event", "at", "about")
_EXCEPTION = ("clock", "exception", "on", "why", "conditions", "until", "about")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEvents:
    """What the file holds, and what is wrong with it; without a file, a record that nobody keeps."""

    record: Record
    findings: tuple[Finding, ...] = ()


def file_of_events(model: str) -> str:
    """Return the file of the events of a model, relative to the dossier."""
    return f"models/{model}/events.yaml"


def read_events(root: DiskPath, model: str) -> ReadEvents:
    """Read the events of a model; nothing is raised."""
    name = file_of_events(model)
    if not os.path.lexists(root / name):
        return ReadEvents(record=Record(kept=False))
    from adhere.dossier.keptfile import read_kept  # noqa: PLC0415 - YAML, which a dossier without events never needs

    kept = read_kept(root, name, PAGE, FORMAT)
    record = _Reader(kept).record() if kept.readable else Record(kept=False)
    return ReadEvents(record=record, findings=tuple(kept.findings))


def word(table: str, key: str, /, **values: object) -> Text:
    """Return one of the words for events and incidents."""
    return text_of(packaged("adhere.dossier", "data/clocks.toml")[table][key]).filled(values)


def limited(kept: KeptFile, path: Path, most: int = MOST) -> Iterator[Path]:
    """Yield the path of each entry of a list, no more than so many."""
    for number, entry in enumerate(kept.entries(path)):
        if number == most:
            kept.report("ADH-DOS-146", path, limit=most)
            return
        yield entry


def names(kept: KeptFile, path: Path, what: str, known: Collection[str]) -> Iterator[str]:
    """Yield the names of a list that are known; the others are reported."""
    for entry in limited(kept, path, 100):
        name = kept.text(entry, most=200)
        if name is None:
            continue
        if name in known:
            yield name
        else:
            unknown(kept, entry, what, name, known)


def unknown(kept: KeptFile, path: Path, what: str, name: str, known: Iterable[str]) -> None:
    """Report a name that there is none of."""
    listed = list(known)
    told = {"what": word("none", what), "name": shown_key(name), "near": near(name, listed)}
    kept.report("ADH-DOS-143", path, known=", ".join(listed), **told)


class _Reader:
    def __init__(self, kept: KeptFile) -> None:
        self.kept = kept

    def record(self) -> Record:
        self.kept.fields((), _TOP)
        holds = dict(self._conditions())
        return Record(occurrences=tuple(self._events()), invoked=tuple(self._exceptions()), holds=holds)

    def _conditions(self) -> Iterator[tuple[str, Truth]]:
        if self.kept.fields(("conditions",), tuple(model_conditions())):
            for name in model_conditions():
                yield name, Truth.of(self.kept.truth(("conditions", name)))

    def _events(self) -> Iterator[Occurrence]:
        for path in limited(self.kept, ("events",)):
            if not self.kept.fields(path, _EVENT):
                continue
            event = self._event((*path, "event"))
            at = self.kept.moment((*path, "at"), required=True)
            about = self.kept.text((*path, "about"), most=200)
            if event is not None and at is not None:
                yield Occurrence(event=event, at=at, about=about, place=self.kept.place(*path))

    def _event(self, path: Path) -> str | None:
        """Return an event that is recorded here."""
        name = self.kept.text(path, required=True, most=200)
        if name is None:
            return None
        kind = event_kinds().get(name)
        if kind is None:
            known = [one.id for one in event_kinds().values() if one.source == "events"]
            told = {"name": shown_key(name), "near": near(name, known), "known": ", ".join(known)}
            self.kept.report("ADH-DOS-141", path, **told)
        elif kind.source != "events":
            source = word("source", kind.source, fact=kind.fact or "-")
            self.kept.report("ADH-DOS-142", path, name=name, source=source)
        else:
            return name
        return None

    def _exceptions(self) -> Iterator[Invoked]:
        for path in limited(self.kept, ("exceptions",)):
            if not self.kept.fields(path, _EXCEPTION):
                continue
            clock = self._clock((*path, "clock"))
            exception = self._exception((*path, "exception"), clock)
            on = self.kept.day((*path, "on"), required=True)
            why = self.kept.text((*path, "why"), required=True)
            until = self.kept.day((*path, "until"))
            about = self.kept.text((*path, "about"), most=200)
            if clock is None or exception is None or on is None or why is None:
                continue
            shown = names(self.kept, (*path, "conditions"), "condition", exception.conditions)
            yield Invoked(
                clock=clock.id,
                exception=exception.id,
                on=on,
                why=why,
                shown=frozenset(shown),
                day=until,
                about=about,
                place=self.kept.place(*path),
            )

    def _clock(self, path: Path) -> ClockRule | None:
        name = self.kept.text(path, required=True, most=200)
        if name is None:
            return None
        known = {one.id: one for one in clock_rules().values() if one.exceptions and not one.elsewhere}
        found = known.get(name if ":" in name else f"{CODE}:{name}")
        if found is None:
            unknown(self.kept, path, "clock", name, [one.partition(":")[2] for one in known])
        return found

    def _exception(self, path: Path, clock: ClockRule | None) -> ClockException | None:
        name = self.kept.text(path, required=True, most=200)
        if name is None or clock is None:
            return None
        found = clock.exception(name)
        if found is None:
            unknown(self.kept, path, "exception", name, [one.id for one in clock.exceptions])
        return found
