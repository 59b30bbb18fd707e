# SPDX-License-Identifier: EUPL-1.2
"""robots.txt against the reference reader: its own cases, cases written from the text of RFC 9309, and real files with its verdicts.

Needs the reference data in ``shared`` beside the repository (https://github.com/google/robotstxt, cases under Apache-2.0; test input only).
"""

from __future__ import annotations

import base64
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from adhere.content.robots.deciding import decide, decide_all, decide_strictly, target_of
from adhere.content.robots.lines import STRICT
from adhere.content.robots.reading import is_token, read
from adhere.content.robots.rulesets import Kind
from adhere.content.robots.spelling import escaped

ENGINE = Path(__file__).resolve().parents[2].parent / "shared" / "engine"

pytestmark = pytest.mark.skipif(not ENGINE.is_dir(), reason=f"the reference data is not at {ENGINE}")


def cases() -> dict[str, Any]:
    return json.loads((ENGINE / "robots_cases.json").read_text(encoding="utf-8"))


def test_every_case_of_the_reference_and_of_the_rfc_is_decided_as_it_says():
    data = cases()
    assert (len(data["allowed"]), len(data["extra"])) == (145, 33)
    wrong = []
    for case in data["allowed"] + data["extra"]:
        file = read(case["robots"].encode("utf-8", "surrogateescape"))
        target, ruleset = target_of(case["url"]), file.ruleset(case["agent"])
        said = {decide(ruleset, target).allowed, decide_all(ruleset, [target])[0].allowed}
        said.add(decide_strictly(file.readings(case["agent"]), target).allowed)
        if said != {case["allowed"]}:
            wrong.append(case)
    assert wrong == []


def test_every_unit_of_the_reference_gives_what_it_says():
    for case in cases()["unit"]:
        given, expected = case["input"], case["expected"]
        if case["kind"] == "valid_user_agent_token":
            assert is_token(given) is expected, case
        elif case["kind"] == "path_of_url":
            assert target_of(given) == expected, case
        elif case["kind"] == "escape_pattern":
            assert escaped(given.encode()) == expected, case
        elif case["kind"] == "parse:report.sitemap()":
            found = [line.value for line in read(given.encode()).other_lines if line.name == "sitemap"]
            assert found == [expected], case


def test_every_decision_on_real_files_is_that_of_the_reference():
    decided, wrong, strict = 0, [], 0
    with gzip.open(ENGINE / "robots_real" / "robots_real.jsonl.gz") as lines:
        for record in map(json.loads, lines):
            body = record["body"].encode() if "body" in record else base64.b64decode(record["body_base64"])
            file, plain = read(body), read(body, leniencies=STRICT)
            for agent, expected in record["expected"].items():
                ruleset = file.ruleset(agent)
                for allowed in (True, False):
                    paths = expected["allow" if allowed else "disallow"]
                    targets = [target_of(f"https://{record['host']}{path}") for path in paths]
                    for path, decision, other in zip(
                        paths,
                        decide_all(ruleset, targets),
                        decide_all(plain.ruleset(agent), targets),
                        strict=True,
                    ):
                        decided += 1
                        sound = ruleset.kind is Kind.BY_PATH or (ruleset.kind is Kind.ALL_ALLOWED) is allowed
                        if decision.allowed is not allowed or not sound:
                            wrong.append((record["id"], agent, path))
                        if (other.allowed is not allowed) is not (path in expected.get("google_only", ())):
                            strict += 1
    assert (decided, wrong, strict) == (75_190, [], 0)
