# SPDX-License-Identifier: EUPL-1.2
"""Nothing is left on the disk of what was converted or fetched into a folder that nobody named, however the work ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.engine.manifests.making import ROWS, jsonl, write

from adhere.engine.embedded import open_session
from adhere.engine.manifests.opening import open_inputs

PROGRAM = """
import sys
from adhere.engine.embedded import open_session
from adhere.engine.manifests.opening import open_inputs

inputs = open_inputs([sys.argv[1]])
with open_session() as session:
    inputs.make(session)
    print(inputs.work)
    {end}
"""


def test_what_was_converted_goes_with_the_inputs(tmp_path: Path) -> None:
    inputs = open_inputs([write(tmp_path / "a.jsonl", jsonl())])
    with open_session() as session:
        rows = session.rows(f"SELECT count(*) FROM ({inputs.relation(session)})")
        work = inputs.work
        assert rows == [(len(ROWS),)]
        assert work is not None
        assert list(work.iterdir())
        del inputs
    assert not work.exists()


def test_a_folder_that_was_named_is_kept(tmp_path: Path) -> None:
    inputs = open_inputs([write(tmp_path / "a.jsonl", jsonl())], work=tmp_path / "work")
    with open_session() as session:
        inputs.make(session)
    del inputs
    assert list((tmp_path / "work").iterdir())


@pytest.mark.parametrize("end", ["pass", "raise OSError('the disk went')", "sys.exit(3)"])
def test_a_program_leaves_nothing_behind(tmp_path: Path, end: str) -> None:
    file = write(tmp_path / "a.jsonl", jsonl())
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(end=end), str(file)],
        env={"TMPDIR": str(scratch)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert Path(ran.stdout.strip()).parent == scratch, ran.stderr
    assert ran.returncode == {"pass": 0, "sys.exit(3)": 3}.get(end, 1)
    assert list(scratch.iterdir()) == []
