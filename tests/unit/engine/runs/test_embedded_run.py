# SPDX-License-Identifier: EUPL-1.2
"""A whole run on this machine, from files to figures and lists; what cannot be computed stops it with reasons."""

from __future__ import annotations

import csv
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tests.repository import ROOT
from tests.unit.content.summary.made import record, register

from adhere.content.figures import Figures
from adhere.content.figuresjson import figures_json, figures_of
from adhere.dossier.contentsources import read_sources
from adhere.dossier.contentsummary import published_domains
from adhere.engine.summarising import Run, RunError, compute

duckdb = pytest.importorskip("duckdb")
EXAMPLE = ROOT / "examples" / "content" / "summary"
ROWS = [
    {"url": "https://www.a.example/1", "bytes": 900, "tokens": 200, "modality": "text", "source": "crawl", "language": "nl", "fetch_time": "2025-03-01T10:00:00Z"},
    {"url": "https://b.example/1", "bytes": 500, "images": 1, "modality": "image", "source": "it's", "fetch_time": "2025-04-01T10:00:00Z"},
    {"url": "https://xn--bcher-kva.example/1", "bytes": 100, "tokens": 10, "modality": "text", "source": "crawl", "language": "de"},
]  # fmt: skip


def silent(_name: str, _done: int, _whole: int) -> None:
    """Watch nothing."""


def run(folder: Path, *rows: dict[str, Any], **asked: Any) -> Figures:
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, rows or ROWS)) + "\n", encoding="utf-8")
    (folder / "out").mkdir(exist_ok=True)
    found = compute(Run(inputs=(str(folder / "in.jsonl"),), **asked), folder / "out", silent)
    assert {one.name for one in (folder / "out").iterdir()} <= {
        "domains.tsv",
        "domains.csv",
        "domains.parquet",
    }
    return found.figures


def test_files_become_figures_and_lists(tmp_path: Path):
    found = run(tmp_path)
    assert (found.total.documents, found.total.bytes.total, found.total.tokens.total) == (3, 1500, 210)
    domains = found.domains
    assert domains is not None
    assert (domains.domains, domains.listed, domains.rule, domains.of_crawled) == (3, 1, "top-tenth", False)
    assert (tmp_path / "out/domains.tsv").read_bytes() == b"a.example\t900\n"
    assert domains.listed_sha256 == sha256(b"a.example\t900\n").hexdigest()
    assert found.inputs[0].sha256 == sha256((tmp_path / "in.jsonl").read_bytes()).hexdigest()
    assert found.engine.startswith("DuckDB ")
    assert figures_of(figures_json(found)) == found


def test_csv_and_parquet_hold_the_same_with_every_column(tmp_path: Path):
    rows = [row for row in ROWS if row["source"] == "crawl"][1:]
    run(tmp_path, *rows)
    with (tmp_path / "out/domains.csv").open(encoding="utf-8", newline="") as file:
        (line,) = csv.DictReader(file)
    told = {
        "rank": "1",
        "domain": "xn--bcher-kva.example",
        "domain_unicode": "bücher.example",
        "bytes": "100",
        "documents": "1",
    }
    assert line == told | {"text": "100", "image": "0", "audio": "0", "video": "0", "other": "0"}
    (held,) = duckdb.connect().execute(f"SELECT * FROM '{tmp_path}/out/domains.parquet'").fetchall()
    assert [str(one) for one in held] == list(line.values())


def test_sizes_beyond_64_bits_stay_exact(tmp_path: Path):
    made, each = tmp_path / "in.parquet", 2**62 - 1
    rows = f"SELECT 'https://a.example/' || i AS url, {each}::BIGINT AS bytes, 's' AS source FROM range(3) AS t(i)"
    duckdb.connect().execute(f"COPY ({rows}) TO '{made}'")
    compute(Run(inputs=(str(made),)), tmp_path, silent)
    ((held,),) = duckdb.connect().execute(f"SELECT bytes FROM '{tmp_path}/domains.parquet'").fetchall()
    assert int(held) == 3 * each
    assert f",{3 * each}," in (tmp_path / "domains.csv").read_text()


def test_a_name_that_a_spreadsheet_would_run_is_text_in_its_table_and_exact_elsewhere(tmp_path: Path):
    run(tmp_path, {"url": "https://=1+1.example/", "bytes": 9, "source": "s"})
    with (tmp_path / "out/domains.csv").open(encoding="utf-8", newline="") as file:
        (line,) = csv.DictReader(file)
    assert (line["domain"], line["domain_unicode"]) == ("'=1+1.example", "'=1+1.example")
    ((held,),) = duckdb.connect().execute(f"SELECT domain FROM '{tmp_path}/out/domains.parquet'").fetchall()
    assert held == "=1+1.example"
    assert (tmp_path / "out/domains.tsv").read_bytes() == b"=1+1.example\t9\n"
    assert (
        published_domains(tmp_path / "out/domains.tsv", ()).splitlines()[1] == b"'=1+1.example,'=1+1.example"
    )


def test_only_crawled_sources_are_ranked_once_a_register_says_which(tmp_path: Path):
    sources = register(record("it's", "crawled-data"), record("crawl", "public-datasets"))
    domains = run(tmp_path, sources=sources).domains
    assert domains is not None
    assert (domains.domains, domains.of_crawled) == (1, True)
    assert (tmp_path / "out/domains.tsv").read_bytes() == b"b.example\t500\n"


def test_without_crawled_sources_there_is_no_list(tmp_path: Path):
    assert run(tmp_path, sources=register(record("*", "user-data"))).domains is None
    assert list((tmp_path / "out").iterdir()) == []


def test_an_sme_lists_a_twentieth(tmp_path: Path):
    rows = [{"url": f"https://d{number}.example/", "bytes": number, "source": "s"} for number in range(1, 41)]
    domains = run(tmp_path, *rows, sme=True).domains
    assert domains is not None
    assert (domains.rule, domains.listed) == ("sme-twentieth", 2)
    assert (tmp_path / "out/domains.tsv").read_bytes() == b"d40.example\t40\nd39.example\t39\n"


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ({"inputs": ("gone.parquet",)}, "ADH-CON-060"),
        ({"psl": "list.html"}, "ADH-CON-040"),
        ({"memory": "lots"}, "ADH-CON-054"),
    ],
)
def test_what_cannot_be_computed_stops_with_reasons(tmp_path: Path, asked: dict[str, Any], rule: str):
    (tmp_path / "in.jsonl").write_text(json.dumps(ROWS[0]) + "\n")
    (tmp_path / "list.html").write_text("<!doctype html><p>Not found</p>")
    if "psl" in asked:
        asked = {"psl": tmp_path / asked["psl"]}
    inputs = asked.pop("inputs", (str(tmp_path / "in.jsonl"),))
    with pytest.raises(RunError) as error:
        compute(Run(inputs=inputs, **asked), tmp_path, silent)
    assert rule in {one.rule.id for one in error.value.findings}


def test_the_example_gives_what_its_page_says(tmp_path: Path):
    inputs = tuple(str(EXAMPLE / name) for name in ("pages.jsonl", "datasets.csv", "dialogues.csv"))
    sources = read_sources(EXAMPLE, "sources.yaml")
    assert sources.findings == ()
    found = compute(Run(inputs=inputs, sources=sources.sources), tmp_path, silent)
    assert [one for one in found.findings if one.rule.severity == "error"] == []
    assert found.figures.total.documents == 71
