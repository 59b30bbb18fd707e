# SPDX-License-Identifier: EUPL-1.2
"""``adhere law layers`` as people run it, on the made-up act of the example and on one of a few sentences."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tests.repository import ROOT
from tests.unit.cli.running import adhere
from tests.unit.cli.test_contracts import faults
from tests.unit.law.layers.sentences import SENTENCES

EXAMPLE = ROOT / "examples" / "law-texts"
ENGLISH, DUTCH = EXAMPLE / "2099-03-04.en.md", EXAMPLE / "2099-03-04.nl.md"
ON = ("--on", "2026-08-01")


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A text of the Act in the form of our own JSON: one article of definitions and one with a point."""
    point = {
        "t": "list",
        "items": [{"marker": "(a)", "nodes": [{"t": "p", "text": SENTENCES["aia:art-53.1.a"][0]}]}],
    }
    definitions = {
        "t": "list",
        "items": [
            {"marker": f"({number})", "nodes": [{"t": "p", "text": SENTENCES[f"aia:art-3.{number}"][0]}]}
            for number in (1, 2)
        ],
    }
    opening = {"t": "p", "text": SENTENCES["aia:art-3"][0]}
    paragraphs = [{"t": "p", "text": line} for line in SENTENCES["aia:art-53.1"]]
    record = {
        "act": "Regulation (EU) 2024/1689",
        "celex": "32024R1689",
        "lang": "en",
        "version": "2024-07-12",
        "articles": {
            "3": {"number": "3", "title": "Words", "pars": [{"num": None, "nodes": [opening, definitions]}]},
            "53": {"number": "53", "title": "Gates", "pars": [{"num": "1", "nodes": [*paragraphs, point]}]},
        },
        "annexes": {},
        "recitals": {},
        "units": {},
    }
    path = tmp_path / "act.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    return path


def test_json_keeps_its_contract(text: Path):
    ran = adhere("law", "layers", text, *ON, "--format", "json")
    told = ran.json()
    assert (ran.status, faults("adhere-law-layers", told)) == (0, [])
    unit = told["units"]["aia:art-53.1"]
    for layer in ("terms", "references", "actors", "modality", "deadlines"):
        assert unit[layer], layer
        assert all(unit["text"][one["start"] : one["end"]] == one["text"] for one in unit[layer])
    assert told["units"]["aia:art-53.1.a"]["norms"] == ["duty:art-53.1.a-1"]
    assert told["terms"] == {"aia:art-3.1": ["gate"], "aia:art-3.2": ["keeper"]}


@pytest.mark.parametrize("said", ["en", "nl"])
def test_one_provision_reads_within_80_columns(text: Path, said: str):
    ran = adhere("law", "layers", text, "--unit", "53(1)", "--lang", said, *ON)
    assert (ran.status, ran.err) == (0, "")
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "aia:art-53.1.a" in ran.out
    assert "duty:art-53.1.a-1" in ran.out


def test_documents_go_to_the_screen_or_to_a_file(text: Path, tmp_path: Path):
    out = tmp_path / "out.xml"
    ran = adhere("law", "layers", text, "--format", "akn", "--out", out)
    assert ran.status == 0
    assert ET.parse(out).getroot().tag.endswith("akomaNtoso")
    ran = adhere("law", "layers", text, "--format", "html", "--unit", "aia:art-53", "--lang", "nl")
    assert (ran.status, ran.out[:15]) == (0, "<!DOCTYPE html>")


@pytest.mark.parametrize("output", ["text", "json", "html", "akn"])
def test_a_text_of_another_act_has_layers_without_records(output: str):
    ran = adhere("law", "layers", EXAMPLE / "2099-03-04.nl.md", "--format", output, *ON)
    assert ran.status in (0, 1)
    if output == "json":
        assert faults("adhere-law-layers", ran.json()) == []
        assert ran.json()["counts"]["norms"] == 0


def test_an_imported_text_is_found_by_its_act(text: Path, tmp_path: Path):
    data = str(tmp_path / "data")
    assert adhere("law", "import", text, ADHERE_DATA=data).status == 0
    ran = adhere("law", "layers", "aia", "--format", "json", ADHERE_DATA=data)
    assert ran.json()["units"]["aia:art-53.1"]["references"][0]["to"] == ["aia:art-53.1.a"]
    ran = adhere("law", "layers", "aia", "--lang", "nl", ADHERE_DATA=data)
    assert (ran.status, ran.out) == (2, "")
    assert "adhere law import" in " ".join(ran.err.split())


def test_what_is_not_there_is_bad_usage(text: Path):
    assert adhere("law", "layers", "nothing-here").status == 2
    ran = adhere("law", "layers", text, "--unit", "aia:art-99")
    assert (ran.status, ran.out) == (2, "")
    assert "aia:art-3" in ran.err


def test_a_text_in_another_language_is_told(tmp_path: Path):
    path = tmp_path / "act.json"
    articles = {
        "1": {
            "number": "1",
            "title": "x",
            "pars": [{"num": "1", "nodes": [{"t": "p", "text": "Das ist ein Tor."}]}],
        }
    }
    record = {"celex": "32024R1689", "lang": "de", "version": "2024-07-12", "articles": articles}
    path.write_text(json.dumps(record), encoding="utf-8")
    ran = adhere("law", "layers", path, "--format", "json")
    assert (ran.status, faults("adhere-law-layers", ran.json())) == (1, [])
    assert "ADH-LAW-086" in {one["rule"] for one in ran.json()["findings"]}
