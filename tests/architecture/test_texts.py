# SPDX-License-Identifier: EUPL-1.2
"""Every text is there in both languages, says the same things in both, and its Dutch renders the English of today."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from tests.repository import ROOT, with_suffix

from adhere.kernel.text import stamp

DATA = with_suffix(".toml", under="src")
SAME_IN_BOTH = {
    *(
        "1 week",
        "operator",
        "Browser",
        "parameters",
        "bytes",
        "tokens",
        "audio",
        "video",
        "micro",
        "Procedure",
        "experts",
        "Status",
        "Open source",
        "Data",
        "Governance",
        "later",
        "letters",
        "criteria",
        "Public Suffix List",
        "Per agent",
        "Agent",
        "agent",
        "URLS...",
        "RECORDS",
    ),
    *("1 document, {size}.", "{amount} document", "{text}: {urls}", "{title}. {values}.", "–"),
    *(
        "1 document, {size}",
        "1 URL ({share}), {size}",
        "1 record",
        "{amount} records",
        "1 site",
        "{amount} sites",
    ),
    *("1 host", "{amount} hosts"),
    *(
        "Begin",
        "Code",
        "Codes",
        "Download",
        "Indicator",
        "Letter",
        "Link",
        "Open",
        "Registers",
        "Token",
        "Website",
        "open",
    ),
    *("in {unit}", "adhere key claim --for {organisation} --portal {portal}"),
    *("RECORDS...", "Agents: {names}.", "{verdict}: {signal}, {words} ({spec})"),
    "https://models.example/bot; https://models.example/bot/feed.xml",
    *("Audio", "Video", "Model"),
}
"""Words and names that Dutch and English share; a sentence never belongs here."""


def texts(value: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every table that holds an English wording, with where it stands in its file."""
    if isinstance(value, dict):
        if "en" in value or "nl" in value:
            yield place, value
        for key, inner in value.items():
            yield from texts(inner, f"{place}.{key}".lstrip("."))
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from texts(inner, f"{place}[{number}]")


def placeholders(wording: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(wording) if name is not None}


def faults(text: dict[str, Any]) -> Iterator[str]:
    english, dutch = text.get("en"), text.get("nl")
    if not (isinstance(english, str) and isinstance(dutch, str) and english.strip() and dutch.strip()):
        yield "lacks English or Dutch"
        return
    if text.get("of") != stamp(english):
        yield "has a Dutch wording that nobody compared with this English: read it, then make stamp FILES=..."
    try:
        if placeholders(english) != placeholders(dutch):
            yield f"has other placeholders in Dutch: {placeholders(english) ^ placeholders(dutch)}"
    except ValueError as error:
        yield f"has a brace that is none: {error}"
    if " ".join(english.split()) == " ".join(dutch.split()) and english not in SAME_IN_BOTH:
        yield "reads the same in both languages"
    for wording in (english, dutch):
        if any(line != line.rstrip() for line in wording.split("\n")) or wording.startswith(" "):
            yield "begins or ends with a space"


@pytest.mark.parametrize("name", DATA, ids=str)
def test_every_text_is_there_in_both_languages_and_up_to_date(name: Path):
    table = tomllib.loads((ROOT / name).read_text(encoding="utf-8"))
    assert [f"{place} {fault}" for place, text in texts(table) for fault in faults(text)] == []


def test_there_are_texts_to_look_at():
    found = sum(1 for name in DATA for _ in texts(tomllib.loads((ROOT / name).read_text(encoding="utf-8"))))
    assert found > 500


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ({"en": "A dog."}, "lacks"),
        ({"nl": "Een hond."}, "lacks"),
        ({"en": "A dog.", "nl": " ", "of": stamp("A dog.")}, "lacks"),
        ({"en": "A dog.", "nl": "Een hond.", "of": stamp("A cat.")}, "nobody compared"),
        ({"en": "A dog.", "nl": "Een hond.", "of": ""}, "nobody compared"),
        ({"en": "{one} dog", "nl": "{een} hond", "of": stamp("{one} dog")}, "other placeholders"),
        ({"en": "a } dog", "nl": "een } hond", "of": stamp("a } dog")}, "brace"),
        ({"en": "A dog.", "nl": "A dog.", "of": stamp("A dog.")}, "the same"),
        ({"en": "A dog.", "nl": "Een hond. ", "of": stamp("A dog.")}, "space"),
    ],
)
def test_what_can_be_wrong_with_a_text_is_found(text: dict[str, Any], fault: str):
    assert [found for found in faults(text) if fault in found]


def test_texts_are_found_however_deep_they_stand():
    table = {"rule": [{"wrong": {"en": "a", "nl": "b"}}, {"parts": [{"name": {"en": "c", "nl": "d"}}]}]}
    assert [place for place, _ in texts(table)] == ["rule[1].wrong", "rule[2].parts[1].name"]
