# SPDX-License-Identifier: EUPL-1.2
"""An identity provider on this machine that knows one person and lets them in at once. OpenID Connect Core 1.0."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT = "portal"
SETTINGS = {
    "ADHERE_PORTAL_OIDC_CLIENT": CLIENT,
    "ADHERE_PORTAL_OIDC_SECRET": "s",
    "ADHERE_PORTAL_OIDC_NAME": "Voorbeeld-ID (example)",
}
_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider(ThreadingHTTPServer):
    """Where it is, whom it knows, and what ties its next token to who asked."""

    origin = email = nonce = ""


class _Answers(BaseHTTPRequestHandler):
    server: Provider

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        parts, made = urlsplit(self.path), self.server
        if parts.path == "/authorise":
            asked = {name: value[0] for name, value in parse_qs(parts.query).items()}
            made.nonce = asked["nonce"]
            self.send_response(302)
            self.send_header(
                "Location", f"{asked['redirect_uri']}?{urlencode({'state': asked['state'], 'code': 'c'})}"
            )
            self.end_headers()
            return
        public = jwt.algorithms.RSAAlgorithm.to_jwk(_KEY.public_key(), as_dict=True)
        answers: dict[str, dict[str, Any]] = {
            "/.well-known/openid-configuration": {
                "issuer": made.origin,
                "authorization_endpoint": f"{made.origin}/authorise",
                "token_endpoint": f"{made.origin}/token",
                "userinfo_endpoint": f"{made.origin}/userinfo",
                "jwks_uri": f"{made.origin}/keys",
            },
            "/keys": {"keys": [public | {"kid": "k"}]},
            "/userinfo": {"sub": "u", "email": made.email, "email_verified": True},
        }
        self._tell(answers[parts.path])

    def do_POST(self) -> None:
        made, now = self.server, int(time.time())
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        claims = {
            "iss": made.origin,
            "sub": "u",
            "aud": CLIENT,
            "iat": now,
            "exp": now + 60,
            "nonce": made.nonce,
        }
        self._tell(
            {
                "access_token": "t",
                "token_type": "bearer",
                "id_token": jwt.encode(claims, _KEY, "RS256", headers={"kid": "k"}),
            }
        )

    def _tell(self, told: dict[str, Any]) -> None:
        content = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def providing() -> Iterator[Provider]:
    """Serve it until the block ends."""
    with Provider(("127.0.0.1", 0), _Answers) as made:
        made.origin = f"http://localhost:{made.server_address[1]}"
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield made
        finally:
            made.shutdown()
            thread.join()
