# SPDX-License-Identifier: EUPL-1.2
"""Who refers to a provision in the real Act: known places, and both languages saying the same of every article.

Needs the reference data in ``shared`` beside the repository; the words of the law are read there and nowhere kept.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from adhere.intake.texts.reading import Imported, read_text
from adhere.law.layers.incoming import incoming

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
ACT = SHARED / "law" / "act"
VERSIONS = ("2024-07-12", "2026-07-27")

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason=f"the reference data is not at {SHARED}")


@cache
def act(version: str, language: str) -> Imported:
    return read_text("act.json", (ACT / version / language / "act.json").read_bytes())


def referring(version: str, language: str, provision: str) -> set[tuple[str, str]]:
    return {(one.unit, one.to) for one in incoming(act(version, language).units, language, provision)}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_places_that_refer_to_a_point_and_to_article_56_6(language: str):
    point = referring("2026-07-27", language, "aia:art-53.1.a")
    named = {unit for unit, to in point if to == "aia:art-53.1.a"}
    assert {"aia:art-53.2", "aia:art-56.2.a", "aia:annex-xi.s1"} <= named
    assert {("aia:art-56.9", "aia:art-56.6"), ("aia:art-50.7", "aia:art-56.6")} <= referring(
        "2026-07-27", language, "aia:art-56.6"
    )


@pytest.mark.parametrize("version", VERSIONS)
def test_both_languages_say_the_same_of_every_article_and_annex(version: str):
    units = act(version, "en").units
    roots = dict.fromkeys(name.partition(".")[0] for name in units if ":rec-" not in name)
    for root in roots:
        english, dutch = (referring(version, language, root) for language in ("en", "nl"))
        assert {unit for unit, _ in english ^ dutch if ":rec-" not in unit} == set(), root
