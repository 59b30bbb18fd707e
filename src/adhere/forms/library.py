# SPDX-License-Identifier: EUPL-1.2
"""The library of forms: every version that is packaged, or a form of one's own, read from TOML. A new form is a file, no code.

``data/contents.toml`` lists the versions, so that a form is read when it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from adhere.forms.form import (
    Band,
    Condition,
    DraftRule,
    Field,
    Form,
    NotApplicable,
    Option,
    Part,
    Recipient,
    Row,
    Section,
    Show,
)
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of


class UnknownFormError(LookupError):
    """There is no form of that id, or none in force on the date; ``known`` lists those there are."""

    def __init__(self, form_id: str, known: Sequence[str]) -> None:
        super().__init__(form_id)
        self.form_id = form_id
        self.known = tuple(known)


@cache
def known_forms() -> tuple[str, ...]:
    """Return the ids of the packaged forms, in the order people meet them."""
    return tuple(dict.fromkeys(record["id"] for record in _contents()))


def form(form_id: str, on: date | None = None) -> Form:
    """Return the version of a form in force on a date, by default the newest; raise UnknownFormError."""
    records = [
        record
        for record in _contents()
        if record["id"] == form_id
        and (on is None or (record["from"] <= on and (record.get("until") is None or on <= record["until"])))
    ]
    if not records:
        raise UnknownFormError(form_id, known_forms())
    return _packaged_form(max(records, key=lambda record: record["from"])["file"])


def versions(form_id: str) -> tuple[Form, ...]:
    """Return every packaged version of a form, oldest first."""
    records = sorted((one for one in _contents() if one["id"] == form_id), key=lambda one: one["from"])
    return tuple(_packaged_form(record["file"]) for record in records)


@cache
def _packaged_form(file: str) -> Form:
    return form_of(packaged("adhere.forms", f"data/{file}"))


def _contents() -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = packaged("adhere.forms", "data/contents.toml")["form"]
    return records


def form_of(table: Mapping[str, Any]) -> Form:
    """Return the form of a parsed TOML file; raise KeyError or TypeError where its shape is wrong."""
    return Form(
        id=table["id"],
        version=table["version"],
        name=text_of(table["name"]),
        valid_from=table["from"],
        valid_until=table.get("until"),
        source=table["source"],
        grade=table["grade"],
        provisions=tuple(table.get("provisions", ())),
        measures=tuple(table.get("measures", ())),
        duties=tuple(table.get("duties", ())),
        recipients=tuple(table["recipients"]),
        per=table.get("per", "model"),
        sections=tuple(_section(record) for record in table["section"]),
        fields=tuple(_field(record, table["recipients"]) for record in table["field"]),
    )


def _section(record: Mapping[str, Any]) -> Section:
    return Section(
        id=record["id"],
        label=text_of(record["label"]),
        number=record.get("number"),
        only_where=record.get("only_where"),
    )


def _field(record: Mapping[str, Any], recipients: Sequence[Recipient]) -> Field:
    label = text_of(record["label"])
    rows = record.get("row") or [{"id": record["id"], "for": record.get("for", recipients)}]
    return Field(
        id=record["id"],
        section=record["section"],
        kind=record["kind"],
        label=label,
        asked=text_of(record["asked"]),
        why=text_of(record["why"]),
        example=text_of(record["example"]),
        who=record["who"],
        rows=tuple(_row(row, label) for row in rows),
        number=record.get("number"),
        gold=record.get("gold"),
        unit=record.get("unit"),
        options=_options(record),
        bands=tuple(_band(band) for band in record.get("band", ())),
        parts=tuple(_part(part) for part in record.get("part", ())),
        of=record.get("of_field"),
        uses=tuple(record.get("uses", ())),
        words=record.get("words"),
        required=record.get("required", True),
        not_applicable=_not_applicable(record),
        condition=Condition(**record["asked_if"]) if "asked_if" in record else None,
        not_after=record.get("not_after"),
        provisions=tuple(record.get("provisions", ())),
        measures=tuple(record.get("measures", ())),
        drafts=tuple(_draft(draft) for draft in record.get("draft", ())),
        confidential=record.get("confidential", True),
    )


def _row(record: Mapping[str, Any], label: Text) -> Row:
    return Row(
        id=record["id"],
        recipients=frozenset(record["for"]),
        label=text_of(record["label"]) if "label" in record else label,
        shows=tuple(Show(**show) for show in record.get("show", ())),
        parts=tuple(record.get("parts", ())),
        note=_text(record, "note"),
    )


def _part(record: Mapping[str, Any]) -> Part:
    return Part(
        id=record["id"],
        kind=record["kind"],
        label=text_of(record["label"]),
        unit=record.get("unit"),
        required=record.get("required", True),
        options=_options(record),
        parts=tuple(_part(part) for part in record.get("part", ())),
    )


def _options(record: Mapping[str, Any]) -> tuple[Option, ...]:
    return tuple(
        Option(
            id=option["id"],
            label=text_of(option["label"]),
            specify=option.get("specify", False),
            facts=tuple(option.get("facts", ())),
        )
        for option in record.get("option", ())
    )


def _band(record: Mapping[str, Any]) -> Band:
    return Band(
        id=record["id"],
        label=text_of(record["label"]),
        low=_decimal(record, "low"),
        high=_decimal(record, "high"),
        part=record.get("part"),
        when=record.get("when"),
    )


def _draft(record: Mapping[str, Any]) -> DraftRule:
    return DraftRule(
        needs=tuple(record["needs"]),
        text=_text(record, "text"),
        part=record.get("part"),
        factor=_decimal(record, "factor"),
        divisor=_decimal(record, "divisor"),
        where=tuple(record.get("where", ())),
    )


def _not_applicable(record: Mapping[str, Any]) -> NotApplicable | None:
    when = _text(record, "not_applicable")
    return NotApplicable(when=when) if when else None


def _text(record: Mapping[str, Any], name: str) -> Text | None:
    return text_of(record[name]) if name in record else None


def _decimal(record: Mapping[str, Any], name: str) -> Decimal | None:
    return Decimal(str(record[name])) if name in record else None
