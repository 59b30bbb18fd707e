# SPDX-License-Identifier: EUPL-1.2
"""Going to an identity provider and coming back, as a browser does: fixtures of the tests of signing in through one, and what they look at."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client
from tests.portal.provided import SETTINGS, Provider
from tests.portal.test_signing import looks_like_ours

from adhere.portal.environment import Environment
from adhere.portal.identity import identity_provider

LOGIN = "/account/oidc/organisation/login/"


@pytest.fixture(autouse=True)
def no_tries_yet() -> None:
    cache.clear()


@pytest.fixture
def idp(settings: Any, monkeypatch: Any) -> Provider:
    """A portal with an identity provider."""
    settings.SOCIALACCOUNT_PROVIDERS = identity_provider(Environment(SETTINGS))
    made = Provider()
    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", lambda _, request, **_rest: made.send(request))
    return made


@pytest.fixture
def known(provider: Any, idp: Provider) -> Any:
    """Someone with an account here, whom the provider knows by the address."""
    EmailAddress.objects.create(
        user=provider.person, email=provider.person.email, verified=True, primary=True
    )
    idp.userinfo = {"email": provider.person.email, "email_verified": True}
    return provider


def left(idp: Provider, browser: Client, language: str = "nl", query: str = "") -> str:
    """Leave for the provider; return the state to come back with."""
    return idp.come_to(browser.post(f"/{language}{LOGIN}{query}").headers["Location"])


def come_back(idp: Provider, language: str = "nl", **more: str) -> Any:
    """Go to the provider and come back."""
    browser = Client()
    state = left(idp, browser, language)
    return browser.get(f"/{language}{LOGIN}callback/", {"state": state, "code": "c", **more})


def in_(answer: Any) -> bool:
    """Whether someone was signed in by an answer."""
    return "_auth_user_id" in answer.client.session


def refused(answer: Any, language: str = "nl") -> bool:
    words = looks_like_ours(answer, language)
    assert answer.status_code == 401
    assert {"nl": "is mislukt", "en": "failed"}[language] in words
    return not in_(answer) and not SocialAccount.objects.exists()
