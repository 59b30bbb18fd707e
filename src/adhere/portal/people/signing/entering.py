# SPDX-License-Identifier: EUPL-1.2
"""Signing someone in who has just shown who they are by the link of an invitation."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import HttpRequest

from adhere.portal.people.models import Person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def enter(request: HttpRequest, person: Person) -> None:
    """Sign a person in; without a password there is nothing to show anew who they are by, so they can add a passkey at once."""
    login(request, person, backend=BACKEND)
