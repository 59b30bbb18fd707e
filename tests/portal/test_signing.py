# SPDX-License-Identifier: EUPL-1.2
"""Signing in: every page in our look and words, second factors and too many tries."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from tests.portal.posted import posted

from adhere.portal.people.models import Person

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough word"
OPEN = ("login", "password/reset", "password/reset/done", "password/reset/key/done", "password/reset/key/x-y", "signup", "inactive", "confirm-email", "3rdparty/login/cancelled", "3rdparty/login/error")  # fmt: skip
OWN = ("logout", "password/change", "2fa", "2fa/totp/activate", "2fa/webauthn", "2fa/webauthn/add", "3rdparty", "reauthenticate")  # fmt: skip
WORDS = re.compile(r"\b(je|jij|jouw|Sign Up|Aanmelden|Registreren|the|your)\b")


@pytest.fixture(autouse=True)
def no_tries_yet() -> None:
    cache.clear()


@pytest.fixture
def signed(provider: Any) -> Any:
    """Someone who signed in by password a moment ago."""
    EmailAddress.objects.create(
        user=provider.person, email=provider.person.email, verified=True, primary=True
    )
    provider.client.logout()
    sent = {"login": provider.person.email, "password": PASSWORD}
    assert provider.client.post("/nl/account/login/", sent).status_code == 302
    assert provider.client.post("/nl/account/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return provider


def looks_like_ours(answer: Any, language: str) -> str:
    text = str(answer.content.decode())
    main = text[text.index("<main") : text.index("</main>")]
    assert text.count("<h1>") == 1
    assert f'<html lang="{language}">' in text
    assert "account/signup" not in main
    assert not re.search(r"<script(?![^>]*(src=|application/json))", text)
    assert " style=" not in main
    assert "placeholder=" not in main
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    for field in re.findall(r'<input[^>]*type="(?!hidden)[^>]*id="([^"]+)"', main):
        assert f'for="{field}"' in main
    return re.sub(r"<script.*?</script>|<[^>]+>", " ", main, flags=re.DOTALL)


@pytest.mark.parametrize("name", OPEN)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_page_for_everyone_is_ours_in_both_languages(visitor: Any, name: str, language: str) -> None:
    words = looks_like_ours(visitor.get(f"/{language}/account/{name}/"), language)
    assert language == "en" or not WORDS.search(words), words


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_page_of_ones_own_is_ours_in_both_languages(signed: Any, name: str, language: str) -> None:
    words = looks_like_ours(signed.client.get(f"/{language}/account/{name}/"), language)
    assert language == "en" or not WORDS.search(words), words


def code_of(person: Person) -> str:
    secret = Authenticator.objects.get(user=person, type="totp").data["secret"]
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_with_an_app_a_code_is_asked_and_pages_of_codes_are_ours(signed: Any, language: str) -> None:
    TOTP.activate(signed.person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    browser = Client()
    path = f"/{language}/account/"
    answer = browser.post(f"{path}login/", {"login": signed.person.email, "password": PASSWORD})
    assert answer.headers["Location"] == f"{path}2fa/authenticate/"
    looks_like_ours(browser.get(answer.headers["Location"]), language)
    wrong = looks_like_ours(browser.post(f"{path}2fa/authenticate/", {"code": "000000"}), language)
    assert {"nl": "Deze code klopt niet", "en": "This code is not right"}[language] in wrong
    assert browser.post(f"{path}2fa/authenticate/", {"code": code_of(signed.person)}).status_code == 302
    looks_like_ours(browser.get(f"{path}2fa/reauthenticate/"), language)
    assert browser.post(f"{path}reauthenticate/", {"password": PASSWORD}).status_code == 302
    for name in ("2fa", "2fa/recovery-codes/generate", "2fa/totp/deactivate"):
        looks_like_ours(browser.get(f"{path}{name}/"), language)
    assert browser.post(f"{path}2fa/recovery-codes/generate/").status_code == 302
    looks_like_ours(browser.get(f"{path}2fa/recovery-codes/"), language)


def test_a_passkey_has_a_page_to_rename_and_remove_it(signed: Any) -> None:
    key = Authenticator.objects.create(
        user=signed.person, type="webauthn", data={"name": "Mine", "credential": {}}
    )
    for name in ("edit", "remove"):
        looks_like_ours(signed.client.get(f"/nl/account/2fa/webauthn/keys/{key.pk}/{name}/"), "nl")
    assert "Mine" in looks_like_ours(signed.client.get("/nl/account/2fa/webauthn/"), "nl")


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Er is geen account met dit adres"), ("en", "There is no account")]
)
def test_a_wrong_password_and_an_unknown_address_are_told_alike(
    signed: Any, language: str, words: str
) -> None:
    for address in (signed.person.email, "nobody@example.com"):
        answer = Client().post(f"/{language}/account/login/", {"login": address, "password": "wrong"})
        assert words in looks_like_ours(answer, language)


def test_whoever_guesses_is_held_back_over_every_worker(signed: Any) -> None:
    for _ in range(12):
        answer = Client().post("/nl/account/login/", {"login": signed.person.email, "password": "wrong"})
    assert "te vaak" in answer.content.decode()
    right = Client().post("/nl/account/login/", {"login": signed.person.email, "password": PASSWORD})
    assert right.status_code != 302
    assert "te vaak" in right.content.decode()


@pytest.mark.parametrize(("language", "words"), [("nl", "verstuurt geen post"), ("en", "sends no mail")])
def test_without_mail_a_lost_password_is_told_who_can_help(visitor: Any, language: str, words: str) -> None:
    assert words in looks_like_ours(visitor.get(f"/{language}/account/password/reset/"), language)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_with_mail_a_link_for_a_new_password_is_sent_and_works(
    signed: Any, settings: Any, language: str
) -> None:
    settings.SENDS_MAIL = True
    browser, path = Client(), f"/{language}/account/password/reset/"
    assert "account/password/reset" in browser.get(f"/{language}/account/login/").content.decode()
    looks_like_ours(browser.get(path), language)
    looks_like_ours(browser.post(path, {"email": signed.person.email}, follow=True), language)
    (sent,) = posted()
    link = re.search(r"http://\S+", sent.body)
    assert link
    assert {"nl": "Een nieuw wachtwoord", "en": "A new password"}[language] == sent.subject
    form = browser.get(link[0].replace("http://testserver", ""), follow=True)
    looks_like_ours(form, language)
    new = {"password1": "quite another long word", "password2": "quite another long word"}
    looks_like_ours(browser.post(form.redirect_chain[-1][0], new, follow=True), language)
    assert Person.objects.get(pk=signed.person.pk).check_password(new["password1"])


def test_nobody_learns_whether_an_address_has_an_account(visitor: Any, settings: Any) -> None:
    settings.SENDS_MAIL = True
    answer = visitor.post("/en/account/password/reset/", {"email": "nobody@example.com"})
    assert answer.headers["Location"] == "/en/account/password/reset/done/"
    assert posted() == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_office_needs_a_second_factor(office: Any, settings: Any, language: str) -> None:
    settings.SECOND_FACTOR = True
    path = f"/{language}/account/organisations/"
    answer = office.client.get(path)
    assert answer.status_code == 403
    assert f'href="/{language}/account/2fa/"' in answer.content.decode()
    Authenticator.objects.create(user=office.person, type="recovery_codes", data={})
    assert office.client.get(path).status_code == 403
    Authenticator.objects.create(user=office.person, type="totp", data={"secret": "x"})
    assert office.client.get(path).status_code == 200


def test_others_need_none(provider: Any, settings: Any) -> None:
    settings.SECOND_FACTOR = True
    assert provider.client.get(f"/nl/account/organisations/{provider.organisation.slug}/").status_code == 200


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "kon niet worden aangenomen"), ("en", "could not be taken in")]
)
def test_a_form_that_another_site_sends_is_refused_in_words(language: str, words: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(f"/{language}/account/login/", {"login": "x@example.com"})
    assert answer.status_code == 403
    assert words in looks_like_ours(answer, language)
