# SPDX-License-Identifier: EUPL-1.2
"""Editors check answers files with the same fields the reader knows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.repository import ROOT

from adhere.dossier.answers import OTHER_FILES, read_answers
from adhere.dossier.answerschema import answers_schema
from adhere.intake.tree import parse

EXAMPLES = sorted((ROOT / "examples" / "dossier" / "models").glob("*/*.yaml"))


def jsonable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: jsonable(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [jsonable(inner) for inner in value]
    return value if isinstance(value, (str, int, bool, type(None))) else float(value)


def faults(document: object) -> list[str]:
    return [
        f"{error.json_path}: {error.message}"
        for error in Draft202012Validator(answers_schema()).iter_errors(document)
    ]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(answers_schema())


@pytest.mark.parametrize(
    "path", [path for path in EXAMPLES if path.stem not in OTHER_FILES], ids=lambda path: path.stem
)
def test_the_answers_of_the_example_fit_it_and_are_read_without_a_mistake(path: Path) -> None:
    assert faults(jsonable(parse(path.read_bytes()).value)) == []
    found = read_answers(ROOT / "examples" / "dossier", path.parent.name)
    assert [finding.wrong("en") for finding in found.findings] == []


@pytest.mark.parametrize(
    "answers",
    [
        {"relase_date": "2026-03-01"},
        {"intended_uses": 3},
        {"total_model_size": {"band": "large"}},
        {"total_model_size": {"file": "x"}},
        {"data_points": {"nothing": 1}},
        {"input_modalities": ["smell"]},
        {"model_name": {"value": "x", "whom": "y"}},
    ],
)
def test_what_the_reader_refuses_an_editor_underlines(answers: dict[str, Any]) -> None:
    assert faults({"format": "adhere/answers/1", "form": "mdf", "answers": answers})
