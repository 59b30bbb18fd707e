# SPDX-License-Identifier: EUPL-1.2
"""A mapping file: YAML in which people say which columns of which files are those of a manifest; format ``adhere/content-mapping/1``.

Described in ``docs/en/training-data.md``. What is wrong is reported with its line and left out; the rest is still read. What an entry says of
its files is all that is used of them: a column that it does not name is unknown.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from adhere.content.figures import COLUMNS
from adhere.engine.manifests.columns import SIGNALS, STATUS, Field, Shape, Use, fits
from adhere.engine.manifests.rules import Collected
from adhere.engine.manifests.wording import words
from adhere.intake.folder import regular
from adhere.intake.reasons import disk_reason, yaml_reason
from adhere.intake.tree import SIZE_LIMIT, Tree, parse
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, plain

FORMAT = "adhere/content-mapping/1"
MOST_ENTRIES = 1_000
SERVING = (*COLUMNS, STATUS, *SIGNALS)
CONSTANTS = ("language", "modality", "source", "licence")
"""The columns that one value can hold for all rows."""
UNITS = {"fetch_time": ("s", "ms", "us", "ns"), "milliseconds": ("s", "ms")}
MEASURES = {"bytes": "length", "modality": "media-type"}
_SHOWN = 80
_Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A column that is named, and how it is to be read."""

    column: str
    name: str
    unit: str | None = None
    measure: str | None = None
    compressed: bool = False
    otherwise: str | None = None
    line: int

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that are named."""
        return (self.name,) if self.otherwise is None else (self.name, self.otherwise)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is said of the files that a pattern names."""

    file: str
    files: str
    line: int
    columns: tuple[Stated, ...] = ()
    constants: tuple[tuple[str, str], ...] = ()

    def shape(self, fields: Sequence[Field], name: str, collected: Collected) -> Shape:
        """Return how the columns of a file serve by what is said; a column that it does not have is reported."""
        known = {one.name: one for one in fields}
        uses = []
        for stated in self.columns:
            found = self._found(stated, stated.name, known, name, collected)
            otherwise = (
                self._found(stated, stated.otherwise, known, name, collected) if stated.otherwise else None
            )
            if found is not None:
                uses.append(replace(_use(stated, found), otherwise=otherwise))
        uses.sort(key=lambda use: SERVING.index(use.column))
        return Shape(
            uses=tuple(use for use in uses if use.column not in SIGNALS),
            constants=self.constants,
            signals=tuple(use for use in uses if use.column in SIGNALS),
        )

    def _found(
        self, stated: Stated, column: str, known: dict[str, Field], data: str, collected: Collected
    ) -> Field | None:
        """Return a column that is named; None, and reported, where the file does not have it or it cannot serve."""
        at: dict[str, Any] = {"file": self.file, "line": stated.line}
        found = known.get(column)
        if found is None:
            place, listed = f"columns.{stated.column}", ", ".join(list(known)[:40])
            collected.add("ADH-CON-093", **at, column=column, data=data, place=place, known=listed)
        elif not fits(_use(stated, found)):
            told: dict[str, Any] = {
                "column": column,
                "data": data,
                "type": found.type,
                "wanted": stated.column,
            }
            collected.add("ADH-CON-095", **at, **told)
            return None
        return found

    def about(self, name: str, given: str) -> bool:
        """Whether a file is one of those that the pattern names."""
        return self.files == given or fnmatchcase(name, self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """The entries of a mapping file; the first whose pattern a file matches is about it."""

    entries: tuple[Entry, ...] = ()

    def entry(self, name: str, given: str) -> Entry | None:
        """Return what is said of a file of an input."""
        return next((one for one in self.entries if one.about(name, given)), None)

    def tell_unmet(self, found: Iterable[tuple[str, str]], collected: Collected) -> None:
        """Report the entries that no file is about; ``found`` are the names of files and the inputs they belong to."""
        files = list(found)
        for place, one in enumerate(self.entries):
            if not any(one.about(name, given) for name, given in files):
                collected.add(
                    "ADH-CON-094", file=one.file, line=one.line, files=one.files, place=f"inputs.{place}"
                )


def _use(stated: Stated, found: Field) -> Use:
    return Use(
        column=stated.column,
        field=found,
        unit=stated.unit,
        measure=stated.measure,
        compressed=stated.compressed,
    )


def read_mapping(path: Path, collected: Collected) -> Mapping:
    """Read a mapping file; nothing is raised: what is wrong is reported."""
    name = str(path)
    try:
        with regular(path) as file:
            content = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        collected.add("ADH-CON-090", file=name, reason=disk_reason(error))
        return Mapping()
    tree = parse(content)
    for mistake in tree.mistakes:
        reason = yaml_reason(mistake.detail) if mistake.fault == "syntax" else words("yaml", mistake.fault)
        collected.add("ADH-CON-090", file=name, line=mistake.line, reason=reason)
    return Mapping() if tree.fatal else _Reader(name, tree, collected).mapping()


class _Reader:
    def __init__(self, name: str, tree: Tree, collected: Collected) -> None:
        self.name, self.tree, self.collected = name, tree, collected

    def mapping(self) -> Mapping:
        value = self.tree.value
        if not self._fields((), value, ("format", "inputs")):
            return Mapping()
        if value.get("format") != FORMAT:
            self._wrong(("format",), value.get("format"), plain(FORMAT))
        listed = value.get("inputs")
        if not isinstance(listed, list):
            self._wrong(("inputs",), listed, words("wanted", "list"))
            return Mapping()
        entries = (self._entry(("inputs", place), one) for place, one in enumerate(listed[:MOST_ENTRIES]))
        return Mapping(entries=tuple(one for one in entries if one is not None))

    def _entry(self, path: _Path, value: Any) -> Entry | None:
        if not self._fields(path, value, ("files", "columns", "values")):
            return None
        files = self._text((*path, "files"), value.get("files"))
        columns = value.get("columns", {})
        constants = value.get("values", {})
        stated = self._columns((*path, "columns"), columns)
        fixed = self._constants((*path, "values"), constants, {one.column for one in stated})
        if files is None:
            return None
        line = self.tree.line(path) or 1
        return Entry(file=self.name, files=files, line=line, columns=tuple(stated), constants=tuple(fixed))

    def _columns(self, path: _Path, value: Any) -> list[Stated]:
        if not self._fields(path, value, SERVING):
            return []
        found = (self._column((*path, name), name, one) for name, one in value.items() if name in SERVING)
        return [one for one in found if one is not None]

    def _column(self, path: _Path, column: str, value: Any) -> Stated | None:
        line = self.tree.line(path) or 1
        if not isinstance(value, dict):
            name = self._text(path, value)
            return None if name is None else Stated(column=column, name=name, line=line)
        allowed = ["column"]
        allowed += ["unit"] if column in UNITS else []
        allowed += ["measure"] if column in MEASURES else []
        allowed += ["compressed"] if column == "bytes" else []
        allowed += ["otherwise"] if value.get("measure") == "media-type" else []
        self._fields(path, value, allowed)
        name = self._text((*path, "column"), value.get("column"))
        unit = self._choice((*path, "unit"), value.get("unit"), UNITS.get(column, ()))
        measure = self._choice((*path, "measure"), value.get("measure"), (MEASURES.get(column, ""),))
        compressed = value.get("compressed", False)
        if not isinstance(compressed, bool):
            self._wrong((*path, "compressed"), compressed, words("wanted", "truth"))
        otherwise = self._text((*path, "otherwise"), value["otherwise"]) if "otherwise" in value else None
        if name is None:
            return None
        return Stated(
            column=column,
            name=name,
            unit=unit,
            measure=measure,
            compressed=compressed is True,
            otherwise=otherwise if measure == "media-type" else None,
            line=line,
        )

    def _constants(self, path: _Path, value: Any, stated: set[str]) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        if not self._fields(path, value, CONSTANTS):
            return found
        for name in (name for name in value if name in CONSTANTS):
            if name in stated:
                self._wrong((*path, name), value[name], words("wanted", "once"))
                continue
            options = tuple(packaged("adhere.engine.manifests", "data/modalities.toml")["words"])
            told = (
                self._choice((*path, name), value[name], options)
                if name == "modality"
                else self._text((*path, name), value[name])
            )
            if told is not None:
                found.append((name, told))
        return found

    def _fields(self, path: _Path, value: Any, known: Sequence[str]) -> bool:
        """Whether fields stand here; those that do not exist are reported."""
        if not isinstance(value, dict):
            self._wrong(path, value, words("wanted", "fields"))
            return False
        for name in value:
            if name not in known:
                near = difflib.get_close_matches(str(name)[:_SHOWN], known, n=1)
                asked = _asked(near[0]) if near else plain("")
                told: dict[str, Any] = {
                    "place": _dotted((*path, name)),
                    "known": ", ".join(known),
                    "near": asked,
                }
                self.collected.add(
                    "ADH-CON-091", file=self.name, line=self.tree.line((*path, name)) or 1, **told
                )
        return True

    def _text(self, path: _Path, value: Any) -> str | None:
        if (
            isinstance(value, bool)
            or not isinstance(value, (str, int))
            or not 0 < len(str(value).strip()) <= 1000
        ):
            self._wrong(path, value, words("wanted", "text"))
            return None
        return str(value).strip()

    def _choice(self, path: _Path, value: Any, options: Sequence[str]) -> str | None:
        if value is None:
            return None
        if isinstance(value, str) and value in options:
            return value
        self._wrong(path, value, plain(", ".join(options)))
        return None

    def _wrong(self, path: _Path, value: Any, wanted: Text) -> None:
        shown = words("values", "nothing") if value in (None, {}, []) else plain(str(value)[:_SHOWN])
        shown = words("values", "fields") if isinstance(value, dict) and value else shown
        told: dict[str, Any] = {"place": _dotted(path) or self.name, "value": shown, "wanted": wanted}
        self.collected.add("ADH-CON-092", file=self.name, line=self.tree.line(path) or 1, **told)


def _asked(name: str) -> Text:
    said = words("near", "one").filled({"name": name})
    return Text(f" {said.en}", f" {said.nl}")


def _dotted(path: _Path) -> str:
    return ".".join(str(part)[:_SHOWN] for part in path)
