# SPDX-License-Identifier: EUPL-1.2
"""What the tests of security share: someone whose address was checked, and how they sign in by password."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from tests.portal.test_signing import PASSWORD

LOGIN = "/en/account/login/"


@pytest.fixture
def known(provider: Any) -> Any:
    """Someone with an address that was checked, signed in nowhere."""
    EmailAddress.objects.create(user=provider.person, email=provider.person.email, verified=True, primary=True)  # fmt: skip
    provider.client.logout()
    return provider


def sign_in(browser: Client, known: Any, password: str = PASSWORD, **more: str) -> Any:
    return browser.post(LOGIN, {"login": known.person.email, "password": password, **more})
