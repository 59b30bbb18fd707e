# SPDX-License-Identifier: EUPL-1.2
"""Statements beside files: who may overrule what, and that it shows."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from adhere.dossier.portfolio import DossierModel, load
from adhere.kernel.quantity import Quantity

ON = date(2026, 11, 22)
CONFIG = {
    "model_type": "llama",
    "architectures": ["LlamaForCausalLM"],
    "hidden_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "intermediate_size": 128,
    "vocab_size": 1000,
    "max_position_embeddings": 2048,
}
SIGNED = "stated: {who: 'B. Person, engineering', when: 2026-02-01}\n"


def loaded(folder: Path, statements: str, *, signed: str = "") -> DossierModel:
    model = folder / "model"
    model.mkdir()
    (model / "config.json").write_text(json.dumps(CONFIG), encoding="utf-8")
    lines = "".join(f"      {line}\n" for line in statements.splitlines())
    (folder / "adhere.yaml").write_text(
        f"format: adhere/dossier/1\nprovider: {{name: Example}}\n{signed}"
        f"models:\n  example:\n    artefacts: model\n    statements:\n{lines}",
        encoding="utf-8",
    )
    (only,) = load(folder, ON).models
    return only


def amount(model: DossierModel, fact_id: str) -> Decimal | None:
    value = model.facts.value(fact_id)
    assert isinstance(value, Quantity)
    return value.value


def told(model: DossierModel) -> dict[str, str]:
    return {
        finding.rule.id: finding.wrong("en")
        for finding in model.findings
        if finding.rule.id.startswith("ADH-DOS") and "name of the provider" not in finding.wrong("en")
    }


def test_a_statement_that_agrees_with_the_file_needs_no_reason(tmp_path: Path) -> None:
    model = loaded(tmp_path, "context.maximum: 2048", signed=SIGNED)
    assert told(model) == {}
    assert amount(model, "context.maximum") == 2048


@pytest.mark.parametrize(
    "statement",
    [
        "context.maximum: 4096",
        "context.maximum: {value: 4096, why: measured}",
        "context.maximum: {value: 4096, who: 'A. Person', why: measured}",
        "context.maximum: {value: 4096, who: 'A. Person', when: 2026-03-01}",
    ],
)
def test_without_who_when_and_why_the_file_wins_and_the_statement_is_an_error(
    tmp_path: Path, statement: str
) -> None:
    model = loaded(tmp_path, statement)
    assert amount(model, "context.maximum") == 2048
    assert list(told(model)) == ["ADH-DOS-009"]
    assert "4,096" in told(model)["ADH-DOS-009"]
    assert "2,048" in told(model)["ADH-DOS-009"]


def test_the_error_stands_on_the_line_of_the_statement(tmp_path: Path) -> None:
    model = loaded(tmp_path, "context.trained: 1024\ncontext.maximum: 4096", signed=SIGNED)
    (place,) = [finding.place for finding in model.findings if finding.rule.id == "ADH-DOS-009"]
    assert str(place) == "adhere.yaml:9"


def test_with_who_when_and_why_the_statement_wins_and_is_shown(tmp_path: Path) -> None:
    model = loaded(
        tmp_path,
        "context.maximum: {value: 4096, who: 'A. Person, engineering', when: 2026-03-01, why: 'rope was changed'}",
    )
    assert amount(model, "context.maximum") == 4096
    assert list(told(model)) == ["ADH-DOS-010"]
    shown = told(model)["ADH-DOS-010"]
    assert all(
        part in shown
        for part in ("4,096", "2,048", "A. Person, engineering", "2026-03-01", "rope was changed")
    )


def test_the_value_of_the_file_stays_beside_the_statement_that_overrules_it(tmp_path: Path) -> None:
    model = loaded(tmp_path, "context.maximum: {value: 4096, who: A, when: 2026-03-01, why: b}")
    leading, other = model.facts.witnesses("context.maximum")
    assert leading.sources[0].file == "adhere.yaml"
    assert (leading.sources[0].who, leading.sources[0].when, leading.sources[0].why) == (
        "A",
        "2026-03-01",
        "b",
    )
    assert leading.sources[0].sha256 is not None
    assert other.sources[0].file == "config.json"


def test_the_signature_of_the_dossier_signs_statements_but_gives_no_reason(tmp_path: Path) -> None:
    model = loaded(tmp_path, "context.maximum: {value: 4096, why: rope was changed}", signed=SIGNED)
    assert amount(model, "context.maximum") == 4096
    assert "B. Person, engineering" in told(model)["ADH-DOS-010"]


def test_a_statement_on_what_no_file_tells_needs_no_reason(tmp_path: Path) -> None:
    model = loaded(tmp_path, "market.placed_on: 2026-01-05", signed=SIGNED)
    assert told(model) == {}
    assert model.facts.value("market.placed_on") == date(2026, 1, 5)


def test_agreeing_with_the_strongest_file_is_no_override_even_where_a_weaker_one_differs(
    tmp_path: Path,
) -> None:
    (tmp_path / "tokens").mkdir()
    model = loaded(tmp_path, "context.maximum: 2048", signed=SIGNED)
    card = tmp_path / "model" / "README.md"
    card.write_text("# Example\n\nContext length: 4096 tokens.\n", encoding="utf-8")
    (model,) = load(tmp_path, ON).models
    assert "ADH-DOS-009" not in told(model)
    assert amount(model, "context.maximum") == 2048


def test_a_stated_list_in_another_order_is_the_same_list(tmp_path: Path) -> None:
    model = loaded(tmp_path, "modalities.input: [text]\nmodalities.output: [text]", signed=SIGNED)
    assert told(model) == {}


def test_bounds_may_be_stated_where_only_they_are_known(tmp_path: Path) -> None:
    model = loaded(tmp_path, "compute.training.operations: {value: {low: 1e24, high: 3e24}}", signed=SIGNED)
    value = model.facts.value("compute.training.operations")
    assert isinstance(value, Quantity)
    assert (value.value, value.low, value.high) == (None, Decimal("1e24"), Decimal("3e24"))


def test_a_large_number_is_kept_exactly(tmp_path: Path) -> None:
    model = loaded(tmp_path, "compute.training.cumulative: 1e25", signed=SIGNED)
    assert amount(model, "compute.training.cumulative") == 10**25


def test_a_stated_unit_must_be_the_unit_of_the_fact(tmp_path: Path) -> None:
    model = loaded(tmp_path, "energy.training: {value: 12, unit: kWh}", signed=SIGNED)
    assert amount(model, "energy.training") == 12


@pytest.mark.parametrize("text", ["1_000", "١٢", " 12", "12 words", "0x10", "--1"])
def test_a_number_in_quotes_is_read_strictly(tmp_path: Path, text: str) -> None:
    model = loaded(tmp_path, f'context.maximum: "{text}"', signed=SIGNED)
    assert amount(model, "context.maximum") == 2048


def test_a_number_in_quotes_may_name_its_unit(tmp_path: Path) -> None:
    assert amount(loaded(tmp_path, 'energy.training: "12 kWh"', signed=SIGNED), "energy.training") == 12


def test_facts_of_the_provider_count_for_every_model(tmp_path: Path) -> None:
    (tmp_path / "adhere.yaml").write_text(
        "format: adhere/dossier/1\n"
        "provider: {name: Example, established_in: US, size: small, staff: 12, turnover: 1e6, balance_sheet: 5e5}\n"
        "models:\n  one:\n  two:\n",
        encoding="utf-8",
    )
    models = load(tmp_path, ON).models
    assert [model.facts.value("provider.established_in_union") for model in models] == [False, False]
    assert [model.facts.value("provider.size") for model in models] == ["small", "small"]
