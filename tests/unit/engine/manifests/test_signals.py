# SPDX-License-Identifier: EUPL-1.2
"""What answers and pages said of their use is kept, every time it was said, whatever a manifest is written in."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from adhere.engine.audit.answers import read_answer
from adhere.engine.audit.outcome import has_answers, urls_of
from adhere.engine.embedded import open_session
from adhere.engine.manifests.columns import SIGNALS
from adhere.engine.manifests.opening import open_inputs

URL = "https://a.example/"
WARC = (
    "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
    "Content-Type: application/http\r\nContent-Length: {length}\r\n\r\n{http}\r\n\r\n"
)
HTTP = (
    "HTTP/1.1 200 OK\r\nX-Robots-Tag: GPTBot: noindex\r\nx-robots-tag: noai\r\nTDM-Reservation: 1\r\n"
    'Link: </l>;\r\n  rel="license"\r\n\r\nx-robots-tag: in the page'
)


def said(file: Path, mapping: Path | None = None) -> list[dict[str, list[str]]]:
    """Return what each row of a file said, by column."""
    with open_session(temporary=file.parent) as session:
        inputs = open_inputs([file], mapping, work=session.folder / "inputs")
        assert inputs.ready, inputs.collected.findings
        if not has_answers(inputs, session):
            return []
        rows = session.rows(f"SELECT said FROM ({urls_of(inputs, session)}) AS u ORDER BY nth")
    found = []
    for (text,) in rows:
        parts = text.split("\x1f")[1:] if text else [""] * len(SIGNALS)
        told = dict(zip(SIGNALS, parts, strict=True))
        found.append({name: _items(part) for name, part in told.items() if part})
    return found


def _items(part: str) -> list[str]:
    return json.loads(part) if part.startswith("[") else part.split("\n")


EXPECTED = {"x_robots_tag": ["GPTBot: noindex", "noai"], "tdm_reservation": ["1"]}
RECORD = {"url": URL, "X-Robots-Tag": EXPECTED["x_robots_tag"], "header.tdm-reservation": 1}


def test_lines_of_json_keep_every_item_of_a_list(tmp_path: Path):
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(RECORD) + "\n" + json.dumps({"url": URL, "X-Robots-Tag": ""}) + "\n")
    assert said(file) == [EXPECTED, {}]


def test_parquet_keeps_lists_and_numbers(tmp_path: Path):
    file = tmp_path / "rows.parquet"
    duckdb.execute(
        f"COPY (SELECT '{URL}' AS url, ['GPTBot: noindex', 'noai'] AS x_robots_tag, 1 AS tdm_reservation) TO '{file}'"
    )
    assert said(file) == [EXPECTED]


def test_the_fields_of_a_response_in_a_warc_are_kept_and_what_is_no_page_is_not_read(tmp_path: Path):
    file = tmp_path / "rows.warc"
    file.write_bytes(WARC.format(length=len(HTTP), http=HTTP).encode())
    assert said(file) == [EXPECTED | {"link_header": ['</l>; rel="license"']}]


def test_whether_a_row_is_an_image_is_told_with_what_was_said_of_it(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    kinds = ("image", "text", None)
    rows = [{"url": URL, "x_robots_tag": "noimageai", "modality": kind} for kind in kinds]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    with open_session(temporary=tmp_path) as session:
        inputs = open_inputs([file], None, work=session.folder / "inputs")
        texts = [
            text
            for (text,) in session.rows(f"SELECT said FROM ({urls_of(inputs, session)}) AS u ORDER BY nth")
        ]
    notes = [read_answer(text).note(None) for text in texts]
    assert [note and note.verdict for note in notes] == ["reserved", None, "unknown"]


@pytest.mark.parametrize("named", [True, False])
def test_a_mapping_says_which_columns_serve(tmp_path: Path, named: bool):
    file, mapping = tmp_path / "rows.jsonl", tmp_path / "mapping.yaml"
    file.write_text(json.dumps({"url": URL, "tag": "noai", "x_robots_tag": "none"}) + "\n")
    column = "      x_robots_tag: tag\n" if named else ""
    mapping.write_text(
        f"format: adhere/content-mapping/1\ninputs:\n  - files: {file}\n    columns:\n      url: url\n{column}"
    )
    assert said(file, mapping) == ([{"x_robots_tag": ["noai"]}] if named else [])


def test_a_manifest_without_such_columns_says_nothing(tmp_path: Path):
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"url": URL, "licence": "MIT"}) + "\n")
    assert said(file) == []
