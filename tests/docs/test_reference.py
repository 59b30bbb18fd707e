# SPDX-License-Identifier: EUPL-1.2
"""Pages that list what the program knows are fresh, and the pages about the dossier and JSON leave nothing out."""

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest
from tests.repository import ROOT

from adhere.cli.contracts import ALWAYS
from adhere.dossier.layout import read_dossier
from adhere.dossier.schema import Dossier, ModelEntry, Provider, Signature, Statement

DOCS = ROOT / "docs"
KEPT = {"answers", "dossier", "parts"}
"""Schemas of files that people write, and the one that the others share."""
DOCUMENTS = sorted(
    {path.name.removeprefix("adhere-").removesuffix(".schema.json") for path in DOCS.glob("schemas/*.json")}
    - KEPT
)
YAML = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "tools" / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_generated_page_is_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    assert reference().main(["--check"]) == 0, capsys.readouterr().out


def test_a_stale_page_is_told_and_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = reference()
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "DOCS", tmp_path / "docs")
    monkeypatch.setattr(module, "COMMANDS", module.COMMANDS[:2])
    assert module.main(["--check"]) == 1
    assert module.main([]) == 0
    assert module.main(["--check"]) == 0
    (tmp_path / "docs" / "nl" / "rules.md").write_text("old", encoding="utf-8")
    assert module.main(["--check"]) == 1


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_example_in_the_page_about_the_dossier_is_a_valid_dossier(language: str, tmp_path: Path) -> None:
    example = YAML.findall((DOCS / language / "dossier.md").read_text(encoding="utf-8"))[0]
    (tmp_path / "adhere.yaml").write_text(example, encoding="utf-8")
    read = read_dossier(tmp_path)
    assert read.findings == []
    assert [model.id for model in read.models] == ["voorbeeld-8b", "voorbeeld-70b"]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("model", [Dossier, Provider, Signature, ModelEntry, Statement])
def test_the_page_about_the_dossier_names_every_field_and_shows_it(
    language: str, model: type[Dossier]
) -> None:
    page = (DOCS / language / "dossier.md").read_text(encoding="utf-8")
    example = YAML.findall(page)[0]
    for name in model.model_fields:
        assert re.search(rf"\b{name}: |\b{name}:$", example, re.MULTILINE), name
        assert re.search(rf"`(\w+\.|models\.<id>\.)?{name}(`|\.)", page) or name == "models", name


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_page_about_json_names_every_field_of_every_document(language: str) -> None:
    page = (DOCS / language / "json.md").read_text(encoding="utf-8")
    for name in DOCUMENTS:
        schema = json.loads((DOCS / "schemas" / f"adhere-{name}.schema.json").read_text(encoding="utf-8"))
        own = set(schema["properties"]) - {"provision", "title", "query"}
        assert [field for field in own if f"`{field}`" not in page] == []
        assert f"adhere-{name}.schema.json" in page
    assert [fact_id for fact_id in ALWAYS if f"`{fact_id}`" not in page] == []
