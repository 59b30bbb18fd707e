# SPDX-License-Identifier: EUPL-1.2
"""The same folders as commands of their own: ``adhere read`` beside a script that calls huggingface_hub.

Wall time of a fresh process, best of five, and the total each gives; what a person who types the command waits for.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MODELS = Path(__file__).resolve().parents[2].parent / "shared" / "models"
PRESETS = ("qwen3-0.6b-tied", "llama-3.1-405b", "deepseek-v3-fp8", "gpt-oss-120b", "llama-3.1-8b-gptq4")
RUNS = 5
PEER = """
import sys
from huggingface_hub import get_local_safetensors_metadata
print(sum(get_local_safetensors_metadata(sys.argv[1]).parameter_count.values()))
"""


def main() -> None:
    """Print one row for every preset."""
    if not MODELS.is_dir():
        print("The reference data is not beside the repository; nothing to measure.")
        return
    known = json.loads((MODELS / "checkpoints.json").read_text())["checkpoints"]
    print("| preset | true total | adhere s | adhere total | peer s | peer total |")
    print("|---|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as scratch:
        for preset in PRESETS:
            folder = Path(scratch) / preset
            make = [
                sys.executable,
                str(MODELS / "make_checkpoint.py"),
                "--preset",
                preset,
                "--out",
                str(folder),
            ]
            subprocess.run(make, check=True)
            adhere = shutil.which("adhere", path=str(Path(sys.executable).parent)) or "adhere"
            ours, read = best([adhere, "read", str(folder), "--format", "json"])
            total = next(
                fact["value"] for fact in json.loads(read)["facts"] if fact["id"] == "parameters.total"
            )
            theirs, counted = best([sys.executable, "-c", PEER, str(folder)])
            true = known[preset]["total_parameters"]
            print(
                f"| {preset} | {true:,} | {ours:.2f} | {total:,} | {theirs:.2f} | {int(counted):,} |",
                flush=True,
            )


def best(command: list[str]) -> tuple[float, str]:
    """Return the shortest wall time in seconds and what was printed."""
    times, printed = [], ""
    for _ in range(RUNS):
        started = time.perf_counter()
        printed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        times.append(time.perf_counter() - started)
    return min(times), printed


if __name__ == "__main__":
    main()
