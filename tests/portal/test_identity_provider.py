# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: F811 - fixtures that are imported are named again where they are asked for
"""Signing in through an identity provider: who gets in, and that no answer that is broken, forged, replayed or meant for another lets anyone in.

OpenID Connect Core 1.0, sections 3.1.3.7 and 5.3.2; Discovery 1.0, section 4.3; RFC 8725; RFC 9207; OWASP ASVS 5.0.0, V9 and V10.5.
"""

from __future__ import annotations

import base64
import json
import time
from hashlib import sha256
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client
from tests.portal.callbacks import LOGIN, come_back, idp, in_, known, left, no_tries_yet, refused  # noqa: F401 - fixtures
from tests.portal.provided import CLIENT, KEYS, SERVER, STRANGE, Provider, public
from tests.portal.test_signing import looks_like_ours

from adhere.portal.people.models import Person
from adhere.portal.people.signing.provider import SKEW

pytestmark = pytest.mark.django_db


# Who gets in


def test_who_is_known_signs_in_through_their_organisation(idp: Provider, known: Any) -> None:
    answer = come_back(idp)
    assert answer.headers["Location"] == "/nl/"
    assert in_(answer)
    (account,) = SocialAccount.objects.all()
    assert (account.user, account.uid) == (known.person, "u1")


def test_of_someone_no_more_is_kept_than_is_needed(idp: Provider, known: Any) -> None:
    idp.userinfo |= {"birthdate": "2000-01-01", "phone_number": "+31", "address": {"locality": "Delft"}}
    idp.claims = {"groups": ["board"], "name": "Some One"}
    come_back(idp)
    told = SocialAccount.objects.get().extra_data["userinfo"]
    assert told == {"sub": "u1", "email": known.person.email, "email_verified": True, "name": "Some One"}


def test_who_is_not_known_gets_no_account(idp: Provider) -> None:
    idp.userinfo = {"email": "stranger@example.com", "email_verified": True}
    assert "Accounts ontstaan op uitnodiging" in come_back(idp).content.decode()
    assert not Person.objects.filter(email="stranger@example.com").exists()


@pytest.mark.parametrize("checked", [False, None, "false", "true", 0, 1, [], {}])
def test_an_address_the_provider_did_not_check_lets_nobody_in(
    idp: Provider, known: Any, checked: Any
) -> None:
    idp.userinfo = {"email": known.person.email, "email_verified": checked}
    answer = come_back(idp)
    assert not in_(answer)
    assert not SocialAccount.objects.exists()


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("name", list(KEYS))
def test_each_kind_of_key_is_understood(idp: Provider, name: str) -> None:
    idp.algorithm, idp.key, idp.header = name, KEYS[name], {"kid": name}
    assert in_(come_back(idp))


@pytest.mark.usefixtures("known")
def test_a_provider_with_one_key_need_not_name_it(idp: Provider) -> None:
    only = public("RS256")
    idp.keys, idp.header = [{name: only[name] for name in ("kty", "n", "e")}], {}
    assert in_(come_back(idp))


@pytest.mark.usefixtures("known")
def test_a_provider_without_userinfo_tells_it_in_the_token(idp: Provider) -> None:
    del idp.configuration["userinfo_endpoint"]
    idp.claims = dict(idp.userinfo)
    assert in_(come_back(idp))


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("ahead", [SKEW - 10, 10 - SKEW])
def test_clocks_may_differ_a_little(idp: Provider, ahead: int) -> None:
    now = int(time.time())
    idp.claims = {"iat": now + ahead, "nbf": now + ahead, "exp": now + ahead + 5}
    assert in_(come_back(idp))


# What ties an answer to who asked


def test_who_leaves_takes_along_what_ties_the_answer_to_them(idp: Provider) -> None:
    one, two = Client(), Client()
    left(idp, one)
    first = dict(idp.asked)
    left(idp, two)
    assert first["response_type"] == "code"
    assert first["code_challenge_method"] == "S256"
    assert set(first["scope"].split()) == {"openid", "profile", "email"}
    for name in ("state", "nonce", "code_challenge"):
        assert first[name] != idp.asked[name]
        assert len(first[name]) >= 16


@pytest.mark.usefixtures("known")
def test_the_code_is_exchanged_with_the_verifier_of_its_challenge(idp: Provider) -> None:
    come_back(idp)
    (body,) = (body for path, body in idp.sent if path == "/token")
    digest = sha256(body["code_verifier"][0].encode()).digest()
    assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == idp.asked["code_challenge"]
    assert body["code"] == ["c"]


@pytest.mark.parametrize(
    "more", ["nonce=mine", "redirect_uri=https://evil.example/", "prompt=none", "client_id=other", "response_mode=fragment"]
)  # fmt: skip
def test_an_address_here_sends_nothing_along(idp: Provider, more: str) -> None:
    from urllib.parse import urlencode

    left(idp, Client(), "nl", "?" + urlencode({"auth_params": more, "scope": "admin"}))
    name, _, value = more.partition("=")
    assert idp.asked.get(name) != value
    assert "admin" not in idp.asked["scope"]


@pytest.mark.usefixtures("known")
def test_an_answer_opens_once_and_in_its_own_browser_only(idp: Provider) -> None:
    browser = Client()
    state = left(idp, browser)
    answer = {"state": state, "code": "c"}
    assert refused(Client().get(f"/nl{LOGIN}callback/", answer))
    assert browser.get(f"/nl{LOGIN}callback/", answer).status_code == 302
    browser.post("/nl/account/logout/")
    assert browser.get(f"/nl{LOGIN}callback/", answer).status_code == 401


@pytest.mark.usefixtures("idp")
@pytest.mark.parametrize(
    "query", [{}, {"state": "x", "code": "c"}, {"error": "server_error"}, {"state": "\0"}]
)
def test_a_callback_nobody_asked_for(query: dict[str, str]) -> None:
    answer = Client().get(f"/en{LOGIN}callback/", query)
    assert answer.status_code == 401
    assert "failed" in looks_like_ours(answer, "en")


# ID tokens that are not what they have to be

NOW = int(time.time())
WRONG: dict[str, dict[str, Any]] = {
    "no nonce": {"nonce": None},
    "another nonce": {"nonce": "0" * 64},
    "an empty nonce": {"nonce": ""},
    "a nonce that is no text": {"nonce": 7},
    "another issuer": {"iss": "https://evil.example/realm"},
    "a longer issuer": {"iss": f"{SERVER}/"},
    "no issuer": {"iss": None},
    "another audience": {"aud": "another"},
    "audiences without us": {"aud": ["another", "third"]},
    "audiences and nobody named": {"aud": [CLIENT, "another"]},
    "audiences and another named": {"aud": [CLIENT, "another"], "azp": "another"},
    "another party named": {"azp": "another"},
    "an empty party": {"azp": ""},
    "no audience": {"aud": None},
    "out of date": {"exp": NOW - SKEW - 30},
    "no end": {"exp": None},
    "an end that is no moment": {"exp": "never"},
    "of later": {"iat": NOW + SKEW + 600},
    "not yet": {"nbf": NOW + SKEW + 600},
    "no beginning": {"iat": None},
    "of nobody": {"sub": None},
    "of another than userinfo": {"sub": "u2"},
    "of a number": {"sub": 1},
}


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_token_that_is_wrong_lets_nobody_in(idp: Provider, wrong: str, language: str) -> None:
    idp.claims = WRONG[wrong]
    assert refused(come_back(idp, language), language)


@pytest.mark.usefixtures("known")
def test_audiences_of_which_we_are_the_one_that_asked(idp: Provider) -> None:
    idp.claims = {"aud": [CLIENT, "another"], "azp": CLIENT}
    assert in_(come_back(idp))


def part(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def forged(idp: Provider, how: str) -> str:  # noqa: PLR0911 - each way of forging is one
    """Return an ID token that says what is right, and is not signed by the provider."""
    import hashlib
    import hmac

    right = idp.id_token()
    _, claims, signature = right.split(".")
    if how == "none":
        return f"{part({'alg': 'none', 'kid': 'RS256'})}.{claims}."
    if how == "NONE":
        return f"{part({'alg': 'NoNe', 'kid': 'RS256'})}.{claims}.{signature}"
    if how in ("HS256 with the public key", "HS256 with the client secret"):
        pem = KEYS["RS256"].public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        begin = f"{part({'alg': 'HS256', 'typ': 'JWT', 'kid': 'RS256'})}.{claims}"
        made = hmac.new(pem if "public" in how else b"s", begin.encode(), hashlib.sha256).digest()
        return f"{begin}.{base64.urlsafe_b64encode(made).rstrip(b'=').decode()}"
    if how == "other claims":
        told = json.loads(base64.urlsafe_b64decode(claims + "=="))
        return f"{right.split('.')[0]}.{part(told | {'sub': 'u9'})}.{signature}"
    if how == "a strange key":
        idp.key = STRANGE
        return idp.id_token()
    if how == "a key along with it":
        idp.key, idp.header = (
            STRANGE,
            {"kid": "mine", "jwk": public("RS256"), "jku": "https://evil.example/keys"},
        )
        return idp.id_token()
    if how == "a key of another kind":
        idp.header = {"kid": "ES256"}
        return idp.id_token()
    idp.header = {}
    return {"no key named": idp.id_token(), "cut short": right[:-8], "no token": "x.y.z", "empty": ""}[how]


FORGED = ("none", "NONE", "HS256 with the public key", "HS256 with the client secret", "other claims", "a strange key", "a key along with it", "a key of another kind", "no key named", "cut short", "no token", "empty")  # fmt: skip


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("how", FORGED)
def test_a_forged_token_lets_nobody_in(idp: Provider, how: str) -> None:
    browser = Client()
    state = left(idp, browser)
    told = {"access_token": "t", "token_type": "bearer", "id_token": forged(idp, how)}
    idp.answers["/token"] = json.dumps(told).encode()
    assert refused(browser.get(f"/nl{LOGIN}callback/", {"state": state, "code": "c"}))


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("id_token", [None, 5, [], {}, "\u202e"])
def test_an_answer_without_a_token_lets_nobody_in(idp: Provider, id_token: Any) -> None:
    idp.answers["/token"] = json.dumps({"access_token": "t", "id_token": id_token}).encode()
    assert refused(come_back(idp))
    idp.answers["/token"] = json.dumps({"access_token": "t"}).encode()
    assert refused(come_back(idp))


@pytest.mark.usefixtures("known")
def test_a_key_with_a_secret_is_none_of_the_provider(idp: Provider) -> None:
    idp.keys = [{"kty": "oct", "kid": "RS256", "alg": "HS256", "k": part({"x": 1})}]
    assert refused(come_back(idp))


@pytest.mark.usefixtures("known")
def test_a_key_for_something_else_opens_nothing(idp: Provider) -> None:
    idp.keys = [public("RS256", use="enc")]
    assert refused(come_back(idp))
