# SPDX-License-Identifier: EUPL-1.2
"""Write the example model: a folder as a provider would have it, with true headers and no weights.

Every weight file gets its complete header (https://github.com/huggingface/safetensors#format); the data is a hole in a
sparse file, so 16 GB take a few kilobytes of disk. Nothing in it is a real model, provider or measurement.

    python examples/make_example.py [FOLDER]
"""

from __future__ import annotations

import json
import math
import shutil
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
TARGET = HERE / "model" / "voorbeeld-8b"
SHARDS = 4
CONFIG = {
    "architectures": ["LlamaForCausalLM"],
    "model_type": "llama",
    "hidden_size": 4096,
    "intermediate_size": 12288,
    "num_hidden_layers": 36,
    "num_attention_heads": 32,
    "num_key_value_heads": 8,
    "head_dim": 128,
    "vocab_size": 131072,
    "max_position_embeddings": 8192,
    "rope_theta": 500000.0,
    "rms_norm_eps": 1e-05,
    "hidden_act": "silu",
    "tie_word_embeddings": False,
    "torch_dtype": "bfloat16",
    "bos_token_id": 1,
    "eos_token_id": 2,
}
TOKENS = 12_000_000_000_000
STEPS = 1_430_512


def main(target: Path) -> None:
    """Write the whole folder anew."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    write_weights(target)
    write_json(target / "config.json", CONFIG)
    write_json(target / "generation_config.json", {"bos_token_id": 1, "eos_token_id": 2, "max_length": 8192})
    write_json(
        target / "tokenizer_config.json",
        {"model_max_length": 8192, "tokenizer_class": "PreTrainedTokenizerFast"},
    )
    write_json(target / "trainer_state.json", trainer_state())
    for name in ("README.md", "emissions.csv"):
        shutil.copyfile(HERE / "parts" / name, target / name)
    shutil.copyfile(HERE / "parts" / "LICENSE.txt", target / "LICENSE")


def tensors() -> Iterator[tuple[str, list[int]]]:
    """Yield the name and shape of every tensor, in checkpoint order."""
    hidden, width, vocabulary = CONFIG["hidden_size"], CONFIG["intermediate_size"], CONFIG["vocab_size"]
    shared = CONFIG["num_key_value_heads"] * CONFIG["head_dim"]
    yield "model.embed_tokens.weight", [vocabulary, hidden]
    for layer in range(CONFIG["num_hidden_layers"]):
        prefix = f"model.layers.{layer}."
        for name, rows in (("q", hidden), ("k", shared), ("v", shared), ("o", hidden)):
            yield f"{prefix}self_attn.{name}_proj.weight", [rows, hidden]
        for name, shape in (("gate", [width, hidden]), ("up", [width, hidden]), ("down", [hidden, width])):
            yield f"{prefix}mlp.{name}_proj.weight", shape
        for name in ("input_layernorm", "post_attention_layernorm"):
            yield f"{prefix}{name}.weight", [hidden]
    yield "model.norm.weight", [hidden]
    yield "lm_head.weight", [vocabulary, hidden]


def write_weights(target: Path) -> None:
    """Write the weight files and their index."""
    listed = list(tensors())
    step = math.ceil(len(listed) / SHARDS)
    weight_map, total = {}, 0
    for number in range(SHARDS):
        name = f"model-{number + 1:05d}-of-{SHARDS:05d}.safetensors"
        part = listed[number * step : (number + 1) * step]
        total += write_shard(target / name, part)
        weight_map |= {tensor: name for tensor, _ in part}
    write_json(
        target / "model.safetensors.index.json", {"metadata": {"total_size": total}, "weight_map": weight_map}
    )


def write_shard(path: Path, part: list[tuple[str, list[int]]]) -> int:
    """Write one weight file: its header, then a hole; return the bytes of data."""
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    end = 0
    for name, shape in part:
        begin, end = end, end + 2 * math.prod(shape)
        header[name] = {"dtype": "BF16", "shape": shape, "data_offsets": [begin, end]}
    text = json.dumps(header, separators=(",", ":")).encode()
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        file.truncate(8 + len(text) + end)
    return end


def trainer_state() -> dict[str, object]:
    """Return the state a trainer leaves behind."""
    log = [
        {"step": step, "loss": round(2.1 - 0.1 * number, 3)}
        for number, step in enumerate((500_000, 1_000_000))
    ]
    return {"global_step": STEPS, "epoch": 1.0, "num_input_tokens_seen": TOKENS, "log_history": log}


def write_json(path: Path, value: object) -> None:
    """Write JSON as models come with it."""
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
