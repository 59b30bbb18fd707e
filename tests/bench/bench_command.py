# SPDX-License-Identifier: EUPL-1.2
"""Whole commands as a user runs them: wall and CPU time, and peak memory, beside the goals of the issue.

Best of several runs of a fresh process each; needs a machine that does nothing else.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODELS = ROOT.parent / "shared" / "models"
RUNS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one process took: seconds on the clock, seconds of CPU, megabytes at the peak."""

    wall: float
    cpu: float
    memory: float


def main() -> None:
    """Print one row for every command."""
    print("| command | goal | wall s | CPU s | peak MB |")
    print("|---|---|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as scratch:
        for name, goal, command in commands(Path(scratch)):
            best = min((measured(command) for _ in range(RUNS)), key=lambda cost: cost.wall)
            print(f"| `{name}` | {goal} | {best.wall:.3f} | {best.cpu:.3f} | {best.memory:.0f} |", flush=True)


def commands(scratch: Path) -> list[tuple[str, str, list[str]]]:
    """Return name, goal and arguments; the large checkpoints only where the reference data is."""
    subprocess.run([sys.executable, str(ROOT / "examples" / "make_example.py")], check=True)
    found = [
        ("adhere --help", "<= 0.1 s CPU", ["--help"]),
        ("adhere check examples/dossier", "<= 0.7 s wall", ["check", str(ROOT / "examples" / "dossier")]),
    ]
    for preset, goal in (
        ("llama-3.1-405b", "<= 0.25 s wall, <= 60 MB"),
        ("deepseek-v3-fp8", "<= 0.5 s wall"),
    ):
        if MODELS.is_dir():
            out = scratch / preset
            make = [sys.executable, str(MODELS / "make_checkpoint.py"), "--preset", preset, "--out", str(out)]
            subprocess.run(make, check=True)
            found.append((f"adhere read {preset}", goal, ["read", str(out), "--format", "json"]))
    return found


def measured(arguments: list[str]) -> Cost:
    """Run the command once in a process of its own."""
    adhere = shutil.which("adhere", path=str(Path(sys.executable).parent)) or "adhere"
    started = time.perf_counter()
    process = subprocess.Popen([adhere, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    return Cost(wall=wall, cpu=usage.ru_utime + usage.ru_stime, memory=usage.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
