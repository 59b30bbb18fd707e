# SPDX-License-Identifier: EUPL-1.2
"""Text for people: 80 columns in both languages, no colour where nobody looks, nothing that steers a terminal."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.cli.running import DOSSIER, adhere, dossier, model_folder

from adhere.cli.main import CLOSED_PIPE
from adhere.cli.output import WIDTH, Page, columns

ON = ("--on", "2026-11-22")


def widest(text: str) -> int:
    return max(map(len, text.splitlines()), default=0)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("command", ["read", "check", "classify"])
def test_no_line_is_wider_than_a_terminal(tmp_path: Path, command: str, language: str) -> None:
    dossier(tmp_path, DOSSIER + "      context.maximum: 9999\n      parameters.totl: 1\n")
    folder = tmp_path / "model" if command == "read" else tmp_path
    out = adhere(command, folder, "--lang", language).out
    assert len(out.splitlines()) > 10
    assert widest(out) <= WIDTH
    assert all(line == line.rstrip() for line in out.splitlines())


@pytest.mark.parametrize("language", ["en", "nl"])
def test_long_names_are_broken_rather_than_wide(tmp_path: Path, language: str) -> None:
    model = model_folder(tmp_path / ("very-long-name-of-a-model-" * 6))
    (model / ("x" * 120 + ".safetensors")).write_bytes(b"\x01")
    for command in ("read", "check", "classify"):
        assert widest(adhere(command, model, "--lang", language).out) <= WIDTH


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_whole_law_fits_a_terminal(language: str) -> None:
    from adhere.law.library import Law

    for name in ("aia:art-53", "aia:art-55", "aia:art-56", "aia:art-101", "aia:art-113", "aia:annex-xiii"):
        assert name in Law().article_names
        assert widest(adhere("law", "show", name, *ON, "--lang", language).out) <= WIDTH
    assert widest(adhere("law", "search", "code", "model", "boete", *ON, "--lang", language).out) <= WIDTH


@pytest.mark.parametrize("language", ["en", "nl"])
def test_messages_of_new_fit_a_terminal_but_keep_paths_whole(tmp_path: Path, language: str) -> None:
    target = tmp_path / "d"
    out = adhere("new", target, "--from", model_folder(tmp_path / "model"), "--lang", language).out
    assert f"adhere check {target}" in " ".join(out.split())
    assert all(len(line) <= WIDTH or str(target) in line for line in out.splitlines())


def test_the_two_languages_tell_the_same_verdicts(tmp_path: Path) -> None:
    dossier(tmp_path)
    english, dutch = (adhere("classify", tmp_path, *ON, "--lang", language).out for language in ("en", "nl"))
    for there, here in (("YES ", "JA "), ("NO ", "NEE "), ("NOT KNOWN ", "ONBEKEND ")):
        assert sum(line.startswith(there) for line in english.splitlines()) == sum(
            line.startswith(here) for line in dutch.splitlines()
        )


def test_a_pipe_gets_no_colours(tmp_path: Path) -> None:
    assert "\x1b" not in adhere("check", dossier(tmp_path)).out


def in_a_terminal(folder: Path, **environment: str) -> str:
    """Return what ``check`` writes to a terminal."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "adhere", "check", str(folder), *ON],
        stdout=follower,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LANG": "C.UTF-8", **environment},
    )
    os.close(follower)
    seen = b""
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:  # the other end of a terminal closes with an error
            break
        if not part:
            break
        seen += part
    os.close(leader)
    process.wait()
    return seen.decode()


def test_a_terminal_gets_colours_unless_it_asked_for_none(tmp_path: Path) -> None:
    dossier(tmp_path)
    assert "\x1b[" in in_a_terminal(tmp_path)
    assert "\x1b" not in in_a_terminal(tmp_path, NO_COLOR="1")
    assert "\x1b" not in in_a_terminal(tmp_path, TERM="dumb")


def test_a_file_cannot_steer_the_terminal(tmp_path: Path) -> None:
    hostile = DOSSIER + '      languages: "\\e[2J\\e[31mowned"\n'
    seen = in_a_terminal(dossier(tmp_path, hostile))
    assert "owned" in seen
    assert "\x1b[2J" not in seen
    assert "\x1b[31mowned" not in seen


def test_a_name_that_is_no_text_does_not_end_a_run(tmp_path: Path) -> None:
    model = model_folder(tmp_path / "model")
    (model / b"\xff.safetensors".decode("utf-8", "surrogateescape")).write_bytes(b"\x00" * 4)
    for output in ("text", "json"):
        ran = adhere("read", model, "--format", output)
        assert ran.status == 1
        assert ran.err == ""


def apart(arguments: str, redirection: str, folder: Path) -> tuple[int, str]:
    """Run the command line in a shell, and return its status and what it said on the error stream."""
    command = f'("{sys.executable}" -m adhere {arguments}; echo "status $?" >&2) {redirection}'
    done = subprocess.run(
        ["/bin/sh", "-c", command], capture_output=True, text=True, check=False, cwd=folder, timeout=60
    )
    said, _, status = done.stderr.rpartition("status ")
    return int(status), said


PRINTING = ["read model", "check .", "classify . --format json", "law show aia:art-53", "--help"]


@pytest.mark.parametrize("arguments", PRINTING)
def test_a_closed_pipe_ends_a_run_quietly_with_the_status_of_one(tmp_path: Path, arguments: str) -> None:
    dossier(tmp_path)
    assert apart(arguments, "| (exec <&-; sleep 0.1)", tmp_path) == (CLOSED_PIPE, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("arguments", PRINTING)
def test_a_full_disk_is_told(tmp_path: Path, arguments: str) -> None:
    dossier(tmp_path)
    told = "The output cannot be written: the disk is full.\n"
    assert apart(arguments, "> /dev/full", tmp_path) == (2, told)


def test_an_output_that_is_not_there_is_no_crash(tmp_path: Path) -> None:
    dossier(tmp_path)
    assert apart("classify .", ">&-", tmp_path) == (0, "")
    for command in (
        "render . --for office --to md",
        "render . --for office --to pdf --out -",
        "export . --to spdx",
    ):
        status, told = apart(command, ">&-", tmp_path)
        assert (status, told) == (2, "The output cannot be written: it is closed.\n")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_message_of_bad_usage_fits_a_terminal(tmp_path: Path, language: str) -> None:
    for arguments in (("read", ""), ("read", tmp_path, "--format", "some form or other that nobody knows")):
        told = adhere(*arguments, "--lang", language)
        assert told.status == 2
        assert widest(told.err) <= WIDTH


@pytest.mark.parametrize("name", ["模型" * 30, "한국어 모델 " * 12, "ﾊﾝｶｸ" * 15, "café" * 30, "n\u0303" * 60])
def test_wide_signs_are_measured_in_columns(tmp_path: Path, name: str) -> None:
    model = model_folder(tmp_path / "m" / name)
    for command in ("read", "check", "classify"):
        out = adhere(command, model, *(() if command == "read" else ON)).out
        assert max(map(columns, out.splitlines())) <= WIDTH
        assert "".join(name.split()) in "".join(out.split())


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("é", 1), ("e\u0301", 1), ("模型", 4), ("ﾊ", 1), ("Ｗ", 2), ("", 0)]
)
def test_columns_are_those_of_a_terminal(text: str, width: int) -> None:
    assert columns(text) == width


def test_a_cell_with_wide_signs_keeps_the_next_column_in_its_place(
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = Page()
    page.rows([("模型模型", "one"), ("label", "two")], (6, 20))
    assert lines(page, capsys) == ["模型模  one", "型", "label   two"]


def lines(page: Page, capsys: pytest.CaptureFixture[str]) -> list[str]:
    page.print()
    return capsys.readouterr().out.splitlines()


def test_a_title_stands_on_both_sides(capsys: pytest.CaptureFixture[str]) -> None:
    page = Page()
    page.title("left", "right")
    first, second = lines(page, capsys)
    assert (first, second) == ("left" + " " * 71 + "right", "=" * WIDTH)


def test_a_title_that_does_not_fit_gets_more_lines(capsys: pytest.CaptureFixture[str]) -> None:
    page = Page()
    page.title("x" * 78, "right")
    assert lines(page, capsys) == ["x" * 78, "right".rjust(WIDTH), "=" * WIDTH]


def test_text_is_indented_under_its_mark(capsys: pytest.CaptureFixture[str]) -> None:
    page = Page()
    page.paragraph("word " * 20, indent=2, first="- ")
    first, second = lines(page, capsys)
    assert first.startswith("  - word")
    assert second.startswith("    word")


def test_a_cell_keeps_its_lines(capsys: pytest.CaptureFixture[str]) -> None:
    page = Page()
    page.rows([("label", "one\ntwo"), ("next", "")], (8, 20))
    assert lines(page, capsys) == ["label     one", "          two", "next"]
