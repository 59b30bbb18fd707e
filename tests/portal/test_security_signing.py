# SPDX-License-Identifier: EUPL-1.2
"""Signing in and sessions as an attacker tries them, by the numbers of OWASP ASVS 5.0.0, chapters V6 and V7."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.test import Client
from tests.portal.entered import LOGIN, sign_in
from tests.portal.posted import posted
from tests.portal.test_signing import PASSWORD, code_of

from adhere.portal.people.models import BrowserSession

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tries_yet() -> None:
    cache.clear()


# V6: signing in


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "https:evil.example", "http://localhost@evil.example", "\thttps://evil.example"])  # fmt: skip
def test_signing_in_leads_to_no_other_host(known: Any, away: str) -> None:
    answer = sign_in(Client(), known, next=away)
    assert answer.status_code == 302
    assert "evil" not in answer.headers["Location"]
    assert not answer.headers["Location"].startswith(("javascript", "//", "/\\"))
    assert "evil" not in known.client.get("/en/account/logout/", {"next": away}).headers.get("Location", "")
    inside = sign_in(Client(), known, next="/en/desk/")
    assert inside.headers["Location"] == "/en/desk/"


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "12"),
        ("adhere-portal-2026", "other words"),
        ("PraktijkCode123!", "other words"),
        ("localhost-portal-1", "other words"),
        ("passwordpassword", "common"),
        ("provider-signatory-0@example.com", "similar"),
    ],
)
def test_passwords_that_are_easily_guessed(known: Any, password: str, why: str) -> None:
    browser = Client()
    sign_in(browser, known)
    form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    if "@" in password:
        form |= dict.fromkeys(("password1", "password2"), known.person.email)
    answer = browser.post("/en/account/password/change/", form)
    text = answer.content.decode()
    assert (answer.status_code, why in text or why == "common") == (200, True), text
    known.person.refresh_from_db()
    assert known.person.check_password(PASSWORD)


@pytest.mark.parametrize("password", ["een heel gewone lange zin met spaties " * 3, "пароль достаточно длинный", "  leading and trailing  ", "portaal van de buren in Delft"])  # fmt: skip
def test_long_passwords_of_any_signs_are_taken_as_they_are(known: Any, password: str) -> None:
    browser = Client()
    sign_in(browser, known)
    form = {"password1": password, "password2": password}
    refused = browser.post("/en/account/password/change/", form | {"oldpassword": "another one"})
    assert refused.status_code == 200
    assert browser.post("/en/account/password/change/", form | {"oldpassword": PASSWORD}).status_code == 302
    assert sign_in(Client(), known, password).status_code == 302
    assert sign_in(Client(), known, password.upper()).status_code == 200


def test_who_guesses_a_code_or_a_link_is_held_back(known: Any, settings: Any) -> None:
    TOTP.activate(known.person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    browser = Client()
    sign_in(browser, known)
    answers = [browser.post("/en/account/2fa/authenticate/", {"code": "000000"}) for _ in range(12)]
    assert "too often" in answers[-1].content.decode()
    assert "_auth_user_id" not in browser.session
    settings.SENDS_MAIL = True
    asked = [Client().post("/en/account/password/reset/", {"email": known.person.email}) for _ in range(30)]
    assert asked[-1].status_code == 429
    assert len(posted()) <= 6


def test_a_code_opens_once(known: Any) -> None:
    TOTP.activate(known.person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    code = code_of(known.person)
    for status in (302, 200):
        browser = Client()
        sign_in(browser, known)
        assert browser.post("/en/account/2fa/authenticate/", {"code": code}).status_code == status
    codes = RecoveryCodes.activate(known.person)
    code = codes.get_unused_codes()[0]
    for status in (302, 200):
        browser = Client()
        sign_in(browser, known)
        assert browser.post("/en/account/2fa/authenticate/", {"code": code}).status_code == status


def test_a_new_password_by_mail_passes_over_no_second_factor(known: Any, settings: Any) -> None:
    settings.SENDS_MAIL = True
    TOTP.activate(known.person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    browser = Client()
    browser.post("/en/account/password/reset/", {"email": known.person.email}, HTTP_X_FORWARDED_HOST="evil.example")  # fmt: skip
    (sent,) = posted()
    assert "evil.example" not in sent.body
    link = re.search(rf"{re.escape(settings.ORIGIN)}(\S+)", sent.body)
    assert link
    form = browser.get(link[1], follow=True).redirect_chain[-1][0]
    browser.post(form, {"password1": "quite another long word", "password2": "quite another long word"})
    assert "_auth_user_id" not in browser.session
    assert sign_in(browser, known, "quite another long word").headers["Location"].endswith("/2fa/authenticate/")  # fmt: skip
    assert "_auth_user_id" not in browser.session
    assert browser.get(link[1], follow=True).redirect_chain == []  # the link opens once


def test_nobody_learns_who_has_an_account(known: Any, settings: Any) -> None:
    settings.SENDS_MAIL = True
    told = []
    for address in (known.person.email, "nobody@example.com"):
        wrong = Client().post(LOGIN, {"login": address, "password": "wrong wrong wrong"})
        reset = Client().post("/en/account/password/reset/", {"email": address})
        words = re.sub(r'value="[^"]*"', "", wrong.content.decode())
        told.append((wrong.status_code, words, reset.status_code, reset.headers["Location"]))
    assert told[0] == told[1]


# V7: sessions


def test_signing_in_gives_a_new_session_and_signing_out_ends_it(known: Any) -> None:
    browser = Client()
    browser.cookies["session"] = "a" * 32  # one that an attacker knows
    sign_in(browser, known)
    own = browser.cookies["session"].value
    assert own != "a" * 32
    assert browser.get("/en/account/me/").status_code == 200
    assert sign_in(browser, known).status_code == 302
    browser.post("/en/account/logout/")
    thief = Client()
    thief.cookies["session"] = own
    assert thief.get("/en/account/me/").status_code == 302
    assert not BrowserSession.objects.filter(session_key=own).exists()


def test_a_new_password_ends_every_other_session(known: Any) -> None:
    here, there = Client(), Client()
    for browser in (here, there):
        sign_in(browser, known)
    new = "quite another long word"
    here.post("/en/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert here.get("/en/account/me/").status_code == 200
    assert there.get("/en/account/me/").status_code == 302


def test_ways_in_are_changed_only_by_who_shows_anew_who_they_are(known: Any) -> None:
    browser = Client()
    browser.force_login(known.person)  # signed in long ago
    for path in ("2fa/totp/activate", "2fa/webauthn/add", "me/erase"):
        answer = browser.get(f"/en/account/{path}/")
        assert answer.status_code == 302, path
        assert "/reauthenticate/" in answer.headers["Location"]
    assert not Authenticator.objects.exists()


def test_every_page_of_someone_signed_in_leads_to_signing_out(provider: Any) -> None:
    for path in ("/en/", "/en/account/me/", "/en/desk/", "/en/none"):
        assert "account/me/" in provider.client.get(path).content.decode(), path
    assert "account/logout/" in provider.client.get("/en/account/me/").content.decode()
