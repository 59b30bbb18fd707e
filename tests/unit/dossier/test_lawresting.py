# SPDX-License-Identifier: EUPL-1.2
"""What names a provision, room by room, and the index that a terminal reads instead: the two say the same."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from tests.repository import ROOT
from tools import resting as tool

from adhere.codes.ground import parts
from adhere.dossier.lawresting import ROOMS, cited
from adhere.dossier.restingindex import indexed
from adhere.law.citations import name_of_document
from adhere.law.library import Law
from adhere.law.resting import GROUPS, resting

DAYS = (date(2024, 8, 1), date(2025, 8, 2), date(2026, 7, 26), date(2026, 7, 27), date(2030, 1, 1))
ASKED = ("aia:art-53", "aia:art-53.1.a", "aia:art-53.1.b.ii", "aia:art-55.1.c", "aia:art-56.6", "aia:annex-xi.s1.2", "aia:art-3.63")  # fmt: skip


def test_the_index_is_up_to_date(capsys: pytest.CaptureFixture[str]):
    assert tool.main(["--check"]) == 0, capsys.readouterr().out


def test_an_index_that_was_changed_is_told_and_put_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(tool, "INDEX", tmp_path / "resting.tsv")
    assert tool.main(["--check"]) == 1
    assert capsys.readouterr().out == "resting.tsv is not up to date: run python tools/resting.py\n"
    assert (tool.main([]), tool.main(["--check"])) == (0, 0)


@pytest.mark.parametrize("provision", ASKED)
def test_the_index_says_what_the_rooms_say(provision: str):
    rows, lists = indexed(provision)
    assert lists == parts()
    for day in DAYS:
        short, full = (resting(provision, found, day, lists) for found in (rows, cited()))
        assert [(one.group, one.id, one.reach) for one in short] == [
            (one.group, one.id, one.reach) for one in full
        ]


def test_every_group_but_references_of_texts_has_something():
    assert set(GROUPS) - {one.group for one in cited()} == {"reference"}


def test_no_package_with_rules_is_left_out():
    source = ROOT / "src" / "adhere"
    packages = [
        path.parent for path in source.rglob("rules.py") if "portal" not in path.parts
    ]  # it stands above
    there = {
        ".".join(package.relative_to(source).parts)
        for package in packages
        if (package / "data" / "rules.toml").exists() or (package / "data" / "rules").is_dir()
    }
    assert set(ROOMS) == there


def test_everything_names_a_provision_that_is_one():
    law = Law()
    wrong = {
        (one.id, one.provision)
        for one in cited()
        if name_of_document(one.provision) is None
        and one.provision.startswith("aia:")
        and one.provision.partition(".")[0] not in law.article_names
        and one.group in ("record", "exception", "requirement")
    }
    assert wrong == set()


def test_what_rests_on_a_duty_is_all_of_it():
    """Article 53(1)(c): one duty, its requirement, the commitment and five measures of the copyright chapter, fields of the summary."""
    found = resting("aia:art-53.1.c", cited(), date(2026, 8, 1), parts())
    counts = Counter(one.group for one in found if one.reach != "above")
    assert counts["record"] == 1
    assert {one.id for one in found if one.group == "requirement"} == {"gpai-03"}
    assert [one.id for one in found if one.group == "measure"] == [
        f"gpai-2025:C-1.{number}" for number in range(1, 6)
    ]
    assert {one.id for one in found if one.group == "exception"} == {
        "exception:art-2.6-1",
        "exception:art-2.8-1",
        "exception:art-111.3-1",
    }
    assert all(one.name and one.name.en and one.name.nl for one in found)
    assert all("{" not in one.name.en for one in found if one.name)


def test_a_list_elsewhere_counts_for_the_point_that_calls_for_it():
    found = resting("aia:art-53.1.a", cited(), date(2026, 8, 1), parts())
    fields = [one for one in found if one.group == "field"]
    assert {link.provision.partition(".")[0] for one in fields for link in one.links} == {"aia:annex-xi"}
