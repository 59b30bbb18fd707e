# SPDX-License-Identifier: EUPL-1.2
"""Signs that an engine takes for a pattern, in the names of files and folders: the file that is meant is read, once, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.engine.manifests.making import ROWS, Read, jsonl, parquet, table, write

OTHER = b"com,a)/ 20240102030405 http://other.example/ text/html 200 K - - 120 0 f\n"


@pytest.mark.parametrize(
    "name", ["a[1]", "a*", "a?", "[a]", "a[!x]", "{a,b}", "a'b", "a b", "a%20b", "#a", "é"]
)
def test_signs_in_the_name_of_a_file_are_no_pattern(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "in [x] *"
    folder.mkdir()
    mine = [{**ROWS[0], "url": "http://mine.example/"}]
    for other in ("a1", "ab", "a", "ay"):
        parquet(folder / f"{other}.parquet")
        write(folder / f"{other}.jsonl", jsonl())
        write(folder / f"{other}.csv", table())
        write(folder / f"{other}.cdx", OTHER)
    files = (
        parquet(folder / f"{name}.parquet", mine),
        write(folder / f"{name}.jsonl", jsonl(mine)),
        write(folder / f"{name}.csv", table(mine)),
        write(folder / f"{name}.cdx", OTHER.replace(b"other", b"mine")),
    )
    for file in files:
        read = Read(file, work=tmp_path / "work [1]")
        assert read.column("url") == ["http://mine.example/"]
        assert [one.rows for one in read.inputs.records] == [1]
    count = len(Read(folder, work=tmp_path / "work").rows)
    assert count == len(files) + 4 * (3 * len(ROWS) + 1)
