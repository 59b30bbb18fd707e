# SPDX-License-Identifier: EUPL-1.2
"""Submissions in embedded storage: what goes in comes out, an import is whole or not there, and another format is refused."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import textwrap
from decimal import Decimal
from pathlib import Path

import pytest
from tests.unit.monitoring.rows import row

from adhere.engine.submissions import TABLES, StorageError, Submissions
from adhere.monitoring.figures import FigureRow
from adhere.monitoring.portfolio import Row, portfolio
from adhere.monitoring.states import Bits

NAMES = ("A-1.1", "A-1.2")
ROWS = [row("2025", "b", "mn"), row("2026", "a", None, scope=3), row("2025", "a", "ux", "small")]
FIGURE = FigureRow("A-1.1", "days", "days", "2025", "a", "small", Decimal("12.50"))


def test_what_goes_in_comes_out_period_after_period_and_signatory_after_signatory(tmp_path: Path) -> None:
    with Submissions(tmp_path / "s.sqlite") as kept:
        assert kept.add("code", NAMES, ROWS, [FIGURE]) == 3
    with Submissions(tmp_path / "s.sqlite") as kept:
        assert list(kept.rows("code")) == [ROWS[2], ROWS[0], ROWS[1]]
        assert [(one.signatory, len(one.rows)) for one in kept.courses("code")] == [("a", 2), ("b", 1)]
        assert list(kept.figures("code")) == [FIGURE]
        assert (kept.codes(), kept.measures("code"), kept.periods("code")) == (
            ("code",),
            NAMES,
            ("2025", "2026"),
        )
        assert list(kept.courses("other")) == []


def test_a_code_of_four_hundred_measures_fits() -> None:
    whole = (1 << 400) - 1
    names = tuple(f"A-1.{number}" for number in range(400))
    with Submissions() as kept:
        kept.add("code", names, [Row("2025", "a", "large", whole, Bits(whole, whole >> 1))])
        assert next(kept.rows("code")).bits == Bits(whole, whole >> 1)
        assert portfolio(kept.rows("code"), names, ["2025"]).adhering == {"2025": 1}


def test_a_second_submission_over_the_same_period_takes_the_whole_import_back() -> None:
    with Submissions() as kept:
        kept.add("code", NAMES, ROWS)
        with pytest.raises(StorageError, match="twice"):
            kept.add("code", NAMES, [row("2027", "a", "mm"), ROWS[0]])
        assert kept.periods("code") == ("2025", "2026")


def test_bits_keep_their_places_and_a_code_with_other_measures_is_refused() -> None:
    with Submissions() as kept:
        kept.add("code", NAMES, ROWS)
        with pytest.raises(StorageError, match="measures"):
            kept.add("code", ("A-1.2", "A-1.1"), [row("2027", "a", "mm")])
        assert kept.replace("code", ("A-1.2", "A-1.1"), [row("2027", "a", "mm")]) == 1
        assert kept.periods("code") == ("2027",)


def test_what_fails_halfway_leaves_what_was_there(tmp_path: Path) -> None:
    def broken() -> object:
        yield row("2027", "a", "mm")
        raise RuntimeError("the disk is gone")

    with Submissions(tmp_path / "s.sqlite") as kept:
        kept.add("code", NAMES, ROWS)
        with pytest.raises(RuntimeError):
            kept.replace("code", NAMES, broken())  # type: ignore[arg-type]
        assert len(list(kept.rows("code"))) == 3


KILLED = """
import os, signal, sys
from pathlib import Path
from adhere.engine.submissions import Submissions
from adhere.monitoring.portfolio import Row
from adhere.monitoring.states import Bits

def rows():
    for number in range(30_000):
        if number == 25_000:
            os.kill(os.getpid(), signal.SIGKILL)
        yield Row("2027", f"s{number}", "large", 3, Bits(1, 3))

with Submissions(Path(sys.argv[1])) as kept:
    kept.add("code", ("A-1.1", "A-1.2"), rows())
"""


def test_a_kill_in_the_middle_of_an_import_leaves_nothing_of_it(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with Submissions(path) as kept:
        kept.add("code", NAMES, ROWS)
    script = textwrap.dedent(KILLED)
    done = subprocess.run([sys.executable, "-c", script, str(path)], check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL
    with Submissions(path) as kept:
        assert len(list(kept.rows("code"))) == 3
        assert kept.add("code", NAMES, [row("2027", "a", "mm")]) == 1


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"\0" * 4096])
def test_a_file_that_is_something_else_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "s.sqlite"
    path.write_bytes(content)
    with pytest.raises(StorageError):
        Submissions(path)
    assert path.read_bytes() == content


def test_a_newer_format_and_another_database_are_refused(tmp_path: Path) -> None:
    newer, other = tmp_path / "newer.sqlite", tmp_path / "other.sqlite"
    with Submissions(newer) as kept:
        kept.add("code", NAMES, ROWS)
    for path, statement in (
        (newer, "UPDATE about SET value = 'adhere/submissions/2'"),
        (other, "CREATE TABLE people (name TEXT)"),
    ):
        base = sqlite3.connect(path)
        base.execute(statement)
        base.commit()
        base.close()
        with pytest.raises(StorageError) as told:
            Submissions(path)
        assert told.value.reason == "format"


def test_no_sql_is_of_sqlite_alone() -> None:
    """PostgreSQL knows neither of these; the PRAGMA lines are about the file and stay behind."""
    for statement in TABLES:
        assert not {"AUTOINCREMENT", "WITHOUT", "STRICT", "REPLACE", "BLOB"} & set(statement.split())
