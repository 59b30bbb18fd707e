# SPDX-License-Identifier: EUPL-1.2
"""An identity provider for tests: it answers as OpenID Connect has it, signs with keys of its own, and lies where a test tells it to."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

SERVER = "https://login.example.org/realm"
CLIENT = "portal"
SETTINGS = {
    "ADHERE_PORTAL_OIDC_SERVER": SERVER,
    "ADHERE_PORTAL_OIDC_CLIENT": CLIENT,
    "ADHERE_PORTAL_OIDC_SECRET": "s",
    "ADHERE_PORTAL_OIDC_NAME": "Voorbeeld (example)",
}
KEYS: dict[str, Any] = {
    "RS256": rsa.generate_private_key(public_exponent=65537, key_size=2048),
    "ES256": ec.generate_private_key(ec.SECP256R1()),
    "EdDSA": ed25519.Ed25519PrivateKey.generate(),
}
STRANGE = rsa.generate_private_key(public_exponent=65537, key_size=2048)
"""A key that is not the provider's."""
_KINDS = {
    "RS256": jwt.algorithms.RSAAlgorithm,
    "ES256": jwt.algorithms.ECAlgorithm,
    "EdDSA": jwt.algorithms.OKPAlgorithm,
}


def public(name: str, **more: Any) -> dict[str, Any]:
    told: dict[str, Any] = _KINDS[name].to_jwk(KEYS[name].public_key(), as_dict=True)
    return told | {"kid": name, "use": "sig"} | more


class Provider:
    """What it answers, by the path of its address; ``claims`` and ``header`` of the next ID token can be changed before it is asked for."""

    def __init__(self) -> None:
        self.algorithm, self.key, self.sub = "RS256", KEYS["RS256"], "u1"
        self.claims: dict[str, Any] = {}
        self.header: dict[str, Any] = {"kid": "RS256"}
        self.userinfo: dict[str, Any] = {}
        self.keys: list[dict[str, Any]] = [public(name) for name in KEYS]
        self.configuration: dict[str, Any] = {
            "issuer": SERVER,
            "authorization_endpoint": "https://login.example.org/authorise",
            "token_endpoint": "https://login.example.org/token",
            "userinfo_endpoint": "https://login.example.org/userinfo",
            "jwks_uri": "https://login.example.org/keys",
        }
        self.answers: dict[str, Any] = {}
        """What it answers at a path in the place of what is right: bytes, a status with headers, or an error."""
        self.asked: dict[str, str] = {}
        """What the browser was sent along with."""
        self.sent: list[tuple[str, dict[str, list[str]]]] = []
        """What the portal sent to which path."""

    def come_to(self, address: str) -> str:
        """Come with a browser; return the state it has to bring back."""
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == self.configuration["authorization_endpoint"]
        self.asked = {name: value[0] for name, value in parse_qs(parts.query).items()}
        return self.asked["state"]

    def id_token(self) -> str:
        now = int(time.time())
        told = {
            "iss": SERVER,
            "sub": self.sub,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": self.asked.get("nonce"),
            **self.claims,
        }
        told = {name: value for name, value in told.items() if value is not None}
        return jwt.encode(told, self.key, self.algorithm, headers=self.header)

    def send(self, request: requests.PreparedRequest) -> requests.Response:
        """Answer a request of the portal."""
        path = urlsplit(str(request.url)).path
        self.sent.append((path, parse_qs(str(request.body or ""))))
        right = {
            "/realm/.well-known/openid-configuration": self.configuration,
            "/token": {"access_token": "t", "token_type": "bearer"},
            "/userinfo": {"sub": self.sub, **self.userinfo},
            "/keys": {"keys": self.keys},
        }[path]
        if path == "/token" and path not in self.answers:
            right["id_token"] = self.id_token()
        found = self.answers.get(path, json.dumps(right).encode())
        if isinstance(found, Exception):
            raise found
        return _answer(request, *(found if isinstance(found, tuple) else (found,)))


def _answer(
    request: requests.PreparedRequest, content: bytes, status: int = 200, **headers: str
) -> requests.Response:
    response = requests.Response()
    response.status_code, response._content, response.request = status, content, request
    response.url = str(request.url)
    response.headers.update({"Content-Type": "application/json", **headers})
    return response
