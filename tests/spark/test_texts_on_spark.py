# SPDX-License-Identifier: EUPL-1.2
"""Texts of Parquet that are no UTF-8, which Spark takes as they are and DuckDB refuses, give the same figures on both; ``make test-spark``."""

from __future__ import annotations

import hashlib

import pytest

pytest.importorskip("pyspark", reason="run by make test-spark, in an environment with Apache Spark")

import duckdb

from adhere.engine.runs.alone import list_domains
from adhere.engine.summarising import Run, compute

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket, pytest.mark.filterwarnings("ignore")]
MARK = b"wrong-here"


@pytest.fixture
def broken(tmp_path):
    """A file that was made sound, and in which octets of two texts were replaced after that: nothing of its frame tells."""
    rows = [f"('http://h{n}.example/{n}', {n}, 'source-ok-{n % 3}')" for n in range(1, 40)]
    rows += [
        "('http://wrong-here.example/', 1000, 'source-ok-1')",
        "('http://good.example/', 5000, 'wrong-here')",
    ]
    file = tmp_path / "a.parquet"
    duckdb.sql(f"SELECT * FROM (VALUES {', '.join(rows)}) AS t(url, bytes, source)").write_parquet(
        str(file), compression="uncompressed", row_group_size=20
    )
    content = file.read_bytes()
    assert content.count(MARK) >= 2
    file.write_bytes(content.replace(MARK, b"wrong\xff\xfe\xc3\x28e"))
    return file


def test_figures_and_list_are_the_same(broken, tmp_path):
    found = {}
    for engine in ("duckdb", "spark"):
        folder = tmp_path / engine
        folder.mkdir()
        run = Run(
            inputs=(str(broken),),
            engine=engine,
            master="local[2]" if engine == "spark" else None,
            work=folder / "work",
        )
        computed = compute(run, folder, lambda *_: None)
        figures = computed.figures
        digest = hashlib.sha256((folder / "domains.tsv").read_bytes()).hexdigest()
        list_domains(run, folder / "alone.tsv", lambda *_: None)
        assert (folder / "alone.tsv").read_bytes() == (folder / "domains.tsv").read_bytes()
        domains = figures.domains
        found[engine] = (
            digest, figures.total, figures.sources, domains.bytes, domains.no_host, figures.inputs,
            [one.wrong("en") for one in computed.findings],
        )  # fmt: skip
    assert found["spark"] == found["duckdb"]
    assert found["duckdb"][4].bytes.total == 1000
    assert found["duckdb"][5][0].malformed == 2
