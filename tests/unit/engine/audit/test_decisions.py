# SPDX-License-Identifier: EUPL-1.2
"""Decisions by rows are those of the parser, whatever a file says and however a URL is written."""

from __future__ import annotations

import random
from pathlib import Path

from tests.unit.engine.audit.sites import audit, day, decided, records, said, verdicts

from adhere.content.robots.deciding import decide_strictly, target_of
from adhere.content.robots.reading import read
from adhere.engine.audit import loading
from adhere.engine.native.building import COMPILER

AGENTS = ("GPTBot", "CCBot", "AI2Bot", "Crawl4AI", "my bot")
SIGNS = (
    "/",
    "/",
    "/",
    "a",
    "b",
    "A",
    "*",
    "$",
    "?",
    "=",
    "&",
    "%",
    "_",
    "^",
    "\\",
    ".",
    "é",
    "%61",
    "%2f",
    "%C3%A9",
    "~",
    " ",
    "robots.txt",
    ";",
    "'",
    '"',
    "/../",
    "/./",
    "/..",
    "%2e",
    "\t",
    "\n",
)
NAMES = ("*", "GPTBot", "gptbot", "CCBot/2.0", "AI2Bot", "AI", "Crawl4AI", "my bot", "my", "Other")


def text(chance: random.Random, most: int) -> str:
    return "".join(chance.choice(SIGNS) for _ in range(chance.randrange(most)))


def body(chance: random.Random) -> bytes:
    lines = []
    for _ in range(chance.randrange(1, 14)):
        if chance.random() < 0.3:
            lines.append(f"User-agent: {chance.choice(NAMES)}")
        else:
            lines.append(f"{chance.choice(('Allow', 'Disallow', 'Disallow'))}: /{text(chance, 7)}")
    return "\n".join(lines).encode()


def test_rows_decide_as_the_parser_does(tmp_path: Path):
    chance = random.Random(309)
    bodies = {f"https://s{number}.example/": body(chance) for number in range(250)}
    kept = records(*(said(origin, content) for origin, content in bodies.items()))
    urls = [
        origin.rstrip("/") + chance.choice(("/", "/", "/", "?", "#")) + text(chance, 9)
        for origin in bodies
        for _ in range(25)
    ]
    urls += [f"{origin}robots.txt" for origin in bodies]
    with audit(kept, [(url, day(1), 1) for url in urls], AGENTS, tmp_path) as made:
        found = decided(made)
    assert len(found) == len(urls) * len(AGENTS)
    read_files = {origin: read(content) for origin, content in bodies.items()}
    for row in found:
        assert row["origin"] in bodies, row
        expected = decide_strictly(read_files[row["origin"]].readings(row["agent"]), target_of(row["url"]))
        assert row["verdict"] == ("allowed" if expected.allowed else "reserved"), (row, bodies[row["origin"]])
        if not expected.allowed:
            assert expected.rule is not None
            assert row["line"] == expected.rule.line, (row, bodies[row["origin"]])


def test_a_url_counts_as_what_software_asks_for_and_as_it_is_written(tmp_path: Path):
    kept = records(
        said("https://a.example/robots.txt", "User-agent: *\nDisallow: /private/\nDisallow: /x/$"),
        said("https://b.example/robots.txt", status=503),
    )
    told = {
        "https://a.example/public/../private/1": "reserved",
        "https://a.example/./private/1": "reserved",
        "https://a.example/a/b/../.././private/1": "reserved",
        "https://a.example/a/%2E%2e/private/1": "reserved",
        "https://a.example/..\\private/1": "reserved",
        "https://a.example\\private\\1": "reserved",
        "https://a.example/pri\tva\nte/1": "reserved",
        "https://a.example/x/y/..": "reserved",
        "https://a.example/x/ ": "reserved",
        "https://a.example/private/../public": "reserved",
        "https://a.example/x/../public": "allowed",
        "https://a.example/public/private/1": "allowed",
        "https://a.example/public?/../private/1": "allowed",
        "https://a.example/.private/1": "allowed",
        "https://a.example/a/...//private/1": "allowed",
        "https://a.example/../": "allowed",
        "https://b.example/robots.txt": "allowed",
        "https://b.example:443/robots.txt": "allowed",
        "https://b.example:443/": "reserved",
        "https://b.example/./robots.txt": "reserved",
    }
    found = verdicts(kept, list(told), ["GPTBot"], tmp_path)
    assert {url: found[url, "GPTBot"] for url in told} == told


def test_both_readings_of_a_name_are_told(tmp_path: Path):
    kept = records(
        said(
            "https://a.example/robots.txt", "User-agent: AI2Bot\nDisallow: /\n\nUser-agent: *\nDisallow: /x\n"
        )
    )
    with audit(
        kept,
        [(f"https://a.example/{path}", day(1), 1) for path in ("x", "y")],
        ["AI2Bot", "GPTBot"],
        tmp_path,
    ) as made:
        told = {(row["url"][-1], row["agent"]): (row["verdict"], row["readings"]) for row in decided(made)}
    assert told == {
        ("x", "AI2Bot"): ("reserved", "agree"),
        ("y", "AI2Bot"): ("reserved", "full-name-only"),
        ("x", "GPTBot"): ("reserved", "agree"),
        ("y", "GPTBot"): ("allowed", "agree"),
    }


def test_a_robots_txt_holds_for_one_scheme_host_and_port(tmp_path: Path):
    kept = records(
        said("https://a.example/robots.txt", "User-agent: *\nDisallow: /"),
        said("http://bücher.example:8080/robots.txt", "User-agent: *\nDisallow: /"),
    )
    told = {
        "https://a.example/": "reserved",
        "https://A.Example./": "reserved",
        "https://a.example:443/x": "reserved",
        "https://user@a.example/x": "reserved",
        "https://a.example": "reserved",
        "https://a.example?q": "reserved",
        "http://a.example/": "unknown",
        "https://a.example:8443/": "unknown",
        "https://b.a.example/": "unknown",
        "http://xn--bcher-kva.example:8080/": "reserved",
        "http://BÜCHER.example:8080/é": "reserved",
        "http://bücher.example/": "unknown",
        "//a.example/": "unknown",
        "https:/a.example/": "unknown",
        "data:text/plain,https://a.example/": "unknown",
        "https://[::1/": "unknown",
        "https:///x": "unknown",
    }
    found = verdicts(kept, list(told), ["GPTBot"], tmp_path)
    assert {url: found[url, "GPTBot"] for url in told} == told


def test_a_line_that_allows_everything_is_told_as_the_one_that_decides(tmp_path: Path):
    kept = records(
        said("https://a.example/", "User-agent: *\nAllow: /"),
        said("https://b.example/", "User-agent: *\nAllow: /x\nAllow: /"),
        said("https://c.example/", "User-agent: *\nDisallow:"),
    )
    urls = [
        "https://a.example/x",
        "https://a.example/robots.txt",
        "https://b.example/x",
        "https://b.example/y",
        "https://c.example/x",
    ]
    with audit(kept, [(url, day(1), 1) for url in urls], ["GPTBot"], tmp_path) as made:
        told = [(row["verdict"], row["reason"], row["rule"], row["line"]) for row in decided(made)]
    assert told == [
        ("allowed", "rule", "/", 2),
        ("allowed", "no-rule", None, None),
        ("allowed", "rule", "/x", 2),
        ("allowed", "rule", "/", 3),
        ("allowed", "no-rule", None, None),
    ]


def test_of_long_lists_of_rules_the_parser_is_asked(tmp_path: Path, monkeypatch):
    """Rows that carry such a list along took a gigabyte for two thousand URLs of one site."""
    monkeypatch.setenv(COMPILER, "none")
    monkeypatch.setattr(loading, "MOST_LISTED", 1)
    chance = random.Random(2309)
    bodies = {f"https://s{number}.example/": body(chance) for number in range(60)}
    kept = records(*(said(origin, content) for origin, content in bodies.items()))
    urls = [origin + text(chance, 9) for origin in bodies for _ in range(20)]
    with audit(kept, [(url, day(1), 1) for url in urls], AGENTS, tmp_path) as made:
        rows = decided(made)
        longest = made.session.rows(
            "SELECT max(len(patterns)) FROM (SELECT patterns FROM audit_keyed UNION ALL SELECT patterns FROM audit_free)"
        )
    assert longest == [(1,)]
    for row in rows:
        site = row["url"][: row["url"].index("/", 8) + 1]
        said_by_file = decide_strictly(read(bodies[site]).readings(row["agent"]), target_of(row["url"]))
        assert (row["verdict"] == "allowed") == said_by_file.allowed, row


def test_what_no_record_shows_is_unknown_and_says_why(tmp_path: Path):
    kept = records(said("https://a.example/robots.txt", "User-agent: *\nAllow: /", at=10))
    urls = [
        ("https://a.example/", day(9), 1),
        ("https://a.example/", day(10), 1),
        ("https://a.example/", None, 1),
        ("https://b.example/", day(10), 1),
        ("nonsense", day(10), 1),
        (None, day(10), 1),
    ]
    with audit(kept, urls, ["GPTBot"], tmp_path) as made:
        told = [(row["verdict"], row["reason"]) for row in decided(made)]
    assert told == [
        ("unknown", "before-first-record"),
        ("allowed", "rule"),
        ("unknown", "no-time"),
        ("unknown", "no-record"),
        ("unknown", "malformed-url"),
        ("unknown", "malformed-url"),
    ]


def test_a_site_that_could_not_be_reached_reserves_everything(tmp_path: Path):
    """RFC 9309, section 2.3.1.4: complete disallow; only the file itself may be fetched."""
    kept = records(
        said("https://a.example/robots.txt", status=503),
        said("https://b.example/robots.txt", status=None, error="timeout"),
        said("https://c.example/robots.txt", status=404),
    )
    urls = [
        f"https://{name}.example/{path}" for name in "abc" for path in ("", "x?y", "%41#z", "é", "robots.txt")
    ]
    with audit(kept, [(url, day(1), 1) for url in urls], ["GPTBot", "AI2Bot"], tmp_path) as made:
        found = {row["url"]: (row["verdict"], row["reason"], row["rule"]) for row in decided(made)}
    reasons = {"a": "server-error", "b": "network-error"}
    for url in urls:
        reserved = url[8] in reasons and not url.endswith("/robots.txt")
        verdict, reason, rule = found[url]
        assert (verdict, rule) == ("reserved" if reserved else "allowed", None), url
        assert not reserved or reason == reasons[url[8]]


def test_what_is_reserved_since_shows_beside_what_was(tmp_path: Path):
    kept = records(
        said("https://a.example/robots.txt", "User-agent: CCBot\nDisallow: /old"),
        said("https://b.example/robots.txt", ""),
    )
    now = records(
        said("https://a.example/robots.txt", "User-agent: GPTBot\nDisallow: /"),
        said("https://c.example/robots.txt", "User-agent: *\nDisallow: /"),
    )
    urls = [
        (url, day(1), 1)
        for url in (
            "https://a.example/old",
            "https://a.example/x",
            "https://b.example/",
            "https://c.example/",
        )
    ]
    with audit(kept, urls, ["CCBot", "GPTBot"], tmp_path, today=now) as made:
        told = {
            (row["url"][8:], row["agent"]): (row["verdict"], row["verdict_today"]) for row in decided(made)
        }
    assert told == {
        ("a.example/old", "CCBot"): ("reserved", "allowed"),
        ("a.example/old", "GPTBot"): ("allowed", "reserved"),
        ("a.example/x", "CCBot"): ("allowed", "allowed"),
        ("a.example/x", "GPTBot"): ("allowed", "reserved"),
        ("b.example/", "CCBot"): ("allowed", "unknown"),
        ("b.example/", "GPTBot"): ("allowed", "unknown"),
        ("c.example/", "CCBot"): ("unknown", "reserved"),
        ("c.example/", "GPTBot"): ("unknown", "reserved"),
    }


def test_hostile_files_are_decided_in_time(tmp_path: Path):
    wild = "User-agent: *\n" + "".join(f"Disallow: /{'*a' * count}b\n" for count in range(1, 40))
    groups = "".join(f"User-agent: bot{number}\nDisallow: /{number}\n" for number in range(20_000))
    huge = "User-agent: *\nDisallow: /first\n" + "Disallow: /x\n" * 900_000
    binary = random.Random(1).randbytes(20_000) + b"\nUser-agent: *\nDisallow: /\x00y\nDisallow: /z"
    kept = records(
        *(
            said(f"https://{name}.example/robots.txt", content)
            for name, content in (("w", wild), ("g", groups), ("h", huge), ("b", binary))
        )
    )
    urls = {
        f"https://w.example/{'a' * 5_000}": "allowed",
        f"https://w.example/{'a' * 5_000}b": "reserved",
        "https://g.example/7": "allowed",
        "https://h.example/first": "reserved",
        "https://b.example/z": "reserved",
    }
    found = verdicts(kept, list(urls), ["GPTBot"], tmp_path)
    assert {url: found[url, "GPTBot"] for url in urls} == urls
