# SPDX-License-Identifier: EUPL-1.2
"""A whole run on Apache Spark gives the figures and lists of one on DuckDB, on messy files; ``make test-spark``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("pyspark", reason="run by make test-spark, in an environment with Apache Spark")

from tests.madeup.addresses import rows

from adhere.content.figuresjson import figures_json
from adhere.engine.embedded import open_session
from adhere.engine.runs.cluster import java_memory
from adhere.engine.summarising import Run, compute

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket, pytest.mark.filterwarnings("ignore")]
LISTS = ("domains.tsv", "domains.csv")
MESSY = """SELECT url, bytes, CASE WHEN modality = '' THEN NULL ELSE modality END AS modality,
    CASE i % 5 WHEN 0 THEN NULL WHEN 1 THEN 'crawl-1' WHEN 2 THEN 'it''s' ELSE 'crawl-2' END AS source,
    CASE i % 7 WHEN 0 THEN 'nl' WHEN 1 THEN 'eng_Latn' WHEN 2 THEN '' WHEN 3 THEN 'German' END AS language,
    TIMESTAMP '1969-12-31 23:59:59.999' + i * INTERVAL 17 HOUR AS fetch_time FROM m"""


def test_both_engines_give_the_same(tmp_path: Path):
    messy = [(*row, number) for number, row in enumerate(rows(11, 1500))]
    made = tmp_path / "in.parquet"
    with open_session("1GB", 1) as session:
        session.run(
            "CREATE TABLE m AS SELECT unnest($1) AS url, unnest($2) AS bytes, unnest($3) AS modality, unnest($4) AS i",
            [list(column) for column in zip(*messy, strict=True)],
        )
        session.run(f"COPY ({MESSY}) TO '{made}' (FORMAT parquet)")
    found = {}
    for engine, master in (("duckdb", None), ("spark", "local[2]")):
        (tmp_path / engine).mkdir()
        run = Run(inputs=(str(made),), engine=engine, master=master)  # type: ignore[arg-type]
        found[engine] = compute(run, tmp_path / engine, lambda *_: None)
    told = {engine: figures_json(replace(one.figures, engine="-")) for engine, one in found.items()}
    assert told["spark"] == told["duckdb"]
    assert found["spark"].findings == found["duckdb"].findings
    for name in LISTS:
        assert (tmp_path / "spark" / name).read_bytes() == (tmp_path / "duckdb" / name).read_bytes()
    with open_session("1GB", 1) as session:
        one, other = (
            session.rows(f"SELECT * FROM '{tmp_path}/{engine}/domains.parquet' ORDER BY rank")
            for engine in found
        )
    assert one == other


@pytest.mark.parametrize(
    ("asked", "java"),
    [("1GB", "953m"), ("1.5 GiB", "1536m"), ("500mb", "476m"), ("1KB", "1m"), ("lots", "lots")],
)
def test_memory_is_told_to_java_in_its_own_way(asked: str, java: str):
    assert java_memory(asked) == java
