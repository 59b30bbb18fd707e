# SPDX-License-Identifier: EUPL-1.2
"""The same list on Apache Spark as on DuckDB and by a plain program, from each format it reads; ``make test-spark``."""

from __future__ import annotations

import pytest

pytest.importorskip("pyspark", reason="run by make test-spark, in an environment with Apache Spark")

from tests.madeup.addresses import rows
from tests.unit.engine.domains.plainly import expected, said

from adhere.engine.domains import anywhere, embedded
from adhere.engine.domains.request import Request
from adhere.engine.domains.suffixlist import read_suffixes
from adhere.engine.embedded import open_session
from adhere.engine.spark import open_cluster

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket, pytest.mark.filterwarnings("ignore")]
RELATION = "SELECT url, bytes, modality FROM manifest"
FORMS = {"parquet": "FORMAT parquet", "jsonl": "FORMAT json", "csv": "FORMAT csv, HEADER false"}


@pytest.fixture(scope="module")
def cluster():
    with open_cluster("local[2]", "1g") as found:
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Messy rows in each format; CSV and JSON Lines without what those formats themselves change in a text."""
    found = tmp_path_factory.mktemp("manifests")
    messy = rows(11, 1500)
    plain = [row for row in messy if row[0] and not set(row[0]) & set('\t\r\n\x00\u0085\u2028"\\ \x01')]
    with open_session("1GB", 1) as session:
        for form, options in FORMS.items():
            session.run(
                "CREATE OR REPLACE TABLE m AS SELECT unnest($1) AS url, unnest($2) AS bytes, unnest($3) AS modality",
                [list(column) for column in zip(*(messy if form == "parquet" else plain), strict=True)],
            )
            session.run(f"COPY m TO '{found / form}' ({options})")
    return found, {"parquet": messy, "jsonl": plain, "csv": plain}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("rules", ["icann", "private"])
def test_spark_says_what_duckdb_and_a_plain_program_say(cluster, folder, form, rules):
    place, kept = folder
    options = {"schema": "url STRING, bytes BIGINT, modality STRING"} if form != "parquet" else {}
    cluster.read("manifest", [str(place / form)], form, **options)
    request = Request(relation=RELATION, suffixes=read_suffixes(), rules=rules)
    on_spark = said(anywhere.rank(cluster, request))
    assert on_spark == expected(kept[form], rules=rules)
    if form == "parquet":
        with open_session("1GB", 1) as session:
            session.run(f"CREATE VIEW manifest AS SELECT * FROM read_parquet('{place / form}')")
            assert said(embedded.rank(session, request)) == on_spark
