# SPDX-License-Identifier: EUPL-1.2
"""What a card or a Croissant beside data says, completes rows that say nothing themselves; addresses are opened by fsspec."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from pathlib import Path

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem
from tests.unit.engine.manifests.making import ROWS, Read, jsonl, parquet, table, write

CARD = """\
---
pretty_name: Example texts
license: cc-by-4.0
language: [nl]
task_categories: [text-generation]
---
# Example texts
"""


def test_a_dataset_folder_with_its_card(tmp_path: Path) -> None:
    write(tmp_path / "set/README.md", CARD.encode())
    parquet(write(tmp_path / "set/data/x", b"").parent / "train-00000.parquet", [{"text": "één", "id": 1}])
    (tmp_path / "set/data/x").unlink()
    write(tmp_path / "set/data/test.jsonl", jsonl([{"text": "two", "language": "en"}]))
    read = Read(tmp_path / "set", work=tmp_path / "work")

    assert read.rules == []
    assert read.column("source") == ["Example texts"] * 2
    assert read.column("licence") == ["CC-BY-4.0"] * 2
    assert read.column("modality") == ["text"] * 2
    assert sorted(zip(read.column("bytes"), read.column("language"), strict=True)) == [(3, "en"), (5, "nl")]
    assert {record.source for record in read.inputs.records} == {"Example texts"}


CARDS = {
    "---\nlicense: [\n---\n": ["ADH-CON-088"],
    "---\nlanguage: nl\n---\n": ["ADH-CON-089"],
    "---\nlicense: mit\nlanguage: [nl, en]\n---\n": [],
    "# No front matter\n": [],
}


@pytest.mark.parametrize("card", CARDS)
def test_a_card_that_says_less(card: str, tmp_path: Path) -> None:
    write(tmp_path / "set/README.md", card.encode())
    write(tmp_path / "set/a.jsonl", jsonl([{"text": "x"}]))
    read = Read(tmp_path / "set", work=tmp_path / "work")
    assert read.rules == CARDS[card]
    assert len(read.rows) == 1


def test_croissant_names_columns_and_gives_digests(tmp_path: Path) -> None:
    content = table([{"page": "http://a/", "how_much": 3}])
    said = {
        "@context": {"cr": "http://mlcommons.org/croissant/"}, "@type": "sc:Dataset", "name": {"nl": "Set", "en": "A set"},
        "conformsTo": "http://mlcommons.org/croissant/1.0", "license": "https://creativecommons.org/licenses/by-sa/4.0/",
        "inLanguage": "nl",
        "distribution": [{"@type": "cr:FileObject", "contentUrl": "data/a.csv", "sha256": hashlib.sha256(content).hexdigest()}],
        "recordSet": [{"field": [
            {"name": "rows/url", "source": {"extract": {"column": "page"}}},
            {"@id": "rows/bytes", "source": {"extract": {"column": "how_much"}}},
        ]}],
    }  # fmt: skip
    write(tmp_path / "set/data/a.csv", content)
    metadata = write(tmp_path / "set/metadata.json", json.dumps(said, indent=1).encode())
    read = Read(tmp_path / "set", work=tmp_path / "work")
    assert read.rules == []
    (row,) = read.rows
    assert row == ("http://a/", None, 3, None, None, None, "nl", None, "A set", "CC-BY-SA-4.0")

    said["distribution"][0]["sha256"] = "0" * 64  # type: ignore[index]
    write(metadata, json.dumps(said).encode())
    assert Read(tmp_path / "set", work=tmp_path / "work").rules == ["ADH-CON-079"]

    write(metadata, json.dumps(said).replace("sc:Dataset", "sc:Thing").encode())
    assert "ADH-CON-088" in Read(tmp_path / "set", work=tmp_path / "work").rules


def test_addresses_are_files_folders_and_patterns(tmp_path: Path) -> None:
    system = fsspec.filesystem("memory")
    local = parquet(tmp_path / "a.parquet")
    system.pipe("/bucket/crawl/a.parquet", local.read_bytes())
    system.pipe("/bucket/crawl/b.jsonl", jsonl())
    system.pipe("/bucket/crawl/_SUCCESS", b"")
    try:
        for given, count in (
            ("memory://bucket/crawl", 6),
            ("memory://bucket/crawl/*.parquet", 3),
            ("memory://bucket/crawl/b.jsonl", 3),
        ):
            read = Read(given, work=tmp_path / "work")
            assert (len(read.rows), read.rules) == (count, [])
            assert all(
                record.sha256 and record.name.startswith("memory://") for record in read.inputs.records
            )
        assert Read("memory://bucket/none", work=tmp_path / "work").rules == ["ADH-CON-061"]
    finally:
        system.rm("/bucket", recursive=True)


class Undated(MemoryFileSystem):
    """Files in memory of which nothing tells when they changed, as of those that fsspec opens by HTTP."""

    protocol = "undated"
    cachable = False

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return super()._strip_protocol(path.replace("undated://", "memory://"))

    def modified(self, path: str) -> datetime:
        raise NotImplementedError(path)


def test_a_file_system_that_tells_no_dates_is_read(tmp_path: Path) -> None:
    fsspec.register_implementation("undated", Undated)
    system = Undated()
    system.pipe("/bucket/a.parquet", parquet(tmp_path / "a.parquet").read_bytes())
    try:
        read = Read("undated://bucket/a.parquet", work=tmp_path / "work")
        assert (len(read.rows), read.rules) == (3, [])
    finally:
        system.rm("/bucket", recursive=True)


def test_what_an_address_needs_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("fsspec.core.url_to_fs", missing)
    for address, package in (("s3://b/k", "s3fs"), ("gs://b/k", "gcsfs"), ("https://h.example/f", "aiohttp")):
        read = Read(address, work=tmp_path / "work")
        (finding,) = read.inputs.collected.findings
        assert finding.rule.id == "ADH-CON-063"
        assert package in finding.remedy("nl")


def test_a_server_that_refuses_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(name: str) -> None:
        raise PermissionError(f"403 {name}")

    monkeypatch.setattr("fsspec.core.url_to_fs", refusing)
    assert Read("s3://b/k", work=tmp_path / "work").rules == ["ADH-CON-064"]
    assert Read("nowhere://b/k", write(tmp_path / "a.jsonl", jsonl(ROWS)), work=tmp_path / "work").rules == [
        "ADH-CON-064"
    ]
