# SPDX-License-Identifier: EUPL-1.2
"""``adhere law requirements`` and ``adhere law site`` as people run them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.cli.running import adhere
from tests.unit.cli.test_contracts import faults
from tests.unit.exchange.algoritmekader.madeup import BODY, MEASURE, page

ON = ("--on", "2026-11-22")


def written(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}  # fmt: skip


@pytest.mark.parametrize("said", ["en", "nl"])
def test_the_list_and_one_of_it_fit_a_terminal(said: str):
    for arguments in ((), ("gpai-02",), ("gpai-18",), ("gpm-23",), ("--tab", "governance", "GPAI-01")):
        ran = adhere("law", "requirements", *arguments, *ON, "--lang", said)
        assert (ran.status, ran.err) == (0, "")
        assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize(
    "arguments", [(), ("gpai-18",), ("gpm-14",), ("--role", "jurist", "--tab", "public-procurement")]
)
@pytest.mark.parametrize("said", ["en", "nl"])
def test_the_json_keeps_its_contract(arguments: tuple[str, ...], said: str):
    told = adhere("law", "requirements", *arguments, *ON, "--format", "json", "--lang", said).json()
    assert faults("adhere-law-requirements", told) == []


def test_the_status_is_that_of_the_date():
    def status(day: str) -> str:
        told = adhere("law", "requirements", "gpai-10", "--on", day, "--format", "json").json()
        return str(told["requirements"][0]["status"])

    assert (status("2026-08-01"), status("2026-08-02")) == ("not-yet-in-force", "in-force")


def test_filters_take_what_has_one_of_each():
    told = adhere("law", "requirements", "--phase", "uitfaseren", "--role", "provider-systemic", *ON, "--format", "json").json()  # fmt: skip
    assert [one["id"] for one in told["requirements"]] == ["gpai-15"]
    assert {one["id"] for one in told["measures"]} == set(told["requirements"][0]["measures"]["all"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("gpai-99",), "gpai-09"),
        (("--phase", "desing"), "ontwerp"),
        (("--role", "boss"), "projectleider"),
        (("--tab", "inkoop"), "public-procurement"),
    ],
)
def test_what_is_not_known_is_refused_with_what_is(arguments: tuple[str, ...], said: str):
    ran = adhere("law", "requirements", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_help_of_the_group_lists_its_commands():
    out = adhere("law", "requirements", "--lang", "nl", "--help").out
    assert all(name in out for name in ("show", "export", "read"))


@pytest.mark.parametrize(
    ("to", "count"), [("algoritmekader", 53), ("task-registry", 53), ("decision-tree", 1)]
)
def test_an_export_is_whole_and_the_same_each_time(tmp_path: Path, to: str, count: int):
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        assert adhere("law", "requirements", "export", "--to", to, "--out", folder, *ON).status == 0
    assert files(one) == files(other)
    assert len(files(one)) == count
    again = adhere("law", "requirements", "export", "--to", to, "--out", one, *ON)
    assert again.status == 2
    assert str(one) in again.err


def test_our_own_pages_are_read_without_a_finding(tmp_path: Path):
    adhere("law", "requirements", "export", "--to", "algoritmekader", "--out", tmp_path / "ak", *ON)
    told = adhere("law", "requirements", "read", tmp_path / "ak", *ON, "--format", "json").json()
    assert faults("adhere-law-requirements-read", told) == []
    assert told["findings"] == []
    assert len(told["pages"]) == 53


def test_a_page_with_an_error_ends_in_one_and_every_file_is_told(tmp_path: Path):
    wrong = written(
        tmp_path / "a" / "aia-90-voorbeeld.md", page(body=BODY.replace("no-search", "boubwlok/x"))
    )
    written(tmp_path / "a" / "2-owp-90.md", MEASURE.encode())
    written(tmp_path / "a" / "leeg.md", b"")
    written(tmp_path / "a" / "plaatje.png", b"\x89PNG")
    ran = adhere("law", "requirements", "read", tmp_path / "a", *ON, "--format", "json")
    told = ran.json()
    assert (ran.status, faults("adhere-law-requirements-read", told)) == (1, [])
    assert {one["file"] for one in told["pages"]} == {"2-owp-90.md", "aia-90-voorbeeld.md", "leeg.md"}
    assert {"ADH-LAW-091", "ADH-LAW-101", "ADH-LAW-110"} <= {one["rule"] for one in told["findings"]}
    out = adhere("law", "requirements", "read", wrong, *ON, "--lang", "nl").out
    assert "aia-90-voorbeeld.md:40" in out
    assert max(map(len, out.splitlines())) <= 80


def test_two_files_of_one_name_are_kept_apart(tmp_path: Path):
    paths = [written(tmp_path / name / "aia-90-voorbeeld.md", page()) for name in ("a", "b")]
    told = adhere("law", "requirements", "read", *paths, *ON, "--format", "json").json()
    assert len({one["file"] for one in told["pages"]}) == 2
    assert "ADH-LAW-107" in [one["rule"] for one in told["findings"]]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path):
    ran = adhere("law", "requirements", "read", tmp_path / "none.md")
    assert (ran.status, ran.out) == (2, "")


def test_a_site_is_written_again_over_itself_and_never_over_other_files(tmp_path: Path):
    folder = tmp_path / "site"
    for _ in range(2):
        assert adhere("law", "site", "--out", folder, *ON, "--lang", "nl").status == 0
    assert len(files(folder)) == 122
    mine = tmp_path / "mine"
    written(mine / "note.txt", b"mine")
    ran = adhere("law", "site", "--out", mine, *ON)
    assert ran.status == 2
    assert files(mine) == {"note.txt": b"mine"}
