# SPDX-License-Identifier: EUPL-1.2
"""Write the example model: a folder as a provider would have it, with true headers and no weights.

Every weight file gets its complete header (https://github.com/huggingface/safetensors#format); the data is a hole in a
sparse file, so 16 GB take a few kilobytes of disk. The results of two evaluations go into the example dossier, in the formats
of lm-evaluation-harness 0.4 and of Inspect, log format 2. Nothing in it is a real model, provider or measurement.

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
RESULTS = HERE / "dossier" / "models" / "voorbeeld-8b" / "evaluations"
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
NOTE = "An example: no such benchmark was run, every figure is invented."


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
    if target == TARGET:
        write_results(RESULTS)


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


def write_results(folder: Path) -> None:
    """Write what two harnesses leave behind; the bytes are the same each time."""
    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / "results_2026-03-02T09-12-44.json", harness_results())
    write_json(folder / "2026-03-03T10-05-00_voorbeeld-bronnen.json", inspect_log())


def harness_results() -> dict[str, object]:
    """Return a results file of lm-evaluation-harness (``lm_eval/loggers/evaluation_tracker.py``)."""
    figures = {"voorbeeld_regels": (0.714, 0.0143, 1000), "voorbeeld_samenvatten": (0.652, 0.0213, 500)}
    return {
        "results": {
            task: {"alias": task, "acc,none": value, "acc_stderr,none": error}
            for task, (value, error, _) in figures.items()
        },
        "group_subtasks": {task: [] for task in figures},
        "configs": {
            task: {
                "task": task,
                "output_type": "multiple_choice",
                "num_fewshot": 0,
                "metadata": {"note": NOTE},
            }
            for task in figures
        },
        "versions": dict.fromkeys(figures, 1.0),
        "n-shot": dict.fromkeys(figures, 0),
        "higher_is_better": {task: {"acc": True} for task in figures},
        "n-samples": {task: {"original": size, "effective": size} for task, (_, _, size) in figures.items()},
        "config": {
            "model": "hf",
            "model_args": "pretrained=voorbeeld/voorbeeld-8b,dtype=bfloat16",
            "batch_size": "16",
            "random_seed": 0,
        },
        "date": 1772442764.0,
        "lm_eval_version": "0.4.9",
        "transformers_version": "4.57.1",
        "model_source": "hf",
        "model_name": "voorbeeld/voorbeeld-8b",
        "model_name_sanitized": "voorbeeld__voorbeeld-8b",
        "total_evaluation_time_seconds": "812.4",
    }


def inspect_log() -> dict[str, object]:
    """Return a log of Inspect without its samples (https://inspect.aisi.org.uk/eval-logs.html)."""
    metrics = {"accuracy": 0.83, "stderr": 0.0266}
    score = {name: {"name": name, "value": value, "params": {}} for name, value in metrics.items()}
    return {
        "version": 2,
        "status": "success",
        "eval": {
            "created": "2026-03-03T10:05:00+00:00",
            "task": "voorbeeld-bronnen",
            "task_version": 1,
            "task_args": {},
            "tags": ["example"],
            "dataset": {"name": "voorbeeld-bronnen", "samples": 200, "shuffled": False},
            "model": "hf/voorbeeld/voorbeeld-8b",
            "model_args": {},
            "config": {"epochs": 1},
            "packages": {"inspect_ai": "0.3.150"},
            "metadata": {"note": NOTE},
        },
        "plan": {
            "name": "plan",
            "steps": [{"solver": "generate", "params": {}}],
            "config": {"temperature": 0.2},
        },
        "results": {
            "total_samples": 200,
            "completed_samples": 200,
            "scores": [{"name": "includes", "scorer": "includes", "params": {}, "metrics": score}],
        },
        "stats": {"started_at": "2026-03-03T10:05:02+00:00", "completed_at": "2026-03-03T10:19:31+00:00"},
    }


def write_json(path: Path, value: object) -> None:
    """Write JSON as models come with it."""
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
