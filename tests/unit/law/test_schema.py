# SPDX-License-Identifier: EUPL-1.2
"""The schema for editors and the parser say the same: every file passes, and the keys they take are equal."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from tests.unit.law.folders import PACKAGED
from tests.unit.law.situations import LAW

from adhere.law import parsing
from adhere.law.parsing import LawDataError
from adhere.law.records import Grade, Kind, Operator

SCHEMA = json.loads((PACKAGED / "schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
DEFS = SCHEMA["$defs"]
FILES = [*LAW.contents["articles"], *LAW.contents["criteria"], *LAW.contents["answers"]]
TEXT = {"en": "text", "nl": "tekst", "of": "982d9e3e"}
LEAST: dict[str, dict[str, Any]] = {
    "norm": {"id": "duty:art-1.1-1", "provisions": ["aia:art-1.1"], "from": date(2025, 8, 2), "grade": "official", "content": TEXT},
    "change": {"id": "change:art-1-1", "provisions": ["aia:art-1"], "on": date(2026, 7, 27), "by": "act:1", "grade": "official", "content": TEXT},
    "atom": {"id": "atom:a", "fact": "publication.weights", "operator": "is", "provision": "aia:art-1", "question": TEXT},
    "criterion": {"id": "criterion:c", "provision": "aia:art-1", "name": TEXT, "all": ["atom:a"]},
    "answer": {"id": "answer:a", "topic": "codes", "provisions": ["aia:art-1"], "grade": "official", "question": TEXT, "answer": TEXT},
}  # fmt: skip
OPTIONAL: dict[str, Any] = {
    "holder": ["provider"], "addressee": ["provider"], "until": date(2026, 1, 1), "text_from": date(2024, 8, 1), "never_applied": True,
    "when": "criterion:c", "disapplies": [], "on_request": True, "note": TEXT, "period": {"weeks": 2}, "period_from": TEXT,
    "amended_by": "change:art-1-1", "replaced_by": "duty:art-1.1-2", "day": date(2026, 1, 1), "maximum": {}, "value": "1e25",
    "unit": "FLOP", "operator": ">", "hint": TEXT, "all": ["atom:a"], "any": ["atom:a"], "none": ["atom:a"], "from": date(2025, 8, 2),
}  # fmt: skip
EVERY_KEY = sorted({key for kind in LEAST for key in DEFS[kind]["properties"]} | {"comment", "title", "tags"})


def as_json(value: Any) -> Any:
    """A parsed TOML value as JSON has it: dates as text."""
    if isinstance(value, dict):
        return {key: as_json(part) for key, part in value.items()}
    if isinstance(value, list):
        return [as_json(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def parse(kind: str, record: dict[str, Any]) -> None:
    """Give one record to the parser; a LawDataError says that it was refused."""
    if kind in ("norm", "change"):
        table = {"article": {"id": "aia:art-1", "title": TEXT}, "duty" if kind == "norm" else kind: [record]}
        parsing.article_of("file", table, date(2024, 8, 1))
    elif kind == "answer":
        parsing.answers_of("file", {kind: [record]})
    else:
        parsing.criteria_of("file", {kind: [record]})


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", FILES)
def test_every_file_of_law_data_is_as_the_schema_has_it(name: str):
    content = as_json(tomllib.loads((PACKAGED / name).read_text(encoding="utf-8")))
    assert [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(content)] == []


@pytest.mark.parametrize("kind", LEAST)
def test_the_least_record_passes_both(kind: str):
    parse(kind, LEAST[kind])
    Draft202012Validator({**SCHEMA, "oneOf": [{"$ref": f"#/$defs/{kind}"}]}).validate(as_json(LEAST[kind]))


@pytest.mark.parametrize("kind", LEAST)
def test_what_the_schema_requires_the_parser_requires(kind: str):
    for key in LEAST[kind]:
        without = {name: value for name, value in LEAST[kind].items() if name != key}
        with pytest.raises(LawDataError):
            parse(kind, without)
    assert set(DEFS[kind]["required"]) == set(LEAST[kind]) - ({"all"} if kind == "criterion" else set())


@pytest.mark.parametrize("kind", LEAST)
@pytest.mark.parametrize("key", EVERY_KEY)
def test_the_parser_takes_exactly_the_keys_of_the_schema(kind: str, key: str):
    if key in LEAST[kind]:
        return
    record = {**LEAST[kind], key: OPTIONAL.get(key, "text")}
    if key in DEFS[kind]["properties"]:
        parse(kind, record)
    else:
        with pytest.raises(LawDataError, match=f"unknown key '{key}'"):
            parse(kind, record)


def test_the_lists_of_words_are_the_same():
    assert set(DEFS["article-file"]["properties"]) == {"article", "change", *get_args(Kind)}
    assert DEFS["grade"]["enum"] == list(get_args(Grade))
    assert DEFS["atom"]["properties"]["operator"]["enum"] == list(get_args(Operator))


@pytest.mark.parametrize(
    "broken",
    [
        {"article": {"id": "aia:art-1", "title": TEXT}, "duty": [LEAST["norm"] | {"from": "soon"}]},
        {"article": {"id": "aia:art-1", "title": TEXT}, "right": [LEAST["norm"]]},
        {"article": {"id": "aia:art-1", "title": TEXT}, "obligation": [LEAST["norm"]]},
        {"atom": [LEAST["atom"] | {"operator": ">"}]},
        {"criterion": [{key: value for key, value in LEAST["criterion"].items() if key != "all"}]},
    ],
)
def test_what_the_parser_refuses_the_schema_refuses(broken: dict[str, Any]):
    assert not VALIDATOR.is_valid(as_json(broken))
