# SPDX-License-Identifier: EUPL-1.2
"""``adhere content inspect``: what is recognised is shown and asked, its JSON keeps its contract, and the example is what its generator writes."""

from __future__ import annotations

import runpy
import sys
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.unit.cli.running import adhere
from tests.unit.cli.test_contracts import faults

ROOT = Path(__file__).resolve().parents[3]
INPUTS = ROOT / "examples" / "content" / "inputs"


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("full", [(), ("--full",)])
def test_inspect_keeps_its_contract(language: str, full: tuple[str, ...]) -> None:
    ran = adhere(
        "content",
        "inspect",
        INPUTS / "crawl",
        INPUTS / "sentences",
        *full,
        "--format",
        "json",
        "--lang",
        language,
    )
    document = ran.json()
    assert faults("adhere-content-inspect", document) == []
    assert document["ready"]
    assert [record["rows"] for record in document["records"]] == ([303, 40] if full else [])
    assert (ran.status, ran.err) == (0, "")


def test_a_question_is_asked_and_its_answer_taken(tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.yaml"
    asked = adhere("content", "inspect", INPUTS / "sounds.csv", "--write-mapping", mapping)
    assert asked.status == 1
    assert "ADH-CON-078" in asked.out
    assert adhere("content", "inspect", INPUTS / "sounds.csv", "--write-mapping", mapping).status == 2

    text = mapping.read_text().replace("# milliseconds: {", "milliseconds: {", 1)
    mapping.write_text(text)
    answered = adhere(
        "content", "inspect", INPUTS / "sounds.csv", "--mapping", mapping, "--full", "--format", "json"
    )
    document = answered.json()
    assert (answered.status, document["findings"], document["ready"]) == (0, [], True)
    assert {one["column"]: one["unit"] for one in document["inputs"][0]["columns"]}["milliseconds"] == "s"


def test_nothing_found_is_an_error_and_no_page_is_wider_than_a_terminal(tmp_path: Path) -> None:
    ran = adhere("content", "inspect", tmp_path / "gone", "--lang", "nl")
    assert ran.status == 1
    assert "ADH-CON-060" in ran.out
    wide = adhere("content", "inspect", INPUTS / "crawl", INPUTS / "sentences", "--full")
    assert max(map(len, wide.out.splitlines())) <= 80


def test_the_example_is_what_its_generator_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["make_inputs.py", str(tmp_path)])
    runpy.run_path(str(INPUTS.parent / "make_inputs.py"), run_name="__main__")
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert made == {
        path.relative_to(INPUTS): path.read_bytes() for path in INPUTS.rglob("*") if path.is_file()
    }


def test_text_in_parquet_that_is_no_text_is_told_in_words(tmp_path: Path) -> None:
    file = tmp_path / "a.parquet"
    pq.write_table(pa.table({"url": ["https://a.example/", ""], "bytes": [1, 2]}), file, compression="none")
    file.write_bytes(file.read_bytes().replace(b"https://a.exampl", b"https://a.exam\xff\xfe"))
    ran = adhere("content", "inspect", file, "--full")
    assert ran.status == 0
    assert "ADH-CON-081" in ran.out
    assert "a text that is not UTF-8 (rows: 1)" in ran.out


def test_nothing_is_left_behind_by_reading_every_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ran = adhere("content", "inspect", INPUTS / "crawl", "--full")
    assert ran.status == 0
    assert list(tmp_path.iterdir()) == []
