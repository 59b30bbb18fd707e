# SPDX-License-Identifier: EUPL-1.2
"""The same decisions on Apache Spark as on DuckDB, every column of them, on messy files and URLs; ``make test-spark``."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

pytest.importorskip("pyspark", reason="run by make test-spark, in an environment with Apache Spark")

from tests.unit.engine.audit.sites import audit, day, records, said
from tests.unit.engine.audit.test_decisions import AGENTS, body, text

from adhere.engine.audit.anywhere import ANSWERS, BY_TABLES, ROOTS, export, spark_sql
from adhere.engine.audit.authorities import authority_of
from adhere.engine.audit.loading import LOADED, LOADED_BESIDE
from adhere.engine.audit.query import decisions, odd_urls, questions
from adhere.engine.manifests.columns import SIGNALS
from adhere.engine.spark import open_cluster

LINES = (b"", b"\nContent-Signal: ai-train=no\n", b"\nContent-Usage: /a train-ai=n\n")
TDM = ('[{"location": "/", "tdm-reservation": 1}]', '[{"location": "/a*", "tdm-reservation": 0}]', "no json")
SAID = (
    None,
    "\x1f".join(("", "noai", *[""] * (len(SIGNALS) - 1))),
    "\x1f".join(("", "GPTBot: noai", "0", *[""] * (len(SIGNALS) - 2))),
)

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket, pytest.mark.filterwarnings("ignore")]


def test_spark_decides_as_duckdb_does(tmp_path: Path):
    chance = random.Random(56)
    origins = [f"https://s{number}.example/" for number in range(60)]
    kept = records(
        *(said(origin, body(chance) + chance.choice(LINES), at=at) for origin in origins for at in (0, 40)),
        *(said(f"{origin}.well-known/tdmrep.json", chance.choice(TDM), at=1) for origin in origins[::3]),
    )
    urls = [
        (
            origin.rstrip("/") + chance.choice(("/", "/", "?", "#", ":443/", "./")) + text(chance, 9),
            day(chance.randrange(-5, 60)),
            7,
            chance.choice(SAID),
        )
        for origin in origins
        for _ in range(20)
    ]
    urls += [
        ("nonsense", day(1), 1, SAID[1]),
        (None, day(1), 1),
        ("https://none.example/", day(1), 1),
        ("https://s1.example/", None, 1),
    ]
    with audit(kept, urls, AGENTS, tmp_path, answers=True) as made, open_cluster("local[2]", "1g") as cluster:
        expected = made.session.rows(made.ordered)
        made.session.run(f"COPY ({made.urls}) TO '{tmp_path / 'u.parquet'}' (FORMAT parquet)")
        for name, file in (
            ("manifest", tmp_path / "u.parquet"),
            *export(made.session, tmp_path, (*LOADED, *LOADED_BESIDE)),
        ):
            cluster.read(name, [str(file)])
        relation = "SELECT * FROM manifest"
        spark = cluster.spark
        odd = [row[0] for row in spark.sql(spark_sql(odd_urls(relation))).collect()]
        roots = [(url, authority_of(url)) for url in odd if url is not None]
        spark.createDataFrame(roots, "odd_url STRING, odd_root STRING").createOrReplaceTempView(ROOTS)
        asked = [tuple(row) for row in spark.sql(spark_sql(questions(relation, ask=BY_TABLES))).collect()]
        answers = [(number, url, made.tables.decided(number, url)) for number, url in asked]
        spark.createDataFrame(
            answers, "asked_set INT, asked_url STRING, answer BIGINT"
        ).createOrReplaceTempView(ANSWERS)
        found = spark.sql(
            spark_sql(decisions(relation, asked=BY_TABLES, ordered=True, beside=made.beside))
        ).collect()
    assert len(asked) > 100
    assert made.beside.by_path
    assert len({row[6] for row in expected}) > 5
    assert [tuple(row) for row in found] == expected
