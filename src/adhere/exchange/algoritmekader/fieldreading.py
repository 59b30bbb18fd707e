# SPDX-License-Identifier: EUPL-1.2
"""The fields of front matter: what each holds, with its lines, and what is wrong with key or kind of value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from adhere.exchange.algoritmekader.rules import finding
from adhere.exchange.algoritmekader.vocabulary import fields as known_fields
from adhere.exchange.algoritmekader.vocabulary import nearest
from adhere.intake.tree import Tree
from adhere.kernel.finding import Finding
from adhere.kernel.text import Text

ITEM_LIMIT = 500
"""Values of one field that are read; the longest list of today has 58."""
_LIST = Text("a list", "een lijst")
_TEXT = Text("a text", "een tekst")
_WORKED_OUT = Text("the status that follows from the dates", "de status die uit de data volgt")


@dataclass(slots=True)
class Fields:
    """Values by field, lines by field and number, and findings."""

    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lines: dict[tuple[str, int], int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_fields(tree: Tree, file: str) -> Fields:
    """Return the fields of a tree; what is no text or list of texts counts as lacking, and is told."""
    found = Fields()
    if not isinstance(tree.value, dict):
        return found
    for key, value in tree.value.items():
        line = tree.line((key,)) or 1
        known = known_fields().get(key)
        if known is None:
            _unknown(found, file, key, line)
        else:
            if "until" in known:
                now = _WORKED_OUT if known["now"] == "-" else known["now"]
                found.findings.append(
                    finding("ADH-LAW-098", file, line, key=key, until=known["until"], now=now)
                )
            _check(found, file, key, value, line)
        _take(found, tree, key, value)
    return found


def _unknown(found: Fields, file: str, key: str, line: int) -> None:
    near = nearest(key, known_fields()) or ", ".join(
        name for name, known in known_fields().items() if "until" not in known
    )
    found.findings.append(finding("ADH-LAW-097", file, line, key=key[:80], near=near))


def _check(found: Fields, file: str, key: str, value: Any, line: int) -> None:
    known = known_fields()[key]
    if known.get("maps"):
        return
    listed = bool(known.get("list"))
    if listed == isinstance(value, list) and not isinstance(value, dict) and value is not None:
        odd = [one for one in value if one is None or isinstance(one, list | dict)] if listed else []
        if not odd:
            return
        value = odd[0]
    found.findings.append(
        finding("ADH-LAW-096", file, line, key=key, found=described(value), wanted=_LIST if listed else _TEXT)
    )


def _take(found: Fields, tree: Tree, key: str, value: Any) -> None:
    """Keep a value as texts: a single one counts as a list of one, maps and nothing as none."""
    items = value[:ITEM_LIMIT] if isinstance(value, list) else [value]
    texts: list[str] = []
    found.lines[key, 0] = tree.line((key,)) or 1
    for number, item in enumerate(items):
        if item is None or isinstance(item, list | dict):
            continue
        path = (key, number) if isinstance(value, list) else (key,)
        found.lines[key, len(texts)] = tree.line(path) or 1
        texts.append(str(item).strip())
    found.values[key] = tuple(texts)


def described(value: Any) -> Text:
    """Return what kind of thing a value is."""
    if isinstance(value, list):
        return Text("a list", "een lijst")
    if isinstance(value, dict):
        return Text("fields of its own", "eigen velden")
    return Text("nothing", "niets") if value is None else Text("a single value", "één waarde")
