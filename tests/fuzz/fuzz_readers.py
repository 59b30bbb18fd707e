# SPDX-License-Identifier: EUPL-1.2
"""A mutation fuzzer for the binary readers: ``python tests/fuzz/fuzz_readers.py --seconds 600``.

Takes valid files (safetensors, index, GGUF, Git LFS pointer), changes bytes, or changes the JSON of a header as JSON,
reads the folder, and demands a reading: no exception, every text of every finding printable, no total after an error,
and a ceiling on memory. Prints what it did; exits with 1 when anything went wrong.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import resource
import struct
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.unit.models.checkpoints import gguf, pointer, safetensors, shards, tiny, with_header

from adhere.models.folder import Entry
from adhere.models.reading import Reading
from adhere.models.weights.reading import read_weights

MEMORY_LIMIT = 256
"""Megabytes of resident memory that no mutation of a small file may reach."""
INTERESTING = (
    0,
    1,
    7,
    8,
    0x7F,
    0x80,
    0xFF,
    0x7FFF,
    0xFFFF,
    2**31 - 1,
    2**31,
    2**32 - 1,
    2**32,
    2**53,
    2**63,
    2**64 - 1,
)
VALUES = (
    None,
    True,
    -1,
    0,
    1,
    2**32,
    2**32 + 1,
    2**63,
    10**400,
    1.5,
    1e308,
    "",
    "F32",
    "I32",
    "U8",
    "../x",
    [],
    {},
    [[]],
)
CONFIGS = (
    None,
    {"num_experts": 4, "num_experts_per_tok": 2, "tie_word_embeddings": True, "num_hidden_layers": 1},
    {"quantization_config": {"quant_method": "gptq", "bits": 4}, "num_nextn_predict_layers": 1},
    {
        "expert_dtype": "fp4",
        "quantization_config": {"config_groups": {"a": {"targets": ["re:.*"], "weights": {"num_bits": 3}}}},
    },
)
Files = dict[str, bytes]


class Folder:
    """Files in memory whose length may be claimed to be another."""

    def __init__(self, files: Files, claimed: dict[str, int]) -> None:
        self._files, self._claimed = files, claimed

    def entries(self) -> dict[str, Entry]:
        return {name: Entry(name, self._claimed.get(name, len(raw))) for name, raw in self._files.items()}

    def open(self, name: str) -> BinaryIO:
        return io.BytesIO(self._files[name])


@dataclass
class Figures:
    """What a run did."""

    executions: int = 0
    counted: int = 0
    slowest: float = 0.0
    rules: Counter[str] = field(default_factory=Counter)
    crashes: list[str] = field(default_factory=list)


def seeds() -> list[Files]:
    """Return the valid folders that mutations start from."""
    expert = [(f"model.layers.0.mlp.experts.{e}.w.weight", "BF16", [2, 2]) for e in range(4)]
    packed = [
        ("a.qweight", "I32", [4, 8]),
        ("a.qzeros", "I32", [1, 1]),
        ("a.scales", "F16", [1, 8]),
        ("a.g_idx", "I32", [32]),
    ]
    half = {"model-00001-of-00002.safetensors": tiny()[:3], "model-00002-of-00002.safetensors": tiny()[3:]}
    sharded = {
        name: raw if isinstance(raw, bytes) else json.dumps(raw).encode()
        for name, raw in shards(half).items()
    }
    keys = {
        "general.architecture": "llama",
        "llama.expert_count": 4,
        "llama.expert_used_count": 2,
        "tokens": ["a", "bc"],
    }
    nested = {"n": struct.pack("<IIQ", 9, 9, 1) + struct.pack("<IQ", 4, 2) + bytes(8)}
    tensors = [("token_embd.weight", "Q4_0", [4, 32]), ("blk.0.ffn_up_exps.weight", "F16", [4, 2, 2])]
    return [
        {"model.safetensors": safetensors([*tiny(), *expert])},
        {"model.safetensors": safetensors(packed, compact=False)},
        sharded,
        {"m.gguf": gguf(tensors, keys)},
        {"m.gguf": gguf(tensors, keys | nested, version=2)},
        {"model.safetensors": pointer()},
        {"unet/model.safetensors": safetensors(tiny()), "vae/model.safetensors": safetensors(tiny())},
        {"adapter_model.safetensors": safetensors([("q.lora_A.weight", "F32", [2, 8])])},
    ]


def flipped(raw: bytes, chance: random.Random) -> bytes:
    """Change a few bytes."""
    changed = bytearray(raw)
    for _ in range(chance.randint(1, 8)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def numbered(raw: bytes, chance: random.Random) -> bytes:
    """Put a number at a limit somewhere, in one, two, four or eight bytes."""
    width = chance.choice((1, 2, 4, 8))
    number = (chance.choice(INTERESTING) + chance.randint(-1, 1)) % 256**width
    place = chance.randrange(max(1, min(len(raw), 400)))
    return raw[:place] + number.to_bytes(width, chance.choice(("little", "big"))) + raw[place + width :]


def spliced(raw: bytes, chance: random.Random) -> bytes:
    """Cut, double or move a piece."""
    start = chance.randrange(len(raw) + 1)
    end = min(len(raw), start + chance.randint(0, 64))
    other = chance.randrange(len(raw) + 1)
    return chance.choice(
        (
            raw[:start],
            raw[:start] + raw[end:],
            raw[:end] + raw[start:],
            raw[:other] + raw[start:end] + raw[other:],
        )
    )


def restructured(raw: bytes, chance: random.Random) -> bytes:
    """Change the JSON of a header or an index as JSON, and fit the length before it."""
    bare = raw[:1] == b"{"
    length = 0 if bare else int.from_bytes(raw[:8], "little")
    try:
        value = json.loads(raw if bare else raw[8 : 8 + length])
    except ValueError:
        return flipped(raw, chance)
    for _ in range(chance.randint(1, 3)):
        value = changed_value(value, chance)
    text = json.dumps(value, separators=chance.choice(((",", ":"), (", ", ": ")))).encode()
    if chance.random() < 0.2:
        text = text[:-1] + b"," + text[1:]  # every key twice
    return text if bare else with_header(text, 0) + raw[8 + length :]


def changed_value(value: object, chance: random.Random) -> object:
    """Return a JSON value with one change somewhere in it."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(sorted(value))
        rest = {name: other for name, other in value.items() if name != key}
        kind = chance.random()
        if kind < 0.1:
            return rest
        if kind < 0.25:
            return {
                **rest,
                chance.choice(
                    ["", key * 40, f"{key}.experts.0", f"layers.9.{key}", "a\ud800\x1b", "__metadata__"]
                ): value[key],
            }
        return {**value, key: changed_value(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.7:
        place = chance.randrange(len(value))
        return [*value[:place], changed_value(value[place], chance), *value[place + 1 :]]
    if type(value) is int and chance.random() < 0.5:
        return value + chance.choice((-1, 1, 2, 4, 1000))
    return chance.choice(VALUES)


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    flipped,
    numbered,
    spliced,
    restructured,
    restructured,
)


def mutated(files: Files, chance: random.Random) -> tuple[Files, dict[str, int]]:
    """Return a folder with one file changed once or twice, sometimes with a length that is not its own."""
    name = chance.choice(sorted(files))
    raw = files[name]
    for _ in range(chance.randint(1, 2)):
        raw = chance.choice(MUTATIONS)(raw, chance)
    claimed = {name: max(0, len(raw) + chance.choice((-1, 1, 100, 2**40)))} if chance.random() < 0.1 else {}
    return {**files, name: raw}, claimed


def judge(reading: Reading) -> bool:
    """Check what every reading must be; return whether it holds a total."""
    for finding in reading.findings:
        for language in ("en", "nl"):
            said = (
                finding.wrong(language)
                + finding.why(language)
                + finding.remedy(language)
                + str(finding.place)
            )
            said.encode()
            assert said.isprintable(), said
    total = any(fact.id == "parameters.total" for fact in reading.facts)
    errors = [finding.rule.id for finding in reading.findings if finding.rule.severity == "error"]
    assert not (total and errors), errors
    assert all(len(str(fact.value)) < 10_000 for fact in reading.facts)
    return total


def megabytes() -> float:
    """Return the most memory this process ever held, without what a parent held before it (as ``ru_maxrss`` counts)."""
    status = Path("/proc/self/status")
    if status.exists():
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(peak.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(seconds: float, seed: int) -> Figures:
    """Mutate and read until the time is up."""
    chance, figures, sown = random.Random(seed), Figures(), seeds()
    end = time.monotonic() + seconds
    while time.monotonic() < end and len(figures.crashes) < 10:
        files, claimed = mutated(chance.choice(sown), chance)
        begin = time.perf_counter()
        try:
            reading = read_weights(
                Folder(files, claimed), chance.choice(CONFIGS), hash_weights=chance.random() < 0.1
            )
            figures.counted += judge(reading)
            figures.rules.update(finding.rule.id for finding in reading.findings)
        except Exception:  # noqa: BLE001 - whatever comes out is what is looked for
            figures.crashes.append(f"{traceback.format_exc()}\n{files!r} {claimed!r}")
        figures.slowest = max(figures.slowest, time.perf_counter() - begin)
        figures.executions += 1
    return figures


def main() -> int:
    """Run and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    seed = random.SystemRandom().randrange(2**32) if options.seed is None else options.seed
    figures = run(options.seconds, seed)
    most = megabytes()
    sys.stdout.write(
        f"seed {seed}, {options.seconds:.0f} s\n"
        f"executions   {figures.executions}\n"
        f"crashes      {len(figures.crashes)}\n"
        f"with a total {figures.counted}\n"
        f"rules met    {len(figures.rules)}: {dict(sorted(figures.rules.items()))}\n"
        f"slowest      {figures.slowest * 1000:.0f} ms\n"
        f"most memory  {most:.0f} MB\n"
    )
    sys.stdout.write("\n".join(figures.crashes[:3]))
    return int(bool(figures.crashes) or most > MEMORY_LIMIT)


if __name__ == "__main__":
    sys.exit(main())
