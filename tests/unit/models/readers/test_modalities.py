# SPDX-License-Identifier: EUPL-1.2
"""Modalities: told where the files tell them, asked where they do not."""

from __future__ import annotations

import pytest
from tests.unit.models.memory import MemoryFolder

from adhere.models.architectures.reading import read_configuration
from adhere.models.facts import Facts

GENERATION = ["SomethingForConditionalGeneration"]
CAUSAL = ["SomethingForCausalLM"]


def modalities(config: dict[str, object], **processors: object) -> tuple[object, object]:
    files = {"config.json": config, **{f"{name}.json": content for name, content in processors.items()}}
    facts = Facts.of(read_configuration(MemoryFolder(files)).reading.facts)
    return facts.value("modalities.input"), facts.value("modalities.output")


@pytest.mark.parametrize(
    ("config", "taken", "given"),
    [
        ({"model_type": "whisper", "architectures": GENERATION}, ("audio",), ("text",)),
        ({"model_type": "t5", "architectures": GENERATION}, ("text",), ("text",)),
        ({"model_type": "new", "architectures": CAUSAL}, ("text",), ("text",)),
        ({"model_type": "new", "architectures": ["SomethingForCTC"]}, ("audio",), ("text",)),
        (
            {"model_type": "new", "architectures": CAUSAL, "vision_config": {"depth": 2}},
            ("text", "image"),
            ("text",),
        ),
        ({"model_type": "new", "architectures": CAUSAL, "image_token_id": 7}, ("text", "image"), ("text",)),
        ({"model_type": "gemma4", "audio_config": None, "audio_token_id": 5}, ("text",), ("text",)),
        (
            {"model_type": "gemma4", "audio_config": {"layers": 2}, "audio_token_id": 5},
            ("text", "audio"),
            ("text",),
        ),
        (
            {"model_type": "qwen3_vl", "vision_config": {"depth": 2}, "video_token_id": 5},
            ("text", "image", "video"),
            ("text",),
        ),
        ({"model_type": "musicgen", "architectures": GENERATION}, ("text",), ("audio",)),
    ],
)
def test_what_the_configuration_tells_is_a_fact(
    config: dict[str, object], taken: object, given: object
) -> None:
    assert modalities(config) == (taken, given)


def test_conditional_generation_alone_tells_nothing() -> None:
    config = {"model_type": "new", "architectures": GENERATION, "vision_config": {"depth": 2}}
    findings = read_configuration(MemoryFolder({"config.json": config})).reading.findings

    assert modalities(config) == (None, None)
    assert "ADH-MOD-120" in [found.rule.id for found in findings]


def test_a_part_that_may_speak_leaves_the_output_open() -> None:
    config = {"model_type": "new", "architectures": CAUSAL, "talker_config": {"layers": 2}}
    findings = read_configuration(MemoryFolder({"config.json": config})).reading.findings

    assert modalities(config) == (("text",), None)
    assert "ADH-MOD-121" in [found.rule.id for found in findings]


def test_processor_files_are_a_further_witness() -> None:
    config = {"model_type": "new", "architectures": CAUSAL}

    assert modalities(config, preprocessor_config={"image_processor_type": "FineImageProcessor"})[0] == (
        "text",
        "image",
    )
    assert modalities(config, preprocessor_config={"feature_extractor_type": "CLIPFeatureExtractor"})[0] == (
        "text",
        "image",
    )
    assert modalities(config, preprocessor_config={"feature_extractor_type": "WhisperFeatureExtractor"})[
        0
    ] == ("text", "audio")
    assert modalities(config, processor_config={"image_processor_type": 3})[0] == ("text",)
