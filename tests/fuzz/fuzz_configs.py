# SPDX-License-Identifier: EUPL-1.2
"""A mutation fuzzer for the readers of configurations: ``python tests/fuzz/fuzz_configs.py --seconds 120``.

Takes valid configurations (made up here, and the published ones of the folder beside the repository where it is there),
puts a value of another type or size anywhere in them, reads configuration and weights, and demands a reading: no
exception, and every text of every finding and note printable.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.unit.models.checkpoints import safetensors, tiny
from tests.unit.models.memory import MemoryFolder

from adhere.models.architectures.reading import read_configuration
from adhere.models.reading import Reading
from adhere.models.weights.reading import read_weights

PUBLISHED = Path(__file__).resolve().parents[2].parent / "shared" / "models" / "configs"
NAMES = (
    "config.json",
    "adapter_config.json",
    "model_index.json",
    "tokenizer_config.json",
    "preprocessor_config.json",
    "generation_config.json",
)
VALUES: tuple[object, ...] = (
    None,
    True,
    False,
    -1,
    0,
    1,
    2**31,
    2**64,
    10**400,
    0.5,
    1e308,
    float("nan"),
    float("inf"),
    "",
    "llama",
    "a\ud800\x1b[31m",
    [],
    [[]],
    ["a", 1],
    [None],
    {},
    {"": {}},
    {"a": [1]},
)
Files = dict[str, dict[str, object]]


@dataclass
class Figures:
    """What a run did."""

    executions: int = 0
    crashes: list[str] = field(default_factory=list)


def seeds() -> list[Files]:
    """Return the valid folders that mutations start from."""
    rope = {"rope_type": "yarn", "factor": 4.0, "original_max_position_embeddings": 64}
    text = {
        "model_type": "llama",
        "architectures": ["LlamaForCausalLM"],
        "hidden_size": 4,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "num_key_value_heads": 2,
        "intermediate_size": 8,
        "vocab_size": 8,
        "max_position_embeddings": 256,
        "tie_word_embeddings": False,
        "rope_scaling": rope,
        "sliding_window": 32,
        "layer_types": ["full_attention", "sliding_attention"],
        "num_experts": 4,
        "num_experts_per_tok": 2,
        "quantization_config": {
            "quant_method": "compressed-tensors",
            "config_groups": {"a": {"targets": ["Linear"], "weights": {"num_bits": 4, "group_size": 32}}},
        },
    }
    tokens = {"model_max_length": 256}
    made: list[Files] = [
        {"config.json": text, "tokenizer_config.json": tokens},
        {"config.json": {"text_config": text, "vision_config": {"hidden_size": 4}, "model_type": "gemma3"}},
        {"adapter_config.json": {"peft_type": "LORA", "r": 8, "target_modules": ["q"], "base_model_name_or_path": "a/b"}},
        {"model_index.json": {"_class_name": "StableDiffusionPipeline", "unet": ["diffusers", "UNet2DConditionModel"]}},
    ]  # fmt: skip
    return made + [found for folder in sorted(PUBLISHED.glob("*")) if (found := published(folder))]


def published(folder: Path) -> Files:
    """Return the small configuration files of a published model."""
    files = {name: folder / name for name in NAMES}
    return {
        name: json.loads(path.read_bytes())
        for name, path in files.items()
        if path.exists() and path.stat().st_size < 100_000
    }


def mutated(value: object, chance: random.Random) -> object:
    """Return a JSON value with another value at one place in it."""
    if isinstance(value, dict) and value and chance.random() < 0.95:
        key = chance.choice(sorted(value))
        if chance.random() < 0.05:
            return {**value, "a\ud800\x1b": value[key]}
        return {**value, key: mutated(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.5:
        place = chance.randrange(len(value))
        return [*value[:place], mutated(value[place], chance), *value[place + 1 :]]
    return chance.choice(VALUES)


def judge(reading: Reading) -> None:
    """Check what every reading must be."""
    for finding in reading.findings:
        for language in ("en", "nl"):
            said = finding.wrong(language) + finding.why(language) + finding.remedy(language)
            assert said.isprintable(), said
            (said + str(finding.place)).encode()
    for fact in reading.facts:
        assert len(str(fact.value)) < 10_000
        assert str(fact.value).isprintable(), fact
        if fact.note is not None:
            assert fact.note.nl.isprintable(), fact.note.nl


def run(seconds: float, seed: int) -> Figures:
    """Mutate and read until the time is up."""
    chance, figures, sown = random.Random(seed), Figures(), seeds()
    weights = safetensors(tiny())
    end = time.monotonic() + seconds
    while time.monotonic() < end and len(figures.crashes) < 10:
        files: dict[str, object] = dict(chance.choice(sown))
        for _ in range(chance.randint(1, 3)):
            name = chance.choice(sorted(files))
            files[name] = mutated(files[name], chance)
        content = {name: json.dumps(value).encode() for name, value in files.items()}
        if chance.random() < 0.05:
            content = {name: text[:-1] + b"," + text[1:] for name, text in content.items()}  # every key twice
        try:
            folder = MemoryFolder({**content, "model.safetensors": weights})
            configuration = read_configuration(folder if chance.random() < 0.8 else MemoryFolder(content))
            judge(configuration.reading)
            judge(read_weights(folder, configuration.config))
        except Exception:  # noqa: BLE001 - whatever comes out is what is looked for
            figures.crashes.append(f"{traceback.format_exc()}\n{files!r}"[:20_000])
        figures.executions += 1
    return figures


def main() -> int:
    """Run and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    seed = random.SystemRandom().randrange(2**32) if options.seed is None else options.seed
    figures = run(options.seconds, seed)
    sys.stdout.write(f"seed {seed}\nexecutions {figures.executions}\ncrashes    {len(figures.crashes)}\n")
    sys.stdout.write(ascii("\n".join(figures.crashes[:5])).replace("\\n", "\n"))
    return int(bool(figures.crashes))


if __name__ == "__main__":
    sys.exit(main())
