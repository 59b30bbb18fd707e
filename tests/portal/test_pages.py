# SPDX-License-Identifier: EUPL-1.2
"""What every page has: its language, the headers that keep others out, and words for what went wrong."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("nl-NL,nl;q=0.9,en;q=0.8", "nl"),
        ("en-GB", "en"),
        ("fr,en;q=0.5,nl;q=0.4", "en"),
        ("fr", "nl"),
        ("", "nl"),
        (";;q=x", "nl"),
        ("nl;q=0,en", "en"),
    ],
)
def test_the_first_page_leads_to_the_language_of_the_browser(
    visitor: Any, header: str, language: str
) -> None:
    answer = visitor.get("/", headers={"accept-language": header})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/{language}/")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_page_says_its_language_and_where_the_other_is(visitor: Any, language: str) -> None:
    other = {"nl": "en", "en": "nl"}[language]
    answer = visitor.get(f"/{language}/log/?before=3", headers={"accept-language": other})
    text = answer.content.decode()
    assert f'<html lang="{language}">' in text
    assert f'href="/{other}/log/?before=3"' in text
    assert answer.headers["Content-Language"] == language


def test_nothing_is_loaded_from_elsewhere_and_nothing_inline_runs(visitor: Any) -> None:
    answer = visitor.get("/nl/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    text = answer.content.decode()
    assert " style=" not in text
    assert "<script" not in text


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Deze pagina bestaat niet"), ("en", "There is no such page")]
)
def test_a_missing_page_is_told_in_the_language_of_its_address(
    visitor: Any, language: str, words: str
) -> None:
    answer = visitor.get(f"/{language}/there-is-none")
    assert answer.status_code == 404
    assert words in answer.content.decode()


@pytest.mark.parametrize(
    ("tongue", "browser", "words", "address"),
    [
        ("de", "en", "not there in that language", "/en/law/art-56/"),
        ("fr", "fr,de", "er niet in die taal", "/nl/law/art-56/"),
        ("zh-hans", "en", "not there in that language", "/en/law/art-56/"),
    ],
)
def test_a_language_we_do_not_have_leads_to_one_we_have(
    visitor: Any, tongue: str, browser: str, words: str, address: str
) -> None:
    answer = visitor.get(f"/{tongue}/law/art-56/", headers={"accept-language": browser})
    text = answer.content.decode()
    assert answer.status_code == 404
    assert words in text
    assert f'class="button" href="{address}"' in text
    assert visitor.get(address).status_code == 200


def test_an_address_that_only_looks_like_a_language_leads_nowhere_else(visitor: Any) -> None:
    assert (
        "There is no such page" in visitor.get("/qq/law/", headers={"accept-language": "en"}).content.decode()
    )
    text = visitor.get("/de//example.org/%22%3Cb%3E", headers={"accept-language": "en"}).content.decode()
    assert 'class="button" href="/en//example.org/%22%3Cb%3E"' in text


def test_health(visitor: Any) -> None:
    assert visitor.get("/health").json() == {"status": "pass", "database": "pass"}


@pytest.mark.parametrize(
    ("kind", "menu", "home"),
    [
        ("office", (">Werkplek</a>", ">Logboek</a>"), "Werkplek van het bureau"),
        ("downstream", (">Uw zaken</a>", ">Logboek</a>"), "Zaken met het bureau"),
    ],
)
def test_the_menu_is_short_and_the_first_page_says_it_whole(
    player: Any, kind: str, menu: tuple[str, ...], home: str
) -> None:
    page = player(kind).client.get("/nl/").content.decode()
    top, _, rest = page.partition("</header>")
    assert all(one in top for one in menu)
    assert home in rest
    assert home not in top


def test_nobody_signs_up_by_themselves(visitor: Any) -> None:
    answer = visitor.post(
        "/nl/account/signup/",
        {"email": "x@example.com", "password1": "a long enough word", "password2": "a long enough word"},
    )
    from adhere.portal.people.models import Person

    assert answer.status_code in (200, 302)
    assert not Person.objects.filter(email="x@example.com").exists()


def test_ones_own_account_asks_to_sign_in(visitor: Any, provider: Any) -> None:
    assert visitor.get("/nl/account/me/").status_code == 302
    assert provider.organisation.name in provider.client.get("/nl/account/me/").content.decode()
