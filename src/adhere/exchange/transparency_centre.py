# SPDX-License-Identifier: EUPL-1.2
"""Reports in the JSON of the Transparency Centre of the code on disinformation (https://disinfocode.eu): read whole, and written.

The shape was seen in one report: id, name, published, publish_date, type, and chapters of commitments of lists of measures. Whether keys may
be absent, and what field_type, sig_value and type_id may hold beyond what was seen, is not documented; keys we do not know are kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from adhere.kernel.finding import Finding, Place
from adhere.reporting.rules import rule
from adhere.reporting.wording import clipped, shown, words

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes: the reports of the largest platforms are books."""
LONGEST = 500_000
"""Characters of one text."""
MOST = 10_000
"""Entries of one list."""
TEXT, WHOLE, TRUTH, ANY = "text", "id", "truth", "any"

CARRIED = "x_adhere_report"
"""The key of ours under which a whole report (``adhere/report/1``) goes along; other readers may leave it out."""

Key = tuple[str, bool]
"""What stands under a key, and whether the key is always there."""
REPORT: Mapping[str, Key] = {
    "id": (WHOLE, True),
    "name": (TEXT, True),
    "published": (ANY, False),
    "publish_date": (TEXT, False),
    "type": (ANY, False),
}
CHAPTER: Mapping[str, Key] = {"id": (WHOLE, True), "name": (TEXT, True), "report_id": (WHOLE, False)}
COMMITMENT: Mapping[str, Key] = {
    "id": (WHOLE, True),
    "name": (TEXT, True),
    "code": (TEXT, False),
    "description": (TEXT, False),
    "field_type": (TEXT, False),
    "order": (WHOLE, False),
    "sig_value": (ANY, False),
    "type_id": (ANY, False),
}
MEASURES: Mapping[str, Key] = {
    "id": (WHOLE, True),
    "name": (TEXT, True),
    "code": (TEXT, False),
    "description": (TEXT, False),
    "commitment_id": (WHOLE, False),
    "field_type": (TEXT, False),
    "order": (WHOLE, False),
}
LEVELS: tuple[tuple[str, Mapping[str, Key]], ...] = (
    ("chapters", CHAPTER),
    ("commitments", COMMITMENT),
    ("specialMeasures", MEASURES),
)
"""What holds what, from the report down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A report or a part of one: the values under known keys, what it holds, and every other key as it came."""

    values: Mapping[str, Any]
    parts: tuple[Part, ...] = ()
    others: Mapping[str, Any] = field(default_factory=dict)

    def get(self, key: str) -> Any:
        """Return the value under a key, None where there is none."""
        return self.values.get(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCentre:
    """A report of the centre as far as it could be read, and what is wrong with it."""

    report: Part | None
    findings: tuple[Finding, ...] = ()


def read_centre(content: bytes, file: str) -> ReadCentre:
    """Read a report of the centre; nothing is raised."""
    reader = _Reader(file)
    value = reader.parsed(content)
    report = reader.part(value, "", REPORT, LEVELS) if value is not None else None
    return ReadCentre(report=report, findings=tuple(reader.findings))


def centre_json(part: Part, below: Sequence[tuple[str, Mapping[str, Key]]] = LEVELS) -> dict[str, Any]:
    """Return a report as JSON of the centre; unknown keys go out as they came."""
    value = {**part.values, **part.others}
    if below and (part.parts or below[0][0] not in value):
        value[below[0][0]] = [centre_json(one, below[1:]) for one in part.parts]
    return value


class _NoNumberError(ValueError):
    """NaN or an infinity, which are no JSON (RFC 8259): what holds one could not be handed on."""


def _no_number(constant: str) -> None:
    raise _NoNumberError(constant)


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def parsed(self, content: bytes) -> Any:
        if len(content) > SIZE_LIMIT:
            self._tell("ADH-REP-001", "", reason=words("json", "size", most=SIZE_LIMIT // 1024**2))
            return None
        try:
            return json.loads(
                content.decode("utf-8-sig"), object_pairs_hook=self._once, parse_constant=_no_number
            )
        except UnicodeDecodeError as error:
            self._tell("ADH-REP-001", "", reason=words("json", "encoding", byte=error.start))
        except json.JSONDecodeError as error:
            self._tell("ADH-REP-001", "", reason=words("json", "syntax", line=error.lineno))
        except _NoNumberError as error:
            self._tell("ADH-REP-001", "", reason=words("json", "constant", constant=str(error)))
        except (ValueError, RecursionError):
            self._tell("ADH-REP-001", "", reason=words("json", "depth"))
        return None

    def _once(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        value = dict(pairs)
        if len(value) != len(pairs):
            names = [name for name, _ in pairs]
            self._tell("ADH-REP-012", "", field=clipped(next(one for one in names if names.count(one) > 1)))
        return value

    def part(
        self, value: Any, place: str, keys: Mapping[str, Key], below: Sequence[tuple[str, Mapping[str, Key]]]
    ) -> Part | None:
        if not isinstance(value, dict):
            self._wrong(place, value, "fields")
            return None
        held = below[0][0] if below else None
        values = dict(self._values(value, place, keys))
        others = {name: one for name, one in value.items() if name not in keys and name != held}
        for name in sorted(others.keys() - {CARRIED}):
            self._tell("ADH-REP-082", place, field=clipped(name))
        parts = self._parts(value, place, below) if below else ()
        return Part(values=values, parts=tuple(parts), others=others)

    def _values(
        self, value: Mapping[str, Any], place: str, keys: Mapping[str, Key]
    ) -> Iterator[tuple[str, Any]]:
        for name, (kind, always) in keys.items():
            found = value.get(name)
            where = f"{place}.{name}".lstrip(".")
            if found is None:
                if always:
                    self._tell("ADH-REP-080", where)
                elif name in value:
                    yield name, None
            elif not _fits(found, kind):
                self._wrong(where, found, kind)
            elif isinstance(found, str) and len(found) > LONGEST:
                self._tell("ADH-REP-084", where, count=len(found), most=LONGEST)
            else:
                yield name, found

    def _parts(
        self, value: Mapping[str, Any], place: str, below: Sequence[tuple[str, Mapping[str, Key]]]
    ) -> Iterator[Part]:
        held, keys = below[0]
        entries, where = value.get(held), f"{place}.{held}".lstrip(".")
        if entries is None:
            self._tell("ADH-REP-080", where)
            return
        if not isinstance(entries, list):
            self._wrong(where, entries, "list")
            return
        if len(entries) > MOST:
            self._tell("ADH-REP-083", where, count=len(entries), most=MOST)
        seen: set[object] = set()
        for number, entry in enumerate(entries[:MOST]):
            part = self.part(entry, f"{where}.{number}", keys, below[1:])
            if part is None:
                continue
            if part.get("id") is not None and part.get("id") in seen:
                self._tell("ADH-REP-085", where, field=clipped(str(part.get("id"))))
            seen.add(part.get("id"))
            yield part

    def _wrong(self, place: str, value: Any, form: str) -> None:
        self._tell("ADH-REP-081", place, value=shown(value), wanted=words("wanted", form))

    def _tell(self, rule_id: str, place: str, **values: object) -> None:
        said: dict[str, object] = {"place": place or words("found", "report"), **values}
        found = Finding(rule=rule(rule_id), place=Place(file=self.file, at=place or None), values=said)
        self.findings.append(found)


def _fits(value: Any, kind: str) -> bool:
    if kind == ANY:
        return True
    if kind == WHOLE:
        return isinstance(value, (int, str)) and not isinstance(value, bool)
    return isinstance(value, str)
