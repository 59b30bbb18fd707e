# SPDX-License-Identifier: EUPL-1.2
"""The map from sentences of the law to modules: what it names exists, and what it says is still to come does not."""

from __future__ import annotations

import re
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from adhere.kernel.text import LANGUAGES
from adhere.law.library import Law
from adhere.law.show import show

ROOT = Path(__file__).resolve().parents[2]
MODULE, ROOM, PROVISION = (
    re.compile(r"`(adhere\.[a-z_.]+)`"),
    re.compile(r"\*([a-z]+)\*"),
    re.compile(r"`(aia:[^`]+)`"),
)
MUST = [
    *(f"aia:art-56.{paragraph}" for paragraph in range(1, 10)),
    *(f"aia:art-56.2.{point}" for point in "abcd"),
    *(f"aia:art-53.1.{point}" for point in "abcd"),
    "aia:art-51.1", "aia:art-51.2", "aia:art-52.1", "aia:art-54.1", "aia:art-55.1", "aia:art-111.3", "aia:art-101.1",
]  # fmt: skip
PAGES = {
    language: (ROOT / "docs" / language / "map.md").read_text(encoding="utf-8") for language in LANGUAGES
}


def rows(page: str) -> list[tuple[list[str], list[str], list[str]]]:
    """Provisions, modules and rooms of every row."""
    lines = [line for line in page.splitlines() if line.startswith("| ")]
    return [(PROVISION.findall(line), MODULE.findall(line), ROOM.findall(line)) for line in lines]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_module_on_the_map_exists(language: str):
    modules = set(MODULE.findall(PAGES[language]))
    assert modules
    assert [name for name in sorted(modules) if find_spec(name) is None] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_room_that_is_still_to_come_does_not_exist(language: str):
    rooms = set(ROOM.findall(PAGES[language]))
    assert [room for room in sorted(rooms) if (ROOT / "src" / "adhere" / room).exists()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_provision_on_the_map_is_one_the_data_speaks_of(language: str):
    law = Law()
    for provision in PROVISION.findall(PAGES[language]):
        shown = show(law, provision, date(2026, 11, 22))
        assert shown.norms, provision


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentences_the_design_rests_on_have_a_row_with_a_place(language: str):
    placed = {
        provision
        for provisions, modules, rooms in rows(PAGES[language])
        for provision in provisions
        if modules or rooms
    }
    assert [provision for provision in MUST if provision not in placed] == []


def test_both_languages_name_the_same_places():
    assert rows(PAGES["en"]) == rows(PAGES["nl"])
