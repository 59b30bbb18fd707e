# SPDX-License-Identifier: EUPL-1.2
"""YAML 1.2 to plain values with the line of each: no duplicate keys, no aliases, no guessing.

YAML 1.2.2 (https://yaml.org/spec/1.2.2/), core schema for true, false, null and numbers; everything else is text, so
Norway stays ``NO``. Fractions keep their digits: ``1e25`` is a decimal, never a binary float.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from adhere.intake.quickyaml import quick_events

SIZE_LIMIT = 1024 * 1024
DEPTH_LIMIT = 64
DETAIL_LIMIT = 80
"""Characters: what is shown of a text that is wrong."""
Path = tuple[str | int, ...]
Fault = Literal["syntax", "duplicate", "alias", "depth", "size", "encoding", "documents", "tag"]

HARMLESS: tuple[Fault, ...] = ("duplicate", "tag")
"""Faults after which the rest of the text can still be read with certainty."""
TEXT = "tag:yaml.org,2002:str"
"""The tag of text, the only one that is read."""

_HALF = re.compile("[\ud800-\udfff]")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
_BEGAN_ELSEWHERE = ("while scanning a simple key", "while scanning a quoted scalar")
"""Faults that the reader notices later than where they stand."""
_WORDS: dict[str, Any] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """Something wrong with the text itself: which fault, on which line (from 1), with what name or message."""

    fault: Fault
    line: int
    detail: str
    other_line: int | None = None


@dataclass(slots=True)
class Tree:
    """The plain value, the line of every path in it, the paths written without quotes, and the mistakes."""

    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    unquoted: set[Path] = field(default_factory=set)
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def fatal(self) -> bool:
        """Whether a mistake makes the rest uncertain; a key that stands twice and a tag do not."""
        return any(mistake.fault not in HARMLESS for mistake in self.mistakes)

    def line(self, path: Path) -> int | None:
        """Return the line of a path, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)


def parse(content: bytes) -> Tree:
    """Parse one YAML document; whatever is wrong with it is in ``mistakes``, never raised."""
    if len(content) > SIZE_LIMIT:
        return Tree(mistakes=[Mistake(fault="size", line=1, detail=str(SIZE_LIMIT))])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Tree(mistakes=[Mistake(fault="encoding", line=line, detail=f"0x{content[error.start]:02x}")])
    return _Builder().build(text)


@dataclass(slots=True)
class _Open:
    """A mapping or sequence that has not ended yet."""

    value: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None
    key_line: int = 0
    skip: bool = False
    detached: bool = False
    """Whether this stands under a key that was there already, and so is read but not kept."""


class _Builder:
    """Builds values from the event stream, without recursion, so depth cannot exhaust the stack."""

    def __init__(self) -> None:
        self.tree = Tree()
        self.stack: list[_Open] = []
        self.documents = 0
        self.line = 1

    def build(self, text: str) -> Tree:
        from ruamel.yaml import YAML  # noqa: PLC0415 - 90 ms that only YAML should cost
        from ruamel.yaml.error import YAMLError  # noqa: PLC0415

        text = text.replace("\r\n", "\n")
        try:
            events = quick_events(text, DEPTH_LIMIT) or YAML(typ="safe", pure=True).parse(io.StringIO(text))
            for event in events:
                if not self._take(type(event).__name__, event):
                    break
        except YAMLError as error:
            self._syntax(error, text)
        except (ValueError, ArithmeticError, RecursionError):  # odd escapes and numbers reach Python itself
            self._wrong("syntax", self.line, "unreadable")
        return self.tree

    def _syntax(self, error: Any, text: str) -> None:
        began = getattr(error, "context", None) in _BEGAN_ELSEWHERE
        mark = getattr(error, "context_mark" if began else "problem_mark", None)
        position = getattr(error, "position", None)
        line = mark.line if mark else text.count("\n", 0, position) if isinstance(position, int) else 0
        self._wrong("syntax", line + 1, str(getattr(error, "problem", None) or error).splitlines()[0])

    def _take(self, kind: str, event: Any) -> bool:
        line = self.line = event.start_mark.line + 1 if event.start_mark else 1
        if kind == "AliasEvent" or getattr(event, "anchor", None):
            self._wrong("alias", line, str(getattr(event, "anchor", "")))
            return False
        if getattr(event, "tag", None) and not (kind == "ScalarEvent" and str(event.tag) == TEXT):
            self._wrong("tag", line, str(event.tag).replace("tag:yaml.org,2002:", "!!"))
        if kind == "DocumentStartEvent":
            self.documents += 1
            if self.documents > 1:
                self._wrong("documents", line, "")
                return False
        if kind == "ScalarEvent":
            self._scalar(event, line)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            return self._start({} if kind.startswith("Mapping") else [], line)
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self.stack.pop()
        return True

    def _scalar(self, event: Any, line: int) -> None:
        plain = not event.style and not event.tag
        top = self.stack[-1] if self.stack else None
        text = whole_signs(event.value)
        if top is not None and isinstance(top.value, dict) and top.key is None:
            self._key(top, text, line)
            return
        detached = self._detached(top)
        path = self._add(plain_value(text) if plain else text, line)
        if plain and not detached:
            self.tree.unquoted.add(path)

    def _key(self, top: _Open, key: str, line: int) -> None:
        assert isinstance(top.value, dict)  # noqa: S101 - for the type checker; the caller looked
        top.skip = key in top.value
        if top.skip:
            first = self.tree.lines.get((*top.path, key))
            self.tree.mistakes.append(
                Mistake(fault="duplicate", line=line, detail=key[:DETAIL_LIMIT], other_line=first)
            )
        top.key, top.key_line = key, line

    def _start(self, value: dict[str, Any] | list[Any], line: int) -> bool:
        if len(self.stack) >= DEPTH_LIMIT:
            self._wrong("depth", line, str(DEPTH_LIMIT))
            return False
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            self._wrong("syntax", line, "a list or mapping cannot be a key")
            return False
        detached = self._detached(top)
        path = self._add(value, line)
        self.stack.append(_Open(value=value, path=path, detached=detached))
        return True

    @staticmethod
    def _detached(top: _Open | None) -> bool:
        return top is not None and (top.detached or top.skip)

    def _add(self, value: Any, line: int) -> Path:
        if not self.stack:
            self.tree.value, self.tree.lines[()] = value, line
            return ()
        top = self.stack[-1]
        if isinstance(top.value, list):
            path: Path = (*top.path, len(top.value))
            top.value.append(value)
        else:
            path, line = (*top.path, str(top.key)), top.key_line
            if not top.skip:
                top.value[str(top.key)] = value
            top.key = None
        if not self._detached(top):
            self.tree.lines[path] = line
        return path

    def _wrong(self, fault: Fault, line: int, detail: str) -> None:
        self.tree.mistakes.append(Mistake(fault=fault, line=line, detail=detail[:DETAIL_LIMIT]))


def whole_signs(text: str) -> str:
    """Return text in which two escapes that JSON writes for one sign are that sign; half of one stays, for the reader of the field to refuse.

    RFC 8259, section 7; YAML 1.2.2 reads every JSON file, so it reads these escapes too.
    """
    if not _HALF.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def plain_value(text: str) -> Any:
    """Return what a text without quotes stands for: a truth, nothing, a number, or the text itself."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text) and len(text) <= 40:
        return int(text)
    return Decimal(text) if _NUMBER.fullmatch(text) and len(text) <= 60 else text
