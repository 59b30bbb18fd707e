# SPDX-License-Identifier: EUPL-1.2
"""The JSON Schema of answers files for editors: every form with its fields, what they ask and in what shape.

JSON Schema 2020-12 (https://json-schema.org/draft/2020-12); written to ``docs/schemas`` by ``tools/reference.py``. Reading is stricter:
``dossier.answers`` tells every mistake in plain words.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from adhere.dossier.answers import FORMAT
from adhere.forms.form import Field, Form, Option, Part
from adhere.forms.library import form, known_forms

_TEXT = {"type": "string", "minLength": 1}
_NUMBER = {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": r"^\+?[0-9]"}]}
_SHARED: dict[str, dict[str, Any]] = {
    "words": {
        "anyOf": [
            _TEXT,
            {
                "type": "object",
                "properties": {"en": _TEXT, "nl": _TEXT},
                "required": ["en", "nl"],
                "additionalProperties": False,
            },
        ]
    },
    "date": {"type": "string", "format": "date"},
    "month": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
    "truth": {"type": "boolean"},
    "quantity": {
        "anyOf": [
            *_NUMBER["anyOf"],
            {
                "type": "object",
                "properties": dict.fromkeys(("low", "high", "value"), _NUMBER),
                "additionalProperties": False,
            },
        ]
    },
    "other": {"type": "string", "pattern": "^[a-z-]+: "},
    "written": {
        "type": "object",
        "properties": {
            **dict.fromkeys(("value", "band"), True),
            "file": {"$ref": "#/$defs/words"},
            "not_applicable": {"$ref": "#/$defs/words"},
            "evidence": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
            **dict.fromkeys(("who", "why"), _TEXT),
            "when": {"$ref": "#/$defs/date"},
            "public": {"$ref": "#/$defs/truth"},
        },
        "additionalProperties": False,
    },
}
_SHAPES = {"text": "words", "link": "words"}
"""Kinds whose values have the shape of another."""


def answers_schema() -> dict[str, Any]:
    """Return the schema of an answers file of any packaged form."""
    forms = [form(name) for name in known_forms()]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "answers to a form",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "form": {"enum": list(known_forms())},
            "stated": {
                "type": "object",
                "properties": {"who": _TEXT, "when": _ref("date")},
                "additionalProperties": False,
            },
            "answers": {"type": ["object", "null"]},
        },
        "required": ["format", "form"],
        "additionalProperties": False,
        "allOf": [_of_form(one) for one in forms],
        "$defs": _SHARED,
    }


def _of_form(one: Form) -> dict[str, Any]:
    """Return what holds where a file is one of this form."""
    fields = {asked.id: _answer(one, asked) for asked in one.fields if asked.kind != "composed"}
    answers = {"properties": fields, "additionalProperties": False}
    return {
        "if": {"properties": {"form": {"const": one.id}}, "required": ["form"]},
        "then": {"properties": {"answers": answers}},
    }


def _answer(one: Form, asked: Field) -> dict[str, Any]:
    value = _value(asked, one.field(asked.of).options if asked.of else ())
    own: dict[str, Any] = {"value": value} if "$ref" in value else {}
    own["band"] = {"enum": [band.id for band in asked.bands]} if asked.bands else False
    if asked.kind not in ("text", "link"):
        own["file"] = False
    unit = f" ({asked.unit})" if asked.unit else ""
    return {
        "description": f"{asked.label.en}{unit}",
        "anyOf": [value, {"$ref": "#/$defs/written", "properties": own}, {"type": "null"}],
    }


def _value(asked: Field | Part, chosen: Iterable[Option] = ()) -> dict[str, Any]:
    if asked.kind in ("choice", "choices"):
        option = {"anyOf": [{"enum": [one.id for one in asked.options]}, _ref("other")]}
        return option if asked.kind == "choice" else {"anyOf": [option, {"type": "array", "items": option}]}
    if asked.kind == "per-option":
        return {"type": "object", "properties": {one.id: _ref("words") for one in chosen}}
    if asked.kind in ("record", "entries"):
        parts = {part.id: _value(part) for part in asked.parts}
        record = {"type": "object", "properties": parts, "additionalProperties": False}
        return record if asked.kind == "record" else {"type": "array", "items": record}
    return _ref(_SHAPES.get(asked.kind, asked.kind))


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}
