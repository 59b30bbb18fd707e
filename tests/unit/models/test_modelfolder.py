# SPDX-License-Identifier: EUPL-1.2
"""A whole model folder: every reader is called, nothing stops the others, disagreement is reported."""

from datetime import date

from tests.unit.models.checkpoints import safetensors, tiny
from tests.unit.models.memory import MemoryFolder

from adhere.kernel.text import plain
from adhere.models.facts import Facts
from adhere.models.modelfolder import FrontMatter, complete, disagreements, read_model

CONFIG = {
    "model_type": "llama",
    "architectures": ["LlamaForCausalLM"],
    "vocab_size": 100,
    "max_position_embeddings": 64,
}
CARD = b"# Example\n\nTrained on 2 trillion tokens.\n"


def no_front_matter(_content: bytes) -> FrontMatter:
    return FrontMatter()


def rules(reading):
    return {finding.rule.id for finding in reading.findings}


def test_an_empty_folder_is_said_to_be_empty():
    result = read_model(MemoryFolder({}), no_front_matter)
    assert rules(result.reading) == {"ADH-MOD-255"}
    assert result.reading.facts == []


def test_weights_configuration_and_card_all_speak():
    folder = MemoryFolder(
        {"model.safetensors": safetensors(tiny()), "config.json": CONFIG, "README.md": CARD}
    )
    facts = Facts.of(read_model(folder, no_front_matter).reading.facts)
    assert {"parameters.total", "architecture.family", "data.training.tokens"} <= {fact.id for fact in facts}


def test_a_card_whose_head_is_broken_still_gives_its_text():
    def broken(_content: bytes) -> FrontMatter:
        return FrontMatter(problem=plain("syntax: tab"), problem_line=2)

    folder = MemoryFolder({"model.safetensors": safetensors(tiny()), "README.md": CARD})
    result = read_model(folder, broken)
    (finding,) = [finding for finding in result.reading.findings if finding.rule.id == "ADH-MOD-256"]
    assert finding.place.line == 2
    assert "data.training.tokens" in Facts.of(result.reading.facts)


def test_a_card_that_cannot_be_opened_is_a_finding_and_the_weights_still_count():
    folder = MemoryFolder({"model.safetensors": safetensors(tiny()), "README.md": None})
    result = read_model(folder, no_front_matter)
    assert "ADH-MOD-252" in rules(result.reading)
    assert "parameters.total" in Facts.of(result.reading.facts)


def test_bytes_that_are_not_utf_8_are_replaced_and_reported():
    folder = MemoryFolder({"README.md": CARD + b"\xff\n"})
    result = read_model(folder, no_front_matter)
    assert "ADH-MOD-257" in rules(result.reading)
    assert "data.training.tokens" in Facts.of(result.reading.facts)


def test_compute_follows_once_tokens_and_parameters_are_known():
    folder = MemoryFolder({"model.safetensors": safetensors(tiny()), "README.md": CARD})
    result = read_model(folder, no_front_matter)
    facts = Facts.of(result.reading.facts)
    complete(facts, result.shape, date(2026, 11, 22))
    assert "compute.training.operations" in facts
    assert "compute.training.cumulative" in facts


def test_files_that_contradict_each_other_are_reported_with_what_each_says():
    folder = MemoryFolder(
        {"model.safetensors": safetensors(tiny()), "config.json": CONFIG | {"hidden_size": 3}}
    )
    facts = Facts.of(read_model(folder, no_front_matter).reading.facts)
    leading = facts.get("parameters.total")
    other = type(leading)(
        id="parameters.total",
        value=leading.value.plus(leading.value),
        basis=leading.basis,
        sources=leading.sources,
        rank=10,
    )
    facts.add(other)
    (finding,) = disagreements(facts).findings
    assert finding.rule.id == "ADH-MOD-250"
    assert "model.safetensors" in finding.wrong("en")
    assert "bestanden" in finding.wrong("nl")


def test_cards_of_datasets_beside_the_model_are_read():
    folder = MemoryFolder({"data/laws/README.md": b"# Laws\n\nStatutes in force.\n", "config.json": CONFIG})

    def head(_content: bytes) -> FrontMatter:
        return FrontMatter(values={"pretty_name": "Laws", "license": "cc0-1.0"}, lines={"pretty_name": 2})

    facts = Facts.of(read_model(folder, head).reading.facts)
    assert facts.value("data.training.datasets") == ("Laws",)
