# SPDX-License-Identifier: EUPL-1.2
"""Real configurations: exact to the last parameter, or refused with a finding and no number."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest
from tests.unit.models.memory import MemoryFolder

from adhere.kernel.quantity import Quantity
from adhere.models.architectures.reading import ConfigurationReading, read_configuration
from adhere.models.facts import Facts

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "models"
if not SHARED.is_dir():
    pytest.skip(f"no reference data at {SHARED}", allow_module_level=True)
CONFIGS = SHARED / "configs"

# Totals by transformers 5.23.0 on the meta device (torch 2.13.0); None: refused.
EXPECTED: dict[str, int | None] = {
    "EleutherAI__gpt-neox-20b": 20_554_567_680,
    "MiniMaxAI__MiniMax-M2.5": 228_689_748_992,
    "MiniMaxAI__MiniMax-M2.7": 228_689_748_992,
    "Qwen__Qwen2.5-32B-Instruct": 32_763_876_352,
    "Qwen__Qwen3-0.6B": 596_049_920,
    "Qwen__Qwen3-1.7B": 1_720_574_976,
    "Qwen__Qwen3-30B-A3B": 30_532_122_624,
    "Qwen__Qwen3-30B-A3B-FP8": 30_532_122_624,
    "Qwen__Qwen3-32B": 32_762_123_264,
    "Qwen__Qwen3-32B-FP8": 32_762_123_264,
    "Qwen__Qwen3-32B-FP8-Static-PerTensor": 32_762_123_264,
    "Qwen__Qwen3-8B": 8_190_735_360,
    "Qwen__Qwen3-VL-2B-Instruct": 2_127_532_032,
    "Qwen__Qwen3-VL-30B-A3B-Instruct": 31_070_754_032,
    "Qwen__Qwen3-VL-32B-Instruct": 33_357_390_064,
    "Qwen__Qwen3-VL-32B-Thinking": 33_357_390_064,
    "Qwen__Qwen3-VL-4B-Instruct": 4_437_815_808,
    "Qwen__Qwen3-VL-8B-Instruct": 8_767_123_696,
    "Qwen__Qwen3.5-27B": None,
    "Qwen__Qwen3.5-35B-A3B": None,
    "XiaomiMiMo__MiMo-7B-Base": None,
    "allenai__OLMo-2-0325-32B": 32_234_279_936,
    "allenai__OLMo-2-1124-13B": 13_716_198_400,
    "allenai__Olmo-3.1-32B-Instruct": 32_233_522_176,
    "alpindale__WizardLM-2-8x22B": 140_620_634_112,
    "bigscience__bloom": 176_247_271_424,
    "deepseek-ai__DeepSeek-R1": 671_026_404_352,
    "deepseek-ai__DeepSeek-V3": 671_026_404_352,
    "deepseek-ai__DeepSeek-V3.2": 671_877_929_216,
    "deepseek-ai__DeepSeek-V4-Flash": None,
    "google__gemma-4-26B-A4B": None,
    "google__medgemma-27b-it": 27_432_406_640,
    "meta-llama__Llama-2-7b-hf": 6_738_415_616,
    "meta-llama__Meta-Llama-3-70B": 70_553_706_496,
    "meta-llama__Meta-Llama-3.1-405B": 405_853_388_800,
    "meta-llama__Meta-Llama-3.1-70B": 70_553_706_496,
    "meta-llama__Meta-Llama-3.1-8B": 8_030_261_248,
    "microsoft__phi-4": 14_659_507_200,
    "mistralai__Mistral-7B-Instruct-v0.3": 7_248_023_552,
    "mistralai__Mistral-7B-v0.1": 7_241_732_096,
    "mistralai__Mixtral-8x22B-v0.1": 140_620_634_112,
    "mistralai__Mixtral-8x7B-v0.1": 46_702_792_704,
    "nvidia__DeepSeek-V3.1-NVFP4": 671_026_404_352,
    "nvidia__DeepSeek-V3.2-NVFP4": 671_877_929_216,
    "nvidia__DeepSeek-V4-Flash-NVFP4": None,
    "nvidia__Gemma-4-26B-A4B-NVFP4": None,
    "nvidia__Gemma-4-31B-IT-NVFP4": None,
    "nvidia__Llama-3.1-70B-Instruct-FP8": 70_553_706_496,
    "nvidia__MiniMax-M2.5-NVFP4": 228_689_748_992,
    "nvidia__MiniMax-M2.7-NVFP4": 228_689_748_992,
    "nvidia__NVIDIA-Nemotron-3-Nano-30B-A3B-BF16": None,
    "nvidia__NVIDIA-Nemotron-3-Nano-30B-A3B-NVFP4": None,
    "nvidia__NVIDIA-Nemotron-3-Super-120B-A12B-FP8": None,
    "nvidia__NVIDIA-Nemotron-3-Super-120B-A12B-NVFP4": None,
    "nvidia__NVIDIA-Nemotron-3.5-Lightning-30B-A3B-NVFP4": None,
    "nvidia__Qwen3.6-27B-NVFP4": None,
    "nvidia__Qwen3.6-35B-A3B-NVFP4": None,
    "openGPT-X__Teuken-7B": 7_452_725_248,
    "openai__gpt-oss-120b": 116_829_156_672,
    "openai__whisper-large-v3": 1_543_490_560,
    "runwayml__stable-diffusion-v1-5": None,
    "sgl-project__DeepSeek-V4-Flash-FP8": None,
    "stepfun-ai__Step-3.7-Flash": None,
    "stepfun-ai__Step-3.7-Flash-FP8": None,
    "swiss-ai__Apertus-70B-2509": 70_599_864_480,
    "swiss-ai__Apertus-8B-2509": 8_053_338_176,
}
ACTIVE = {  # published: total without the input embedding, or with it, as each provider counts (MODELS.md, 2.4)
    "mistralai__Mixtral-8x7B-v0.1": ("parameters.active", "12879925248"),
    "mistralai__Mixtral-8x22B-v0.1": ("parameters.active", "39152031744"),
    "deepseek-ai__DeepSeek-V3": ("parameters.active_excluding_embeddings", "36625603584"),
    "openai__gpt-oss-120b": ("parameters.active_excluding_embeddings", "5132849472"),
    "Qwen__Qwen3-0.6B": ("parameters.active_excluding_embeddings", "596049920"),
}


def read(name: str) -> ConfigurationReading:
    folder = CONFIGS / name
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.json")}
    return read_configuration(MemoryFolder(files))


def number(reading: ConfigurationReading, fact_id: str) -> Decimal | None:
    value = Facts.of(reading.reading.facts).value(fact_id)
    return value.value if isinstance(value, Quantity) else None


def test_every_folder_is_in_the_table() -> None:
    assert set(EXPECTED) == {path.name for path in CONFIGS.iterdir()}


@pytest.mark.parametrize("name", sorted(name for name, total in EXPECTED.items() if total is not None))
def test_a_known_architecture_is_counted_to_the_last_parameter(name: str) -> None:
    reading = read(name)

    assert number(reading, "parameters.total") == EXPECTED[name]
    assert reading.shape is not None or name == "openai__whisper-large-v3"


@pytest.mark.parametrize("name", sorted(name for name, total in EXPECTED.items() if total is None))
def test_any_other_architecture_is_refused_with_a_finding_and_without_a_number(name: str) -> None:
    reading = read(name)

    assert not [fact for fact in reading.reading.facts if fact.id.startswith("parameters.")]
    assert [found for found in reading.reading.findings if "eights needed" in found.wrong("en")]
    assert reading.shape is None


@pytest.mark.parametrize("name", sorted(ACTIVE))
def test_active_parameters_follow_the_published_convention(name: str) -> None:
    fact_id, expected = ACTIVE[name]

    assert number(read(name), fact_id) == Decimal(expected)


def test_the_exact_totals_of_the_reference_table_are_met() -> None:
    with (SHARED / "models_truth.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["config_dir"] and row["params_total_exact"]]

    wrong = {}
    for row in rows:
        total = number(read(row["config_dir"]), "parameters.total")
        if total is not None and total != int(row["params_total_exact"]):
            wrong[row["model"]] = total

    assert len(rows) > 20
    assert wrong == {}


def test_the_reference_checkpoints_agree_with_their_configurations() -> None:
    presets = json.loads((SHARED / "checkpoints.json").read_text(encoding="utf-8"))["checkpoints"]
    checked = 0
    for preset in presets.values():
        if "active_without_input_embedding" not in preset:
            continue  # an adapter: its own folder holds no model
        reading = read(preset["config"])
        checked += 1
        expected = (
            preset["total_parameters"],
            preset["active_all"],
            preset["active_without_input_embedding"],
        )
        ids = ("parameters.total", "parameters.active", "parameters.active_excluding_embeddings")
        assert tuple(number(reading, fact_id) for fact_id in ids) == expected
        assert (number(reading, "parameters.draft") or 0) == preset.get("mtp_parameters", 0)
    assert checked == 18


def test_modalities_are_told_where_the_files_tell_them() -> None:
    expected = {
        "openai__whisper-large-v3": (("audio",), ("text",)),
        "google__medgemma-27b-it": (("text", "image"), ("text",)),
        "Qwen__Qwen3-VL-8B-Instruct": (("text", "image", "video"), ("text",)),
        "google__gemma-4-26B-A4B": (("text", "image", "video"), ("text",)),
        "meta-llama__Meta-Llama-3.1-8B": (("text",), ("text",)),
        "runwayml__stable-diffusion-v1-5": (("text",), ("image",)),
    }
    for name, (taken, given) in expected.items():
        facts = Facts.of(read(name).reading.facts)
        assert facts.value("modalities.input") == taken, name
        assert facts.value("modalities.output") == given, name
