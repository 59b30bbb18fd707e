# SPDX-License-Identifier: EUPL-1.2
"""The schema of adhere.yaml, and the JSON Schema that editors use."""

import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from adhere.dossier.export import json_schema
from adhere.dossier.schema import Dossier, Provider
from adhere.dossier.writing import write_new
from adhere.intake.tree import parse
from adhere.models.registry import registry

SCHEMA = Path(__file__).resolve().parents[3] / "docs" / "schemas" / "adhere-dossier.schema.json"

FULL = b"""\
format: adhere/dossier/1
example: true
provider:
  name: "Example"
  established_in: NL
  representative_appointed: false
  size: small
  staff: 12
  turnover: 1500000
  balance_sheet: 900000
stated: {who: "A. Person", when: 2026-03-01}
models:
  example-1b:
    name: "Example 1B"
    version: "1.0"
    artefacts: ../model
    statements:
      market.placed_on: 2026-05-04
      compute.training.operations: {value: {low: 1, high: 2}, why: "metered"}
  nothing-yet:
"""


def test_the_schema_for_editors_is_fresh() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == json_schema(), "run: python tools/reference.py"


def test_the_schema_for_editors_is_a_json_schema() -> None:
    Draft202012Validator.check_schema(json_schema())


def test_a_full_dossier_is_valid_in_both() -> None:
    value = parse(FULL).value
    Dossier.model_validate(value)
    assert list(Draft202012Validator(json_schema()).iter_errors(value)) == []


@pytest.mark.parametrize(
    "change",
    [
        (b"provider:", b"providr:"),
        (b"example-1b:", b"Example-1B:"),
        (b"established_in: NL", b"established_in: Nederland"),
        (b"size: small", b"size: huge"),
        (b'version: "1.0"', b"version: 1"),
        (b"representative_appointed: false", b'representative_appointed: "no"'),
        (b"market.placed_on", b"market.placed"),
        (b"adhere/dossier/1", b"adhere/dossier/2"),
    ],
)
def test_an_editor_marks_what_check_marks(change: tuple[bytes, bytes]) -> None:
    value = parse(FULL.replace(*change)).value
    assert list(Draft202012Validator(json_schema()).iter_errors(value))


def test_every_field_of_the_provider_is_a_fact() -> None:
    assert {f"provider.{name}" for name in Provider.model_fields} <= set(registry())


def test_every_fact_is_described_for_editors() -> None:
    statements = json_schema()["$defs"]["ModelEntry"]["properties"]["statements"]["anyOf"][0]["properties"]
    assert set(statements) == set(registry())
    assert all(statement["description"] for statement in statements.values())


def test_what_adhere_writes_is_valid_for_editors(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "config.json").write_text('{"model_type": "llama"}', encoding="utf-8")
    path = write_new(tmp_path / "dossier", tmp_path / "model", None, date(2026, 11, 22), "nl").path
    assert list(Draft202012Validator(json_schema()).iter_errors(parse(path.read_bytes()).value)) == []
