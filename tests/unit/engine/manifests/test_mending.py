# SPDX-License-Identifier: EUPL-1.2
"""One text of a Parquet file that is no UTF-8 costs that text alone: its row is counted and shown, and every other one counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.unit.engine.manifests.making import parquet

from adhere.content.figures import COLUMNS
from adhere.engine.embedded import open_session
from adhere.engine.manifests import mending
from adhere.engine.manifests.opening import Inputs, open_inputs
from adhere.engine.runs.alone import list_domains
from adhere.engine.summarising import Computed, Run, compute

BAD = b"http://b.example/\xff\xc3("


def broken(path: Path, **columns: list[bytes | None]) -> Path:
    """Write columns of texts as they are, whatever is in them, beside sizes; each row group has two rows."""
    made = {}
    for name, values in columns.items():
        octets = pa.array(values, pa.binary())
        made[name] = pa.Array.from_buffers(pa.string(), len(octets), octets.buffers(), octets.null_count)
    sizes = pa.array([10**place for place in range(len(next(iter(columns.values()))))])
    pq.write_table(pa.table({**made, "bytes": sizes}), path, row_group_size=2)
    return path


def quiet(*_: object) -> None:
    pass


def run(folder: Path, *files: Path) -> Computed:
    (folder / "out").mkdir(exist_ok=True)
    return compute(Run(inputs=tuple(map(str, files)), work=folder / "work"), folder / "out", quiet)


def test_a_url_that_is_no_text_is_unknown_and_the_rest_counts(tmp_path: Path) -> None:
    file = broken(
        tmp_path / "a.parquet", url=[b"http://a.example/?", BAD, b"http://c.example/\xc3\xa9", None]
    )
    sound = parquet(tmp_path / "b.parquet", [{"url": "http://d.example/", "bytes": 5}])
    found = run(tmp_path, sound, file)
    figures = found.figures

    assert figures.total.documents == 5
    assert figures.total.bytes.total == 1116
    assert (figures.domains.bytes, figures.domains.no_host.bytes.total) == (106, 1010)  # type: ignore[union-attr]
    assert [(one.name, one.rows, one.malformed) for one in figures.inputs] == [
        (str(sound), 1, 0),
        (str(file), 4, 2),
    ]
    told = [one for one in found.findings if "UTF-8" in one.wrong("en")]
    assert [(one.rule.id, one.place.at) for one in told] == [("ADH-CON-081", "row 2")]
    assert "http://b.example/" in told[0].wrong("nl")


def test_a_text_that_is_in_no_figure_stops_nothing(tmp_path: Path) -> None:
    found = run(tmp_path, broken(tmp_path / "a.parquet", url=[b"http://a.example/"], remark=[BAD]))
    assert (found.figures.total.documents, found.figures.inputs[0].malformed) == (1, 0)
    assert not (tmp_path / "work").exists() or not list((tmp_path / "work").iterdir())


@pytest.mark.parametrize("column", ["language", "source", "licence", "modality"])
def test_a_broken_text_of_any_column_is_told_once(column: str, tmp_path: Path) -> None:
    values: dict[str, list[bytes | None]] = {
        "url": [b"http://a.example/"] * 3,
        column: [b"text", b"\xfftext", b"text"],
    }
    found = run(tmp_path, broken(tmp_path / "a.parquet", **values))

    assert (found.figures.total.documents, found.figures.inputs[0].malformed) == (3, 1)
    assert [one.rule.id for one in found.findings].count("ADH-CON-081") == 1


def test_what_brought_no_content_is_no_broken_text(tmp_path: Path) -> None:
    file = tmp_path / "a.parquet"
    broken(file, url=[b"http://a.example/", BAD], status=[b"200", b"404"])
    assert run(tmp_path, file).figures.inputs[0].malformed == 0


def test_the_list_of_domains_alone_is_written_too(tmp_path: Path) -> None:
    file = broken(tmp_path / "a.parquet", url=[b"http://a.example/", BAD])
    asked = Run(inputs=(str(file),), work=tmp_path / "work")
    figures, told = list_domains(asked, tmp_path / "list.tsv", quiet)
    assert (tmp_path / "list.tsv").read_text() == "a.example\t1\n"
    assert figures.no_host.documents == 1
    assert [one.rule.id for one in told] == ["ADH-CON-081"]


def test_every_way_a_text_is_written_in_a_file(tmp_path: Path) -> None:
    good = [b"http://%d.example/" % place for place in range(3000)]
    for name, told in {
        "plain": {"use_dictionary": False},
        "dictionary": {"use_dictionary": True},
        "lengths": {"use_dictionary": False, "column_encoding": {"url": "DELTA_LENGTH_BYTE_ARRAY"}},
        "shared": {"use_dictionary": False, "column_encoding": {"url": "DELTA_BYTE_ARRAY"}},
    }.items():
        octets = pa.array([*good, BAD, *good], pa.binary())
        texts = pa.Array.from_buffers(pa.string(), len(octets), octets.buffers())
        pq.write_table(pa.table({"url": texts}), tmp_path / f"{name}.parquet", row_group_size=1000, **told)
        assert rows_of(tmp_path / f"{name}.parquet", tmp_path) == [*(one.decode() for one in good), None] + [
            one.decode() for one in good
        ]


def rows_of(file: Path, folder: Path) -> list[str | None]:
    """Return the URLs of a file in its order."""
    inputs = open_inputs([file], work=folder / "work")
    with open_session() as session:
        assert mending.mend(inputs, session)
        (part,) = inputs.parts(session)
        sql = f"SELECT url FROM {part.table} ORDER BY file_row_number"
        return [url for (url,) in session.rows(sql)]


def test_lists_of_texts_are_mended(tmp_path: Path) -> None:
    octets = pa.array([b"nl", b"\xff", b"en"], pa.binary())
    texts = pa.Array.from_buffers(pa.string(), 3, octets.buffers())
    languages = pa.ListArray.from_arrays(pa.array([0, 2, 3]), texts)
    pq.write_table(
        pa.table({"url": ["http://a/", "http://b/"], "languages": languages}), tmp_path / "a.parquet"
    )
    inputs = open_inputs([tmp_path / "a.parquet"], work=tmp_path / "work")
    with open_session() as session:
        assert mending.mend(inputs, session)
        found = session.rows(inputs.relation(session, all_rows=True))
    language, fault = COLUMNS.index("language"), -1
    assert [(row[language], row[fault]) for row in found] == [(None, "text-encoding"), ("en", None)]


def test_other_failures_stay_failures_and_are_not_tried_again(tmp_path: Path) -> None:
    inputs = open_inputs([broken(tmp_path / "a.parquet", url=[BAD])], work=tmp_path / "work")
    calls: list[int] = []

    def fails(message: str) -> Callable[[], Any]:
        def work() -> None:
            calls.append(1)
            raise duckdb.Error(message)

        return work

    with open_session() as session, pytest.raises(duckdb.Error):
        mending.again(inputs, session, fails("something else"))
    assert len(calls) == 1
    with open_session() as session, pytest.raises(duckdb.Error):
        mending.again(inputs, session, fails("Invalid string encoding found in Parquet file"))
    assert len(calls) == 3
    with open_session() as session, pytest.raises(duckdb.Error):
        mending.again(inputs, session, fails("Invalid string encoding found in Parquet file"))
    assert len(calls) == 4, "a file that was mended is not mended again"


def test_what_was_done_before_is_forgotten_the_second_time(tmp_path: Path) -> None:
    inputs = open_inputs([broken(tmp_path / "a.parquet", url=[BAD])], work=tmp_path / "work")

    def work(session: Any, inputs: Inputs) -> int:
        session.connection.execute("CREATE TEMP TABLE made AS SELECT 1 AS one")
        inputs.collected.add("ADH-CON-085", file="a", count=1, first="x")
        return len(session.rows(f"SELECT max(url) FROM ({inputs.relation(session)}) AS r"))

    with open_session() as session:
        session.connection.execute("CREATE TEMP TABLE kept AS SELECT 1 AS one")
        assert mending.again(inputs, session, lambda: work(session, inputs)) == 1
        assert session.rows("SELECT one FROM kept") == [(1,)]
    assert [one.rule.id for one in inputs.collected.findings] == ["ADH-CON-085"]
