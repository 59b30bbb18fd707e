# SPDX-License-Identifier: EUPL-1.2
"""Records of fetches and lists of infringing websites from files: what cannot be read is told and never passes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.repository import ROOT
from tests.unit.cli.running import adhere
from tests.unit.cli.test_contracts import faults

from adhere.content.crawling import Fetch
from adhere.content.robots.fetching import Access
from adhere.engine.audit.records import RawRecord, Records
from adhere.engine.crawls.reading import Fetches, States, read_lists
from adhere.engine.crawls.rules import rules
from adhere.engine.crawls.signals import other_signals
from adhere.kernel.finding import Finding

EXAMPLE = ROOT / "examples" / "content" / "rightsholders"
GOOD = {"url": "https://a.example/x?y=1", "agent": "OurBot/2.0", "fetched_at": "2026-11-01T10:00:00Z"}


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as found:
        yield found


def read(path: Path, connection: duckdb.DuckDBPyConnection, content: Any) -> tuple[list[Fetch], Fetches]:
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content is not None:
        path.write_text("".join(f"{json.dumps(row)}\n" for row in content))
    fetches = Fetches(files=(path,), connection=connection)
    return list(fetches), fetches


def test_a_fetch_is_read_with_its_parts(tmp_path: Path, connection: duckdb.DuckDBPyConnection):
    (one,), fetches = read(
        tmp_path / "a.jsonl", connection, [GOOD | {"status": 200, "circumvented": ["paywall"]}]
    )
    assert (one.agent, one.host, one.target) == ("OurBot", "a.example", "/x?y=1")
    assert (one.status, one.circumvented, one.at.isoformat()) == (
        200,
        ("paywall",),
        "2026-11-01T10:00:00+00:00",
    )
    assert fetches.findings == []


def test_a_crawler_that_is_named_within_a_user_agent_is_held_to_its_own_group(tmp_path: Path):
    sent = "Mozilla/5.0 (compatible; OurBot/2.0; +https://our.example/bot)"
    row = GOOD | {"agent": sent, "status": 200, "circumvented": []}
    (tmp_path / "f.jsonl").write_text(f"{json.dumps(row)}\n")
    said = {
        "robots_url": "https://a.example/robots.txt",
        "fetched_at": "2026-11-01T09:00:00Z",
        "status": 200,
        "body": "User-agent: OurBot\nDisallow: /\n",
    }
    (tmp_path / "r.jsonl").write_text(f"{json.dumps(said)}\n")
    told = adhere(
        "content", "crawls", tmp_path / "f.jsonl", "--robots", tmp_path / "r.jsonl", "--format", "json"
    )
    assert [one["rule"] for one in told.json()["findings"] if one["severity"] == "error"] == ["ADH-CON-030"]
    assert told.status == 1


def test_parquet_says_the_same_as_lines(tmp_path: Path, connection: duckdb.DuckDBPyConnection):
    rows = [GOOD | {"circumvented": ["login"], "status": 200}, GOOD | {"circumvented": [], "status": 200}]
    lines, _ = read(tmp_path / "a.jsonl", connection, rows)
    connection.execute(f"COPY (SELECT * FROM read_json('{tmp_path}/a.jsonl')) TO '{tmp_path}/a.parquet'")
    table, _ = read(tmp_path / "a.parquet", connection, None)
    assert table == lines


CIRCUMVENTED = {
    None: None, "none": (), "False": (), "geen": (), "[]": (), "paywall, captcha": ("paywall", "captcha"), '["login"]': ("login",),
    "": None, "  ": None, "unknown": None, "Onbekend": None, "[broken": None, '["none"]': (), '["no"]': (), "[false]": (), "[0]": (),
    '[""]': None, "[null]": None, '["unknown"]': None, '["none", "unknown"]': None, '["unknown", "login"]': ("login",),
    "paywall, none": ("paywall",), "[true]": ("?",),
}  # fmt: skip


def test_what_was_circumvented_is_read_and_silence_is_no_answer(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
):
    found, _ = read(tmp_path / "a.jsonl", connection, [GOOD | {"circumvented": one} for one in CIRCUMVENTED])
    assert [one.circumvented for one in found] == list(CIRCUMVENTED.values())


def test_what_was_circumvented_means_the_same_in_a_table(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
):
    url = "'https://a.example/' AS url, 'OurBot' AS agent, TIMESTAMP '2026-11-01' AS at"
    for told, kinds in {"['none']": (), "['']": None, "[false]": (), "false": (), "0": (), "['login', NULL]": ("login",)}.items():  # fmt: skip
        connection.execute(f"COPY (SELECT {url}, {told} AS circumvented) TO '{tmp_path}/a.parquet'")
        (one,), _ = read(tmp_path / "a.parquet", connection, None)
        assert one.circumvented == kinds, told


WRONG = [
    {"url": None}, {"url": "not a url"}, {"url": "/path"}, {"agent": ""}, {"agent": None}, {"fetched_at": "yesterday"},
    {"fetched_at": "NaN"}, {"fetched_at": -5}, {"fetched_at": 10**30},
]  # fmt: skip


def test_rows_that_do_not_say_who_what_and_when_are_counted(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
):
    found, fetches = read(tmp_path / "a.jsonl", connection, [GOOD, *(GOOD | wrong for wrong in WRONG)])
    assert (len(found), fetches.unread) == (1, len(WRONG))
    assert [one.rule.id for one in fetches.findings] == ["ADH-CON-202"]


FILES: dict[str, tuple[Any, str]] = {
    "empty.jsonl": (b"", "ADH-CON-203"),
    "other.parquet": (b"no parquet", "ADH-CON-200"),
    "absent.jsonl": (None, "ADH-CON-200"),
    "broken.jsonl": (b"{\xff\n[1,\n", "ADH-CON-202"),
}


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, connection: duckdb.DuckDBPyConnection):
    for name, (content, rule_id) in FILES.items():
        found, fetches = read(tmp_path / name, connection, content)
        assert not found, name
        assert rule_id in [one.rule.id for one in fetches.findings], name


def test_columns_that_are_missing_are_named(tmp_path: Path, connection: duckdb.DuckDBPyConnection):
    connection.execute(f"COPY (SELECT 'https://a.example/' AS url, 1 AS x) TO '{tmp_path}/a.parquet'")
    _, fetches = read(tmp_path / "a.parquet", connection, None)
    assert [(one.rule.id, one.values["missing"]) for one in fetches.findings] == [
        ("ADH-CON-201", "agent, at")
    ]


LISTS = {
    "# since: 2026-01-01\nA.example # a film site\nhttps://b.example/x\n": (None, {"a.example", "b.example"}),
    "a.example\n": ("ADH-CON-204", set()),
    "# since: soon\na.example\n": ("ADH-CON-207", set()),
    "# since:\na.example\n": ("ADH-CON-204", set()),
    "# since: 2026-01-01\n": ("ADH-CON-205", set()),
    "": ("ADH-CON-205", set()),
}


def test_a_list_of_websites_has_hosts_and_a_day(tmp_path: Path):
    for text, (rule_id, domains) in LISTS.items():
        (tmp_path / "list.txt").write_text(text)
        findings: list[Finding] = []
        lists = read_lists([tmp_path / "list.txt"], findings)
        assert [one.rule.id for one in findings] == ([rule_id] if rule_id else []), text
        assert {name for one in lists for name in one.domains} == domains


ENDS = {
    "# until: 2026-12-31": (date(2026, 12, 31), None),
    "  ## Until : 2026-12-31": (date(2026, 12, 31), None),
    "# until:": (None, None),
    "# until: 31-12-2026": (None, "31-12-2026"),
    "# until: 2026-12-31 (court of A)": (None, "2026-12-31 (court of A)"),
    "# until: 2025-12-31": (None, "2025-12-31"),
}


def test_a_list_whose_end_cannot_be_read_holds_and_that_is_told_with_its_line(tmp_path: Path):
    for line, (until, told) in ENDS.items():
        (tmp_path / "list.txt").write_text(f"# Websites\n# since: 2026-01-01\n{line}\na.example\n")
        findings: list[Finding] = []
        (found,) = read_lists([tmp_path / "list.txt"], findings)
        assert found.until == until, line
        assert found.holds(date(2030, 1, 1)) is (until is None), line
        shown = [(one.rule.id, one.place.file, one.place.line, one.values["told"]) for one in findings]
        assert shown == ([("ADH-CON-208", "list.txt", 3, told)] if told else []), line


def test_a_beginning_that_is_no_day_is_told_for_what_it_is(tmp_path: Path):
    (tmp_path / "list.txt").write_text("# Websites\n# since: 01-01-2026\na.example\n")
    findings: list[Finding] = []
    assert read_lists([tmp_path / "list.txt"], findings) == ()
    assert [(one.rule.id, one.place.line, "01-01-2026" in one.wrong("nl")) for one in findings] == [
        ("ADH-CON-207", 2, True)
    ]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("*.pirate.example", "pirate.example"),
        (".pirate.example", "pirate.example"),
        ("||pirate.example^", "pirate.example"),
        ("0.0.0.0 pirate.example", "pirate.example"),
        ("127.0.0.1\tPirate.Example", "pirate.example"),
        ("\u043f\u0438\u0440\u0430\u0442.example", "xn--80apufl.example"),
        ("https://user@pirate.example:8443/x", "pirate.example"),
        ("pirate", None),
        ("pirate.example, other.example", None),
        ("pirate..example", None),
        ("a line of words", None),
        ("pirate.example;", None),
    ],
)
def test_a_line_names_a_website_however_lists_write_it_or_is_told(
    tmp_path: Path, line: str, name: str | None
):
    (tmp_path / "list.txt").write_text(f"\ufeff# since: 2026-01-01\nknown.example\n{line}\n{line}\n")
    findings: list[Finding] = []
    (found,) = read_lists([tmp_path / "list.txt"], findings)
    assert found.domains == {"known.example", *([name] if name else [])}
    told = [(one.rule.id, one.place.line, one.values.get("count")) for one in findings]
    assert told == ([] if name else [("ADH-CON-206", 3, "2")])


def test_records_of_one_moment_that_differ_leave_it_unknown_and_a_redirect_is_followed_as_in_an_audit():
    at = datetime(2026, 11, 1, 9)  # noqa: DTZ001 - engines keep UTC without its zone
    site, other = "https://a.example/robots.txt", "https://b.example/robots.txt"
    kept = Records()
    kept.take(
        (
            RawRecord(site, at, 200, b"User-agent: *\nDisallow: /"),
            RawRecord(site, at, 200, b"User-agent: *\nAllow: /"),
            RawRecord("https://c.example/robots.txt", at, 404, b"not here"),
            RawRecord("https://c.example/robots.txt", at, 404, b"nor there"),
            RawRecord("https://d.example/robots.txt", at, 301, location=other, redirects=10**12),
            RawRecord("https://e.example/robots.txt", at, 301, location=other),
            RawRecord(other, at + timedelta(hours=20), 200, b"User-agent: *\nDisallow: /x"),
        ),
        "made up",
    )
    state, noon = States(kept), at.replace(tzinfo=UTC) + timedelta(hours=3)
    assert state("https://a.example/", noon).decide("x", "/") is None
    assert state("https://c.example/", noon).access is Access.UNAVAILABLE
    for name in "de":
        found = state(f"https://{name}.example/", noon).decide("x", "/x")
        assert found is not None
        assert not found.allowed, name


def test_every_rule_is_met_and_says_the_same_in_both_languages():
    source = "".join(path.read_text() for path in (ROOT / "src/adhere/engine/crawls").glob("*.py"))
    for one in rules():
        assert f'"{one.id}"' in source
        for text in (one.wrong, one.why, one.remedy):
            english, dutch = (set(re.findall(r"\{(\w+)\}", said)) for said in (text.en, text.nl))
            assert english == dutch


def test_the_command_tells_what_was_wrong_with_the_example_and_keeps_its_contract():
    records = (
        EXAMPLE / "fetches.jsonl",
        "--robots",
        EXAMPLE / "robots.jsonl",
        "--infringing",
        EXAMPLE / "infringing.txt",
    )
    told = adhere("content", "crawls", *records, "--format", "json")
    assert told.status == 1
    assert faults("adhere-content-crawls", told.json()) == []
    assert [one["rule"] for one in told.json()["findings"]] == [
        "ADH-CON-030", "ADH-CON-032", "ADH-CON-034", "ADH-CON-035", "ADH-CON-036",
    ]  # fmt: skip


SITES = ("https://a.example", "https://b.example:8443", "https://b.example")
CLEAN = "User-agent: *\nAllow: /\n# Content-Signal: ai-train=no\nSitemap: https://a.example/license\n"
SIGNALS: dict[str, tuple[list[tuple[str, int, str | None]], list[str] | None]] = {
    "none": ([("robots.txt", 200, CLEAN), ("ai.txt", 404, "not here"), (".well-known/tdmrep.json", 200, "")], None),
    "signal": ([("robots.txt", 200, "User-agent: *\ncontent-signal: ai-train=no\n")], ["Content-Signal"]),
    "usage": ([("robots.txt", 200, f"{CLEAN}Content-Usage: / train-ai=n\n")], ["Content-Usage"]),
    "terms": ([("robots.txt", 200, f"License: https://a.example/rsl.xml\n{CLEAN}")], ["License"]),
    "wide": ([("robots.txt", 200, "\0".join("User-agent: *\nContent-Signal: ai-train=no\n") + "\0")], ["Content-Signal"]),
    "files": ([("robots.txt", 200, CLEAN), ("ai.txt", 200, "User-agent: *\nDisallow: /"), (".well-known/tdmrep.json", 200, "[]")],
              ["ai.txt", "tdmrep.json"]),
    "failed": ([("robots.txt", 503, "Content-Signal: ai-train=no")], None),
}  # fmt: skip


@pytest.mark.parametrize("case", SIGNALS)
def test_other_signals_in_the_records_are_told_with_the_number_of_sites_and_the_first(case: str):
    said, names = SIGNALS[case]
    at, records = datetime(2026, 11, 1, 9), Records()  # noqa: DTZ001 - engines keep UTC without its zone
    records.take(
        [
            RawRecord(f"{site}/{path}", at, status, body.encode() if body is not None else None)
            for site in SITES
            for path, status, body in said
        ],
        "made up",
    )
    found = [(one.rule.id, one.values) for one in other_signals(records, "r.jsonl")]
    told = {"signals": ", ".join(names or ()), "count": "2", "site": "a.example"}
    assert found == ([("ADH-CON-209", told)] if names else [])


def test_the_command_says_which_protocols_were_checked_and_which_were_not(tmp_path: Path):
    row = GOOD | {"agent": "OurBot", "status": 200, "circumvented": []}
    (tmp_path / "f.jsonl").write_text(f"{json.dumps(row)}\n")
    (tmp_path / "list.txt").write_text("# since: 2026-01-01\nb.example\n")
    said = {"fetched_at": "2026-11-01T09:00:00Z", "status": 200}
    lines = [
        said | {"robots_url": "https://a.example/robots.txt", "body": "User-agent: *\nAllow: /"},
        said | {"robots_url": "https://a.example/.well-known/tdmrep.json", "body": '[{"location":"/","tdm-reservation":1}]'},
    ]  # fmt: skip
    asked = ["content", "crawls", tmp_path / "f.jsonl", "--robots", tmp_path / "r.jsonl", "--infringing", tmp_path / "list.txt"]  # fmt: skip
    told = {}
    for name, kept in (("alone", lines[:1]), ("both", lines)):
        (tmp_path / "r.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in kept))
        told[name] = adhere(*asked, "--format", "json").json()
        for language, words in (("en", "1.3(1)(b)): no tdmrep.json"), ("nl", "1.3(1)(b)): geen tdmrep.json")):
            page = " ".join(adhere(*asked, "--lang", language).out.split())
            assert words in page
            assert "adhere content audit" in page
    assert told["alone"]["findings"] == []
    assert [(one["rule"], one["severity"], one["file"]) for one in told["both"]["findings"]] == [
        ("ADH-CON-209", "warning", "r.jsonl")
    ]
    assert faults("adhere-content-crawls", told["both"]) == []
    protocols = told["both"]["protocols"]
    assert (protocols["checked"], protocols["command"]) == (["robots"], "adhere content audit")
    assert {"tdmrep-file", "ai-txt", "content-signal", "aipref-robots"} <= set(protocols["not_checked"])


def test_without_records_of_robots_and_lists_every_fetch_is_unknown():
    told = adhere("content", "crawls", EXAMPLE / "fetches.jsonl", "--format", "json").json()
    assert {"ADH-CON-032", "ADH-CON-037"} <= {one["rule"] for one in told["findings"]}
