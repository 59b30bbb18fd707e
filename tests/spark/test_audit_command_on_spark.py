# SPDX-License-Identifier: EUPL-1.2
"""``adhere content audit --engine spark`` writes what one machine writes, on messy inputs of every kind; ``make test-spark``."""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pyspark", reason="run by make test-spark, in an environment with Apache Spark")

from tests.unit.engine.audit.sites import day
from tests.unit.engine.audit.test_decisions import AGENTS, body, text

from adhere.engine.embedded import Session, open_session

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket, pytest.mark.filterwarnings("ignore")]
ORIGINS = [f"https://s{number}.example/" for number in range(60)]
TDM = ('[{"location": "/", "tdm-reservation": 1}]', '[{"location": "/a*", "tdm-reservation": 0}]', "no json")
PARQUET = {
    "dated.parquet": "url, CAST(fetch_time AS TIMESTAMP) AS fetch_time, CAST(bytes AS BIGINT) AS bytes",
    "zoned [1].parquet": "url, CAST(fetch_time || 'Z' AS TIMESTAMPTZ) AS fetch_time, CAST(bytes AS INTEGER) AS bytes",
    "finest 100%.parquet": "url, CAST(fetch_time AS TIMESTAMP_NS) AS fetch_time, CAST(bytes AS BIGINT) AS bytes",
    "words.parquet": "url, fetch_time || 'Z' AS fetch_time, CAST(bytes AS VARCHAR) AS bytes",
    "answers.parquet": "url, CAST(fetch_time AS TIMESTAMP) AS fetch_time, CAST(bytes AS BIGINT) AS bytes,"
    " CASE number % 5 WHEN 0 THEN ['noai', 'GPTBot: noindex'] WHEN 1 THEN ['', NULL, 'all'] END AS x_robots_tag,"
    " CASE number % 3 WHEN 0 THEN '1' END AS tdm_reservation, CASE number % 4 WHEN 0 THEN 'image' END AS modality",
}
"""Columns of the kinds that engines read as they are, and of those that are brought to them first."""


def urls(chance: random.Random, count: int) -> list[dict[str, object]]:
    """Return rows: sites with records and without, odd authorities, escapes, times before and after records, no time and no size."""
    made: list[dict[str, object]] = []
    for number in range(count):
        origin = chance.choice(ORIGINS)
        between = chance.choice(("/", "/", "/", "?", "#", ":443/", "./"))
        url: str | None = origin.rstrip("/") + between + text(chance, 9)
        if number % 40 == 0:
            url = chance.choice(
                (
                    None,
                    "nonsense",
                    "https://none.example/",
                    "HTTPS://S1.example/a",
                    "http://bücher.example/",
                    f"{origin}robots.txt",
                )
            )
        at = None if number % 31 == 0 else day(chance.randrange(-5, 90)).isoformat()
        made.append(
            {
                "url": url,
                "fetch_time": at,
                "bytes": None if number % 17 == 0 else chance.randrange(9_000),
                "number": number,
            }
        )
    return made


def line(address: str, content: bytes | str, at: float) -> dict[str, object]:
    """Return a record as a line of JSON holds it."""
    said = content.decode() if isinstance(content, bytes) else content
    return {"robots_url": address, "fetched_at": day(at).isoformat() + "Z", "status": 200, "body": said}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Inputs of several forms, records of two times with files beside them, and what sites say today."""
    folder = tmp_path_factory.mktemp("made with space")
    chance = random.Random(156)
    lines = (b"", b"\nContent-Signal: ai-train=no\n", b"\nContent-Usage: /a train-ai=n\n")
    records = [
        line(f"{origin}robots.txt", body(chance) + chance.choice(lines), at)
        for origin in ORIGINS
        for at in (0, 25, 40)
    ]
    records += [line(f"{origin}.well-known/tdmrep.json", chance.choice(TDM), 1) for origin in ORIGINS[::3]]
    today = [line(f"{origin}robots.txt", body(chance), 100) for origin in ORIGINS[::2]]
    for name, rows in (("robots.jsonl", records), ("today.jsonl", today), ("some.jsonl", urls(chance, 600))):
        (folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows))
    (folder / "urls").mkdir()
    (folder / "some.jsonl").rename(folder / "urls" / "lines.jsonl")
    with open_session("1GB", 1) as session:
        for name, columns in PARQUET.items():
            rows = urls(chance, 400)
            kept = folder / "kept.jsonl"
            kept.write_text("".join(json.dumps(row) + "\n" for row in rows))
            read = f"read_json('{kept}', columns = {{url: 'VARCHAR', fetch_time: 'VARCHAR', bytes: 'BIGINT', number: 'BIGINT'}})"
            session.run(f"COPY (SELECT {columns} FROM {read}) TO '{folder / 'urls' / name}' (FORMAT parquet)")
    return folder


def contents(folder: Path) -> dict[str, str]:
    """Return the digest of each file; of Parquet that of its columns and rows in their order, as its octets differ by how they came."""
    with open_session("1GB", 1) as session:
        return {one.name: _digest(session, one) for one in sorted(folder.iterdir())}


def _digest(session: Session, file: Path) -> str:
    if file.suffix != ".parquet":
        return hashlib.sha256(file.read_bytes()).hexdigest()
    session.run("SET preserve_insertion_order = true")
    rows = session.rows(f"DESCRIBE FROM '{file}'") + session.rows(f"FROM '{file}'")
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def run(made: Path, out: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person does."""
    agents = [word for name in (*AGENTS, "Other") for word in ("--agent", name)]
    asked = [str(made / "urls"), "--robots", str(made / "robots.jsonl"), *agents, "--out", str(out), *more]
    command = [sys.executable, "-m", "adhere", "content", "audit", *asked]
    return subprocess.run(command, capture_output=True, text=True, timeout=1_500, check=False)


@pytest.mark.parametrize("decisions", ["all", "none"])
def test_both_engines_write_the_same(made: Path, tmp_path: Path, decisions: str):
    more = ["--max-age", "30", "--decisions", decisions, "--today", str(made / "today.jsonl")]
    here = run(made, tmp_path / "engine-1", *more)
    there = run(made, tmp_path / "engine-2", *more, "--engine", "spark", "--master", "local[2]")
    assert here.returncode in (0, 1), here.stderr
    assert there.returncode == here.returncode, there.stderr
    assert contents(tmp_path / "engine-2") == contents(tmp_path / "engine-1")
    assert there.stdout.replace("engine-2", "engine-1") == here.stdout
    assert sorted(one.name for one in tmp_path.iterdir()) == ["engine-1", "engine-2"]
    if decisions == "all":
        with open_session("1GB", 1) as session:
            ((rows, verdicts, signals),) = session.rows(
                f"SELECT count(*), count(DISTINCT verdict), count(DISTINCT signal) FROM '{tmp_path / 'engine-1' / 'decisions.parquet'}'"
            )
        assert rows > 2_600
        assert verdicts == 3
        assert signals > 3


def test_a_url_is_explained_on_one_machine(made: Path, tmp_path: Path):
    found = run(made, tmp_path / "none", "--explain", ORIGINS[0], "--engine", "spark")
    assert found.returncode == 2
    assert "leave out --engine spark" in found.stderr
    assert not list(tmp_path.iterdir())


def test_a_master_that_is_not_there_leaves_nothing(made: Path, tmp_path: Path):
    found = run(made, tmp_path / "none", "--engine", "spark", "--master", "nonsense://here")
    assert found.returncode == 2
    assert "could not be started" in found.stderr
    assert not list(tmp_path.iterdir())
