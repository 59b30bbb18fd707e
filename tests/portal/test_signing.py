# SPDX-License-Identifier: EUPL-1.2
"""Signing in: every page in our look and words, second factors, too many tries, and answers of an identity provider that cannot be used."""

from __future__ import annotations

import re
from typing import Any

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.core.cache import cache
from django.test import Client

from adhere.portal.environment import Environment, SettingError
from adhere.portal.identity import identity_provider, origin_of
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
    (sent,) = mail.outbox
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
    assert mail.outbox == []


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


# An identity provider

SERVER = {
    "ADHERE_PORTAL_OIDC_SERVER": "https://login.example.org/realm",
    "ADHERE_PORTAL_OIDC_CLIENT": "portal",
    "ADHERE_PORTAL_OIDC_SECRET": "s",
    "ADHERE_PORTAL_OIDC_NAME": "Voorbeeld (example)",
}
CONFIGURATION = {
    "issuer": "https://login.example.org/realm",
    "authorization_endpoint": "https://login.example.org/authorise",
    "token_endpoint": "https://login.example.org/token",
    "userinfo_endpoint": "https://login.example.org/userinfo",
    "jwks_uri": "https://login.example.org/keys",
}


def answered(content: bytes, status: int = 200) -> requests.Response:
    response = requests.Response()
    response.status_code, response._content = status, content
    response.headers["Content-Type"] = "application/json"
    return response


class Answers:
    """What the identity provider answers, by address."""

    def __init__(self) -> None:
        import json

        self.by_address: dict[str, Any] = {
            "https://login.example.org/realm/.well-known/openid-configuration": json.dumps(
                CONFIGURATION
            ).encode(),
            "https://login.example.org/token": b'{"access_token": "t", "token_type": "bearer"}',
        }

    def request(self, url: str) -> requests.Response:
        found = self.by_address[url]
        if isinstance(found, Exception):
            raise found
        return answered(found)


@pytest.fixture
def idp(settings: Any, monkeypatch: Any) -> Answers:
    settings.SOCIALACCOUNT_PROVIDERS = identity_provider(Environment(SERVER))
    answers = Answers()
    monkeypatch.setattr(requests.Session, "request", lambda _, _method, url, **_rest: answers.request(url))
    return answers


def come_back(idp: Answers, claims: bytes, language: str = "nl") -> Any:
    """Go to the identity provider and come back with what it says of someone."""
    idp.by_address["https://login.example.org/userinfo"] = claims
    browser = Client()
    start = browser.post(f"/{language}/account/oidc/organisation/login/")
    state = re.search(r"state=([^&]+)", start.headers["Location"])
    assert state
    callback = f"/{language}/account/oidc/organisation/login/callback/"
    return browser.get(callback, {"state": state[1], "code": "c"})


def test_who_is_known_signs_in_through_their_organisation(idp: Answers, provider: Any) -> None:
    claims = f'{{"sub": "u1", "email": "{provider.person.email}", "email_verified": true}}'.encode()
    EmailAddress.objects.create(
        user=provider.person, email=provider.person.email, verified=True, primary=True
    )
    assert come_back(idp, claims).headers["Location"] == "/nl/"
    assert SocialAccount.objects.get().user == provider.person


def test_who_is_not_known_gets_no_account(idp: Answers) -> None:
    answer = come_back(idp, b'{"sub": "u2", "email": "stranger@example.com", "email_verified": true}')
    assert "Accounts ontstaan op uitnodiging" in answer.content.decode()
    assert not Person.objects.filter(email="stranger@example.com").exists()


def test_an_address_the_provider_did_not_check_lets_nobody_in(idp: Answers, provider: Any) -> None:
    answer = come_back(
        idp, f'{{"sub": "u1", "email": "{provider.person.email}", "email_verified": false}}'.encode()
    )
    assert answer.headers.get("Location") != "/nl/"
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("address", ["/token", "/userinfo", "/realm/.well-known/openid-configuration"])
@pytest.mark.parametrize("broken", [b"<html>", b"", b"[]", b"{}", b"null", requests.ConnectionError("gone")])
@pytest.mark.parametrize(("language", "words"), [("nl", "is mislukt"), ("en", "failed")])
def test_an_answer_that_cannot_be_used_is_told_in_words(idp: Answers, address: str, broken: Any, language: str, words: str) -> None:  # fmt: skip
    before = dict(idp.by_address)
    browser = Client()
    start = browser.post(f"/{language}/account/oidc/organisation/login/")
    state = re.search(r"state=([^&]+)", start.headers["Location"])
    assert state
    idp.by_address = {**before, "https://login.example.org/userinfo": b'{"sub": "u1"}'}
    idp.by_address[f"https://login.example.org{address}"] = broken
    answer = browser.get(
        f"/{language}/account/oidc/organisation/login/callback/", {"state": state[1], "code": "c"}
    )
    assert answer.status_code == 401
    assert words in looks_like_ours(answer, language)


@pytest.mark.usefixtures("idp")
@pytest.mark.parametrize(
    "query", [{}, {"state": "x", "code": "c"}, {"error": "server_error"}, {"state": "\0"}]
)
def test_a_callback_nobody_asked_for(query: dict[str, str]) -> None:
    answer = Client().get("/en/account/oidc/organisation/login/callback/", query)
    assert answer.status_code == 401
    assert "failed" in looks_like_ours(answer, "en")


def test_a_provider_that_cannot_be_reached_at_the_start(idp: Answers) -> None:
    for address in idp.by_address:
        idp.by_address[address] = requests.ConnectionError("gone")
    answer = Client().post("/en/account/oidc/organisation/login/")
    assert answer.status_code == 401


@pytest.mark.usefixtures("idp")
def test_the_page_for_signing_in_offers_it(visitor: Any) -> None:
    assert "Voorbeeld (example)" in visitor.get("/en/account/login/").content.decode()
    looks_like_ours(visitor.get("/nl/account/oidc/organisation/login/"), "nl")


def test_without_settings_there_is_none(visitor: Any) -> None:
    assert visitor.get("/en/account/oidc/organisation/login/").status_code == 404
    assert identity_provider(Environment({})) == {}
    assert origin_of(identity_provider(Environment(SERVER))) == ["https://login.example.org"]


@pytest.mark.parametrize("wrong", [{"ADHERE_PORTAL_OIDC_SERVER": "http://login.example.org"}, {"ADHERE_PORTAL_OIDC_CLIENT": ""}, {"ADHERE_PORTAL_OIDC_SECRET": ""}])  # fmt: skip
def test_settings_that_cannot_be_used_name_the_variable(wrong: dict[str, str]) -> None:
    with pytest.raises(SettingError, match=next(iter(wrong))):
        identity_provider(Environment({**SERVER, **wrong}))


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "kon niet worden aangenomen"), ("en", "could not be taken in")]
)
def test_a_form_that_another_site_sends_is_refused_in_words(language: str, words: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(f"/{language}/account/login/", {"login": "x@example.com"})
    assert answer.status_code == 403
    assert words in looks_like_ours(answer, language)
