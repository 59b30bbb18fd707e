# SPDX-License-Identifier: EUPL-1.2
"""``adhere content summarise`` as a process: killed at any moment, on a full disk, or with an input replaced, the folder is whole or not there."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from adhere.intake.placing import DRAFT

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket]
FILES, ROWS, LONGEST = 6, 20_000, 300
ON = "2026-11-01"


def content(number: int, rows: int = ROWS) -> bytes:
    """Return lines of JSON, of which some are broken."""
    chance = random.Random(number)
    lines = []
    for place in range(rows):
        host = f"h{chance.randrange(900)}.example{chance.randrange(50)}.com"
        row = {
            "url": f"https://{host}/{place}",
            "bytes": chance.randrange(9_000),
            "date": f"2024-0{1 + place % 9}-11",
        }
        lines.append(json.dumps(row) if place % 997 else "{broken")
    return "\n".join(lines).encode()


def index(number: int) -> bytes:
    """Return lines of CDX, of which some are broken."""
    return b"\n".join(
        b"com,example%d)/ 20240102030405 http://a%d.example.com/%d text/html 200 K - - %d 9 f"
        % (number, place % 40, place, place)
        if place % 991
        else b"broken"
        for place in range(ROWS)
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs")
    for number in range(FILES):
        if number % 2:
            (folder / f"{number}.cdx.gz").write_bytes(gzip.compress(index(number), 1))
        else:
            (folder / f"{number}.jsonl").write_bytes(content(number))
    return folder


@pytest.fixture(scope="module")
def whole(made: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run writes that nothing interrupts."""
    out = tmp_path_factory.mktemp("whole") / "out"
    process = started(made, out)
    process.communicate(timeout=LONGEST)
    found = files(out)
    assert {"figures.json", "domains.tsv", "domains.parquet", "report.json"} <= set(found)
    assert [one.name for one in out.parent.iterdir()] == ["out"]
    return found


def started(inputs: Path, out: Path) -> subprocess.Popen[str]:
    """Start the command as a person does."""
    asked = [
        str(inputs),
        "--out",
        str(out),
        "--on",
        ON,
        "--to",
        "html",
        "--memory",
        "500MB",
        "--threads",
        "2",
    ]
    command = [sys.executable, "-m", "adhere", "content", "summarise", *asked]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def files(out: Path) -> dict[str, bytes]:
    """Return the files of a folder that was written."""
    return {one.name: one.read_bytes() for one in out.iterdir()}


def work_of(out: Path) -> Path:
    """Return the folder that keeps converted files between runs."""
    return out.parent / f".{out.name}.work"


def converted(out: Path) -> dict[str, int]:
    """Return the converted files, of which no run is at work, with the times they were written."""
    return {one.name: one.stat().st_mtime_ns for one in work_of(out).glob("*.parquet")}


def count_of_converted(out: Path) -> int:
    """Count the converted files while a run may be taking them, and their folder, away."""
    with contextlib.suppress(FileNotFoundError):
        return sum(one.suffix == ".parquet" for one in work_of(out).iterdir())
    return 0


def wait_for(process: subprocess.Popen[str], out: Path, count: int) -> None:
    """Wait until so many files are converted, or the process is done."""
    end = time.monotonic() + LONGEST
    while process.poll() is None and count_of_converted(out) < count and time.monotonic() < end:
        time.sleep(0.005)


@pytest.mark.parametrize("seed", range(4))
def test_killed_again_and_again_it_goes_on_and_ends_the_same(
    made: Path, whole: dict[str, bytes], tmp_path: Path, seed: int
) -> None:
    chance, out = random.Random(seed), tmp_path / "out"
    for count in sorted(chance.sample(range(FILES + 1), 3)):
        before = converted(out)
        process = started(made, out)
        wait_for(process, out, count)
        time.sleep(chance.random() * 0.7)
        process.kill()
        process.communicate()
        assert not out.exists() or files(out) == whole
        if not out.exists():
            assert before.items() <= converted(out).items(), "a file was converted twice"
    process = started(made, out)
    process.communicate(timeout=LONGEST)
    assert files(out) == whole
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_killed_over_an_earlier_run_that_stays(made: Path, whole: dict[str, bytes], tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(made, tmp_path / "fewer")
    (tmp_path / "fewer" / "0.jsonl").unlink()
    started(tmp_path / "fewer", out).communicate(timeout=LONGEST)
    earlier = files(out)
    assert earlier != whole
    process = started(made, out)
    wait_for(process, out, FILES - 1)
    process.kill()
    process.communicate()
    assert files(out) in (earlier, whole)
    started(made, out).communicate(timeout=LONGEST)
    assert files(out) == whole


def test_an_input_replaced_while_it_is_read_is_told(made: Path, tmp_path: Path) -> None:
    inputs, out = tmp_path / "inputs", tmp_path / "out"
    shutil.copytree(made, inputs)
    (tmp_path / "other").write_bytes(content(77))
    process = started(inputs, out)
    wait_for(process, out, 1)
    (tmp_path / "other").replace(inputs / f"{FILES - 2}.jsonl")
    told, _ = process.communicate(timeout=LONGEST)
    assert process.returncode == 1
    assert "ADH-CON-083" in told
    assert f"{FILES - 2}.jsonl" in told


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    place = tmp_path / "small"
    place.mkdir()
    mount = shutil.which("mount")
    mounted = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("NOT TESTED: a full disk; only root may mount one")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_leaves_nothing_and_with_room_it_goes_on(
    made: Path, whole: dict[str, bytes], small: Path
) -> None:
    out = small / "out"
    process = started(made, out)
    told, wrong = process.communicate(timeout=LONGEST)
    assert process.returncode in (1, 2), told
    assert "Traceback" not in told + wrong
    assert os.strerror(28) in told + wrong or "full" in told + wrong, told + wrong
    assert not out.exists()
    assert not list(small.glob(f"{DRAFT}*"))
    subprocess.run(["mount", "-o", "remount,size=64m", str(small)], check=True)
    process = started(made, out)
    process.communicate(timeout=LONGEST)
    assert files(out) == whole
