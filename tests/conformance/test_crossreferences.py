# SPDX-License-Identifier: EUPL-1.2
"""Cross-references in the articles of the Act against a sample read by eye: at least 99 % precision and recall.

The sample and its counting rule are in ``crossreferences.toml``. Needs the reference data in ``shared`` beside the repository.
"""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from adhere.intake.texts.reading import read_text
from adhere.law.layers.places import Structure, place_of, structure_of
from adhere.law.layers.references import amended_act, references
from adhere.law.texts.units import Unit

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
ACT = SHARED / "law" / "act"
SAMPLE = Path(__file__).with_name("crossreferences.toml")
FEWEST, FEWEST_OF_THE_REST, FEWEST_BESIDE, LEAST = 300, 130, 300, 0.99

pytestmark = pytest.mark.skipif(not ACT.is_dir(), reason=f"the reference data is not at {ACT}")

RAW = SHARED / "law" / "raw" / "eu_ai_act_32024R1689_eurlex_html_2026-07-08.html"
Found = set[tuple[int, int, str, tuple[int, ...]]]


@cache
def text(path: Path) -> tuple[dict[str, Unit], Structure]:
    units = read_text(path.name, path.read_bytes()).units
    return units, structure_of(units)


@cache
def sample(name: str) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = tomllib.loads(SAMPLE.read_text(encoding="utf-8"))[name]
    return read


def expected(unit: dict[str, Any]) -> Found:
    return {(start, end, ids, tuple(counted)) for start, end, ids, counted in unit["references"]}


def found(unit: dict[str, Any], path: Path, language: str) -> Found:
    units, structure = text(path)
    words = units[unit["id"]].text
    assert hashlib.sha256(words.encode()).hexdigest() == unit["sha256"], (
        f"{unit['id']} has other words than were read"
    )
    above = next((name for name in place_of(unit["id"]).ancestors()[1:] if name in units), None)
    amends = amended_act(units[above].text, language) if above else None
    return {
        (one.start, one.end, " ".join(one.to), one.subparagraphs)
        for one in references(unit["id"], words, language, structure, amends=amends)
        if one.to != ("aia",)
    }


def measured(pairs: list[tuple[str, Found, Found]], fewest: int) -> None:
    right = sum(len(wanted & got) for _, wanted, got in pairs)
    wrong = sum(len(got - wanted) for _, wanted, got in pairs)
    missed = sum(len(wanted - got) for _, wanted, got in pairs)
    odd = [(name, *one) for name, wanted, got in pairs for one in wanted ^ got]
    assert right + missed >= fewest
    assert right / (right + wrong) >= LEAST, odd
    assert right / (right + missed) >= LEAST, odd


def test_the_program_finds_and_resolves_what_people_read() -> None:
    pairs = []
    for unit in sample("unit"):
        got = found(unit, ACT / unit["text"] / "act.json", unit["text"].rpartition("/")[2])
        pairs.append((f"{unit['text']} {unit['id']}", expected(unit), got))
    measured(pairs, FEWEST)


def test_the_same_holds_in_recitals_and_annexes() -> None:
    paths = {"en": RAW, "nl": ACT / "2024-07-12" / "nl" / "act.json"}
    measured(
        [
            (unit["id"], expected(unit), found(unit, paths[unit["lang"]], unit["lang"]))
            for unit in sample("beside")
        ],
        FEWEST_BESIDE,
    )


def test_the_same_holds_in_the_rest_of_the_act() -> None:
    measured(
        [(unit["id"], expected(unit), found(unit, RAW, "en")) for unit in sample("rest")], FEWEST_OF_THE_REST
    )
