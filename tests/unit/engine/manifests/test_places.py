# SPDX-License-Identifier: EUPL-1.2
"""The place of a row tells its file and its number in it, however many inputs there are and whatever their columns are called."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from tests.unit.engine.manifests.making import parquet
from tests.unit.engine.manifests.test_mending import BAD, broken

from adhere.engine.audit.outcome import urls_of
from adhere.engine.embedded import open_session
from adhere.engine.manifests.fields import OF_ENGINE
from adhere.engine.manifests.opening import open_inputs
from adhere.engine.manifests.parts import ROWS_OF_A_FILE, place

ROWS = 30_000
"""Of a file, in groups of 2,048, which two threads read at once."""


def test_each_of_very_many_inputs_keeps_its_place(tmp_path: Path):
    rows = [{"url": f"https://a{number}.example/", "bytes": 1} for number in range(2)]
    first = parquet(tmp_path / "000.parquet", rows)
    files = [first, *(first.with_name(f"{number:03}.parquet") for number in range(1, 340))]
    for file in files[1:]:
        file.hardlink_to(first)
    with open_session("1GB", temporary=tmp_path) as session:
        inputs = open_inputs(files)
        found = session.rows(
            f"SELECT nth // {ROWS_OF_A_FILE} AS file, nth % {ROWS_OF_A_FILE} AS number FROM ({urls_of(inputs, session)}) AS u ORDER BY nth"
        )
    assert found == [(number, row) for number in range(340) for row in range(2)]


def test_a_place_fits_in_64_bits_whatever_is_read():
    most = ROWS_OF_A_FILE - 1
    sql = f"SELECT {place(2**24, '99999', str(most))}"
    assert duckdb.sql(sql).fetchall() == [((2**24 + 99_999) * ROWS_OF_A_FILE + most,)]


@pytest.mark.parametrize("name", sorted(OF_ENGINE | {"File_Row_Number"}))
def test_a_column_that_hides_places_does_no_harm(tmp_path: Path, name: str):
    file = tmp_path / "in.parquet"
    url = f"CASE WHEN i % {ROWS - 1} = 7 THEN '' ELSE 'https://site' || i || '.example/' END"
    rows = f"SELECT {url} AS url, i AS bytes, 5 AS {name} FROM range({ROWS}) AS t(i)"
    duckdb.sql(f"COPY ({rows}) TO '{file}' (FORMAT parquet, ROW_GROUP_SIZE 2048)")
    with open_session("1GB", 2, temporary=tmp_path) as session:
        inputs = open_inputs([file])
        placed = session.rows(
            f"SELECT count(*), count(DISTINCT nth), count(*) FILTER (nth <> bytes) FROM ({urls_of(inputs, session)}) AS u"
        )
        inputs.settle(session)
    assert placed == [(ROWS, ROWS, 0)]
    ((fault,),) = (account.malformed for account in inputs.accounts)
    assert (fault.fault.id, [sample.row for sample in fault.samples]) == ("url-absent", [8])


def test_nor_beside_a_text_that_is_none(tmp_path: Path):
    urls = [b"http://a.example/", BAD, b"http://c.example/"]
    file = broken(tmp_path / "a.parquet", url=urls, file_row_number=[b"x", b"y", b"z"])
    with open_session("1GB", temporary=tmp_path) as session:
        inputs = open_inputs([file])
        inputs.settle(session)
    ((fault,),) = (account.malformed for account in inputs.accounts)
    assert (fault.fault.id, [sample.row for sample in fault.samples]) == ("text-encoding", [2])
