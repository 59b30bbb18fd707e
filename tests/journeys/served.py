# SPDX-License-Identifier: EUPL-1.2
"""A portal as ``adhere portal --example`` serves it, on a folder that is thrown away."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

START_LIMIT = 180
"""Seconds a first start may take on a busy machine."""
HOST = "example.org"
ADMINISTRATOR, OWN_HOST = "administrator", "localhost.localdomain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Where the portal is, the password of everyone in its examples, and that of its administrator; its folder of mail and its identity provider."""

    origin: str
    password: str
    administrator: str
    mail: Path | None = None
    provider: str = ""


@contextmanager
def serve(provider: str = "", **settings: str) -> Iterator[Served]:
    """Serve a portal with its examples until the block ends; where an identity provider is named it has one, and writes mail to a folder."""
    with TemporaryDirectory(prefix="adhere-journeys-") as folder:
        port, told = free_port(), Path(folder) / "told"
        surroundings = {key: value for key, value in os.environ.items() if not key.startswith("ADHERE_")}
        surroundings |= {"DJANGO_SETTINGS_MODULE": "adhere.portal.settings", **settings}
        mail = Path(folder) / "mail" if provider else None
        if mail:
            surroundings |= {"ADHERE_PORTAL_MAIL_FOLDER": str(mail), "ADHERE_PORTAL_OIDC_SERVER": provider}
        command = [sys.executable, "-m", "adhere", "portal", "--example", "--lang", "en"]
        command += ["--port", str(port), "--data", str(Path(folder) / "data")]
        with told.open("wb") as out:
            process = subprocess.Popen(command, env=surroundings, stdout=out, stderr=subprocess.STDOUT)
        try:
            origin = f"http://localhost:{port}"
            _wait(origin, process, told)
            words = told.read_text()
            own = _found(rf"{ADMINISTRATOR}@{OWN_HOST}\s+(\S+)", words)
            yield Served(
                origin=origin,
                password=_found(r"signs in with the\s+password\s+(\S+)", words),
                administrator=own,
                mail=mail,
                provider=provider,
            )
        finally:
            process.terminate()
            process.wait(30)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait(origin: str, process: subprocess.Popen[bytes], told: Path) -> None:
    until = time.monotonic() + START_LIMIT
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urlopen(f"{origin}/health", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.5)
    raise AssertionError(f"The portal did not start:\n{told.read_text()}")


def _found(pattern: str, told: str) -> str:
    found = re.search(pattern, told)
    assert found, told
    return found[1]
