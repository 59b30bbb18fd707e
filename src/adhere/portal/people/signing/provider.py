# SPDX-License-Identifier: EUPL-1.2
"""The identity provider of an organisation, and what has to hold of each of its answers before anyone is signed in by it.

allauth keeps the state, PKCE (S256) and the exchange of the code; PyJWT checks signatures and moments. What OpenID Connect asks beside that
is here: Core 1.0, sections 3.1.2.1 (nonce), 3.1.3.7 (ID token) and 5.3.2 (userinfo); Discovery 1.0, section 4.3 (issuer); RFC 9207.
"""

from __future__ import annotations

import secrets
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest

ALGORITHMS = (
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
)  # fmt: skip
"""Signatures that only the holder of a private key makes: neither none nor one made with a secret that others have (RFC 8725, 3.1)."""
SKEW = 60
"""Seconds by which the clocks of the provider and of this machine may differ."""
CLAIMS = ("iss", "sub", "aud", "exp", "iat", "nonce")
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_KEPT = ("sub", "email", "email_verified", "name")
"""What is taken of what the provider says of someone."""
Claims = dict[str, Any]


def nonce_of(verifier: str) -> str:
    """Return what ties an ID token to the browser that asked for it: a digest of what only its session knows (Core, section 15.5.2)."""
    return sha256(f"nonce {verifier}".encode()).hexdigest()


class CheckedAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Asks the provider, and raises OAuth2Error where an answer is not what it has to be."""

    nonce = ""

    @property
    def openid_config(self) -> Claims:
        """Return the configuration of the provider, which has to be its own and lead to places that are as safe."""
        config: Claims = super().openid_config
        server = str(self.get_provider().app.settings["server_url"]).partition("/.well-known/")[0]
        if str(config["issuer"]).rstrip("/") != server.rstrip("/"):
            raise OAuth2Error("the issuer is another")
        schemes = ("https", urlsplit(server).scheme)
        found = [config[name] for name in _ENDPOINTS] + [config.get("userinfo_endpoint", server)]
        if any(urlsplit(address).scheme not in schemes for address in found):
            raise OAuth2Error("an endpoint is open to others")
        return config

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: str | None = None
    ) -> Claims:
        """Return what the provider gives for the code, once it is seen that the code is its own."""
        if request.GET.get("iss", self.openid_config["issuer"]) != self.openid_config["issuer"]:
            raise OAuth2Error("another provider answered")
        if not pkce_code_verifier:
            raise OAuth2Error("nobody asked")
        self.nonce = nonce_of(pkce_code_verifier)
        found: Claims = super().get_access_token_data(request, app, client, pkce_code_verifier)
        return found

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Return who the provider says it is."""
        claims = self._claims(app.client_id, kwargs["response"]["id_token"])
        told = claims
        if self.openid_config.get("userinfo_endpoint"):
            told = self._fetch_user_info(token.token)
            if told["sub"] != claims["sub"]:
                raise OAuth2Error("userinfo tells of another")
        about = {name: value for name in _KEPT if (value := told.get(name, claims.get(name))) is not None}
        about["email_verified"] = about.get("email_verified") is True
        return self.get_provider().sociallogin_from_response(request, {"userinfo": about})

    def _claims(self, client: str, token: str) -> Claims:
        """Return what an ID token says, once its signature, issuer, audience, moments and nonce are seen to be right."""
        try:
            key = self._key(jwt.get_unverified_header(token))
            claims: Claims = jwt.decode(
                token,
                key,
                algorithms=ALGORITHMS,
                audience=client,
                issuer=self.openid_config["issuer"],
                leeway=SKEW,
                options={"require": list(CLAIMS)},
            )
        except jwt.PyJWTError as error:
            raise OAuth2Error("an ID token that cannot be used") from error
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if claims.get("azp", "" if several else client) != client:
            raise OAuth2Error("an ID token for another")
        if not secrets.compare_digest(str(claims["nonce"]).encode(), self.nonce.encode()):
            raise OAuth2Error("an ID token of another time")
        return claims

    def _key(self, header: Claims) -> jwt.PyJWK:
        """Return the key of the provider that a token names, or its only one where it names none."""
        with get_adapter().get_requests_session() as session:
            response = session.get(self.openid_config["jwks_uri"])
            response.raise_for_status()
        keys = [
            key for key in jwt.PyJWKSet.from_dict(response.json()).keys if key.public_key_use in (None, "sig")
        ]
        named = [key for key in keys if key.key_id == header.get("kid")] if "kid" in header else keys
        if len(named) != 1:
            raise OAuth2Error("a key that is not known")
        return named[0]


class CheckedProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """Sends people to the provider with a nonce, and with nothing of what an address here says."""

    oauth2_adapter_class = CheckedAdapter

    def get_pkce_params(self) -> dict[str, str]:
        """Return what goes along: the challenge of PKCE, and the nonce that belongs to it."""
        told: dict[str, str] = super().get_pkce_params()
        return told | {"nonce": nonce_of(told["code_verifier"])}

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> Claims:  # noqa: ARG002
        """Return what else goes along: what is set, and nothing an address asks for."""
        told: Claims = self.get_auth_params()
        return told

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:  # noqa: ARG002
        """Return the scopes that are set."""
        told: list[str] = self.get_scope()
        return told
