# SPDX-License-Identifier: EUPL-1.2
"""Sessions of people: how long one lasts, where someone is signed in, and what ends one. OWASP ASVS 5.0.0, V7."""

from __future__ import annotations

import json
import logging
import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.test import Client
from tests.portal.entered import sign_in
from tests.portal.test_signing import PASSWORD, code_of

from adhere.portal.logs import JsonLines
from adhere.portal.people.account.acts import erase
from adhere.portal.people.account.copying import copy_of
from adhere.portal.people.models import BrowserSession, Person
from adhere.portal.people.sessions.browsers import browser_of
from adhere.portal.people.sessions.ending import clear, name_of, sessions_of
from adhere.portal.people.sessions.lasting import SEEN, SINCE

pytestmark = pytest.mark.django_db
ME = "/en/account/me/"
HERE = "/en/account/me/sessions/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
NEW = "quite another long word"


@pytest.fixture(autouse=True)
def no_tries_yet() -> None:
    cache.clear()


def entered(known: Any, agent: str = "") -> Client:
    """A browser in which someone signed in, and just showed anew who they are."""
    browser = Client(headers={"user-agent": agent})
    sign_in(browser, known)
    assert browser.post("/en/account/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return browser


def moved_back(browser: Client, seconds: int, *names: str) -> None:
    """Make a session as old as if it began or was used so long ago."""
    session = browser.session
    for name in names:
        session[name] -= seconds
    session.save()


# How long one lasts


@pytest.mark.parametrize(("language", "words"), [("en", "You were signed out"), ("nl", "U bent uitgelogd")])
@pytest.mark.parametrize(("minutes", "names"), [(60, (SEEN,)), (12 * 60, (SINCE,))])
def test_a_session_is_over_when_nothing_is_done_in_it_or_when_it_is_old(
    known: Any, minutes: int, names: tuple[str, ...], language: str, words: str
) -> None:
    browser = entered(known)
    moved_back(browser, minutes * 60 - 30, *names)
    assert browser.get(ME).status_code == 200
    key = browser.session.session_key
    moved_back(browser, 60 if SINCE in names else minutes * 60, *names)
    answer = browser.get(f"/{language}/account/me/", follow=True)
    assert answer.redirect_chain[0][1] == 302
    assert words in answer.content.decode()
    assert "12" in answer.content.decode()
    assert not BrowserSession.objects.filter(pk=key).exists()
    assert browser.get(ME).status_code == 302


def test_how_long_is_a_setting(known: Any, settings: Any) -> None:
    settings.IDLE_MINUTES = 5
    browser = entered(known)
    moved_back(browser, 4 * 60, SEEN)
    assert browser.get(ME).status_code == 200
    moved_back(browser, 5 * 60, SEEN)
    assert browser.get(ME).status_code == 302


def test_use_keeps_a_session_from_ending_and_age_does_not_wait(known: Any, settings: Any) -> None:
    settings.IDLE_MINUTES, settings.SESSION_MINUTES = 10, 30
    browser = entered(known)
    for passed in range(6, 30, 6):
        moved_back(browser, 6 * 60, SEEN, SINCE)
        assert browser.get(ME).status_code == 200, passed
    moved_back(browser, 6 * 60, SEEN, SINCE)
    assert browser.get(ME).status_code == 302


@pytest.mark.parametrize("lacking", [SEEN, SINCE])
def test_a_session_that_tells_no_moment_is_over(known: Any, lacking: str) -> None:
    browser = entered(known)
    session = browser.session
    del session[lacking]
    session.save()
    assert browser.get(ME).status_code == 302


def test_nothing_is_written_for_every_page(known: Any) -> None:
    browser = entered(known)
    before = BrowserSession.objects.get().session_data
    browser.get("/en/")
    assert BrowserSession.objects.get().session_data == before
    moved_back(browser, 120, SEEN)
    browser.get("/en/")
    assert browser.session[SEEN] >= int(time.time()) - 5


def test_who_shows_anew_who_they_are_gets_another_key(known: Any) -> None:
    browser = Client()
    sign_in(browser, known)
    before = browser.cookies["session"].value
    assert browser.post("/en/account/reauthenticate/", {"password": "wrong wrong wrong"}).status_code == 200
    assert browser.cookies["session"].value == before
    assert browser.post("/en/account/reauthenticate/", {"password": PASSWORD}).status_code == 302
    assert browser.cookies["session"].value != before
    assert browser.get(ME).status_code == 200
    thief = Client()
    thief.cookies["session"] = before
    assert thief.get(ME).status_code == 302


# Where someone is signed in


def test_a_list_of_ones_own_sessions_and_of_nobody_elses(known: Any, office: Any) -> None:
    entered(known, FIREFOX)
    here = entered(known)
    text = here.get(HERE).content.decode()
    assert text.count("<tr><th") == 1 + 2
    assert "Firefox, Linux" in text
    assert "Another program" in text
    assert "this browser" in text
    assert "140.0" not in text
    assert "127.0.0.1" not in text
    assert not any(row.session_key in text for row in BrowserSession.objects.all())
    assert len(sessions_of(office.person)) == 1


def test_one_is_ended_and_then_all_others(known: Any) -> None:
    here, there, elsewhere = (entered(known) for _ in range(3))
    one = {"session": name_of(there.session.session_key)}
    assert here.post(f"{HERE}end/", one).headers["Location"] == HERE
    assert there.get(ME).status_code == 302
    assert elsewhere.get(ME).status_code == here.get(ME).status_code == 200
    assert here.post(f"{HERE}end/", one).status_code == 409
    assert here.post(f"{HERE}end/").status_code == 302
    assert elsewhere.get(ME).status_code == 302
    assert here.get(ME).status_code == 200
    assert "signed in nowhere else" in here.get(HERE).content.decode()


def test_nobody_ends_the_session_of_another(known: Any, office: Any) -> None:
    here = entered(known)
    own = office.client.session.session_key
    assert here.post(f"{HERE}end/", {"session": name_of(own)}).status_code == 409
    assert here.post(f"{HERE}end/", {"session": own}).status_code == 409
    here.post(f"{HERE}end/")
    assert office.client.get(ME).status_code == 200


@pytest.mark.parametrize("one", [True, False])
def test_they_are_shown_at_once_and_ended_by_who_shows_anew_who_they_are(known: Any, one: bool) -> None:
    browser, there = Client(), entered(known)
    sign_in(browser, known)
    moved = browser.session
    moved["account_authentication_methods"] = []
    moved.save()
    assert browser.get(HERE).status_code == 200
    form = {"session": name_of(there.session.session_key)} if one else {}
    asked = browser.post(f"{HERE}end/", form).headers["Location"]
    assert "/reauthenticate/" in asked
    assert there.get(ME).status_code == 200
    assert browser.post(asked, {"password": "wrong wrong wrong"}).status_code == 200
    assert there.get(ME).status_code == 200
    assert browser.post(asked, {"password": PASSWORD}).headers["Location"] == HERE
    assert there.get(ME).status_code == 302, "what was asked for is done then"
    assert "ended" in browser.get(HERE).content.decode()
    assert Client().get(HERE).headers["Location"].startswith("/en/account/login/")
    assert Client().post(f"{HERE}end/").headers["Location"].startswith("/en/account/login/")


# What ends the others


def another_password(browser: Client, _: Person) -> None:
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert browser.post("/en/account/password/change/", form).status_code == 302


def an_app(browser: Client, _: Person) -> None:
    text = browser.get("/en/account/2fa/totp/activate/").content.decode()
    assert text
    secret = browser.session["mfa.totp.secret"]
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    answer = browser.post("/en/account/2fa/totp/activate/", {"code": code})
    assert answer.headers["Location"] == "/en/account/2fa/recovery-codes/", answer.headers["Location"]


@pytest.mark.parametrize("change", [another_password, an_app])
def test_another_password_or_factor_ends_the_others_and_their_rows(
    known: Any, change: Any, django_capture_on_commit_callbacks: Any
) -> None:
    there, here = entered(known), entered(known)
    with django_capture_on_commit_callbacks(execute=True):
        change(here, known.person)
    assert here.get(ME).status_code == 200
    assert there.get(ME).status_code == 302
    assert [one.here for one in sessions_of(known.person, here.session.session_key)] == [True]


def test_taking_a_factor_away_ends_the_others(known: Any) -> None:
    there, here = entered(known), entered(known)
    TOTP.activate(known.person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    assert there.get(ME).status_code == 200
    assert here.post("/en/account/2fa/totp/deactivate/").status_code == 302
    assert not Authenticator.objects.filter(type="totp").exists()
    assert there.get(ME).status_code == 302
    assert here.get(ME).status_code == 200


def test_signing_in_by_a_code_begins_one_session(known: Any) -> None:
    TOTP.activate(known.person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    browser = Client()
    sign_in(browser, known)
    assert sessions_of(known.person) == []
    browser.post("/en/account/2fa/authenticate/", {"code": code_of(known.person)})
    assert len(sessions_of(known.person)) == 1


# What is kept


def test_what_is_kept_goes_with_the_person_and_with_time(known: Any) -> None:
    entered(known, FIREFOX)
    told = copy_of(known.person)["sessions"]
    assert [one["browser"] for one in told] == ["Firefox, Linux"]
    erase(known.person, by=known.person)
    assert not BrowserSession.objects.filter(person=known.person).exists()
    row = BrowserSession.objects.create(
        session_key="a" * 32, session_data="", expire_date="2020-01-01T00:00Z"
    )
    clear()
    assert not BrowserSession.objects.filter(pk=row.pk).exists()


def test_the_log_of_the_server_names_an_opaque_id(known: Any, caplog: Any) -> None:
    caplog.set_level(logging.INFO)
    entered(known, FIREFOX)
    here = entered(known)
    here.post(f"{HERE}end/")
    lines = [JsonLines().format(one) for one in caplog.records]
    told = [json.loads(line) for line in lines if "ended" in line]
    assert [(one["message"], one["person"]) for one in told] == [("ended 1 sessions", str(known.person.pk))]
    assert not any(known.person.email in line or "Firefox" in line for line in lines)


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        (FIREFOX, "Firefox, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36", "Chrome, Android"),
        ("<script>alert(1)</script>", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_of_a_browser_only_its_kind_is_kept(agent: str, told: str) -> None:
    assert browser_of(agent) == told
    assert not re.search(r"\d", browser_of(agent))
