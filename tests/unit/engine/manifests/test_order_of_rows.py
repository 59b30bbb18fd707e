# SPDX-License-Identifier: EUPL-1.2
"""Rows of JSON Lines keep their order and their numbers, with several threads too: what is decided of each is told by its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from adhere.engine.embedded import open_session
from adhere.engine.manifests import converting
from adhere.engine.manifests.opening import open_inputs

ROWS = 300_000
"""Enough for several batches of lines, which DuckDB 2.0.1 mixed up in every second run."""


@pytest.mark.parametrize(("quickly", "rows"), [(True, ROWS), (False, ROWS // 3)])
def test_lines_of_json_stay_where_they_are(tmp_path: Path, monkeypatch, quickly, rows):
    if not quickly:
        monkeypatch.setattr(converting, "_quick", lambda _: None)
    file = tmp_path / "rows.jsonl"
    with file.open("w") as lines:
        for number in range(rows):
            url = (
                f"https://site{number % 977}.example/{number}?{'x' * (number % 60)}"
                if number % 1000
                else None
            )
            told = {"url": url, "fetch_time": "2024-03-01T12:00:00Z", "bytes": number, "modality": "text"}
            lines.write(json.dumps(told) + "\n")
    for place in range(2):
        with open_session("1GB", 2) as session:
            inputs = open_inputs([file], work=tmp_path / f"work {place}")
            (part,) = (one for one in inputs.parts(session) if one.uris)
            found = session.rows(
                f"SELECT count(*), count(*) FILTER (bytes IS DISTINCT FROM file_row_number OR coalesce(row, bytes + 1) <> bytes + 1)"
                f" FROM read_parquet('{part.uris[0]}', file_row_number = true)"
            )
        assert found == [(rows, 0)]
