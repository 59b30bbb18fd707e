# SPDX-License-Identifier: EUPL-1.2
"""Where functions in C cannot be had, whatever the reason, there are none, and what was to be computed with them still comes out right."""

from __future__ import annotations

import errno
import os
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest
from tests.madeup.addresses import rows
from tests.unit.engine.audit.sites import day, records, said
from tests.unit.engine.domains.plainly import expected
from tests.unit.engine.domains.plainly import said as told
from tests.unit.engine.native.functions_in_c import in_c, needs_a_compiler

from adhere.engine.audit.auditing import Asked, Audit
from adhere.engine.domains import embedded
from adhere.engine.domains.request import Request
from adhere.engine.domains.suffixlist import read_suffixes
from adhere.engine.embedded import Session, open_session
from adhere.engine.native import building
from adhere.engine.native.loading import functions

SUFFIXES = read_suffixes()
FOUND = rows(2, 100)
RIGHT = expected(FOUND)
REFUSAL = """#include <stdbool.h>
typedef struct { void (*set_error)(void *, const char *); } access;
__attribute__((visibility("default"))) bool adhere_init_c_api(void *information, access *access) {
    access->set_error(information, "not today");
    return false;
}"""
OUTPUT = 'while [ "$1" != -o ]; do shift; done\n'
COMPILERS = {
    "fails": "exit 1",
    "ends by a signal": "kill -9 $$",
    "writes nothing": "exit 0",
    "writes an empty file": f'{OUTPUT}: > "$2"',
    "writes garbage": f'{OUTPUT}head -c 20000 /dev/urandom > "$2"',
    "writes a text": f'{OUTPUT}echo "int main(void);" > "$2"',
    "writes a folder": f'{OUTPUT}mkdir "$2"',
    "is no program": "\0\1\2",
}
"""What a compiler can do wrong, as a program of the shell that is given what a compiler is given."""


def _right(session: Session, folder: Path) -> None:
    """Hold the list of domains and an audit in this session to what is known of them."""
    assert functions(session) is None
    session.run(
        "CREATE TEMP TABLE manifest AS SELECT unnest($1::VARCHAR[]) AS url, unnest($2::BIGINT[]) AS bytes, unnest($3::VARCHAR[]) AS modality",
        [list(column) for column in zip(*FOUND, strict=True)],
    )
    request = Request(relation="SELECT * FROM manifest", suffixes=SUFFIXES, native=True)
    assert told(embedded.rank(session, request)) == RIGHT
    kept = records(said("https://a.example/", "User-agent: *\nDisallow: /private/"))
    urls = "SELECT unnest(['https://a.example/private/1', 'https://a.example/2', 'https://b.example/']) AS url, TIMESTAMP '{}' AS fetch_time, 1 AS bytes, 0 AS nth"
    made = Audit(
        session, urls.format(day(1)), Asked(agents=("GPTBot",), age=None, keep=False), folder, native=True
    )
    made.prepare(kept, None)
    assert made.found is None
    assert session.rows(f"SELECT url, verdict FROM ({made.select}) ORDER BY url") == [
        ("https://a.example/2", "allowed"),
        ("https://a.example/private/1", "reserved"),
        ("https://b.example/", "unknown"),
    ]


@pytest.mark.parametrize("named", ["none", "/not/there/cc", "no-such-compiler", " none "])
def test_without_a_compiler(monkeypatch, tmp_path, named):
    monkeypatch.setenv(building.COMPILER, named)
    assert building.compiler() is None
    with open_session("1GB", 1) as session:
        _right(session, tmp_path)


def test_where_no_compiler_is_found(monkeypatch, tmp_path):
    monkeypatch.delenv(building.COMPILER, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(building, "find_spec", lambda _: None)
    assert building.compiler() is None
    with open_session("1GB", 1) as session:
        _right(session, tmp_path)


def test_the_compiler_that_is_named_is_taken_before_all_others(monkeypatch, tmp_path):
    compiler = _compiler(tmp_path, "exit 0")
    monkeypatch.setenv(building.COMPILER, f" {compiler} ")
    assert building.compiler() == (str(compiler),)


def _compiler(folder: Path, does: str) -> Path:
    compiler = folder / "compiler"
    compiler.write_bytes(b"#!/bin/sh\n" + does.encode() if "\0" not in does else does.encode())
    compiler.chmod(0o755)
    return compiler


@pytest.mark.parametrize("does", COMPILERS.values(), ids=COMPILERS)
def test_with_a_compiler_that_does_not_do_its_work(monkeypatch, tmp_path, does):
    monkeypatch.setenv(building.COMPILER, str(_compiler(tmp_path, does)))
    with open_session("1GB", 1) as session:
        _right(session, tmp_path)


def _read_by_somebody(pipe: Path) -> bool:
    try:
        os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
    except OSError as error:
        return error.errno != errno.ENXIO
    return True


def test_with_a_compiler_that_takes_too_long(monkeypatch, tmp_path):
    """What it started goes with it: a second program would hold the pipe open."""
    pipe, end = tmp_path / "pipe", time.monotonic() + 60
    os.mkfifo(pipe)
    monkeypatch.setenv(building.COMPILER, str(_compiler(tmp_path, f"sleep 600 < '{pipe}' & sleep 600")))
    monkeypatch.setattr(building, "SECONDS", 0.5)
    with open_session("1GB", 1) as session:
        _right(session, tmp_path)
    while _read_by_somebody(pipe) and time.monotonic() < end:
        time.sleep(0.05)
    assert not _read_by_somebody(pipe)


def test_what_was_begun_ends_where_a_program_beside_it_cannot_begin(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(FileNotFoundError):
        building._succeed([["sh", "-c", f"sleep 600 < '{pipe}'"], [str(tmp_path / "nothing")]])
    assert not _read_by_somebody(pipe)


@needs_a_compiler
def test_each_step_is_given_the_options(monkeypatch, tmp_path):
    """Also the last: a compiler that brings its own library makes that too, and takes four times as long without."""
    told = tmp_path / "told"
    real = (
        shutil.which("cc") or shutil.which("gcc") or shutil.which("clang") or pytest.skip("NOT TESTED: no cc")
    )
    monkeypatch.setenv(
        building.COMPILER, str(_compiler(tmp_path, f'echo "$*" >> \'{told}\'\nexec {real} "$@"'))
    )
    with open_session("1GB", 1) as session:
        assert functions(session) is not None
    steps = told.read_text().splitlines()
    assert len(steps) == len(list(building.SOURCE.glob("*.c"))) + 1
    assert all(set(building._OPTIONS) <= set(step.split()) for step in steps)


@needs_a_compiler
@pytest.mark.parametrize(
    "source",
    [
        "int nothing_here;",
        REFUSAL,
        "this is not C",
    ],
    ids=["without an entry", "refuses", "no C"],
)
def test_with_a_library_that_is_not_ours(monkeypatch, tmp_path, source):
    (tmp_path / "module.c").write_text(source)
    monkeypatch.setattr(building, "SOURCE", tmp_path)
    with open_session("1GB", 1) as session:
        _right(session, tmp_path)


@needs_a_compiler
def test_with_one_function_that_the_engine_refuses(monkeypatch, tmp_path):
    """Those before it are there, and are not used."""
    source = shutil.copytree(building.SOURCE, tmp_path / "source")
    module = source / "module.c"
    text = module.read_text()
    module.write_text(
        text.replace('{"adhere_named", {VARCHAR, INTEGER}, INTEGER', '{"adhere_named", {VARCHAR, INTEGER}, 0')
    )
    assert module.read_text() != text
    monkeypatch.setattr(building, "SOURCE", source)
    with open_session("1GB", 1) as session:
        _right(session, tmp_path)
        known = session.rows("SELECT count(*) FROM duckdb_functions() WHERE function_name LIKE 'adhere%'")
        assert known == [(4,)]


@needs_a_compiler
@pytest.mark.parametrize("platform", ["", "another_platform"])
def test_for_another_platform(monkeypatch, tmp_path, platform):
    monkeypatch.setattr(building, "description", lambda _, of=building.description: of(platform))
    with open_session("1GB", 1) as session:
        _right(session, tmp_path)


@needs_a_compiler
def test_for_a_later_version_of_the_engine(monkeypatch, tmp_path):
    monkeypatch.setattr(building, "API", "v9.9.9")
    with open_session("1GB", 1) as session:
        _right(session, tmp_path)


@pytest.mark.parametrize("folder", ["/proc", "/not/there"])
def test_where_nothing_can_be_written(tmp_path, folder):
    """Into the first not even root writes."""
    with open_session("1GB", 1) as session:
        _right(replace(session, folder=Path(folder)), tmp_path)


def test_where_something_stands_in_the_way(tmp_path):
    with open_session("1GB", 1) as session:
        (session.folder / building.NAME).mkdir()
        _right(session, tmp_path)


def test_on_a_machine_that_writes_numbers_the_other_way_round(monkeypatch, tmp_path):
    monkeypatch.setattr(building.sys, "byteorder", "big")
    assert not building.build(tmp_path / building.NAME, "linux_amd64")
    assert not list(tmp_path.iterdir())


@needs_a_compiler
def test_functions_are_compiled_once_in_a_session(monkeypatch):
    with in_c() as made:
        monkeypatch.setenv(building.COMPILER, "none")
        again = functions(made.session)
        assert again is not None
        assert again.library._handle == made.functions.library._handle
