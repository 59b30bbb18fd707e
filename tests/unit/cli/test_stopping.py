# SPDX-License-Identifier: EUPL-1.2
"""SIGTERM stops a run as Ctrl-C does: nothing half made is left, a shell is told, and handlers of others stay."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from adhere.cli.stopping import termination

PROGRAM = """
import signal
import sys

import adhere.engine.summarising
from adhere.cli.main import main
from adhere.engine.scratch import scratch_folder


def compute(*_):
    with scratch_folder():
        number = sys.argv.pop()
        exec(f"signal.raise_signal({number})")  # as in modules that are read meanwhile


adhere.engine.summarising.compute = compute
signal.signal(signal.SIGTERM, signal.SIG_DFL)  # whatever this test runs under set
main()
"""


def test_a_run_that_is_stopped_leaves_nothing_behind(tmp_path: Path):
    (tmp_path / "stopped.py").write_text(PROGRAM, encoding="utf-8")
    temporary, data = tmp_path / "temporary", tmp_path / "data"
    temporary.mkdir()
    data.mkdir()
    (data / "a.jsonl").write_text('{"url": "https://example.nl/"}\n', encoding="utf-8")
    asked = ["content", "summarise", data / "a.jsonl", "--out", data / "out", "--lang", "nl"]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "stopped", *map(str, asked), str(int(signal.SIGTERM))],
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(temporary)},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr.strip()) == (143, "", "Afgebroken.")
    assert [path.name for path in data.iterdir()] == ["a.jsonl"]
    assert not list(temporary.iterdir())


@pytest.mark.skipif(signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL, reason="the signal is set aside")
def test_the_signal_is_taken_for_as_long_as_a_run_lasts_and_once():
    with termination() as told, pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGTERM)
    assert told.asked
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    with termination() as told:
        assert signal.getsignal(signal.SIGTERM) == told.ask
    assert not told.asked
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_handlers_of_others_stay():
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with termination():
            assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        with termination():
            signal.signal(signal.SIGTERM, signal.SIG_IGN)  # as a server does once it runs
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGTERM, before)


def test_in_another_thread_than_the_main_one_nothing_is_taken():
    found: list[bool] = []

    def run() -> None:
        before = signal.getsignal(signal.SIGTERM)
        with termination():
            found.append(signal.getsignal(signal.SIGTERM) == before)

    one = threading.Thread(target=run)
    one.start()
    one.join()
    assert found == [True]
