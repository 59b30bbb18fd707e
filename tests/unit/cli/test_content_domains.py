# SPDX-License-Identifier: EUPL-1.2
"""``adhere content domains``: the list lies in the file, what is said of it keeps its contract, and what cannot be is refused in words."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from tests.unit.cli.running import adhere
from tests.unit.cli.test_contracts import faults

ROWS = (
    "".join(
        f'{{"url": "https://www.{"abcdefghijk"[n % 11]}.example/{n}", "bytes": {n}}}\n' for n in range(100)
    )
    + '{"url": "http://192.0.2.1/", "bytes": 7}\n{"url": "data:,x", "bytes": 9}\n'
)


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    path = tmp_path / "pages.jsonl"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_list_keeps_its_contract(tmp_path: Path, manifest: Path, language: str) -> None:
    out = tmp_path / "list.tsv"
    ran = adhere(
        "content", "domains", manifest, "--out", out, "--threads", "1", "--format", "json", "--lang", language
    )
    document = ran.json()
    assert faults("adhere-content-domains", document) == []
    assert out.read_text() == "a.example\t495\nk.example\t486\n"
    told = document["domains"]
    assert (told["domains"], told["listed"], told["rule"]) == (11, 2, "top-tenth")
    assert told["listed_sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert told["addresses"]["bytes"]["total"] == "7"
    assert told["no_host"]["documents"] == 1


def test_the_page_is_no_wider_than_a_terminal(tmp_path: Path, manifest: Path) -> None:
    out = tmp_path / "list.tsv"
    ran = adhere("content", "domains", manifest, "--out", out, "--sme", "--threads", "1", "--lang", "nl")
    assert "kmo" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80
    assert out.read_text().count("\n") == 1


@pytest.mark.parametrize(
    ("language", "first", "document"),
    [
        ("en", "Of the registrable domains (1) 1 is listed", "1 document, 9 B"),
        ("nl", "Van de geregistreerde domeinen (1) staat er 1 op de lijst", "1 document, 9 B"),
    ],
)
def test_one_is_not_told_as_many(tmp_path: Path, language: str, first: str, document: str) -> None:
    one = tmp_path / "one.jsonl"
    one.write_text('{"url": "https://a.example/", "bytes": 9}\n', encoding="utf-8")
    ran = adhere("content", "domains", one, "--out", tmp_path / "list.tsv", "--lang", language)
    assert first in ran.out
    assert document in ran.out


@pytest.mark.parametrize(
    ("options", "named"),
    [(("--psl", "page.html"), "ADH-CON-040"), (("--memory", "lots"), "ADH-CON-054")],
)
def test_what_cannot_be_is_refused_and_writes_nothing(
    tmp_path: Path, manifest: Path, options: tuple[str, str], named: str
) -> None:
    (tmp_path / "page.html").write_text("<html>")
    given = tuple(str(tmp_path / one) if one.endswith("html") else one for one in options)
    out = tmp_path / "list.tsv"
    ran = adhere("content", "domains", manifest, "--out", out, *given)
    assert ran.status == 2
    assert named in ran.err
    assert not out.exists()


def test_nothing_is_written_over_an_input_a_link_or_a_device(tmp_path: Path, manifest: Path) -> None:
    link, pipe, before = tmp_path / "link.tsv", tmp_path / "pipe", manifest.read_bytes()
    link.symlink_to(manifest)
    os.mkfifo(pipe)
    for out, reason in (
        (manifest, "one of the inputs"),
        (link, "a link"),
        (pipe, "a pipe"),
        (tmp_path, "a folder"),
    ):
        ran = adhere("content", "domains", manifest, "--out", out)
        assert (ran.status, ran.out) == (2, "")
        assert reason in " ".join(ran.err.split())
    assert manifest.read_bytes() == before
    assert link.is_symlink()
    assert pipe.is_fifo()


def test_a_folder_that_is_not_there_is_no_fault_of_the_engine(tmp_path: Path, manifest: Path) -> None:
    ran = adhere("content", "domains", manifest, "--out", tmp_path / "nowhere" / "list.tsv")
    assert ran.status == 2
    assert "it does not exist" in ran.err
    assert "ADH-CON-052" not in ran.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("name", ["list.tsv", "lijst één.tsv"])
def test_a_full_disk_is_that_of_the_file_that_could_not_be_written(
    tmp_path: Path, manifest: Path, name: str
) -> None:
    (tmp_path / f".{name}.part").symlink_to("/dev/full")
    ran = adhere("content", "domains", manifest, "--out", tmp_path / name)
    said = " ".join(ran.err.split())
    assert ran.status == 2
    assert f"{name} could not be written: the disk is full" in said
    assert "TMPDIR" not in said
    assert [one.name for one in tmp_path.iterdir()] == [manifest.name]


@pytest.mark.parametrize("name", ["a.jsonl", "a.cdxj", "a.csv"])
def test_too_little_memory_is_told_with_what_to_give_more_of(tmp_path: Path, name: str) -> None:
    rows = {
        "a.jsonl": '{"url": "http://a.example/", "bytes": 1}\n',
        "a.cdxj": 'a)/ 20240102030405 {"url": "http://a.example/", "length": "1"}\n',
        "a.csv": "url,bytes\nhttp://a.example/,1\n",
    }
    (tmp_path / name).write_text(rows[name])
    ran = adhere("content", "domains", tmp_path / name, "--out", tmp_path / "list.tsv", "--memory", "2MB")
    said = " ".join(ran.err.split())
    assert ran.status == 2
    assert "ADH-CON-051" in said
    assert "more than the 2MB of memory" in said
    assert "--memory" in said
    assert "memory_limit" not in said
