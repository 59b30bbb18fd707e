# SPDX-License-Identifier: EUPL-1.2
"""The JSON of every command against the JSON Schemas that document it, and SARIF against what code review needs."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from tests.unit.cli.running import DOSSIER, adhere, dossier, model_folder

from adhere import __version__

SCHEMAS = Path(__file__).resolve().parents[3] / "docs" / "schemas"
NAMES = sorted(path.name.removesuffix(".schema.json") for path in SCHEMAS.glob("*.schema.json"))
ON = ("--on", "2026-11-22")


def schema(name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return document


@cache
def validator(name: str) -> Draft202012Validator:
    parts = Registry().with_resource(
        "adhere-parts.schema.json", Resource.from_contents(schema("adhere-parts"))
    )
    return Draft202012Validator(schema(name), registry=parts)


def faults(name: str, document: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(document)]


@pytest.mark.parametrize("name", NAMES)
def test_every_schema_is_a_json_schema(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_read_keeps_its_contract(tmp_path: Path, language: str) -> None:
    ran = adhere("read", model_folder(tmp_path / "model"), "--format", "json", "--lang", language)
    document = ran.json()
    assert faults("adhere-read", document) == []
    assert ran.err == ""


def test_read_always_lists_the_facts_of_the_contract_missing_ones_too(tmp_path: Path) -> None:
    facts = adhere("read", model_folder(tmp_path / "model"), "--format", "json").json()["facts"]
    bases = {fact["id"]: fact["basis"] for fact in facts}
    assert bases["energy.training"] == "missing"
    assert bases["weights.digest"] == "missing"
    assert bases["context.maximum"] == "measured"
    assert len(bases) == len(facts)


def test_a_missing_fact_has_no_value() -> None:
    missing = {
        "id": "energy.training",
        "value": None,
        "low": None,
        "high": None,
        "unit": None,
        "basis": "missing",
    }
    whole = {"format": "adhere/read/1", "law_release": "2026.11.22", "law_digest": "0" * 64, "findings": []}
    fact = missing | {"notion": None, "note": None, "sources": [], "witnesses": []}
    assert faults("adhere-read", whole | {"facts": [fact]}) == []
    assert faults("adhere-read", whole | {"facts": [fact | {"low": 1.5}]})


@pytest.mark.parametrize("language", ["en", "nl"])
def test_classify_keeps_its_contract(tmp_path: Path, language: str) -> None:
    ran = adhere("classify", dossier(tmp_path), *ON, "--format", "json", "--lang", language)
    document = ran.json()
    assert faults("adhere-classify", document) == []
    (model,) = document["models"]
    assert model["id"] == "example"
    assert model["obligations"]
    assert model["questions"] == sorted(model["questions"], key=lambda question: -question["open"])


def test_classify_carries_the_errors_behind_its_verdicts_and_nothing_milder(tmp_path: Path) -> None:
    text = DOSSIER + "      context.maximum: much\n      vocabulary.size: 5\n"
    ran = adhere(
        "classify",
        dossier(tmp_path, text.replace('stated:\n  who: "A. Person, legal"\n  when: 2026-03-01\n', "")),
        *ON,
        "--format",
        "json",
    )
    document = ran.json()
    assert faults("adhere-classify", document) == []
    assert [found["rule"] for found in document["findings"]] == ["ADH-DOS-005"]
    assert [found["rule"] for found in document["models"][0]["findings"]] == ["ADH-DOS-009"]


def test_classify_keeps_its_contract_for_a_bare_model_folder(tmp_path: Path) -> None:
    document = adhere("classify", model_folder(tmp_path / "my-model"), *ON, "--format", "json").json()
    assert faults("adhere-classify", document) == []
    assert document["models"][0]["id"] == "my-model"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_check_keeps_its_contract(tmp_path: Path, language: str) -> None:
    text = "format: adhere/dossier/1\nprovider: {nam: x}\nmodels: {example: {artefacts: model}}\n"
    ran = adhere("check", dossier(tmp_path, text), *ON, "--format", "json", "--lang", language)
    assert faults("adhere-check", ran.json()) == []
    assert ran.status == 1


@pytest.mark.parametrize("day", ["2024-07-11", "2025-08-02", "2026-07-26", "2026-07-27", "2030-01-01"])
@pytest.mark.parametrize(
    "provision", ["aia:art-53", "56(6)", "bijlage XI", "duty:art-53.1.c-1", "criterion:general-purpose-model"]
)
def test_law_show_keeps_its_contract(provision: str, day: str) -> None:
    ran = adhere("law", "show", provision, "--on", day, "--format", "json")
    assert faults("adhere-law-show", ran.json()) == []


@pytest.mark.parametrize("words", ["open source", "boete", "zzzzz"])
def test_law_search_keeps_its_contract(words: str, tmp_path: Path) -> None:
    arguments = (*words.split(), *ON, "--format", "json", "--lang", "nl")
    ran = adhere("law", "search", *arguments, ADHERE_DATA=str(tmp_path))
    assert (faults("adhere-law-search", ran.json()), ran.status) == ([], 0)


@pytest.mark.parametrize("since", ["2024-07-01", "2026-07-26", "2026-11-22"])
def test_law_changes_keeps_its_contract(since: str) -> None:
    ran = adhere("law", "changes", "--since", since, *ON, "--format", "json", "--lang", "nl")
    assert (faults("adhere-law-changes", ran.json()), ran.status) == ([], 0)


def test_a_document_that_breaks_the_contract_is_seen() -> None:
    assert faults("adhere-law-search", {"format": "adhere/law-search/2"})


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    dossier(tmp_path)
    first, second = (adhere("check", tmp_path, *ON, "--format", "json").out for _ in range(2))
    assert first == second


def sarif(tmp_path: Path, *, cwd: Path | None = None) -> dict[str, Any]:
    text = "format: adhere/dossier/1\nprovider: {nam: x}\nmodels: {example: {artefacts: model}}\n"
    dossier(tmp_path / "a dossier", text)
    document: Any = adhere("check", tmp_path / "a dossier", *ON, "--format", "sarif", cwd=cwd).json()
    return document


def test_sarif_has_what_the_standard_requires(tmp_path: Path) -> None:
    """SARIF 2.1.0, sections 3.13 (sarifLog), 3.14 (run), 3.18 and 3.19 (tool), 3.27 (result), 3.49 (rule)."""
    document = sarif(tmp_path)
    assert document["version"] == "2.1.0"
    assert document["$schema"].endswith("/sarif-schema-2.1.0.json")
    (run,) = document["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("adhere", __version__)
    assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids))
    for rule in driver["rules"]:
        assert rule["defaultConfiguration"]["level"] in {"none", "note", "warning", "error"}
        assert all(rule[part]["text"] for part in ("shortDescription", "fullDescription", "help"))
    for result in run["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["message"]["text"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"]
        assert location["physicalLocation"].get("region", {"startLine": 1})["startLine"] >= 1


def test_sarif_places_are_uris_seen_from_the_working_directory(tmp_path: Path) -> None:
    results = sarif(tmp_path, cwd=tmp_path)["runs"][0]["results"]
    places = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results}
    assert "a%20dossier/adhere.yaml" in places
    assert places <= {"a%20dossier/adhere.yaml", "a%20dossier/model", "a%20dossier/model/config.json"}


def test_sarif_of_a_mistake_points_to_its_line(tmp_path: Path) -> None:
    results = sarif(tmp_path)["runs"][0]["results"]
    wrong = next(result for result in results if result["ruleId"] == "ADH-DOS-004")
    assert wrong["locations"][0]["physicalLocation"]["region"] == {"startLine": 2}
    assert wrong["level"] == "error"
