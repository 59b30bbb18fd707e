# SPDX-License-Identifier: EUPL-1.2
"""The shape of the files of a code: which keys each table has and what their values are; what differs becomes a finding.

Format ``adhere/code/1``, described in ``docs/en/codes.md``. Tables come in parsed and nothing is raised; ``code_of`` reads what passes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, get_args

from adhere.codes.code import Direction, ElementKind, Unit
from adhere.codes.rules import rule
from adhere.codes.wording import clipped, shown, words
from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import Text

FORMAT = "adhere/code/1"
MEASURE_GRADES = ("official", "secondary", "secondary-with-quotes", "unverified", "ours")
LINK_GRADES = ("official", "derived", "ours")
EVENT_GRADES = ("official", "commission", "secondary", "secondary-with-quotes", "unverified", "ours")
BREAKDOWNS = ("member-state", "language", "service")
"""What the figures of a reporting element can be broken down by."""
HEAD = "head"
_CHOICES: dict[str, tuple[str, ...]] = {
    "measure-grade": MEASURE_GRADES, "link-grade": LINK_GRADES, "event-grade": EVENT_GRADES,
    "direction": get_args(Direction), "unit": get_args(Unit), "element-kind": get_args(ElementKind), "breakdown": BREAKDOWNS,
}  # fmt: skip
_PATTERNS = {
    "chapter-id": re.compile(r"[A-Za-z0-9]{1,20}"),
    "commitment-id": re.compile(r"[A-Za-z0-9]{1,20}-[A-Za-z0-9]{1,20}"),
    "measure-id": re.compile(r"[A-Za-z0-9]{1,20}-[A-Za-z0-9]{1,20}(\.[A-Za-z0-9]{1,20}){1,3}"),
    "appendix-id": re.compile(r"[A-Za-z0-9]{1,20}-[A-Za-z0-9.-]{1,40}"),
    "element-id": re.compile(r"[A-Za-z0-9]{1,20}-[A-Za-z0-9.-]{1,40}"),
    "digest": re.compile(r"[0-9a-f]{64}"),
    "provision": re.compile(r"[a-z0-9-]{1,40}:\S{1,80}"),
}
FIELDS: dict[str, dict[str, str]] = {
    HEAD: {
        "format": "text?", "id": "text", "version": "text", "title": "both", "status": "text", "files": "[text]",
        "event": "[event]?", "source": "texts?", "family": "text?", "succeeds": "text?", "renumbered": "[renumbered]?",
        "interest": "[interest]?", "unknown": "both?", "no_indicators": "both?",
    },
    "renumbered": {"from": "text", "to": "text"},
    "interest": {"group": "text", "measures": "[text]", "content": "both", "grade": "event-grade"},
    "event": {
        "kind": "text", "on": "day", "content": "both", "grade": "event-grade", "source": "text?",
    },
    "chapter": {
        "id": "chapter-id", "title": "both", "binds": "both", "when": "text?", "provisions": "[provision]",
        "official": "text", "sha256": "digest?", "unknown": "both?",
    },
    "commitment": {
        "id": "commitment-id", "title": "both", "content": "both", "provisions": "[provision]", "relief": "both?",
        "exempt": "both?", "exempt_when": "text?",
    },
    "measure": {
        "id": "measure-id", "title": "both", "grade": "measure-grade", "sources": "[text]?", "requires": "[requirement]",
        "serves": "[service]?", "deadline": "[deadline]?", "relief": "both?", "note": "both?",
        "element": "[element]?", "no_indicator": "both?",
    },
    "element": {
        "id": "element-id", "kind": "element-kind", "content": "both", "unit": "text?", "breakdown": "[breakdown]?",
    },
    "requirement": {"content": "both", "number": "text?", "appendices": "[text]?"},
    "service": {"provision": "provision", "rationale": "both", "grade": "link-grade", "reviewed_by": "text?"},
    "deadline": {
        "id": "text", "what": "both", "direction": "direction", "event": "text", "trigger": "both", "amount": "amount?",
        "unit": "unit?", "exceptions": "both?",
    },
    "appendix": {"id": "appendix-id", "title": "both", "content": "[both]", "grade": "measure-grade"},
}  # fmt: skip
"""Of every table its keys, with the kind of value: in brackets a list of them, with a question mark where it may be left out."""
RECORDS = ("chapter", "commitment", "measure", "appendix")
"""The tables that files other than code.toml hold."""


def head_faults(file: str, table: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield what is wrong with the shape of code.toml."""
    yield from _record(file, "", HEAD, table)


def file_faults(file: str, table: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield what is wrong with the shape of another file of a code."""
    yield from _unknown(file, "", table, RECORDS)
    for name in RECORDS:
        records = table.get(name, [])
        if not isinstance(records, list):
            yield _wrong(file, name, records, words("wanted", "list"))
            continue
        for number, record in enumerate(records, 1):
            yield from _record(file, _named(name, number, record), name, record)


def _named(table: str, number: int, record: Any) -> str:
    """Return how a record is pointed at: by its id, or by its number in the file where it has none."""
    known = record.get("id") if isinstance(record, dict) else None
    return f"{table} {clipped(known)}" if isinstance(known, str) and known else f"{table}[{number}]"


def _record(file: str, at: str, kind: str, record: Any) -> Iterator[Finding]:
    if not isinstance(record, dict):
        yield _wrong(file, at, record, words("wanted", "table"))
        return
    yield from _unknown(file, at, record, FIELDS[kind])
    for key, form in FIELDS[kind].items():
        place = f"{at}: {key}" if " " in at and ":" not in at else f"{at}.{key}".lstrip(".")
        if key in record:
            yield from _value(file, place, key, form.removesuffix("?"), record[key])
        elif not form.endswith("?"):
            told = {"key": key, "wanted": _wanted(form, key)}
            yield Finding(rule=rule("ADH-COD-004"), place=_place(file, at), values=told)


def _value(file: str, at: str, key: str, form: str, value: Any) -> Iterator[Finding]:
    if form.startswith("["):
        if not isinstance(value, list):
            yield _wrong(file, at, value, words("wanted", "list"))
            return
        for number, one in enumerate(value, 1):
            yield from _value(file, f"{at}[{number}]", key, form[1:-1], one)
    elif form in FIELDS:
        yield from _record(file, at, form, value)
    elif form == "texts":
        if not isinstance(value, dict):
            yield _wrong(file, at, value, words("wanted", "table"))
            return
        for name, one in value.items():
            yield from _value(file, f"{at}.{clipped(name)}", f"{key}.{clipped(name)}", "both", one)
    elif not _holds(form, value):
        yield _wrong(file, at, value, _wanted(form, key))


def _holds(form: str, value: Any) -> bool:
    if form == "both":
        return isinstance(value, dict) and all(_is_text(value.get(name)) for name in ("en", "nl"))
    if form == "day":
        return type(value) is date
    if form == "amount":
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return number and math.isfinite(value) and value >= 0
    if form in _CHOICES:
        return value in _CHOICES[form] if isinstance(value, str) else False
    if form in _PATTERNS:
        return isinstance(value, str) and _PATTERNS[form].fullmatch(value) is not None
    return _is_text(value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _wanted(form: str, key: str) -> Text:
    form = form.removesuffix("?")
    if form in _CHOICES:
        return words("wanted", "choice").filled({"choices": ", ".join(_CHOICES[form])})
    if form.startswith("["):
        return words("wanted", "list")
    name = "table" if form in FIELDS or form == "texts" else form
    return words("wanted", name).filled({"key": key})


def _unknown(
    file: str, at: str, record: Mapping[str, Any], known: Mapping[str, str] | tuple[str, ...]
) -> Iterator[Finding]:
    for key in record:
        if key not in known:
            told = {"key": clipped(key), "known": ", ".join(known)}
            yield Finding(rule=rule("ADH-COD-006"), place=_place(file, at), values=told)


def _wrong(file: str, at: str, value: Any, wanted: Text) -> Finding:
    told = {"key": at or file, "found": shown(value), "wanted": wanted}
    return Finding(rule=rule("ADH-COD-005"), place=_place(file, at), values=told)


def _place(file: str, at: str) -> Place:
    return Place(file=file, at=at or None)
