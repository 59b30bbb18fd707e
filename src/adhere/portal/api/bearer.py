# SPDX-License-Identifier: EUPL-1.2
"""Who asks with a token (RFC 6750). A session of a browser opens nothing here, so no form elsewhere can misuse one."""

from __future__ import annotations

from django.http import HttpRequest
from ninja.security import HttpBearer

from adhere.portal.api.programs import lend
from adhere.portal.people.models import Token
from adhere.portal.people.tokens.acts import find


class Bearer(HttpBearer):
    """A token of ours."""

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """Return the token that was presented, where it opens anything, and let the request be that of who made it."""
        found = find(token.strip())
        if found is not None:
            lend(request, found)
        return found
