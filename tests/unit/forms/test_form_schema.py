# SPDX-License-Identifier: EUPL-1.2
"""The schema for editors and the library say the same of the file of a form, and the schema refuses what is wrong."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from tests.repository import ROOT

from adhere.forms import form as shapes
from adhere.forms import library
from adhere.forms.library import form_of

SCHEMA = json.loads((ROOT / "src" / "adhere" / "forms" / "data" / "schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
TEXT = {"en": "text", "nl": "tekst", "of": "982d9e3e"}
LEAST: dict[str, Any] = {
    "id": "own", "version": "1", "name": TEXT, "from": date(2026, 1, 1), "source": "https://example.com/form", "grade": "unverified",
    "recipients": ["office"], "section": [{"id": "one", "label": TEXT}],
    "field": [
        {"id": "first", "section": "one", "kind": "text", "label": TEXT, "asked": TEXT, "why": TEXT, "example": TEXT, "who": "legal"},
    ],
}  # fmt: skip


def test_the_schema_is_itself_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("name", "values"), [("kind", shapes.Kind), ("recipients", shapes.Recipient), ("show", shapes.How)]
)
def test_the_schema_offers_what_the_program_knows(name: str, values: Any):
    definition = SCHEMA["$defs"][name]
    offered = {
        "kind": lambda: definition["enum"],
        "recipients": lambda: definition["items"]["enum"],
        "show": lambda: definition["properties"]["how"]["enum"],
    }[name]()
    assert tuple(offered) == get_args(values)


@pytest.mark.parametrize(
    "name", ["form", "section", "field", "row", "show", "part", "option", "band", "draft"]
)
def test_the_schema_knows_no_key_that_the_library_does_not_read(name: str):
    source = Path(str(library.__file__)).read_text(encoding="utf-8")
    shown = set(shapes.Show.__slots__) if name == "show" else set()
    read = {key for key in SCHEMA["$defs"][name]["properties"] if f'"{key}"' in source or key in shown}
    assert read == set(SCHEMA["$defs"][name]["properties"])


def faults(table: dict[str, Any]) -> list[str]:
    as_json = json.loads(json.dumps(table, default=str))
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(as_json)]


def broken(path: str, value: Any) -> dict[str, Any]:
    """The least form with one thing changed in its first field, or in the form where the path says so."""
    table = deepcopy(LEAST)
    where = table if path.startswith("form.") else table["field"][0]
    name = path.removeprefix("form.")
    if value is None:
        del where[name]
    else:
        where[name] = value
    return table


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("form.recipients", ["everybody"]),
        ("form.grade", "sure"),
        ("form.colour", "blue"),
        ("form.source", None),
        ("kind", "number"),
        ("asked", None),
        ("who", "nobody"),
        ("section", None),
        ("unit", "days"),
        ("option", [{"id": "a", "label": TEXT}]),
        ("kind", "quantity"),
        ("kind", "record"),
        ("kind", "choice"),
        ("kind", "per-option"),
        ("kind", "composed"),
        ("row", [{"id": "first"}]),
        ("row", [{"id": "first", "for": ["office"], "show": [{"how": "rounded"}]}]),
        ("row", [{"id": "first", "for": ["office"], "show": [{"how": "band", "figures": 2}]}]),
        ("draft", [{"text": TEXT}]),
        ("part", [{"id": "evidence", "kind": "text", "label": TEXT}]),
        ("words", 0),
        ("label", {"en": "only English"}),
    ],
)
def test_the_schema_refuses_what_is_wrong(path: str, value: Any):
    assert faults(LEAST) == []
    assert faults(broken(path, value)) != []


def test_the_least_that_passes_the_schema_can_be_read():
    own = form_of(LEAST)
    assert own.fields[0].rows[0].recipients == {"office"}
