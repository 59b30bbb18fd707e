# SPDX-License-Identifier: EUPL-1.2
"""From TOML tables to requirements and measures, strictly: a key too many or too few names file, record and key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adhere.kernel.text import Text, text_of
from adhere.law.requirements.records import Measure, Requirement, Tab
from adhere.law.store import LawDataError

_LISTS = ("phases", "topics", "roles")
_REQUIREMENT = {"id", "slug", "duties", "sources", *_LISTS, "title", "explanation", "risk"}
_MEASURE = {"id", "slug", "requirements", *_LISTS, "title", "explanation"}


def requirements_of(name: str, table: Mapping[str, Any]) -> tuple[Requirement, ...]:
    """Return the requirements of one parsed file."""
    return tuple(
        Requirement(
            **_common(name, record, _REQUIREMENT),
            duties=tuple(record["duties"]),
            sources=tuple(record["sources"]),
            risk=text_of(record["risk"]),
        )
        for record in table.get("requirement", ())
    )


def measures_of(name: str, table: Mapping[str, Any]) -> tuple[Measure, ...]:
    """Return the measures of one parsed file."""
    return tuple(
        Measure(
            **_common(name, record, _MEASURE, {"code"}),
            requirements=tuple(record["requirements"]),
            code=tuple(record.get("code", ())),
        )
        for record in table.get("measure", ())
    )


def names_of(table: Mapping[str, Any], kind: str, key: str = "name") -> dict[str, Text]:
    """Return id to name of one vocabulary, or to another text of those that have it."""
    return {record["id"]: text_of(record[key]) for record in table[kind] if key in record or key == "name"}


def tabs_of(table: Mapping[str, Any]) -> tuple[Tab, ...]:
    """Return the tabs."""
    return tuple(
        Tab(id=record["id"], name=text_of(record["name"]), topic=record.get("topic"))
        for record in table["tab"]
    )


def _common(
    name: str, record: Mapping[str, Any], required: set[str], optional: set[str] | None = None
) -> dict[str, Any]:
    wrong = (required - set(record)) | (set(record) - required - (optional or set()))
    if wrong:
        raise LawDataError(
            f"{name}: {record.get('id', 'a record without id')}: {', '.join(sorted(wrong))} is lacking or unknown"
        )
    lists = {key: tuple(record[key]) for key in _LISTS}
    texts = {key: text_of(record[key]) for key in ("title", "explanation")}
    return {"id": record["id"], "slug": record["slug"]} | lists | texts
