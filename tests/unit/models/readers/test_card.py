# SPDX-License-Identifier: EUPL-1.2
"""Model cards: names, front matter, limits, and that no card makes the reader fail. All cards here are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.models.cards import OPERATIONS, fact, read, rules, value

from adhere.kernel.quantity import Quantity
from adhere.models.facts import Facts
from adhere.models.readers.card import LINE_LIMIT, TEXT_LIMIT, read_card


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It was trained using 3.8 × 10²⁵ FLOPs.", "3.8e25"),
        ("It was trained using 3.8 x 10^25 FLOPs.", "3.8e25"),
        ("It was trained using 3.8 x 10<sup>25</sup> FLOP.", "3.8e25"),
        ("The training compute is 6.74e24 floating-point operations.", "6.74e24"),
    ],
)
def test_stated_compute_is_read_without_a_notion_the_card_does_not_name(sentence: str, expected: str) -> None:
    found = fact(read(sentence), OPERATIONS)

    assert found.value == Quantity.exactly(expected, "FLOP")
    assert found.notion is None
    assert found.note is not None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("# Stable Example v1-5 Model Card\n", "Stable Example v1-5"),
        ("# Model Card for Example-7B\n", "Example-7B"),
        ("# Model Details\n\n* **Model name**: Example 8x22B\n", "Example 8x22B"),
        ("# 🚀 Example-7B\n", "Example-7B"),
    ],
)
def test_the_name_is_read_from_the_title_or_label(text: str, name: str) -> None:
    assert value(text, "model.name") == name


@pytest.mark.parametrize("title", ["# Model Details", "# Introduction", "# Training", "## Model Information"])
def test_a_heading_that_names_nothing_is_no_name(title: str) -> None:
    assert value(f"{title}\n", "model.name") is None


@pytest.mark.parametrize(
    "text",
    [
        "* **Base model**: [org/Base-7B](https://example.org)",
        "**This model was developed based on org/Base-7B.**",
        "The checkpoint was initialized with the weights of the org/Base-7B checkpoint.",
    ],
)
def test_the_base_model_is_read_from_the_text(text: str) -> None:
    assert value(text, "model.base") == "org/Base-7B"


def test_front_matter_ranks_before_text_and_names_its_lines() -> None:
    front: dict[str, object] = {
        "license": "apache-2.0",
        "language": ["nl", "en", "code", "no"],
        "base_model": "org/Base-7B",
        "base_model_relation": "finetune",
        "datasets": ["org/one", "org/two", "org/one"],
        "pipeline_tag": "image-text-to-text",
        "model-index": [{"name": "Example"}],
    }
    reading = read_card("README.md", "# Other name\n", front, sha256="a" * 64, lines={"language": 3})
    facts = Facts.of(reading.facts)

    assert facts.value("model.name") == "Example"
    assert facts.value("languages") == ("nl", "en", "no")
    assert facts.value("model.base") == "org/Base-7B"
    assert facts.value("data.training.datasets") == ("org/one", "org/two")
    assert facts.value("modalities.input") == ("text", "image")
    assert facts.value("modalities.output") == ("text",)
    assert facts.value("licence.spdx") == "Apache-2.0"
    assert facts.value("licence.free_and_open_source") is True
    assert fact(reading, "languages").sources[0].at == "line 3, language"
    assert fact(reading, "model.base").note is not None


def test_emissions_of_the_front_matter_are_in_grams() -> None:
    reading = read("", {"co2_eq_emissions": {"emissions": 24_700_000, "hardware_used": "384 A100 80GB GPUs"}})

    assert fact(reading, "emissions.training").value == Quantity.exactly(24_700, "kgCO2e")
    assert fact(reading, "compute.training.hardware").value == "A100 80GB"


def test_values_of_the_wrong_kind_are_reported_and_left_out() -> None:
    reading = read("", {"language": [False, "nl"], "base_model": 7, "co2_eq_emissions": "much"})

    assert rules(reading) == ["ADH-MOD-151"] * 3
    assert Facts.of(reading.facts).value("languages") == ("nl",)
    assert "model.base" not in Facts.of(reading.facts)


def test_an_unknown_pipeline_tag_is_reported() -> None:
    assert rules(read("", {"pipeline_tag": "text-to-smell"})) == ["ADH-MOD-155"]


@pytest.mark.parametrize("text", ["x" * (TEXT_LIMIT + 1), "x\n" * (LINE_LIMIT + 1)])
def test_a_card_beyond_all_measure_is_cut_and_reported(text: str) -> None:
    assert rules(read(text)) == ["ADH-MOD-150"]


@pytest.mark.parametrize(
    "unit", ["a|", "<table>", "[a](", "1 x ", "<!--", "A 1 tokens trained. ", "| 1M |\n|-|\n"]
)
def test_a_megabyte_of_one_thing_is_read_to_the_end(unit: str) -> None:
    assert read((unit * (1_000_000 // len(unit)))[:1_000_000]).facts == []


ALPHABET = st.sampled_from(
    "# |-\n<>/tdrablehoksn*`[]()~.,:0123456789^xKMBT%$\\é²"  # what the reader gives meaning to
)
WORDS = st.sampled_from(
    [
        "trained on",
        "tokens",
        "1.46M",
        "GPU hours",
        "|",
        "\n",
        "---",
        "<table>",
        "<td>",
        "FLOP",
        "**a:**",
        "kWh",
        "# ",
    ]
)


@given(st.one_of(st.text(), st.text(ALPHABET, max_size=400), st.lists(WORDS, max_size=60).map(" ".join)))
def test_no_text_whatever_makes_the_reader_fail(text: str) -> None:
    for found in read(text, model="Example-7B").facts:
        assert found.sources


ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = st.sampled_from(
    [
        "license",
        "license_name",
        "license_link",
        "language",
        "base_model",
        "datasets",
        "pipeline_tag",
        "model-index",
        "model_name",
        "co2_eq_emissions",
        "base_model_relation",
    ]
)


@given(st.dictionaries(KEYS, ANYTHING))
def test_no_front_matter_whatever_makes_the_reader_fail(front: dict[str, object]) -> None:
    for found in read("", front).facts:
        assert found.rank == 30
