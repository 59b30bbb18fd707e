# SPDX-License-Identifier: EUPL-1.2
"""Real pages of the Algoritmekader from v1.2 to today, and files of the task-registry: what is found in each, and nothing else of weight.

Needs the reference data in ``shared`` beside the repository (pages under EUPL-1.2, test input only).
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from adhere.exchange.algoritmekader.checks import check_page, check_together, shown
from adhere.exchange.algoritmekader.lawdifferences import differences, requirements_of
from adhere.exchange.algoritmekader.page import Page
from adhere.exchange.algoritmekader.pagereading import Reading, read_page
from adhere.exchange.algoritmekader.taskreading import read_file
from adhere.law.requirements.catalogue import catalogue

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
RAW = SHARED / "nl" / "raw"
SEED = SHARED / "seeds" / "004_9d9e38342418f675.txt"
ON = date(2026, 11, 22)

pytestmark = pytest.mark.skipif(not RAW.is_dir(), reason=f"the reference data is not at {RAW}")


@cache
def reading(name: str) -> Reading:
    path = SEED if name == "seed" else RAW / name
    read = read_file if path.suffix == ".yaml" else read_page
    return read(path.read_bytes(), path.name)


def page(name: str) -> Page:
    found = reading(name).page
    assert found is not None
    return found


def rules(name: str, on: date = ON) -> dict[str, int | None]:
    read = page(name)
    found = [
        *reading(name).findings,
        *check_page(read),
        *check_together([read], whole=False),
        *differences(read, catalogue(), on),
    ]
    return {one.rule.id.removeprefix("ADH-LAW-"): one.place.line for one in found}


@pytest.mark.parametrize(
    ("name", "kind", "release", "requirements"),
    [
        ("seed", "requirement", "v1.3", ("gpai-02",)),
        ("historic/v1.2--Verplichtingen_bijlage-XI.md", "requirement", "v1.2", ("gpai-01",)),
        ("historic/v1.3--Verplichtingen_bijlage-XI.md", "requirement", "v1.3", ("gpai-01",)),
        ("historic/v1.3--verplichtingen_bijlage-XII.md", "requirement", "v1.3", ("gpai-02",)),
        ("historic/v1.3--algoritmeregister_oude-typering.md", "requirement", "v1.3", ()),
        ("historic/v1.4--Verplichtingen_bijlage-XI.md", "requirement", "v1.4", ("gpai-01",)),
        ("historic/v1.4--verplichtingen_bijlage-XII.md", "requirement", "v1.4", ("gpai-02",)),
        ("current/vereisten--aia-29-ai-modellen-algemene-doeleinden.md", "requirement", "v2.5", ("gpai-01", "gpai-02")),
        ("current/vereisten--aia-30-ai-modellen-algemene-doeleinden-systeemrisico.md", "requirement", "v2.5", ("gpai-12", "gpai-13")),
        ("current/vereisten--aia-39-beleid-naleven-auteurs-en-naburige-rechten.md", "requirement", "v2.5", ("gpai-03",)),
        ("current/maatregelen--2-owp-15-bespreek-vereisten-met-aanbieders.md", "measure", "v2.5", ()),
        ("current/maatregelen--3-dat-05-schending-auteursrechten.md", "measure", "v2.5", ()),
        ("current/hulpmiddelen--genAI-compliance-FAQ.md", "aid", "v2.5", ()),
        ("task-registry/requirements--aia-29.yaml", "requirement", "task-registry 1.1.0", ("gpai-01", "gpai-02")),
        ("task-registry/measures--2-owp-15.yaml", "measure", "task-registry 1.1.0", ()),
    ],
)  # fmt: skip
def test_what_a_page_is_and_goes_with(name: str, kind: str, release: str, requirements: tuple[str, ...]):
    read = page(name)
    assert (read.kind, read.format, requirements_of(read, catalogue())) == (kind, release, requirements)


def test_what_is_found_in_the_sample_page():
    assert rules("seed") == {
        "098": 14, "101": 60, "111": 47, "112": 5, "119": 38, "121": 38, "122": 33,
    }  # fmt: skip


def test_the_status_of_the_sample_page_was_right_until_the_day_came():
    assert "112" not in rules("seed", date(2024, 7, 4))
    assert "112" not in rules("seed", date(2025, 8, 1))
    assert "112" in rules("seed", date(2025, 8, 2))


def test_the_page_of_today_does_not_name_annex_xi_nor_let_open_source_off():
    found = rules("current/vereisten--aia-29-ai-modellen-algemene-doeleinden.md")
    assert set(found) == {"118", "119", "120", "121", "122", "127"}


def test_the_wrong_key_is_gone_since_v1_4():
    assert "101" in rules("historic/v1.3--verplichtingen_bijlage-XII.md")
    assert "101" not in rules("historic/v1.4--verplichtingen_bijlage-XII.md")


def test_the_longest_list_of_links_is_read_whole():
    measure = page("current/maatregelen--2-owp-15-bespreek-vereisten-met-aanbieders.md")
    assert len(measure.fields["vereiste"]) == 59


def test_the_second_filter_counts_where_a_list_is_worked_out():
    requirement = page("current/vereisten--aia-29-ai-modellen-algemene-doeleinden.md")
    measure = page("current/maatregelen--2-owp-15-bespreek-vereisten-met-aanbieders.md")
    (listed,) = (one for one in requirement.macros if one.name == "list_maatregelen")
    assert shown(listed, [measure]) == [measure]
    assert shown(page("seed").macros[2], [measure]) == []


def test_an_aid_has_what_the_facts_say():
    assert set(rules("current/hulpmiddelen--genAI-compliance-FAQ.md")) == {"096", "106", "111"}
