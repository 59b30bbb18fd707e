# SPDX-License-Identifier: EUPL-1.2
"""``adhere content robots``: verdicts with their lines for people, and the contract for programs."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import ROOT
from tests.unit.cli.running import adhere
from tests.unit.cli.test_contracts import faults

FILE = ROOT / "examples" / "content" / "robots.txt"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_it_keeps_its_contract(language: str):
    ran = adhere("content", "robots", FILE, "--url", "/press/a", "--format", "json", "--lang", language)
    document = ran.json()
    assert (faults("adhere-content-robots", document), ran.err, ran.status) == ([], "", 0)
    assert [agent["agent"] for agent in document["agents"]] == ["GPTBot", "CCBot", "AI2Bot", "*"]
    addresses = {agent["agent"]: agent["addresses"][0] for agent in document["agents"]}
    assert {name: address["verdict"] for name, address in addresses.items()} == {
        "GPTBot": "reserved",
        "CCBot": "reserved",
        "AI2Bot": "allowed",
        "*": "allowed",
    }
    assert addresses["GPTBot"]["rule"] == {"line": 5, "allow": False, "pattern": "/"}
    assert [signal["verdict"] for signal in addresses["*"]["signals"]] == ["allowed"]


def test_a_person_sees_the_line_that_decided():
    ran = adhere(
        "content", "robots", FILE, "--agent", "gptbot", "--url", "https://news.example/a", "--lang", "en"
    )
    assert "reserved      line 5: Disallow: /" in ran.out
    assert "Lines for GPTBot, CCBot: everything is reserved." in ran.out
    assert "OpenAI; fetches for training" in ran.out


def test_strictly_a_misspelt_word_is_no_rule():
    words = ("--agent", "x", "--url", "/drafts/1", "--format", "json")
    (lenient,) = adhere("content", "robots", FILE, *words).json()["agents"]
    (strict,) = adhere("content", "robots", FILE, *words, "--strict").json()["agents"]
    assert (lenient["addresses"][0]["verdict"], strict["addresses"][0]["verdict"]) == ("reserved", "allowed")


def test_a_file_that_is_not_there_is_told(tmp_path: Path):
    for path in (tmp_path / "nothing", tmp_path):
        ran = adhere("content", "robots", path, "--lang", "nl")
        assert ran.status == 2
        assert "kon niet worden gelezen" in " ".join(ran.err.split())


def test_any_bytes_are_answered(tmp_path: Path):
    path = tmp_path / "robots.txt"
    path.write_bytes(bytes(range(256)) * 5_000)
    ran = adhere("content", "robots", path, "--url", "/\x1b[31m", "--lang", "en")
    assert ran.status == 0
    assert "\x1b" not in ran.out
    assert "nothing is reserved here" in ran.out
