# SPDX-License-Identifier: EUPL-1.2
"""Tables of model cards: only what is said of this model. All cards here are made up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.unit.models.cards import HOURS, TOKENS, fact, read, rules, tokens, value

from adhere.kernel.quantity import Quantity
from adhere.models.readers.card import read_card

FAMILY = """# Example 2 model card

| Model | Training Time (GPU hours) | Logit Generation Time (GPU hours) | Emissions (tons CO2eq) |
| :--- | :---: | :---: | :---: |
| Example 2 8B | 1.46M | \\- | 420 |
| Example 2 70B | 7.0M | \\- | 2,040 |
| Total | 8.46M | 86k | 2,460 |
"""


def test_the_row_of_this_model_is_taken_from_a_table_of_several() -> None:
    reading = read(FAMILY, model="Example-2-70B")

    assert [f.value for f in reading.facts if f.id == HOURS] == [
        Quantity.exactly("7.0e6", "accelerator-hours")
    ]
    assert fact(reading, "emissions.training").value == Quantity.exactly("2040000", "kgCO2e")
    assert fact(reading, HOURS).sources[0].at == "line 6"


def test_without_its_row_the_total_of_a_family_only_bounds_this_model() -> None:
    reading = read(FAMILY)
    found = fact(reading, HOURS)

    assert found.value == Quantity(unit="accelerator-hours", high=Decimal(8460000))
    assert found.note is not None
    assert "all models" in found.note.en
    assert rules(reading) == ["ADH-MOD-153", "ADH-MOD-153"]


def test_a_total_in_the_text_that_differs_from_the_table_is_a_contradiction() -> None:
    reading = read(f"{FAMILY}\nTraining used a cumulative of 9.16M GPU hours.\n", model="Example-2-8B")

    assert rules(reading) == ["ADH-MOD-152"]
    assert "9160000" in reading.findings[0].wrong("en")
    assert "regel 9" in reading.findings[0].wrong("nl")


def test_an_html_table_with_spanning_cells_is_read() -> None:
    card = """# Example 3

<table><tr><td></td><td>Params</td><td>Token count</td></tr>
<tr><td rowspan="2">Example 3</td><td>8B</td><td rowspan="2">15T+</td></tr>
<tr><td>70B</td></tr></table>
"""
    assert value(card, TOKENS) == Quantity.at_least("15e12", "tokens")


@pytest.mark.parametrize("header", ["| Property | Value |", "| | |"])
def test_a_table_of_properties_is_read(header: str) -> None:
    card = f"# Example-7B\n\n{header}\n|---|---|\n| Training tokens | 2.5T |\n| Hidden size | 4096 |\n"

    assert value(card, TOKENS) == tokens("2.5e12")


def test_hardware_and_time_are_read_from_a_table_of_properties() -> None:
    reading = read(
        "# Example-7B\n\n| | |\n|---|---|\n| **GPUs** | 1920 H100-80GB |\n| **Training time** | 21 days |\n"
    )

    assert fact(reading, "compute.training.units").value == Quantity.exactly(1920, "accelerators")
    assert fact(reading, "compute.training.hardware").value == "H100-80GB"
    assert fact(reading, "compute.training.duration").value == Quantity.exactly(21, "days")


def test_the_column_of_this_model_is_taken_from_a_comparison() -> None:
    card = """# Example-7B

| | OtherLM-7B | Example-7B |
|---|---|---|
| Training tokens | 2T | 4T |
"""
    assert value(card, TOKENS) == tokens("4e12")


def test_a_comparison_in_which_no_column_is_this_model_gives_nothing() -> None:
    card = "# Example-7B\n\n| | OtherLM | ThirdLM |\n|---|---|---|\n| Training tokens | 2T | 4T |\n"

    assert value(card, TOKENS) is None


def test_a_column_in_trillions_is_scaled_by_its_header() -> None:
    card = "# Example-7B\n\n| Model | Training tokens (T) |\n|---|---|\n| Example-7B | 4.5 |\n"

    assert value(card, TOKENS) == tokens("4.5e12")


KIN = """The Meta Example 3.1 collection of language models was trained by us.

## Training

Training utilized a cumulative of 39.3M GPU hours on H100-80GB hardware.

| | Training Time (GPU hours) |
| :--- | :---: |
| Example 3.1 8B | 1.46M |
| Example 3.1 70B | 7.0M |
"""


def hours(card: str, parameters: int | None) -> list[Quantity]:
    reading = read_card(
        "README.md", card, None, sha256="0" * 64, model="checkpoint-final", parameters=parameters
    )
    return [fact.value for fact in reading.facts if fact.id == HOURS]


def test_the_row_of_a_folder_with_another_name_is_told_by_the_number_of_parameters() -> None:
    assert hours(KIN, 8_030_261_248) == [Quantity.exactly("1.46e6", "accelerator-hours")]


@pytest.mark.parametrize("parameters", [None, 32_000_000_000])
def test_a_cumulative_figure_is_never_more_than_an_upper_bound_of_one_model(parameters: int | None) -> None:
    assert hours(KIN, parameters) == [Quantity(unit="accelerator-hours", high=Decimal(39_300_000))]


def test_the_size_decides_nothing_in_a_table_of_strangers() -> None:
    card = KIN.replace("| Example 3.1 70B", "| Stranger 70B")

    assert hours(card, 8_030_261_248) == [Quantity(unit="accelerator-hours", high=Decimal(39_300_000))]


def test_the_size_decides_nothing_where_two_rows_have_it() -> None:
    card = KIN.replace("70B", "8B v2")

    assert hours(card, 8_030_261_248) == [Quantity(unit="accelerator-hours", high=Decimal(39_300_000))]


def test_a_total_without_a_table_is_an_upper_bound_too() -> None:
    card = "# Example\n\nTraining all of our models took 3.3M GPU hours in total.\n"

    assert hours(card, None) == [Quantity(unit="accelerator-hours", high=Decimal(3_300_000))]
