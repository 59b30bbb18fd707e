# SPDX-License-Identifier: EUPL-1.2
"""``adhere content audit``: whole runs on a small example, the same bytes each time, and what is refused."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result
from tests.repository import ROOT
from tests.unit.cli.test_contracts import faults

from adhere.cli.commands.contentaudit import command

EXAMPLE = ROOT / "examples" / "content" / "audit"
URLS, ROBOTS = EXAMPLE / "urls.jsonl", EXAMPLE / "robots.jsonl"


def run(
    out: Path | None, *more: str, agents: tuple[str, ...] = ("GPTBot", "AI2Bot"), urls: Path = URLS
) -> Result:
    named = [part for agent in agents for part in ("--agent", agent)]
    place = ["--out", str(out)] if out else []
    return CliRunner().invoke(command(), [str(urls), "--robots", str(ROBOTS), *named, *place, *more])


def digests(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())}


def report(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "report.json").read_text())


def test_the_example_is_decided_and_a_second_run_gives_the_same_bytes(tmp_path: Path):
    first, second = tmp_path / "a", tmp_path / "b"
    assert run(first, "--threads", "1").exit_code == 0
    assert run(second, "--threads", "3", "--memory", "500MB").exit_code == 0
    assert digests(first) == digests(second)
    assert faults("adhere-content-audit", report(first)) == []
    assert set(digests(first)) == {
        "agents.parquet",
        "decisions.parquet",
        "domains.csv",
        "remove.parquet",
        "report.html",
        "report.json",
    }
    rows = duckdb.sql(
        f"SELECT url, agent, verdict, reason, line FROM '{first}/decisions.parquet' JOIN '{first}/agents.parquet' USING (agents)"
    ).fetchall()
    assert ("https://nieuws.example/artikel/2", "GPTBot", "reserved", "rule", 3) in rows
    assert ("http://xn--bcher-kva.example/a", "GPTBot", "allowed", "client-error", None) in rows
    assert ("https://traag.example:443/b", "AI2Bot", "reserved", "server-error", None) in rows
    assert {row[2] for row in rows if row[3] in {"no-record", "malformed-url"}} == {"unknown"}


def _killed_amid_an_audit(folder: Path, urls: Path, out: Path) -> Path:
    """Return what an audit left that was killed while it was at work."""
    asked = [str(urls), "--robots", str(ROBOTS), "--agent", "GPTBot", "--out", str(out)]
    for _ in range(5):  # as one may be done before this process comes to look
        process = subprocess.Popen(
            [sys.executable, "-m", "adhere", "content", "audit", *asked], stdout=subprocess.DEVNULL
        )
        while not list(folder.glob(".adhere-*")) and process.poll() is None:
            time.sleep(0.01)
        process.kill()
        process.wait()
        for left in folder.glob(".adhere-*"):
            return left
    raise AssertionError("none was killed while it was at work")


@pytest.mark.enable_socket
def test_what_a_killed_audit_left_goes_with_the_next(tmp_path: Path):
    lines = "".join(json.dumps({"url": f"https://h{n}.example/{n}"}) + "\n" for n in range(400_000))
    (tmp_path / "urls.jsonl").write_text(lines)
    out = tmp_path / "out"
    left = _killed_amid_an_audit(tmp_path, tmp_path / "urls.jsonl", out)
    (tmp_path / ".adhere-out-1-lives").mkdir()  # of the first process, which is always there
    (tmp_path / ".adhere-other-999999999-x").mkdir()
    assert run(out).exit_code == 0

    assert not left.exists()
    assert {one.name for one in tmp_path.glob(".adhere-*")} == {
        ".adhere-out-1-lives",
        ".adhere-other-999999999-x",
    }


def test_texts_of_parquet_that_are_no_utf8_stop_no_audit(tmp_path: Path):
    octets = pa.array([b"https://nieuws.example/artikel/2", b"https://nieuws.example/\xff"], pa.binary())
    texts = pa.Array.from_buffers(pa.string(), 2, octets.buffers())
    pq.write_table(pa.table({"url": texts, "bytes": [1, 2]}), tmp_path / "urls.parquet")
    found = run(tmp_path / "out", urls=tmp_path / "urls.parquet")

    assert found.exit_code == 0
    assert "UTF-8" in found.output
    one = run(None, "--explain", "https://nieuws.example/artikel/2", urls=tmp_path / "urls.parquet")
    assert "nieuws.example/artikel/2" in one.output
    assert one.exit_code != 2
    told = {row["rule"]: row for row in report(tmp_path / "out")["findings"]}
    assert told["ADH-CON-161"]
    assert (
        sum(row[0] for row in duckdb.sql(f"SELECT bytes FROM '{tmp_path}/out/decisions.parquet'").fetchall())
        == 3
    )


def test_counting_alone_gives_the_same_figures(tmp_path: Path):
    assert run(tmp_path / "all").exit_code == 0
    assert run(tmp_path / "none", "--decisions", "none").exit_code == 0
    whole, counted = report(tmp_path / "all"), report(tmp_path / "none")
    assert whole.pop("asked") != counted.pop("asked")
    assert whole == counted
    assert not (tmp_path / "none" / "decisions.parquet").exists()


def test_one_record_is_not_told_as_many(tmp_path: Path):
    records = tmp_path / "robots.jsonl"
    records.write_text(ROBOTS.read_text().splitlines(keepends=True)[0])
    asked = [str(URLS), "--robots", str(records), "--agent", "GPTBot", "--out", str(tmp_path / "out")]
    assert "From 1 record of 1 site with 1 content." in CliRunner().invoke(command(), asked).output


def test_many_agents_are_told_in_groups(tmp_path: Path):
    agents = ("GPTBot", *(f"bot-{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(150)))
    assert run(tmp_path / "out", agents=agents).exit_code == 0
    rows = duckdb.sql(f"SELECT count(*) FROM '{tmp_path}/out/decisions.parquet'").fetchall()
    assert rows == [(9,)]
    assert len(report(tmp_path / "out")["agents"]) == 151


def test_one_url_is_explained_with_the_line_that_decided():
    result = run(None, "--explain", "https://nieuws.example/artikel/2", "--format", "json")
    assert faults("adhere-content-audit-explain", json.loads(result.stdout)) == []
    told = json.loads(result.stdout)["decisions"]
    assert [(one["agent"], one["verdict"], one["line"], one["rule"]) for one in told] == [
        ("AI2Bot", "reserved", 3, "Disallow: /"),
        ("GPTBot", "reserved", 3, "Disallow: /"),
    ]
    assert run(None, "--explain", "https://nieuws.example/artikel/2").exit_code == 0


def test_what_is_said_today_is_compared(tmp_path: Path):
    now = tmp_path / "now"
    now.mkdir()
    (now / "elders.example.txt").write_text("User-agent: *\nDisallow: /\n")
    assert run(tmp_path / "out", "--today", str(now)).exit_code == 0
    agent = next(one for one in report(tmp_path / "out")["agents"] if one["agent"] == "GPTBot")
    assert agent["reserved_since"]["urls"] == 1
    assert faults("adhere-content-audit", report(tmp_path / "out")) == []


def test_records_of_today_of_files_beside_robots_txt_are_told_to_be_unused(tmp_path: Path):
    now = tmp_path / "now.jsonl"
    site = "https://nieuws.example"
    robots = {
        "robots_url": f"{site}/robots.txt",
        "status": 200,
        "body": "User-agent: *\nAllow: /\nContent-Signal: ai-train=no",
    }
    tdm = {
        "robots_url": f"{site}/.well-known/tdmrep.json",
        "status": 200,
        "body": '[{"location": "/", "tdm-reservation": 1}]',
    }
    ai = {"robots_url": f"{site}/ai.txt", "status": 200, "body": "User-agent: *\nDisallow: /"}
    found = {}
    for name, records in (("robots", [robots]), ("all", [robots, tdm, ai])):
        now.write_text("".join(json.dumps(one) + "\n" for one in records))
        assert run(tmp_path / name, "--today", str(now)).exit_code == 0
        told = report(tmp_path / name)
        found[name] = [one["wrong"] for one in told["findings"] if one["rule"] == "ADH-CON-169"]
        assert [one["reserved_since"]["urls"] for one in told["agents"]] == [0] * len(told["agents"])
    assert found["robots"] == []
    (wrong,) = found["all"]
    assert "not used: 2." in wrong


@pytest.mark.parametrize(
    ("more", "agents", "said"),
    [
        (("--explain", "https://absent.example/"), ("GPTBot",), "not among"),
        (("--explain", "https://absent.example/", "--engine", "spark"), ("GPTBot",), "leave out --engine"),
        ((), (" ",), "at least one agent"),
        (("--memory", "much"), ("GPTBot",), "much"),
    ],
)
def test_what_cannot_be_is_refused(more: tuple[str, ...], agents: tuple[str, ...], said: str, tmp_path: Path):
    result = run(tmp_path / "out", *more, agents=agents)
    assert result.exit_code == 2
    assert said in result.output
    assert not (tmp_path / "out").exists()


def test_a_folder_of_something_else_stays_as_it_is(tmp_path: Path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    assert run(tmp_path / "mine").exit_code == 2
    assert digests(tmp_path / "mine").keys() == {"letter.txt"}
    (tmp_path / "file").write_text("")
    assert run(tmp_path / "file").exit_code == 2
    assert run(None).exit_code == 2


def test_an_audit_is_replaced_and_nothing_of_the_old_one_stays(tmp_path: Path):
    assert run(tmp_path / "out").exit_code == 0
    assert run(tmp_path / "out", "--decisions", "none").exit_code == 0
    assert {"decisions.parquet", "remove.parquet"}.isdisjoint(digests(tmp_path / "out"))
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_inputs_that_cannot_be_read_end_before_anything_is_written(tmp_path: Path):
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1")
    assert run(tmp_path / "out", urls=broken).exit_code == 1
    assert not (tmp_path / "out").exists()


def test_a_killed_run_leaves_no_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("adhere.engine.audit.outcome.write_domains", killed)
    run(tmp_path / "out")
    assert not (tmp_path / "out").exists()
    shutil.rmtree(tmp_path)
