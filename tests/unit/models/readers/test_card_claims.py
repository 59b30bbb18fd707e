# SPDX-License-Identifier: EUPL-1.2
"""Sentences of model cards: what is a fact about this model, and what is none. All cards here are made up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.unit.models.cards import CUMULATIVE, HOURS, OPERATIONS, TOKENS, fact, read, rules, tokens, value

from adhere.kernel.quantity import Quantity
from adhere.models.facts import Facts


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We trained the model on 36 trillion tokens.", tokens("36e12")),
        ("The model was pre-trained on 14.8T tokens.", tokens("14.8e12")),
        ("It was pretrained on over 15 trillion tokens of web text.", Quantity.at_least("15e12", "tokens")),
        ("It was pretrained on more than 2T tokens.", Quantity.at_least("2e12", "tokens")),
        ("It was trained on 15T+ tokens.", Quantity.at_least("15e12", "tokens")),
        (
            "It was pretrained on up to 9 trillion tokens.",
            Quantity(unit="tokens", high=Decimal("9e12")),
        ),
        ("Total seen tokens: **366B**", tokens("366e9")),
        ("We pre-train it on 14.8 trillion diverse and high-quality tokens.", tokens("14.8e12")),
    ],
)
def test_training_tokens_are_read_as_written(sentence: str, expected: Quantity) -> None:
    assert value(sentence, TOKENS) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The context window is 128,000,000 tokens.",
        "It was trained with a batch of 4M tokens.",
        "It was trained on sequences of 8,192 tokens.",
        "It was fine-tuned and trained for instructions on 10B tokens.",
        "The training corpus was converted into 350B unique tokens.",
        "The corpus used for training has 15 trillion tokens.",
        "It was trained on 15 trillion words.",
        "It was trained on 2-3 trillion tokens.",
        "It was first trained on 12T tokens and then on 300B tokens.",
        "Training throughput was 400 million tokens per second.",
        "Llama 2 was trained on 2 trillion tokens.",
        "The reward model was trained on 3B tokens.",
        "A teacher with 70B parameters was trained on 15T tokens.",
        "The tokenizer was trained on 2B tokens.",
        "Compared with our model, it was trained on 9 trillion tokens.",
    ],
)
def test_what_is_not_this_models_training_tokens_is_no_fact(sentence: str) -> None:
    assert value(f"# Example-7B\n\n{sentence}", TOKENS) is None


def test_a_sentence_about_another_version_of_the_same_family_is_no_fact() -> None:
    card = "# DeepSeek-V3\n\nDeepSeek-V2 was pretrained on 8.1T tokens. DeepSeek-V3 was pretrained on 14.8T tokens."

    assert [f.value for f in read(card).facts if f.id == TOKENS] == [tokens("14.8e12")]


def test_a_sentence_whose_subject_is_another_model_is_no_fact() -> None:
    assert value("# Example-7B\n\nOtherLM was trained on 9T tokens.", TOKENS) is None


def test_approximate_words_are_noted() -> None:
    found = fact(read("Example was pretrained on ~15 trillion tokens."), TOKENS)

    assert found.value == tokens("15e12")
    assert found.note is not None
    assert "approximate" in found.note.en


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Training took 1.46M GPU hours.", "1460000"),
        ("Training took 200,000 A100 GPU hours.", "200000"),
        ("It was trained with 1,082,990 A100 80GB hours of compute.", "1082990"),
        ("**Hours used:** 1,825 GPU hours", "1825"),
    ],
)
def test_accelerator_hours_are_read(sentence: str, expected: str) -> None:
    assert value(sentence, HOURS) == Quantity.exactly(expected, "accelerator-hours")


def test_hours_of_nobody_knows_what_are_reported_and_not_taken() -> None:
    reading = read("## Environmental Impact\n\n- **Hardware Type:** A100\n- **Hours used:** 150000\n")

    assert rules(reading) == ["ADH-MOD-154"]
    assert reading.findings[0].place.line == 4
    assert HOURS not in Facts.of(reading.facts)


def test_a_stage_bounds_the_whole_from_below() -> None:
    card = "Full training took 2.788M GPU hours. Pre-training of the model took 2.664M GPU hours.\n"
    reading = read(card)

    assert [f.value for f in reading.facts if f.id == HOURS] == [
        Quantity.exactly("2788000", "accelerator-hours"),
        Quantity.at_least("2664000", "accelerator-hours"),
    ]
    assert rules(reading) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The threshold for systemic risk is a training compute of 1e25 FLOP.",
        "Training throughput was about 150 TFLOP per GPU per second.",
        "Training reached 4e17 FLOP/s.",
        "Training stayed below the limit of 1e25 FLOP.",
        "Training used 3.8e25 operations.",
    ],
)
def test_thresholds_and_speeds_are_no_compute(sentence: str) -> None:
    found = Facts.of(read(sentence).facts)

    assert OPERATIONS not in found
    assert CUMULATIVE not in found


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("**Cumulative Compute:** 1.23 * 10^20 FLOPS", "1.23e20"),
        ("**Cumulative Compute:**  2.2e+22 <br>", "2.2e22"),
        ("**Cumulative Compute: 4.8x10^20", "4.8e20"),
    ],
)
def test_cumulative_compute_is_a_fact_of_its_own(line: str, expected: str) -> None:
    found = fact(read(f"## Computational Load\n{line}\n"), CUMULATIVE)

    assert found.value == Quantity.exactly(expected, "FLOP")
    assert found.notion == "cumulative"


def test_cumulative_compute_that_does_not_apply_is_no_fact() -> None:
    assert value("**Cumulative Compute:** Not Applicable (N/A)", CUMULATIVE) is None


def test_energy_and_emissions_under_one_label_are_both_read() -> None:
    card = (
        "**Estimated Energy and Emissions for Model Training:**\n"
        "Energy Consumption: 7,827.46 kWh <br>\nCarbon Emissions: 3.21 tCO2e <br>\n"
    )
    reading = read(card)

    assert fact(reading, "energy.training").value == Quantity.exactly("7827.46", "kWh")
    assert fact(reading, "emissions.training").value == Quantity.exactly("3210", "kgCO2e")
    assert fact(reading, "emissions.training").sources[0].at == "line 3"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Training consumed 449 MWh.", "449000"),
        ("Training used 5 GWh of electricity.", "5000000"),
        ("**Estimated Energy and Emissions for Model Training:** \n*Total kWh = 2500\n", "2500"),
    ],
)
def test_energy_is_read_in_kilowatt_hours(sentence: str, expected: str) -> None:
    assert value(sentence, "energy.training") == Quantity.exactly(expected, "kWh")


def test_energy_of_inference_is_no_fact() -> None:
    card = "After training, inference uses 3 kWh.\n\n## Inference\n\nTraining and inference use 4 kWh."

    assert value(card, "energy.training") is None


def test_hardware_units_and_duration_are_read_from_one_sentence() -> None:
    reading = read("Training took 21 days on 2,048 A100-SXM4-80GB GPUs.")

    assert fact(reading, "compute.training.duration").value == Quantity.exactly("21", "days")
    assert fact(reading, "compute.training.units").value == Quantity.exactly("2048", "accelerators")
    assert fact(reading, "compute.training.hardware").value == "A100-SXM4-80GB"


def test_a_month_is_an_interval_of_days() -> None:
    found = value("Training took 3 months.", "compute.training.duration")

    assert found == Quantity.between(Decimal(84), Decimal(93), "days")


def test_hours_of_the_clock_are_days_at_six_figures() -> None:
    assert value("Training took 32 hours.", "compute.training.duration") == Quantity.exactly(
        "1.33333", "days"
    )


def test_over_some_days_is_not_more_than_those_days() -> None:
    found = value("It was trained over 54 days.", "compute.training.duration")

    assert found == Quantity.exactly(54, "days")


def test_a_product_of_nodes_and_cards_is_multiplied() -> None:
    found = value("# Training\n\n- **Hardware:** 32 x 8 x A100 GPUs", "compute.training.units")

    assert found == Quantity.exactly(256, "accelerators")


@pytest.mark.parametrize(
    "text",
    [
        "## Usage\n\n- **Hardware:** 8 x H100 GPUs",
        "The trained model fits on 2 H100 GPUs.",
        "# Training\n\n- Additional 32 A100 80GB GPUs (4 nodes) in reserve",
        "Training used 8 GPUs per node.",
    ],
)
def test_hardware_that_is_not_what_the_model_was_trained_on_gives_no_units(text: str) -> None:
    assert value(text, "compute.training.units") is None


def test_code_is_not_read() -> None:
    assert value("```\nWe trained the model on 36 trillion tokens.\n```\n", TOKENS) is None


def test_two_figures_of_one_model_are_both_kept_and_reported() -> None:
    reading = read("Training took 916k GPU hours.\n\nThe training run took 833k GPU hours.")

    assert [f.value for f in reading.facts if f.id == HOURS] == [
        Quantity.exactly("916000", "accelerator-hours"),
        Quantity.exactly("833000", "accelerator-hours"),
    ]
    assert rules(reading) == ["ADH-MOD-152"]


def test_a_bound_and_a_figure_within_it_do_not_contradict() -> None:
    assert rules(read("Trained on over 15 trillion tokens.\n\nTrained on 15.6T tokens.")) == []
