# SPDX-License-Identifier: EUPL-1.2
"""The watch list of a model, ``models/<id>/watch.yaml``, read with the line of every entry.

Format ``adhere/watch/1`` (``docs/en/upkeep.md``); Article 56(2)(a).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path as DiskPath
from typing import TYPE_CHECKING

from adhere.documentation.periods import watched
from adhere.documentation.watch import Dated, Decision, WatchItem, WatchList
from adhere.intake.tree import Path
from adhere.kernel.finding import Finding, Place

if TYPE_CHECKING:
    from adhere.dossier.keptfile import KeptFile

FORMAT = "adhere/watch/1"
PAGE = "docs/en/upkeep.md"
_TOP = ("format", "review", "evidence", "items")
_ITEM = ("what", "text", "noticed", "by", "who", "look_again", "decision")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadWatch:
    """A watch list and what is wrong with its file; without a file, an empty list."""

    watch: WatchList
    findings: tuple[Finding, ...] = ()


def file_of_watch(model: str) -> str:
    """Return the file of the watch list of a model, relative to the dossier."""
    return f"models/{model}/watch.yaml"


def read_watch(root: DiskPath, model: str) -> ReadWatch:
    """Read the watch list of a model."""
    name = file_of_watch(model)
    if not os.path.lexists(root / name):
        return ReadWatch(watch=WatchList(place=Place(file=name)))
    from adhere.dossier.keptfile import read_kept  # noqa: PLC0415 - YAML, which a dossier without a list never needs

    return _Reader(read_kept(root, name, PAGE, FORMAT)).result()


class _Reader:
    def __init__(self, kept: KeptFile) -> None:
        self.kept = kept

    def result(self) -> ReadWatch:
        kept = self.kept
        watch = WatchList(place=Place(file=kept.name))
        if kept.readable and kept.fields((), _TOP):
            kept.fields(("review",), ("every", "who", "done"))
            watch = WatchList(
                every=kept.period(("review", "every")),
                who=kept.text(("review", "who")),
                reviewed=tuple(self._reviews()),
                evidence=tuple(self._evidence()),
                items=tuple(self._items()),
                place=kept.place("review"),
            )
        return ReadWatch(watch=watch, findings=tuple(kept.findings))

    def _reviews(self) -> Iterator[date]:
        for path in self.kept.entries(("review", "done")):
            self.kept.fields(path, ("on", "by", "text"))
            day = self.kept.day((*path, "on"), required=True)
            by = self.kept.text((*path, "by"), required=True)
            self.kept.text((*path, "text"))
            if day is not None and by is not None:
                yield day

    def _evidence(self) -> Iterator[Dated]:
        for path in self.kept.entries(("evidence",)):
            self.kept.fields(path, ("file", "until", "why"))
            file = self.kept.inside((*path, "file"))
            until = self.kept.day((*path, "until"), required=True)
            self.kept.text((*path, "why"))
            if file is not None and until is not None:
                yield Dated(file=file, until=until, place=self.kept.place(*path))

    def _items(self) -> Iterator[WatchItem]:
        for path in self.kept.entries(("items",)):
            item = self._item(path) if self.kept.fields(path, _ITEM) else None
            if item is not None:
                yield item

    def _item(self, path: Path) -> WatchItem | None:
        kept = self.kept
        what = kept.choice((*path, "what"), tuple(watched()), required=True)
        text = kept.text((*path, "text"), required=True)
        noticed, again = (kept.day((*path, name), required=True) for name in ("noticed", "look_again"))
        by, who = kept.text((*path, "by"), required=True), kept.text((*path, "who"))
        decision = self._decision((*path, "decision"))
        if what is None or text is None or noticed is None or again is None or by is None:
            return None
        return WatchItem(
            what=what,
            text=text,
            noticed=noticed,
            by=by,
            look_again=again,
            who=who,
            decision=decision,
            place=kept.place(*path),
        )

    def _decision(self, path: Path) -> Decision | None:
        if not self.kept.fields(path, ("on", "text", "who")):
            return None
        on = self.kept.day((*path, "on"), required=True)
        text, who = (self.kept.text((*path, name), required=True) for name in ("text", "who"))
        return Decision(on=on, text=text, who=who) if on and text and who else None
