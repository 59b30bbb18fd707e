# SPDX-License-Identifier: EUPL-1.2
"""The cross-walks against the facts about the frameworks: ids, counts and which part meets which item; no sentence is copied.

Needs the reference data in ``shared`` beside the repository.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from adhere.codes.crosswalk import Framework, framework, known_frameworks
from adhere.kernel.text import LANGUAGES

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
FACTS = SHARED / "code/international.json"
PROSE = SHARED / "code/INTERNATIONAL.md"
RUN = 8
COLUMNS = {
    "nist": "nist-ai-rmf-1.0",
    "iso": "iso-iec-42001-2023",
    "g7": "g7-code-of-conduct",
    "haip": "oecd-haip-v1",
    "fasc": "seoul-2024",
}
pytestmark = pytest.mark.skipif(not FACTS.exists(), reason="needs ../shared/code beside the repository")


@cache
def facts() -> Any:
    return json.loads(FACTS.read_text(encoding="utf-8"))


def of(name: str) -> Framework:
    return framework("gpai-2025", name)


def ids(name: str) -> list[str]:
    return [one.id for one in of(name).items]


def test_every_framework_has_the_ids_it_has_and_no_other():
    nist = [
        f"{function} {category}.{number}"
        for function, categories in facts()["nist_ai_rmf_1_0"].items()
        for category, count in categories.items()
        for number in range(1, count + 1)
    ]
    assert ids("nist-ai-rmf-1.0") == nist
    assert len(nist) == 72
    assert ids("nist-ai-600-1") == facts()["nist_ai_600_1_risks"]
    controls = [one for one in ids("iso-iec-42001-2023") if not one.startswith("Clause")]
    assert controls == [*facts()["iso_42001_annex_a"]]
    assert ids("g7-code-of-conduct") == [*facts()["g7_code_of_conduct_actions"]]
    assert ids("oecd-haip-v1") == [*facts()["haip_sections"]]
    assert ids("seoul-2024") == [*facts()["frontier_ai_safety_commitments"]]


@pytest.mark.parametrize("column", COLUMNS)
def test_parts_meet_the_items_that_the_proposed_mapping_names(column: str):
    proposed = {
        (_part(part), str(item)) for part, found in facts()["mapping"].items() for item in found[column]
    }
    ours = {(one.source, item) for one in of(COLUMNS[column]).relations for item in one.items}
    assert ours == proposed


def _part(name: str) -> str:
    """Return the id of a row: ``T 1.1`` is a measure, ``S C1`` a commitment."""
    chapter, _, number = name.partition(" ")
    return f"{chapter}-{number.removeprefix('C')}"


def test_no_sentence_of_the_facts_is_repeated():
    told = _runs(PROSE.read_text(encoding="utf-8"))
    for name in known_frameworks("gpai-2025"):
        one = of(name)
        texts = [one.licence, one.note, *(item.content for item in one.items if item.content)]
        texts += [said.rationale for said in one.relations] + [said.content for said in one.mentions]
        for text in texts:
            for language in LANGUAGES:
                assert not _runs(text.in_(language)) & told, text.in_(language)


def test_no_title_of_the_iso_standard_is_repeated():
    titles = {title.casefold() for title in facts()["iso_42001_annex_a"].values()}
    for item in of("iso-iec-42001-2023").items:
        assert item.content is not None
        assert item.content.en.rstrip(".").casefold() not in titles


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}
