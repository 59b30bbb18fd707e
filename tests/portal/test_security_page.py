# SPDX-License-Identifier: EUPL-1.2
"""docs/en/portal-security.md answers every requirement of levels 1 and 2 of OWASP ASVS 5.0.0 once, in both languages, and names what there is."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from tests.repository import ROOT

LAST = {
    "1.1": "2", "1.2": "9", "1.3": "11", "1.4": "3", "1.5": "2", "2.1": "3", "2.2": "3", "2.3": "4", "2.4": "1", "3.2": "2", "3.3": "4",
    "3.4": "6", "3.5": "5", "3.7": "2", "4.1": "3", "4.2": "1", "4.3": "2", "4.4": "4", "5.1": "1", "5.2": "3", "5.3": "2", "5.4": "3",
    "6.1": "3", "6.2": "12", "6.3": "4", "6.4": "4", "6.5": "5", "6.6": "3", "6.8": "4", "7.1": "3", "7.2": "4", "7.3": "2", "7.4": "5",
    "7.5": "2", "7.6": "2", "8.1": "2", "8.2": "3", "8.3": "1", "8.4": "1", "9.1": "3", "9.2": "4", "10.1": "2", "10.2": "2", "10.3": "4",
    "10.4": "11", "10.5": "5", "10.6": "2", "10.7": "3", "11.1": "2", "11.2": "3", "11.3": "3", "11.4": "4", "11.5": "1", "11.6": "1",
    "12.1": "3", "12.2": "2", "12.3": "4", "13.1": "1", "13.2": "5", "13.3": "2", "13.4": "5", "14.1": "2", "14.2": "4", "14.3": "3",
    "15.1": "3", "15.2": "3", "15.3": "7", "16.1": "1", "16.2": "5", "16.3": "4", "16.4": "3", "16.5": "3", "17.1": "1", "17.2": "4", "17.3": "2",
}  # fmt: skip
"""The last number of levels 1 and 2 in each section; those of level 3 stand behind them."""
ANSWERS = {"en": ("met", "once set", "partly", "not met", "not used", "host"), "nl": ("voldaan", "na instelling", "deels", "niet voldaan", "niet gebruikt", "beheerder")}  # fmt: skip


def rows(language: str) -> list[list[str]]:
    text = (ROOT / f"docs/{language}/portal-security.md").read_text(encoding="utf-8")
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if re.match(r"\| \d", line)]  # fmt: skip


def numbers(told: str) -> Iterator[str]:
    for one in told.split(", "):
        first, _, last = one.partition("–")
        section, _, number = first.rpartition(".")
        for each in range(int(number), int((last or first).rpartition(".")[2]) + 1):
            yield f"{section}.{each}"


def test_every_requirement_is_answered_once() -> None:
    wanted = [f"{section}.{number}" for section, last in LAST.items() for number in range(1, int(last) + 1)]
    assert len(wanted) == 253
    answered = [number for row in rows("en") for number in numbers(row[0])]
    assert sorted(answered) == sorted(wanted)


def test_both_languages_answer_alike() -> None:
    english, dutch = rows("en"), rows("nl")
    assert [row[0] for row in english] == [row[0] for row in dutch]
    assert [ANSWERS["en"].index(row[1]) for row in english] == [ANSWERS["nl"].index(row[1]) for row in dutch]
    assert [row[3] for row in english] == [row[3] for row in dutch]


@pytest.mark.parametrize("row", rows("en"), ids=lambda row: row[0])
def test_what_is_named_is_there(row: list[str]) -> None:
    named = row[3].strip("`")
    if named == "–":
        assert row[1] in ("not met", "not used")
        return
    path, _, test = named.partition("::")
    assert (ROOT / path).exists()
    assert not test or f"def {test}(" in (ROOT / path).read_text(encoding="utf-8")
