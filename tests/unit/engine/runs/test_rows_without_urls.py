# SPDX-License-Identifier: EUPL-1.2
"""Rows without a URL are told by file and number whichever way they are found: in the pass for the list of domains, or by looking for them."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.unit.content.summary.made import record, register
from tests.unit.engine.native.functions_in_c import needs_a_compiler

from adhere.content.figuresjson import figures_json
from adhere.engine.domains import numbering, slicing
from adhere.engine.manifests import opening
from adhere.engine.summarising import Run, compute

ROWS = 20_000
MOST = 1 << 16
"""Rows without a URL that are told by their places (``MOST_ABSENT`` in ``native/source/listing.c``)."""
pytestmark = needs_a_compiler


def made(folder: Path, name: str, urls: list[str | None]) -> str:
    """Write a file of Parquet with many row groups."""
    connection = duckdb.connect()
    connection.execute("CREATE TABLE u AS SELECT unnest($1::VARCHAR[]) AS url", [urls])
    columns = "url, length(coalesce(url, '')) AS bytes, 's' AS source, 'text' AS modality"
    connection.execute(f"COPY (SELECT {columns} FROM u) TO '{folder / name}' (ROW_GROUP_SIZE 2048)")
    return str(folder / name)


def messy(seed: int, rows: int = ROWS) -> list[str | None]:
    draw = random.Random(seed)
    odd = ["", None, " ", "/", "data:x", "http://", "https:///x", "http://[::1]/", "ftp://a.example/"]
    return [
        draw.choice(odd) if draw.random() < 0.01 else f"https://a{draw.randrange(999)}.example/{row}"
        for row in range(rows)
    ]


def ran(folder: Path, *inputs: str, **asked: Any) -> tuple[dict[str, Any], list[tuple[Any, ...]], bytes]:
    """Return all that a run says."""
    folder.mkdir()
    found = compute(Run(inputs=inputs, **asked), folder, lambda *_: None)
    findings = [(one.rule.id, one.place, one.wrong("nl"), one.wrong("en")) for one in found.findings]
    return figures_json(found.figures), findings, (folder / "domains.tsv").read_bytes()


@pytest.fixture(autouse=True)
def in_c(monkeypatch):
    monkeypatch.setattr(numbering, "WORTH", 0)


@pytest.fixture
def looked_for(monkeypatch) -> list[str]:
    """The parts in which rows without a URL are looked for."""
    found: list[str] = []
    looks = opening.malformed

    def noted(session, part, names, only=None):
        found.append(part.name)
        return looks(session, part, names, only)

    monkeypatch.setattr(opening, "malformed", noted)
    return found


def test_they_are_told_as_if_they_were_looked_for(tmp_path: Path, looked_for, monkeypatch):
    (tmp_path / "folder").mkdir()
    inputs = [made(tmp_path, f"{seed}.parquet", messy(seed)) for seed in range(3)]
    for seed in (3, 4):
        made(tmp_path / "folder", f"{seed}.parquet", messy(seed))
    inputs.insert(1, str(tmp_path / "folder"))
    inputs.append(made(tmp_path, "sound.parquet", ["https://b.example/"] * 5))
    by_places = ran(tmp_path / "places", *inputs)
    assert looked_for == [inputs[-1]]  # its footer says that there are none
    monkeypatch.setattr(opening.Inputs, "may_lack_urls", lambda *_: False)
    assert ran(tmp_path / "looked", *inputs) == by_places
    monkeypatch.setattr(numbering, "WORTH", 1 << 60)
    assert ran(tmp_path / "sql", *inputs) == by_places
    told = [one for one in by_places[1] if one[0] == "ADH-CON-081"]
    assert len(told) == len(inputs) - 1


@pytest.mark.parametrize(("rows", "looks"), [(MOST, False), (MOST + 1, True)])
def test_of_very_many_they_are_looked_for(tmp_path: Path, looked_for, rows, looks):
    file = made(tmp_path, "in.parquet", ["https://a.example/", *([""] * rows)])
    figures, findings, listed = ran(tmp_path / "out", file)
    assert looked_for == [file] * looks
    assert figures["inputs"][0]["malformed"] == rows
    assert figures["domains"]["no_host"]["documents"] == rows
    assert listed == b"a.example\t18\n"
    assert f"{rows:,}" in findings[0][3]


def test_where_rows_are_added_up_in_slices_they_are_looked_for(tmp_path: Path, looked_for, monkeypatch):
    file = made(tmp_path, "in.parquet", messy(7))
    whole = ran(tmp_path / "whole", file)
    assert looked_for == []
    monkeypatch.setattr("adhere.engine.domains.adding.TRIES", (slicing.Try(4, in_parts=True),))
    assert ran(tmp_path / "slices", file) == whole
    assert looked_for == [file]


def test_where_only_some_sources_are_ranked_they_are_looked_for(tmp_path: Path, looked_for):
    file = made(tmp_path, "in.parquet", messy(8))
    whole, findings, _ = ran(tmp_path / "whole", file)
    sources = register(record("s", "crawled-data"))
    some, told, _ = ran(tmp_path / "some", file, sources=sources)
    assert (some["inputs"], told) == (whole["inputs"], findings)
    assert looked_for == [file]
