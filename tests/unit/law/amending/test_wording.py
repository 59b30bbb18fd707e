# SPDX-License-Identifier: EUPL-1.2
"""Sentences of amending acts in both languages: what they do, and where."""

from __future__ import annotations

import tomllib
from pathlib import Path

from adhere.law.amending.places import Spot, composed
from adhere.law.amending.wording import read_change
from adhere.law.layers.grammar import citations

SENTENCES = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))["sentence"]
ABOVE = {"art-32": "Article 32", "art-33": "Article 33", "art-33.1": "Article 33(1)"}


def above(name: str | None) -> Spot:
    return composed(Spot(), citations(ABOVE[name], "en"))[0] if name else Spot()


def told(sentence: dict[str, str]) -> str:
    change = read_change(sentence["said"], sentence["lang"], above(sentence.get("above")))
    if change is None or change.kind == "unknown":
        return "nothing" if change is None else "unknown"
    places = " ".join(spot.id("x").removeprefix("x:").removeprefix("x") for spot in change.spots)
    words = "".join(f" ‘{word}’" for word in change.words)
    return f"{change.kind} {change.part or change.level} {places}{words}"


def test_every_sentence_says_what_it_does() -> None:
    wrong = {one["said"]: told(one) for one in SENTENCES if told(one) != one["does"]}
    assert wrong == {}
