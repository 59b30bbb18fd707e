# SPDX-License-Identifier: EUPL-1.2
"""Every compute figure a provider states: found again within the margin, or listed with the documented reason."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.conformance.compute_truth import DOCUMENTED, SHARED, Model, models

from adhere.kernel.truth import Truth
from adhere.law.figures import figure

if not SHARED.is_dir():
    pytest.skip(f"no reference data at {SHARED}", allow_module_level=True)

MODELS = {model.name: model for model in models()}
STATED = [model for model in MODELS.values() if model.stated]


def test_there_are_twelve_stated_figures_to_meet():
    assert len(STATED) == 12


@pytest.mark.parametrize("model", STATED, ids=lambda model: model.name)
def test_a_stated_figure_is_found_again_or_the_reason_why_not_is_documented(model: Model):
    assert model.found_again() is (Truth.NO if model.name in DOCUMENTED else Truth.YES)


def test_no_reason_is_documented_for_a_figure_that_is_found_again():
    assert {model.name for model in STATED if model.found_again() is Truth.NO} == set(DOCUMENTED)


def test_full_attention_at_the_trained_length_gives_the_figure_of_apertus():
    count = MODELS["Apertus 70B"].quantity("operation-count")
    assert abs(count.high / Decimal("6.74e24") - 1) < Decimal("0.001")


def test_six_n_d_is_within_a_few_percent_of_most_stated_figures():
    off = sorted(abs(1 - model.quantity("six-n-d").value / model.stated.value) for model in STATED)
    assert off[len(off) // 2] < Decimal("0.05")


def test_the_1b_model_gets_no_verdict_at_the_indicative_figure():
    model = MODELS["Llama 3.2 1B"]
    threshold = figure("figure:gpai-indicative-compute").number
    assert model.quantity("six-n-d").exceeds(threshold) is Truth.NO
    assert model.quantity("hardware").exceeds(threshold) is Truth.YES
    assert model.estimate.combined.exceeds(threshold) is Truth.UNKNOWN


def test_the_405b_model_is_above_the_systemic_figure_by_every_approach():
    threshold = figure("figure:systemic-risk-compute").number
    for approach in MODELS["Llama 3.1 405B"].estimate.approaches:
        assert approach.quantity.exceeds(threshold) is Truth.YES


def test_every_accelerator_with_hours_in_the_reference_data_gives_a_hardware_figure():
    assert [
        name for name, model in MODELS.items() if model.has_hours and not model.quantity("hardware")
    ] == []
