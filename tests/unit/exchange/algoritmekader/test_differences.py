# SPDX-License-Identifier: EUPL-1.2
"""Pages beside the law: each way to part from it, with its rule and line, and the ways that only look like it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.exchange.algoritmekader.madeup import BODY, FIELDS, ON, findings, met, page

from adhere.exchange.algoritmekader.lawdifferences import days, requirements_of
from adhere.exchange.algoritmekader.pagereading import read_page
from adhere.law.requirements.catalogue import catalogue

OLD = FIELDS + "status_vereiste:\n- nog-niet-geldend\n"


def said(sentence: str) -> bytes:
    return page(body=BODY.replace("Een aanbieder heeft beleid.", sentence))


def about(source: str) -> bytes:
    return page(body=BODY.replace("Artikel 53, lid 1, punt c)", source))


def test_a_status_that_is_written_down_ages():
    assert met(page(OLD), on=date(2025, 8, 1)).get("ADH-LAW-112") is None
    assert met(page(OLD), on=date(2025, 8, 2))["ADH-LAW-112"] == 28
    (found,) = (one for one in findings(page(OLD)) if one.rule.id == "ADH-LAW-112")
    assert found.wrong("nl") == "De pagina zegt nog-niet-geldend; op 2026-11-22 zegt de wet geldend: Geldend sinds 2 augustus 2025."  # fmt: skip


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (said("Dit geldt vanaf 2 augustus 2026."), "ADH-LAW-113"),
        (said("It applies from 2025-08-03."), "ADH-LAW-113"),
        (said("Een praktijkcode geeft een vermoeden van overeenstemming."), "ADH-LAW-114"),
        (said("A code of practice gives a presumption of conformity."), "ADH-LAW-114"),
        (said("De drempel is 1025 zwevendekommabewerkingen."), "ADH-LAW-115"),
        (said("More than 1023 FLOP is an indication."), "ADH-LAW-115"),
        (said("De drempel is 10^25 FLOP per seconde."), "ADH-LAW-116"),
        (page(FIELDS.replace("- aanbieder", "- gebruiksverantwoordelijke")), "ADH-LAW-117"),
        (about("Artikel 53, lid 1, punt a)"), "ADH-LAW-118"),
        (said("Artikel 53, lid 2, kent een uitzondering."), "ADH-LAW-119"),
        (page(FIELDS.replace("- geen-open-source\n", "")), "ADH-LAW-120"),
        (about("Artikel 53, lid 1, punt a), en bijlage XI"), "ADH-LAW-120"),
        (said("Artikel 53, lid 2, zondert open source uit van auteursrechtbeleid."), "ADH-LAW-121"),
        (said("Het AI-bureau krijgt wat bijlage XII noemt."), "ADH-LAW-122"),
        (said("Volg een goedgekeurde praktijkcode."), "ADH-LAW-123"),
        (page(FIELDS.replace("- geen-systeemrisico\n", "")), "ADH-LAW-124"),
        (about("Artikel 55, lid 1, punt d)"), "ADH-LAW-124"),
    ],
)
def test_a_difference_is_found(content: bytes, rule: str):
    assert rule in met(content)


@pytest.mark.parametrize(
    "content",
    [
        said("Dit geldt vanaf 2 augustus 2025."),
        said("De AVG geldt vanaf 25 mei 2018."),
        said("Vergaderd is op 3 maart 2026."),
        said("Een praktijkcode geeft geen vermoeden van overeenstemming."),
        said("Een geharmoniseerde norm geeft een vermoeden van overeenstemming."),
        said("Er zijn 1025 leden."),
        said("De drempel is 10^25 zwevendekommabewerkingen."),
        said("Zie artikel 53, lid 2, van de Richtlijn."),
        said("Zie artikel 4, lid 3, van Richtlijn (EU) 2019/790."),
        said("Het AI-bureau krijgt bijlage XI en bouwers bijlage XII."),
        page(body=BODY.replace("Artikel 53, lid 1, punt c)", "Artikel 53")).replace(b"geen-open-source", b"niet-van-toepassing"),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_difference_is_none(content: bytes):
    assert set(met(content)) <= {"ADH-LAW-118"}


def test_before_the_change_a_code_could_be_approved():
    sentence = said("Volg een goedgekeurde praktijkcode.")
    assert "ADH-LAW-123" not in met(sentence, on=date(2026, 7, 26))
    assert "ADH-LAW-123" in met(sentence, on=date(2026, 7, 27))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Artikel 53, lid 1, punt c)", ("gpai-03",)),
        ("Artikel 55", ("gpai-12", "gpai-13", "gpai-14", "gpai-15")),
        ("Artikel 9", ()),
    ],
)
def test_what_a_page_is_about_follows_from_the_articles_it_names(source: str, found: tuple[str, ...]):
    read = read_page(about(source), "a.md").page
    assert read is not None
    assert requirements_of(read, catalogue()) == found


def test_a_urn_alone_is_not_taken_for_the_page_it_once_was():
    """aia-29 was about something else in v1.5, so id and name must both be those that are known."""
    other = read_page(about("Artikel 9").replace(b"aia-90", b"aia-29"), "aia-29-grondrechten.md").page
    assert other is not None
    assert requirements_of(other, catalogue()) == ()


def test_dates_are_read_as_people_write_them():
    text = "Op 2 augustus 2025, 3 August 2026, 2027-08-02 en 31 februari 2026."
    assert set(days(text)) == {date(2025, 8, 2), date(2026, 8, 3), date(2027, 8, 2)}
    assert ON not in set(days(text))
