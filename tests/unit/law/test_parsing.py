# SPDX-License-Identifier: EUPL-1.2
"""Broken law files, one per mistake: what the message must hold, the file name always among it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.law.folders import copy_of_the_law, law_with
from tests.unit.law.situations import TODAY

from adhere.law.applicability import Applicability
from adhere.law.evaluation import Evaluation
from adhere.law.library import Law
from adhere.law.store import LawDataError

PROVIDER, SYSTEMIC = "criteria/provider.toml", "criteria/systemic-risk.toml"

MISTAKES = {
    "an unknown key": (
        "aia/art-53.toml", 'grade = "official"', 'grade = "official"\nholders = ["provider"]',
        ["aia/art-53.toml", "duty:art-53.1.a-1", "unknown key", "'holders'"],
    ),
    "a key that is missing": (
        "aia/art-53.toml", "from = 2025-08-02\n", "",
        ["aia/art-53.toml", "duty:art-53.1.a-1", "has no 'from'"],
    ),
    "a change without an id": (
        "aia/art-56.toml", '[[change]]\nid = "change:art-56.6-1"', "[[change]]",
        ["aia/art-56.toml", "without an id", "has no 'id'"],
    ),
    "a kind that does not exist": (
        "aia/art-56.toml", "[[duty]]", "[[obligation]]",
        ["aia/art-56.toml", "'obligation'", "no kind of record", "duty, power, right"],
    ),
    "an id of another kind": (
        "aia/art-54.toml", 'id = "duty:art-54.1-1"', 'id = "right:art-54.1-1"',
        ["aia/art-54.toml", "right:art-54.1-1", "[[duty]]", "must start"],
    ),
    "a date in quotes": (
        "aia/art-55.toml", "from = 2025-08-02", 'from = "2025-08-02"',
        ["aia/art-55.toml", "duty:art-55.1.a-1", "'from'", "must be a date such as 2025-08-02", "without quotes"],
    ),
    "a date in quotes on a record that was amended": (
        "aia/art-56.toml", "from = 2026-07-27", 'from = "2026-07-27"',
        ["aia/art-56.toml", "duty:art-56.6-3", "'from'", "must be a date"],
    ),
    "a moment where a date should be": (
        "aia/art-52.toml", "from = 2025-08-02", "from = 2025-08-02T00:00:00",
        ["aia/art-52.toml", "duty:art-52.1-1", "must be a date"],
    ),
    "a text where a list should be": (
        "aia/art-91.toml", 'holder = ["commission"]', 'holder = "commission"',
        ["aia/art-91.toml", "power:art-91.1-1", "'holder'", "list of texts"],
    ),
    "a grade that does not exist": (
        "aia/art-101.toml", 'grade = "official"', 'grade = "sure"',
        ["aia/art-101.toml", "penalty:art-101.1-1", "'sure'", "official, commission, secondary, unverified"],
    ),
    "a text without its Dutch": (
        "aia/art-92.toml", "content.nl", "contents.nl",
        ["aia/art-92.toml", "'contents'"],
    ),
    "no article table": (
        "aia/art-94.toml", "[article]", "[artikel]",
        ["aia/art-94.toml", "no [article] table"],
    ),
    "TOML that is none": (
        "aia/art-2.toml", 'title.en = "Scope"', 'title.en = "Scope',
        ["aia/art-2.toml", "line 6"],
    ),
    "bytes that are no UTF-8": (
        "aia/art-98.toml", "SPDX", "\udcff",
        ["aia/art-98.toml", "utf-8"],
    ),
}  # fmt: skip

CRITERIA_MISTAKES = {
    "an operator that does not exist": (
        SYSTEMIC, 'operator = ">"', 'operator = ">="',
        [SYSTEMIC, "atom:cumulative-compute-above-threshold", "'>='", "no operator", "on-or-before-date-asked"],
    ),
    "a threshold that would be rounded": (
        SYSTEMIC, 'value = "1e25"', "value = 1e25",
        [SYSTEMIC, "atom:cumulative-compute-above-threshold", "in quotes"],
    ),
    "a date to compare with in quotes": (
        PROVIDER, "value = 2025-08-02", 'value = "2025-08-02"',
        [PROVIDER, "atom:placed-before-obligations-applied", "'before'", "date"],
    ),
    "a list of values that is none": (
        PROVIDER, 'value = ["micro", "small", "medium"]', 'value = "micro"',
        [PROVIDER, "atom:is-sme", "'one-of'", "list"],
    ),
    "an unknown key on an atom": (
        PROVIDER, 'fact = "market.placed_on"', 'fact = "market.placed_on"\ngrade = "official"',
        [PROVIDER, "atom:placed-on-union-market", "unknown key", "'grade'"],
    ),
    "a question that is missing": (
        PROVIDER, "question.nl", "vraag.nl",
        [PROVIDER, "atom:placed-on-union-market", "'vraag'"],
    ),
    "a part of a criterion that does not exist": (
        SYSTEMIC, 'all = ["criterion:general-purpose-model", "atom:cumulative', 'all = ["criterion:general-model", "atom:cumulative',
        [SYSTEMIC, "criterion:high-impact-capabilities-presumed", "criterion:general-model", "no file of criteria"],
    ),
    "a criterion that combines nothing": (
        PROVIDER, 'all = ["atom:sole-purpose-research"]', "",
        [PROVIDER, "criterion:scientific-research-only", "all, any, none"],
    ),
    "a misspelt table": (
        PROVIDER, "[[criterion]]", "[[criterium]]",
        [PROVIDER, "'criterium'", "no kind of record", "atom, criterion"],
    ),
    "a criterion that rests on itself": (
        PROVIDER, 'all = ["atom:sole-purpose-research"]', 'all = ["criterion:scientific-research-only"]',
        [PROVIDER, "criterion:scientific-research-only", "rests on itself"],
    ),
}  # fmt: skip


def message(law: Law, read: str) -> str:
    with pytest.raises(LawDataError) as caught:
        _ = law.article(f"aia:{Path(read).stem}") if read.startswith("aia/") else Evaluation.of(law, TODAY)
    return str(caught.value)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_broken_article_is_refused_with_its_file_and_record(mistake: str, tmp_path: Path):
    file, old, new, keywords = MISTAKES[mistake]
    root = copy_of_the_law(tmp_path)
    content = (root / file).read_text(encoding="utf-8")
    assert old in content
    (root / file).write_bytes(content.replace(old, new, 1).encode("utf-8", "surrogateescape"))
    said = message(Law(root), file)
    assert [word for word in keywords if word not in said] == [], said


@pytest.mark.parametrize("mistake", CRITERIA_MISTAKES)
def test_a_broken_file_of_criteria_is_refused_with_its_file_and_record(mistake: str, tmp_path: Path):
    file, old, new, keywords = CRITERIA_MISTAKES[mistake]
    said = message(law_with(tmp_path, file, old, new), file)
    assert [word for word in keywords if word not in said] == [], said


def test_a_duty_on_a_criterion_that_does_not_exist_is_refused_with_its_file(tmp_path: Path):
    law = law_with(
        tmp_path, "aia/art-55.toml", "criterion:provider-of-systemic-risk-model", "criterion:provider-of-risk"
    )
    with pytest.raises(LawDataError) as caught:
        _ = Applicability(law, TODAY).duties
    said = str(caught.value)
    assert all(
        word in said for word in ("aia/art-55.toml", "duty:art-55.1.a-1", "criterion:provider-of-risk")
    )


def test_a_file_that_is_listed_and_missing_is_named(tmp_path: Path):
    root = copy_of_the_law(tmp_path)
    (root / "aia/art-53.toml").unlink()
    said = message(Law(root), "aia/art-53.toml")
    assert "aia/art-53.toml: cannot be read, although contents.toml lists it" in said


def test_a_folder_without_contents_is_no_law(tmp_path: Path):
    with pytest.raises(LawDataError, match=r"contents\.toml: cannot be read$"):
        _ = Law(tmp_path).contents


def test_records_of_a_provision_come_in_the_order_people_count(tmp_path: Path):
    law = law_with(
        tmp_path, "aia/art-53.toml", 'provisions = ["aia:art-53.1.d"]', 'provisions = ["aia:art-53.10"]'
    )
    ids = [norm.id for norm in law.article("aia:art-53").norms]
    assert ids.index("duty:art-53.3-1") < ids.index("power:art-53.6-1") < ids.index("duty:art-53.1.d-1")


def test_a_wording_stands_since_the_act_or_since_the_change_that_brought_it():
    law = Law()
    since = {norm.id: norm.text_start for norm in law.article("aia:art-56").norms}
    assert since["duty:art-56.6-1"] == law.contents["worded_since"]
    assert since["duty:art-56.6-3"] == law.article("aia:art-56").changes[0].on
