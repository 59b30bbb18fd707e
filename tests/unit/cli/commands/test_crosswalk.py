# SPDX-License-Identifier: EUPL-1.2
"""``code crosswalk`` as people and programs run it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.cli.commands.test_code import neat
from tests.unit.cli.running import adhere
from tests.unit.cli.test_contracts import faults
from tests.unit.codes.small import folder

from adhere.codes.crosswalk import framework, known_frameworks

FRAMEWORKS = known_frameworks("gpai-2025")
LANGUAGES = pytest.mark.parametrize("language", ["en", "nl"])


@LANGUAGES
def test_all_frameworks_are_told_at_a_glance_with_what_they_are_worth(language: str):
    ran = neat(adhere("code", "crosswalk", "gpai-2025", "--lang", language))
    assert (ran.status, ran.err) == (0, "")
    assert all(name in ran.out for name in FRAMEWORKS)
    told = {"en": "gives no presumption of conformity", "nl": "geen vermoeden van conformiteit"}[language]
    assert told in " ".join(ran.out.split())


@LANGUAGES
@pytest.mark.parametrize("name", FRAMEWORKS)
def test_each_framework_can_be_shown_whole(name: str, language: str):
    ran = neat(adhere("code", "crosswalk", "gpai-2025", "--framework", name, "--lang", language))
    assert (ran.status, ran.err) == (0, "")
    told = " ".join(ran.out.split())
    for relation in framework("gpai-2025", name).relations:
        assert relation.source in told
        assert ", ".join(relation.items) in told


@LANGUAGES
def test_the_json_keeps_to_its_schema(language: str):
    ran = adhere("code", "crosswalk", "gpai-2025", "--format", "json", "--lang", language)
    assert faults("adhere-code-crosswalk", ran.json()) == []
    one = adhere("code", "crosswalk", "gpai-2025", "--framework", "seoul-2024", "--format", "json").json()
    assert [found["id"] for found in one["frameworks"]] == ["seoul-2024"]
    assert one["frameworks"][0]["by_item"]["V"] == []


def test_the_page_has_every_relation(tmp_path: Path):
    out = tmp_path / "page.html"
    ran = adhere("code", "crosswalk", "gpai-2025", "--format", "html", "--out", out, "--lang", "nl")
    assert ran.status == 0
    page = out.read_text(encoding="utf-8")
    for name in FRAMEWORKS:
        assert f'id="{name.replace(".", "-")}"' in page
    assert page.count("overlapt met") == sum(
        one.type == "intersects" for name in FRAMEWORKS for one in framework("gpai-2025", name).relations
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("gpai-2025", "--framework", "seoul"), "Did you mean seoul-2024?"),
        (("disinformation-2025",), "These codes have them: gpai-2025"),
        (("nowhere",), "is no code that comes with adhere"),
        (("gpai-2025", "--out", "x"), "--format html"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_what_can(arguments: tuple[str, ...], told: str):
    ran = adhere("code", "crosswalk", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert told in " ".join(ran.err.split())


def test_a_code_of_ones_own_has_none(tmp_path: Path):
    assert adhere("code", "crosswalk", folder(tmp_path / "own")).status == 2
