# SPDX-License-Identifier: EUPL-1.2
"""Where a portal keeps what it has: its data folder, the secret of its sessions and the key that signs its log."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from adhere.portal.environment import Environment, SettingError

SECRET, KEY = "secret", "keys/log.pem"


def data_folder(environment: Environment) -> Path:
    """Return the folder of ADHERE_PORTAL_DATA, else one of this user (XDG Base Directory Specification)."""
    named = environment.text("DATA")
    if named:
        return Path(named).resolve()
    base = environment.variables.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "adhere" / "portal"


def secret(environment: Environment, data: Path) -> str:
    """Return the secret that signs sessions: ADHERE_PORTAL_SECRET, else the one in the data folder, made where there is none."""
    named = environment.secret("SECRET")
    if named:
        return named
    path = data / SECRET
    try:
        if not path.exists():
            _make(path)
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise SettingError("DATA", "no-data", value=data, why=error.strerror) from error


def _make(path: Path) -> None:
    """Write a secret; of several processes that start at once the first wins, and the others read what it wrote."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = path.with_name(f"{SECRET}.{os.getpid()}.tmp")
    made.touch(mode=0o600)
    made.write_text(secrets.token_urlsafe(64), encoding="ascii")
    try:
        os.link(made, path)
    except FileExistsError:
        pass
    finally:
        made.unlink()
