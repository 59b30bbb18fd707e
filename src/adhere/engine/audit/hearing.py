# SPDX-License-Identifier: EUPL-1.2
"""Hears what is said beside the rules of robots.txt and writes it down for joins: each distinct answer once, and sites by path where they differ."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from adhere.engine.audit.answers import rows
from adhere.engine.audit.notes import Notes
from adhere.engine.audit.query import Asked, said_by_path
from adhere.engine.audit.tables import Tables
from adhere.engine.audit.voices import REMEMBERED, Met

Fetched = Callable[[str], Iterator[tuple[Any, ...]]]
"""Gives the rows of a question, some at a time, so that what is written down meanwhile does not wait for all of them."""


class Hearing:
    """The files of lines ``note``, ``answer`` and ``noted`` while they are written."""

    def __init__(self, fetched: Fetched, urls: str, folder: Path, ask: Asked | None = None) -> None:
        self._fetched, self._urls, self._ask = fetched, urls, ask
        self._note, self._answer, self._noted = (
            (folder / name).open("w", encoding="utf-8") for name in ("note", "answer", "noted")
        )
        self.notes = Notes(self._note)

    def answers(self, agents: Sequence[str]) -> Sequence[int]:
        """Write what answers say, and return the places of the agents that they name."""
        asked = f"SELECT DISTINCT said FROM ({self._urls}) AS u WHERE said IS NOT NULL"
        named, found = rows(lambda: (text for (text,) in self._fetched(asked)), agents)
        for text, atom, answer, note in found:
            number = self.notes.add(note)
            _write(self._answer, text=text, atom=atom, note=number, tells_tdm=answer.tells_tdm)
        return named

    def by_path(self, tables: Tables) -> None:
        """Write what sites say of each URL where that differs by path."""
        known: dict[tuple[int, Met], tuple[int | None, int | None]] = {}
        for number, url in self._fetched(said_by_path(self._urls, ask=self._ask)):
            met = tables.met(number, url)
            if (number, met) not in known:
                if len(known) >= REMEMBERED:
                    known.clear()
                known[number, met] = self.notes.pair(tables.said(number, met))
            note, beyond = known[number, met]
            _write(self._noted, asked_of=number, asked_url=url, note=note, beyond=beyond)

    def close(self) -> None:
        """Write the ends of the files."""
        for file in (self._note, self._answer, self._noted):
            file.close()


def _write(file: IO[str], **values: Any) -> None:
    file.write(json.dumps(values) + "\n")
