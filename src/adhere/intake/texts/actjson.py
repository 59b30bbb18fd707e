# SPDX-License-Identifier: EUPL-1.2
"""Our own JSON of an act: articles, annexes and recitals as nodes (``p``, ``h``, ``list``), as in ``act.json``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from adhere.intake.texts.blocks import heading, sectioned
from adhere.intake.texts.identity import base_celex
from adhere.intake.texts.vocabulary import code_of
from adhere.intake.texts.wording import plain
from adhere.law.texts.nodes import (  # fmt: skip
    ActText,
    Amendment,
    Annex,
    Article,
    Block,
    Item,
    Listing,
    NumberedParagraph,
    Paragraph,
    Recital,
)
from adhere.law.texts.rules import Collected

DEPTH_LIMIT = 24


class ActJsonReader:
    """Reads one JSON file; what does not have the shape is a finding that names the place."""

    def __init__(self, text: str, found: Collected) -> None:
        self._found = found
        self.table: dict[str, Any] = {}
        try:
            table = json.loads(text)
        except json.JSONDecodeError as error:
            found.add("ADH-LAW-038", error.lineno, detail=error.msg)
            return
        except (RecursionError, ValueError) as error:
            found.add("ADH-LAW-038", 1, detail=type(error).__name__)
            return
        if isinstance(table, dict):
            self.table = table
        else:
            self._wrong("$", "{ }")

    def act(self, prefix: str) -> ActText:
        """Return the act."""
        celex = self.table.get("celex")
        return ActText(
            prefix=prefix,
            celex=base_celex(celex) if isinstance(celex, str) else None,
            language=self._language(),
            version=self._version(),
            title=str(self.table.get("act", "")),
            articles=tuple(self._articles()),
            annexes=tuple(self._annexes()),
            recitals=tuple(self._recitals()),
        )

    def _language(self) -> str | None:
        said = self.table.get("lang")
        return code_of(said) if isinstance(said, str) else None

    def _version(self) -> date | None:
        said = self.table.get("version")
        if said is None:
            return None
        try:
            return date.fromisoformat(str(said))
        except ValueError:
            self._wrong("version", "2024-07-12")
            return None

    def _articles(self) -> Iterator[Article]:
        for number, record in self._records("articles"):
            at = f"articles.{number}"
            paragraphs = []
            for place, inner in enumerate(self._list(record.get("pars"), f"{at}.pars")):
                if not isinstance(inner, dict):
                    self._wrong(f"{at}.pars[{place}]", "{ }")
                    continue
                said = inner.get("num")
                blocks = tuple(self._blocks(inner.get("nodes"), f"{at}.pars[{place}].nodes"))
                paragraphs.append(
                    NumberedParagraph(
                        number=None if said is None else str(said),
                        blocks=blocks,
                        amended=_amended(inner.get("amended")),
                    )
                )
            marks = record.get("amended")
            amended = (
                tuple(one for mark in marks for one in _amended(mark)) if isinstance(marks, list) else ()
            )
            yield Article(
                number=number, title=_text(record, "title"), paragraphs=tuple(paragraphs), amended=amended
            )

    def _annexes(self) -> Iterator[Annex]:
        for number, record in self._records("annexes"):
            blocks = tuple(sectioned(self._blocks(record.get("nodes"), f"annexes.{number}.nodes")))
            yield Annex(number=number.lower(), title=_text(record, "title"), blocks=blocks)

    def _recitals(self) -> Iterator[Recital]:
        held = self.table.get("recitals", {})
        if not isinstance(held, dict):
            self._wrong("recitals", "{ }")
            return
        for number, nodes in held.items():
            yield Recital(number=str(number), blocks=tuple(self._blocks(nodes, f"recitals.{number}")))

    def _records(self, key: str) -> Iterator[tuple[str, dict[str, Any]]]:
        held = self.table.get(key, {})
        if not isinstance(held, dict):
            self._wrong(key, "{ }")
            return
        for number, record in held.items():
            if isinstance(record, dict):
                yield str(number), record
            else:
                self._wrong(f"{key}.{number}", "{ }")

    def _list(self, value: Any, at: str) -> list[Any]:
        if isinstance(value, list):
            return value
        self._wrong(at, "[ ]")
        return []

    def _blocks(self, nodes: Any, at: str, depth: int = 0) -> Iterator[Block]:
        if depth > DEPTH_LIMIT:
            self._wrong(at, f"<= {DEPTH_LIMIT}")
            return
        for place, node in enumerate(self._list(nodes, at)):
            kind = node.get("t") if isinstance(node, dict) else None
            here = f"{at}[{place}]"
            if kind == "p" and isinstance(node.get("text"), str):
                yield Paragraph(text=plain(node["text"]))
            elif kind == "h" and isinstance(node.get("text"), str):
                yield heading(node["text"], None)
            elif kind == "list":
                items = [
                    Item(
                        marker=_text(item, "marker"),
                        blocks=tuple(self._blocks(item.get("nodes"), f"{here}.items", depth + 1)),
                    )
                    for item in self._list(node.get("items"), f"{here}.items")
                    if isinstance(item, dict)
                ]
                yield Listing(items=tuple(items))
            else:
                self._wrong(here, '{"t": "p", "text": ""}')

    def _wrong(self, at: str, wanted: str) -> None:
        self._found.add("ADH-LAW-037", at=at, key=at, wanted=wanted)


def _amended(mark: Any) -> tuple[Amendment, ...]:
    """Return the mark of an amendment, such as ``2026/1744 Art. 1(21)``: the act, then the place in it."""
    if not isinstance(mark, str) or not mark.strip():
        return ()
    by, _, place = mark.strip().partition(" ")
    return (Amendment(by=by, action="changed", place=place),)


def _text(record: Any, key: str) -> str:
    value = record.get(key, "")
    return value if isinstance(value, str) else ""
