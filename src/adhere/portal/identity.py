# SPDX-License-Identifier: EUPL-1.2
"""The identity provider of the organisation that runs the portal, from the environment.

OpenID Connect Core 1.0 and Discovery 1.0 (https://openid.net/specs/openid-connect-discovery-1_0.html).
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from adhere.portal.environment import Environment, SettingError

PROVIDER = "organisation"
"""Its name in addresses: the callback is <ORIGIN>/nl/account/oidc/organisation/login/callback/ and the same under /en/."""


def identity_provider(environment: Environment) -> dict[str, Any]:
    """Return allauth's description of the provider of ADHERE_PORTAL_OIDC_SERVER; nothing where none is named."""
    server = environment.text("OIDC_SERVER")
    if not server:
        return {}
    parts = urlsplit(server)
    if (parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1")) or not parts.netloc:
        raise SettingError("OIDC_SERVER", "no-https", value=server)
    client, secret = environment.text("OIDC_CLIENT"), environment.text("OIDC_SECRET")
    if not client or not secret:
        raise SettingError("OIDC_SECRET" if client else "OIDC_CLIENT", "empty")
    app = {
        "provider_id": PROVIDER,
        "name": environment.text("OIDC_NAME", parts.hostname or server),
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": server.rstrip("/"), "fetch_userinfo": True, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


def origin_of(providers: dict[str, Any]) -> list[str]:
    """Return the origin of the provider, for the policy of forms."""
    apps = providers.get("openid_connect", {}).get("APPS", [])
    addresses = [urlsplit(app["settings"]["server_url"]) for app in apps]
    return [f"{address.scheme}://{address.netloc}" for address in addresses]
