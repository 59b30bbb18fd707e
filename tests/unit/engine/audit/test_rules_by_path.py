# SPDX-License-Identifier: EUPL-1.2
"""Rules that are looked for in different places, by how a path begins or among those for any path, decide together: the longest wins."""

from __future__ import annotations

from pathlib import Path

from tests.unit.engine.audit.sites import audit, day, decided, records, said

RULES = """User-agent: *
Disallow: /shop
Allow: /*.html
Disallow: /*?sort=
Allow: /shop/open?
Disallow: /*&print=1$
Disallow: /%7Eann/100_a
"""
LINES = {
    "shop": 2,
    "shop/a.html": 3,
    "shop?sort=1": 4,
    "a.html?sort=1": 4,
    "a.html": 3,
    "shop/open": 2,
    "shop/open?": 5,
    "shop/open?sort=up": 5,
    "a?x=2&print=1": 6,
    "a?x=2&print=12": None,
    "a&print=1": 6,
    "a=sort": None,
    "sho": None,
    "~ann/100_a": 7,
    "~ann/100ba": None,
    "": None,
}
"""The line that decides on each path; a sign that stands for any other in LIKE stands for itself here."""


def test_the_longest_rule_decides_wherever_it_is_looked_for(tmp_path: Path):
    kept = records(said("https://a.example/robots.txt", RULES))
    urls = [(f"https://a.example/{path}", day(1), 1) for path in LINES]
    with audit(kept, urls, ["GPTBot"], tmp_path) as made:
        found = {row["url"].removeprefix("https://a.example/"): row for row in decided(made)}
    assert {path: row["line"] for path, row in found.items()} == LINES
    reserved = {path for path, line in LINES.items() if line in {2, 4, 6, 7}}
    assert {path for path, row in found.items() if row["verdict"] == "reserved"} == reserved
