# SPDX-License-Identifier: EUPL-1.2
"""Drafts of the Model Documentation Form for five real models: right in every field of which the truth is known.

Dense, mixture of experts, with a card, with an image encoder, and encoder-decoder; truth as in the reference table of models.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from adhere.dossier.documentation import documented
from adhere.dossier.portfolio import load
from adhere.forms.answers import Answer, Filled, Record
from adhere.forms.completeness import State
from adhere.forms.views import view
from adhere.kernel.quantity import Quantity

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "models"
if not SHARED.is_dir():
    pytest.skip(f"no reference data at {SHARED}", allow_module_level=True)
ON = date(2026, 11, 22)
MODELS = (
    "meta-llama__Meta-Llama-3.1-405B",
    "deepseek-ai__DeepSeek-V3",
    "bigscience__bloom",
    "google__medgemma-27b-it",
    "openai__whisper-large-v3",
)
OPTIONS = {"text": "text", "image": "images", "audio": "audio"}
KINDS = {
    "meta-llama__Meta-Llama-3.1-405B": "decoder-only transformer",
    "deepseek-ai__DeepSeek-V3": "decoder-only transformer with a mixture of experts",
    "bigscience__bloom": "decoder-only transformer",
    "google__medgemma-27b-it": "decoder-only transformer with an image encoder",
    "openai__whisper-large-v3": "encoder-decoder transformer",
}
BANDS = {
    "meta-llama__Meta-Llama-3.1-405B": "100B-500B",
    "deepseek-ai__DeepSeek-V3": "500B-1T",
    "bigscience__bloom": "100B-500B",
    "google__medgemma-27b-it": "15B-50B",
    "openai__whisper-large-v3": "500M-5B",
}
"""As the form prints its ranges."""
TOLERANCE = Decimal("0.3")
"""Share by which a figure of compute may be off (Guidelines, Annex A.2.1); the table holds estimates of others."""


def truth(folder: str) -> dict[str, str]:
    with (SHARED / "models_truth.csv").open(encoding="utf-8", newline="") as file:
        return next(row for row in csv.DictReader(file) if row["config_dir"] == folder)


def filled(folder: str) -> Filled:
    portfolio = load(SHARED / "configs" / folder, ON)
    return documented(portfolio.models[0], portfolio, None, ON, ["mdf"]).filled["mdf"]


def close(quantity: Quantity, known: str, tolerance: Decimal) -> bool:
    low, high = (bound if bound is not None else quantity.value for bound in (quantity.low, quantity.high))
    wanted = Decimal(known)
    return (
        low is not None
        and high is not None
        and low <= wanted * (1 + tolerance)
        and high >= wanted * (1 - tolerance)
    )


def quantities(answers: dict[str, Answer]) -> Iterator[tuple[str, Quantity]]:
    for name, answer in answers.items():
        if isinstance(answer.value, Quantity):
            yield name, answer.value
        elif isinstance(answer.value, Record):
            yield from (
                (f"{name}.{key}", one) for key, one in answer.value.parts.items() if isinstance(one, Quantity)
            )


@pytest.mark.parametrize("folder", MODELS)
def test_every_figure_of_which_the_truth_is_known_is_right(folder: str) -> None:
    known = truth(folder)
    wanted = {
        "total_model_size": (known["params_total_exact"], Decimal(0)),
        "data_points.training": (known["train_tokens"], Decimal(0)),
        "training_time.wall_clock": (known["wall_days"], Decimal(0)),
        "training_compute": (known["compute_provider_flop"] or known["compute_epoch_flop"], TOLERANCE),
        "training_energy": (known["energy_mwh"], Decimal("0.01")),
    }
    found = dict(quantities(dict(filled(folder).answers)))

    assert "total_model_size" in found
    for name, quantity in found.items():
        figure, tolerance = wanted[name]
        assert not figure or close(quantity, figure, tolerance), f"{name}: {quantity}, and not {figure}"


@pytest.mark.parametrize("folder", MODELS)
def test_modalities_are_those_of_the_model(folder: str) -> None:
    taken, _, given = truth(folder)["modality"].partition("->")
    answers = filled(folder).answers

    assert answers["input_modalities"].value == tuple(OPTIONS[one] for one in taken.split("+"))
    assert answers["output_modalities"].value == tuple(OPTIONS[one] for one in (given or taken).split("+"))


@pytest.mark.parametrize("folder", MODELS)
def test_the_kind_of_architecture_is_right(folder: str) -> None:
    assert f"Architecture: {KINDS[folder]}." in filled(folder).answers["model_architecture"].value.en


@pytest.mark.parametrize("folder", MODELS)
def test_recipients_of_a_range_get_the_right_one(folder: str) -> None:
    rows = {row.row.id: row for row in view(filled(folder), "downstream").rows}
    size = rows["total_model_size_range"]

    assert size.state is State.ANSWERED
    assert size.text.en == BANDS[folder]
    assert truth(folder)["params_total_exact"] not in str(size)


@pytest.mark.parametrize("folder", MODELS)
def test_nothing_is_drafted_that_no_file_says(folder: str) -> None:
    answers = filled(folder).answers

    for answer in answers.values():
        assert answer.sources
        assert answer.facts
    assert not {"intended_uses", "training_design", "data_bias", "release_date"} & answers.keys()


def test_a_name_and_a_base_come_from_the_card_alone() -> None:
    answers = filled("google__medgemma-27b-it").answers

    assert answers["model_name"].value.en == "MedGemma"
    assert "google/gemma-3-27b-pt" in answers["model_dependencies"].value.en
    assert "model_name" not in filled("meta-llama__Meta-Llama-3.1-405B").answers


def test_a_stretched_context_is_drafted_with_the_length_before() -> None:
    answers = filled("deepseek-ai__DeepSeek-V3").answers
    resting = [answer for answer in answers.values() if "context.maximum" in answer.facts]

    assert answers["input_max_size"] in resting
    for answer in resting:
        assert "yarn, factor 40" in answer.note.en
        assert "4,096 tokens" in answer.note.en


def test_how_much_a_decoder_writes_is_not_called_the_maximum_context() -> None:
    answers = filled("openai__whisper-large-v3").answers

    assert not any("context.maximum" in answer.facts for answer in answers.values())
    assert not any("448" in str(answer.value) for answer in answers.values())
