# SPDX-License-Identifier: EUPL-1.2
"""Pipelines: their class, their modalities, their parts."""

from __future__ import annotations

import pytest
from tests.unit.models.memory import MemoryFolder

from adhere.models.architectures.reading import read_configuration
from adhere.models.facts import Facts
from adhere.models.reading import Reading

INDEX = {
    "_class_name": "StableDiffusionPipeline",
    "_diffusers_version": "0.6.0",
    "scheduler": ["diffusers", "PNDMScheduler"],
    "tokenizer": ["transformers", "CLIPTokenizer"],
    "feature_extractor": [None, None],
    "unet": ["diffusers", "UNet2DConditionModel"],
    "text_encoder": ["transformers", "CLIPTextModel"],
    "../outside": ["diffusers", "UNet2DConditionModel"],
}
PARTS = {
    "unet/config.json": {"_class_name": "UNet2DConditionModel"},
    "text_encoder/config.json": {"architectures": ["CLIPTextModel"], "model_type": "clip_text_model"},
}


def read(index: dict[str, object], parts: dict[str, object]) -> Reading:
    return read_configuration(MemoryFolder({"model_index.json": index, **parts})).reading


def test_a_whole_pipeline_says_family_and_modalities_and_needs_weights() -> None:
    reading = read(INDEX, PARTS)
    facts = Facts.of(reading.facts)

    assert facts.value("architecture.family") == "StableDiffusionPipeline"
    assert facts.value("modalities.input") == ("text",)
    assert facts.value("modalities.output") == ("image",)
    assert [found.rule.id for found in reading.findings] == ["ADH-MOD-133"]


@pytest.mark.parametrize(
    ("name", "output"),
    [("WanPipeline", "video"), ("StableAudioPipeline", "audio"), ("FluxPipeline", "image")],
)
def test_the_class_of_the_pipeline_tells_the_output(name: str, output: str) -> None:
    assert Facts.of(read({"_class_name": name}, {}).facts).value("modalities.output") == (output,)


def test_an_unknown_pipeline_is_asked_for_its_modalities() -> None:
    reading = read({"_class_name": "HomeMadePipeline"}, {})

    assert [found.rule.id for found in reading.findings] == ["ADH-MOD-120", "ADH-MOD-133"]


def test_a_part_that_is_missing_is_named() -> None:
    reading = read(INDEX, {"unet/config.json": PARTS["unet/config.json"]})

    (found,) = [found for found in reading.findings if found.rule.id == "ADH-MOD-134"]
    assert found.place.file == "text_encoder/config.json"


def test_a_part_of_another_class_is_named() -> None:
    reading = read(INDEX, {**PARTS, "unet/config.json": {"_class_name": "Transformer2DModel"}})

    (found,) = [found for found in reading.findings if found.rule.id == "ADH-MOD-135"]
    assert "Transformer2DModel" in found.wrong("nl")


def test_an_index_without_a_class_is_reported() -> None:
    assert [found.rule.id for found in read({"unet": ["a", "b"]}, {}).findings] == ["ADH-MOD-113"]
