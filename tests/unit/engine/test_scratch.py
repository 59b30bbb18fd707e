# SPDX-License-Identifier: EUPL-1.2
"""Folders go with whoever made them, those of killed programs when the next is made, and never one that is in use."""

from __future__ import annotations

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from adhere.engine.embedded import open_session
from adhere.engine.scratch import scratch, scratch_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = """
import sys
from pathlib import Path
from adhere.engine.embedded import open_session

with open_session("60MB", 1, Path(sys.argv[1])) as session:
    session.run("CREATE TABLE t AS SELECT md5(range::VARCHAR) AS b FROM range(2000000)")
    print(session.folder, flush=True)
    sys.stdin.read()
"""


@contextmanager
def _program(folder: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A program with a session that holds more than its memory."""
    command = [sys.executable, "-c", PROGRAM, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        yield running, Path(running.stdout.readline().strip())


def test_what_a_killed_program_left_goes_when_the_next_begins(tmp_path: Path) -> None:
    with _program(tmp_path) as (running, left):
        running.send_signal(signal.SIGKILL)
        running.wait()
    assert any(left.iterdir())
    with open_session("100MB", 1, tmp_path) as session:
        assert list(tmp_path.iterdir()) == [session.folder]
    assert list(tmp_path.iterdir()) == []


def test_the_folder_of_a_program_that_runs_is_left_alone(tmp_path: Path) -> None:
    with _program(tmp_path) as (running, kept):
        with scratch_folder(tmp_path):
            assert any(kept.iterdir())
        running.communicate("")
    assert running.returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_another_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "adhere-mine").mkdir()
    (tmp_path / "adhere-scratch-file").write_text("a file", encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "adhere-scratch-link").symlink_to(elsewhere)
    with scratch_folder(tmp_path):
        pass
    assert {one.name for one in tmp_path.iterdir()} == {
        "adhere-mine",
        "adhere-scratch-file",
        "adhere-scratch-link",
        "elsewhere",
    }


def test_many_at_once_each_get_a_folder_of_their_own(tmp_path: Path) -> None:
    def made(number: int) -> bool:
        one = scratch(tmp_path)
        (one.path / "mine").write_text(str(number), encoding="utf-8")
        kept = (one.path / "mine").read_text(encoding="utf-8") == str(number)
        one.remove()
        return kept

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(made, range(400)))
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="none-there"):
        scratch(tmp_path / "none-there")
