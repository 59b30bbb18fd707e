# SPDX-License-Identifier: EUPL-1.2
"""The JSON Schema of ``adhere.yaml`` for editors: the schema of the dossier, with every fact that may be stated.

JSON Schema 2020-12 (https://json-schema.org/draft/2020-12); written to ``docs/schemas`` by ``tools/reference.py``.
"""

from __future__ import annotations

from typing import Any

from adhere.dossier.schema import Dossier, ModelEntry, Statement
from adhere.models.registry import FactKind, registry

_NUMBER = {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": r"^\+?[0-9]"}]}
_VALUES: dict[str, dict[str, Any]] = {
    "quantity": {"anyOf": [*_NUMBER["anyOf"], {"$ref": "#/$defs/Interval"}]},
    "count": {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": r"^\+?[0-9]"}]},
    "truth": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "text": {"type": "string", "minLength": 1},
    "list": {"type": "array", "items": {"type": "string"}, "minItems": 1},
    "country": {"type": "string", "pattern": "^[A-Z]{2}$"},
}


def json_schema() -> dict[str, Any]:
    """Return the schema, with a description of every fact in English."""
    schema = Dossier.model_json_schema()
    definitions = schema["$defs"]
    definitions["Statement"] = Statement.model_json_schema()
    definitions |= definitions["Statement"].pop("$defs", {})
    statements = definitions[ModelEntry.__name__]["properties"]["statements"]
    statements["anyOf"] = [
        {
            "type": "object",
            "properties": {kind.id: _fact(kind) for kind in registry().values()},
            "additionalProperties": False,
        },
        {"type": "null"},
    ]
    schema["properties"]["models"]["additionalProperties"] = False
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema | {"title": "adhere.yaml"}


def _fact(kind: FactKind) -> dict[str, Any]:
    value = {"enum": list(kind.choices)} if kind.type == "choice" else _VALUES[kind.type]
    if kind.members:
        value = value | {"items": {"enum": list(kind.members)}}
    unit = f" ({kind.unit})" if kind.unit else ""
    whole = {"allOf": [{"$ref": "#/$defs/Statement"}], "properties": {"value": value}, "type": "object"}
    return {"description": f"{kind.label.en}{unit}", "anyOf": [value, whole]}
