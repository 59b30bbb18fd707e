# SPDX-License-Identifier: EUPL-1.2
"""Decisions by rows against the reference reader: its own cases, and every verdict on real files, through the engine.

Needs the reference data in ``shared`` beside the repository (https://github.com/google/robotstxt, cases under Apache-2.0; test input only).
"""

from __future__ import annotations

import base64
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from tests.unit.engine.audit.sites import records, said, verdicts

ENGINE = Path(__file__).resolve().parents[2].parent / "shared" / "engine"
WORDS = {"allow": "allowed", "disallow": "reserved", True: "allowed", False: "reserved"}

pytestmark = pytest.mark.skipif(not ENGINE.is_dir(), reason=f"the reference data is not at {ENGINE}")


def target(url: str) -> str:
    """Return what follows the authority, for cases that have another one."""
    rest = url.partition("://")[2]
    places = [place for place in (rest.find(sign) for sign in "/?#;") if place >= 0]
    return rest[min(places) :] if places else ""


def test_every_case_of_the_reference_and_of_the_rfc_is_decided_as_it_says(tmp_path: Path):
    data = json.loads((ENGINE / "robots_cases.json").read_text(encoding="utf-8"))
    cases = [case for case in data["allowed"] + data["extra"] if case["agent"] and "://" in case["url"]]
    assert len(cases) > 150
    kept = records(
        *(
            said(f"https://c{n}.example/", case["robots"].encode("utf-8", "surrogateescape"))
            for n, case in enumerate(cases)
        )
    )
    urls = [f"https://c{number}.example{target(case['url'])}" for number, case in enumerate(cases)]
    found = verdicts(kept, urls, {case["agent"] for case in cases}, tmp_path)
    wrong = [
        case
        for url, case in zip(urls, cases, strict=True)
        if found[url, case["agent"]] != WORDS[case["allowed"]]
    ]
    assert wrong == []


def test_every_decision_on_real_files_is_that_of_the_reference(tmp_path: Path):
    with gzip.open(ENGINE / "robots_real" / "robots_real.jsonl.gz") as file:
        rows: list[dict[str, Any]] = [json.loads(line) for line in file]
    bodies = [
        row["body"].encode() if row.get("body") is not None else base64.b64decode(row["body_base64"])
        for row in rows
    ]
    kept = records(*(said(f"https://h{number}.example/", body) for number, body in enumerate(bodies)))
    expected = {
        (f"https://h{number}.example{path}", agent): WORDS[word]
        for number, row in enumerate(rows)
        for agent, paths in row["expected"].items()
        for word in ("allow", "disallow")
        for path in paths[word]
        if path not in paths.get("google_only", ())
    }
    agents = {agent for _, agent in expected}
    found = verdicts(kept, sorted({url for url, _ in expected}), agents, tmp_path)
    assert len(expected) > 75_000
    assert {key: (word, found[key]) for key, word in expected.items() if found[key] != word} == {}
