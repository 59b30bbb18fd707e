# SPDX-License-Identifier: EUPL-1.2
"""``adhere draft`` as a command of its own, on checkpoints of real size: what a person who types it waits for, and what is filled.

Wall and processor time of a fresh process, best of seven. There is no peer that fills the form; see the table of fields in the docs.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MODELS = Path(__file__).resolve().parents[2].parent / "shared" / "models"
PRESETS = ("llama-3.1-405b", "deepseek-v3-fp8", "gpt-oss-120b")
RUNS = 7


def main() -> None:
    """Print one row for every preset."""
    if not MODELS.is_dir():
        print("The reference data is not beside the repository; nothing to measure.")
        return
    adhere = shutil.which("adhere", path=str(Path(sys.executable).parent)) or "adhere"
    print("| preset | rows answered | draft s | of which processor s | read alone s |")
    print("|---|---:|---:|---:|---:|")
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
            asked = [adhere, "draft", str(folder), "--form", "mdf"]
            rows = json.loads(best([*asked, "--format", "json"])[2])["models"][0]["rows"]
            answered = sum(row["state"] == "answered" for row in rows)
            wall, processor, _ = best(asked)
            read, _, _ = best([adhere, "read", str(folder)])
            print(
                f"| {preset} | {answered} of {len(rows)} | {wall:.2f} | {processor:.2f} | {read:.2f} |",
                flush=True,
            )


def best(command: list[str]) -> tuple[float, float, str]:
    """Return the shortest wall time and processor time in seconds, and what was printed."""
    walls, processors, printed = [], [], ""
    for _ in range(RUNS):
        before, started = os.times(), time.perf_counter()
        printed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        walls.append(time.perf_counter() - started)
        after = os.times()
        processors.append(
            after.children_user + after.children_system - before.children_user - before.children_system
        )
    return min(walls), min(processors), printed


if __name__ == "__main__":
    main()
