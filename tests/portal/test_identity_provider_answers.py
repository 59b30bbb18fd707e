# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: F811 - fixtures that are imported are named again where they are asked for
"""Signing in through an identity provider: answers of another one or that cannot be read, and the settings that name it."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from tests.portal.callbacks import LOGIN, come_back, idp, in_, known, left, no_tries_yet, refused  # noqa: F401 - fixtures
from tests.portal.provided import SERVER, SETTINGS, Provider
from tests.portal.test_signing import looks_like_ours

from adhere.portal.environment import Environment, SettingError
from adhere.portal.identity import identity_provider, origin_of

pytestmark = pytest.mark.django_db


# Whose answer it is


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "https://evil.example/realm"},
        {"issuer": "https://login.example.org"},
        {"issuer": None},
        {"token_endpoint": "http://login.example.org/token"},
        {"userinfo_endpoint": "http://login.example.org/userinfo"},
        {"jwks_uri": "http://login.example.org/keys"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
)
def test_a_configuration_of_another_or_open_to_others(idp: Provider, change: dict[str, Any]) -> None:
    idp.configuration |= change
    answer = Client().post(f"/nl{LOGIN}")
    assert answer.status_code == 401
    assert "is mislukt" in looks_like_ours(answer, "nl")


@pytest.mark.usefixtures("known")
def test_an_answer_that_names_another_provider(idp: Provider) -> None:
    assert in_(come_back(idp, iss=SERVER))
    SocialAccount.objects.all().delete()
    assert refused(come_back(idp, iss="https://evil.example"))


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("path", ["/token", "/userinfo", "/keys", "/realm/.well-known/openid-configuration"])
def test_the_portal_is_led_nowhere_else(idp: Provider, path: str) -> None:
    browser = Client()
    state = left(idp, browser)
    idp.sent.clear()
    idp.answers[path] = (b"", 302)
    real = idp.send

    def leading(request: requests.PreparedRequest) -> requests.Response:
        response = real(request)
        if response.status_code == 302:
            response.headers["Location"] = "http://169.254.169.254/keys"
        return response

    idp.send = leading  # type: ignore[method-assign]
    assert refused(browser.get(f"/nl{LOGIN}callback/", {"state": state, "code": "c"}))
    assert [one for one, _ in idp.sent].count(path) == 1


# Answers that cannot be read


@pytest.mark.parametrize(
    "address", ["/token", "/userinfo", "/keys", "/realm/.well-known/openid-configuration"]
)
@pytest.mark.parametrize(
    "broken", [b"<html>", b"", b"[]", b"{}", b"null", b'{"keys": {}}', b'{"sub": ["u1"]}', b"\xff" * 9, b"[" * 5000, requests.ConnectionError("gone"), requests.Timeout("slow")]
)  # fmt: skip
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.usefixtures("known")
def test_an_answer_that_cannot_be_used_is_told_in_words(idp: Provider, address: str, broken: Any, language: str) -> None:  # fmt: skip
    browser = Client()
    state = left(idp, browser, language)
    idp.answers[address] = broken
    answer = browser.get(f"/{language}{LOGIN}callback/", {"state": state, "code": "c"})
    assert refused(answer, language)


@pytest.mark.parametrize("status", [400, 401, 403, 429, 500, 503])
@pytest.mark.usefixtures("known")
def test_a_provider_that_says_no(idp: Provider, status: int) -> None:
    idp.answers["/token"] = (b'{"error": "invalid_grant"}', status)
    assert refused(come_back(idp))


def test_a_provider_that_cannot_be_reached_at_the_start(idp: Provider) -> None:
    idp.answers["/realm/.well-known/openid-configuration"] = requests.ConnectionError("gone")
    assert Client().post(f"/en{LOGIN}").status_code == 401


@pytest.mark.usefixtures("known")
def test_who_says_no_at_the_provider_is_told_so(idp: Provider) -> None:
    browser = Client()
    state = left(idp, browser)
    answer = browser.get(f"/nl{LOGIN}callback/", {"state": state, "error": "access_denied"}, follow=True)
    assert answer.status_code == 200
    looks_like_ours(answer, "nl")
    assert not in_(answer)


# The settings


@pytest.mark.usefixtures("idp")
def test_the_page_for_signing_in_offers_it(visitor: Any) -> None:
    assert "Voorbeeld (example)" in visitor.get("/en/account/login/").content.decode()
    looks_like_ours(visitor.get(f"/nl{LOGIN}"), "nl")


def test_without_settings_there_is_none(visitor: Any) -> None:
    assert visitor.get(f"/en{LOGIN}").status_code == 404
    assert identity_provider(Environment({})) == {}
    assert origin_of(identity_provider(Environment(SETTINGS))) == ["https://login.example.org"]


@pytest.mark.parametrize("wrong", [{"ADHERE_PORTAL_OIDC_SERVER": "http://login.example.org"}, {"ADHERE_PORTAL_OIDC_CLIENT": ""}, {"ADHERE_PORTAL_OIDC_SECRET": ""}])  # fmt: skip
def test_settings_that_cannot_be_used_name_the_variable(wrong: dict[str, str]) -> None:
    with pytest.raises(SettingError, match=next(iter(wrong))):
        identity_provider(Environment({**SETTINGS, **wrong}))
