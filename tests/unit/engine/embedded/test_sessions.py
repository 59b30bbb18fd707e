# SPDX-License-Identifier: EUPL-1.2
"""A session leaves nothing behind, tells how far it is, and says in words why it ends."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
import time

import pytest

from adhere.engine.embedded import EngineError, open_session
from adhere.engine.embedded.failures import rules

PROGRAM = """
import signal
import sys
from pathlib import Path
from adhere.engine.embedded import open_session

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has what runs behind it ignore the signal
try:
    with open_session("100MB", 1, Path(sys.argv[1])) as session:
        print("begun", flush=True)
        session.connection.execute(sys.argv[2]).fetchall()
except KeyboardInterrupt:
    print("interrupted")
"""
LONG = "SELECT count(*) FROM range(40000) a, range(40000) b WHERE (a.range * b.range) % 7 = 3"


def _rule(error: EngineError) -> str:
    return error.finding.rule.id


def test_the_folder_of_a_session_goes_with_it(tmp_path):
    with open_session("100MB", 1, tmp_path) as session:
        session.run("CREATE TABLE t AS SELECT range AS a, md5(range::VARCHAR) AS b FROM range(3000000)")
        assert session.folder.parent == tmp_path
        ((count,),) = session.rows("SELECT count(DISTINCT b) FROM t")
    assert count == 3_000_000
    assert not list(tmp_path.iterdir())


def test_the_folder_goes_after_a_failure_too(tmp_path):
    with pytest.raises(RuntimeError), open_session("100MB", 1, tmp_path):
        raise RuntimeError
    assert not list(tmp_path.iterdir())


def test_what_does_not_fit_in_memory_is_told():
    with open_session("20MB", 1) as session, pytest.raises(EngineError) as caught:
        session.run("SELECT list(range) FROM range(50000000)")
    assert _rule(caught.value) == "ADH-CON-051"
    assert "20MB" in caught.value.finding.wrong("en")


def test_a_full_disk_is_told(tmp_path):
    with open_session("60MB", 1, tmp_path) as session:
        session.run("SET max_temp_directory_size = '2MB'")
        with pytest.raises(EngineError) as caught:
            session.run("CREATE TABLE t AS SELECT md5(range::VARCHAR) AS b FROM range(9000000)")
    assert _rule(caught.value) == "ADH-CON-050"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("asked", ["lots", "", "-1GB", "1e9", "1GB; DROP", "GB"])
def test_an_amount_that_is_none_is_told(asked):
    with pytest.raises(EngineError) as caught, open_session(asked):
        pass
    assert _rule(caught.value) == "ADH-CON-054"


def test_a_statement_that_fails_is_told():
    with open_session(threads=1) as session, pytest.raises(EngineError) as caught:
        session.rows("SELECT * FROM read_parquet('/nowhere/at/all.parquet')")
    assert _rule(caught.value) == "ADH-CON-052"


def test_an_interrupted_statement_ends_as_a_person_ended_it():
    with open_session(threads=1) as session:
        threading.Timer(0.3, session.connection.interrupt).start()
        with pytest.raises(KeyboardInterrupt):
            session.run(LONG)
        assert session.rows("SELECT 1") == [(1,)]


def test_progress_is_told_while_a_statement_runs():
    told: list[tuple[str, int, int]] = []
    with open_session(threads=1, progress=lambda *one: told.append(one)) as session:
        threading.Timer(1.0, session.connection.interrupt).start()
        with pytest.raises(KeyboardInterrupt):
            session.run(LONG, step="count", size=1000)
    assert told
    assert all(name == "count" and 0 <= done <= size == 1000 for name, done, size in told)


def test_no_extension_is_fetched():
    with open_session(threads=1) as session:
        settings = "SELECT current_setting('autoinstall_known_extensions'), current_setting('autoload_known_extensions')"
        assert session.rows(settings) == [(False, False)]


@pytest.mark.parametrize("one", rules(), ids=lambda one: one.id)
def test_a_rule_says_the_same_in_both_languages(one):
    assert re.fullmatch(r"ADH-CON-05\d", one.id)
    for text in (one.wrong, one.why, one.remedy):
        english, dutch = (set(re.findall(r"\{(\w+)\}", wording)) for wording in (text.en, text.nl))
        assert english == dutch


def test_an_interrupt_by_the_engine_is_one_of_the_program(tmp_path):
    """However the connection is used: what goes by it directly is interrupted too, and DuckDB then says so in another way."""

    def interrupted() -> None:
        with open_session("100MB", 1, tmp_path) as session:
            threading.Timer(0.3, session.connection.interrupt).start()
            session.connection.execute(LONG).fetchall()

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert not list(tmp_path.iterdir())


def test_more_parts_are_more_threads_for_a_while_unless_a_number_was_asked():
    asked = "SELECT current_setting('threads')"
    with open_session("1GB") as session:
        session.run("SET threads = 2")
        with session.in_parts():
            assert session.rows(asked) == [(8,)]
        assert session.rows(asked) == [(2,)]
        with pytest.raises(ZeroDivisionError), session.in_parts():
            raise ZeroDivisionError
        assert session.rows(asked) == [(2,)]
    with open_session("1GB", 1) as session, session.in_parts():
        assert session.rows(asked) == [(1,)]


def test_ctrl_c_in_a_function_that_the_engine_asks_is_one_of_the_program(tmp_path):
    def stopped(_: str) -> str:
        raise KeyboardInterrupt

    def ask(run: str) -> None:
        with open_session("100MB", 1, tmp_path) as session:
            session.connection.create_function("stopped", stopped, ["VARCHAR"], "VARCHAR")
            getattr(session if run == "rows" else session.connection, run)("SELECT stopped('a')")

    for run in ("rows", "execute"):
        with pytest.raises(KeyboardInterrupt):
            ask(run)
    assert not list(tmp_path.iterdir())


def test_ctrl_c_interrupts_a_program_whose_engine_is_at_work(tmp_path):
    command = [sys.executable, "-c", PROGRAM, str(tmp_path), LONG]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout.readline() == "begun\n"
        time.sleep(0.3)
        running.send_signal(signal.SIGINT)
        assert running.stdout.read() == "interrupted\n"
    assert not list(tmp_path.iterdir())
