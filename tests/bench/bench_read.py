# SPDX-License-Identifier: EUPL-1.2
"""Reading checkpoint headers, side by side with huggingface_hub's local reader: ``python tests/bench/bench_read.py``.

Writes presets of the checkpoint maker beside the repository (``../shared/models``) as sparse files, reads each with
both readers in one process, best of five, and prints a Markdown table: milliseconds, total parameters, right or wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from adhere.models.facts import Facts
from adhere.models.folder import Entry
from adhere.models.weights.reading import read_weights

MODELS = Path(__file__).resolve().parents[2].parent / "shared" / "models"
RUNS = 5


class DiskFolder:
    """A folder on disk, as readers see it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._entries = {name: Entry(name, size) for name, size in sorted(_files(path, ""))}

    def entries(self) -> Mapping[str, Entry]:
        return self._entries

    def open(self, name: str) -> BinaryIO:
        return open(f"{self._path}/{name}", "rb")  # noqa: PTH123 - the reader closes it


def _files(path: Path, prefix: str) -> Iterator[tuple[str, int]]:
    with os.scandir(path) as found:
        for each in found:
            if each.is_dir():
                yield from _files(path / each.name, f"{prefix}{each.name}/")
            else:
                yield prefix + each.name, each.stat().st_size


def config_of(path: Path) -> Mapping[str, object] | None:
    """Return the config.json of a folder, or None."""
    file = path / "config.json"
    return json.loads(file.read_text()) if file.exists() else None


def total_by_adhere(path: Path) -> int | None:
    """Return the total parameters that the headers give, or None where they give none."""
    facts = Facts.of(read_weights(DiskFolder(path), config_of(path)).facts)
    fact = facts.get("parameters.total")
    return None if fact is None else int(fact.value.value)


def total_by_peer(path: Path) -> int | None:
    """Return the sum that huggingface_hub 2.4 makes of its counts per element type, or None where it raises."""
    from huggingface_hub import get_local_safetensors_metadata

    try:
        return sum(get_local_safetensors_metadata(path).parameter_count.values())
    except Exception:  # noqa: BLE001 - whatever it raises for a folder it does not read counts as no answer
        return None


def best(path: Path) -> list[tuple[float, int | None]]:
    """Return, for each reader, the shortest of its runs in milliseconds and its answer; runs take turns."""
    readers = (total_by_adhere, total_by_peer)
    shortest, answers = [float("inf")] * 2, [None, None]
    for _ in range(RUNS):
        for place, read in enumerate(readers):
            begin = time.perf_counter()
            answers[place] = read(path)
            shortest[place] = min(shortest[place], time.perf_counter() - begin)
    return [(each * 1000, answer) for each, answer in zip(shortest, answers, strict=True)]


def write(preset: str, out: Path) -> Path:
    """Write one preset and return its folder."""
    command = [sys.executable, MODELS / "make_checkpoint.py", "--preset", preset, "--out", out / preset]
    subprocess.run(command, check=True)
    return out / preset


def row(preset: str, path: Path, expected: int | None) -> str:
    """Return one line of the table."""
    cells = [preset, f"{expected:,}" if expected else "none"]
    for shortest, answer in best(path):
        verdict = "right" if answer == expected else "no answer" if answer is None else "wrong"
        cells += [f"{shortest:.1f}", f"{answer:,}" if answer is not None else "-", verdict]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("presets", nargs="*", help="presets to read; all when none is named")
    known = json.loads((MODELS / "checkpoints.json").read_text())["checkpoints"]
    chosen = parser.parse_args().presets or list(known)
    sys.stdout.write(
        "| preset | expected total | adhere ms | adhere total | adhere | peer ms | peer total | peer |\n"
    )
    sys.stdout.write("|---|---:|---:|---:|---|---:|---:|---|\n")
    with tempfile.TemporaryDirectory() as out:
        for preset in chosen:
            path = write(preset, Path(out))
            sys.stdout.write(row(preset, path, known[preset]["total_parameters"]) + "\n")


if __name__ == "__main__":
    main()
