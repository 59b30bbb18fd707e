# SPDX-License-Identifier: EUPL-1.2
"""The settings a portal takes from its environment: every name begins with ADHERE_PORTAL_, and a value may stand in a file NAME_FILE.

What each means: docs/en/portal-hosting.md. A value that cannot be used ends the start with its name and what to write instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

PREFIX = "ADHERE_PORTAL_"
_YES, _NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off", "")


class SettingError(Exception):
    """A setting cannot be used: ``name`` of the variable, ``wrong`` and ``remedy`` in words of an administrator."""

    def __init__(self, name: str, wrong: str, remedy: str) -> None:
        super().__init__(f"{PREFIX}{name}: {wrong}. {remedy}")
        self.name = PREFIX + name


@dataclass(frozen=True, slots=True)
class Environment:
    """The variables of a process."""

    variables: Mapping[str, str]

    def text(self, name: str, default: str = "") -> str:
        """Return a text; NAME_FILE names a file that holds it, as secrets are handed to containers."""
        file = self.variables.get(f"{PREFIX}{name}_FILE")
        if file is None:
            return self.variables.get(PREFIX + name, default)
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingError(
                f"{name}_FILE", f"{file} cannot be read ({error})", "Name a text file."
            ) from error

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return yes or no."""
        value = self.text(name, "yes" if default else "no").lower()
        if value not in _YES + _NO:
            raise SettingError(name, f"{value!r} is neither yes nor no", "Write yes or no.")
        return value in _YES

    def number(self, name: str, default: int) -> int:
        """Return a whole number of at least nought."""
        value = self.text(name, str(default))
        if not value.isascii() or not value.isdigit():
            raise SettingError(name, f"{value!r} is no whole number", f"Write one, {default} for example.")
        return int(value)

    def words(self, name: str, default: str = "") -> list[str]:
        """Return a list, written with commas."""
        return [word.strip() for word in self.text(name, default).split(",") if word.strip()]

    def database(self, data: Path) -> dict[str, object]:
        """Return Django's description of the database: SQLite in the data folder, or postgresql://user:password@host:port/name."""
        address = self.text("DATABASE")
        if not address:
            return _sqlite(data / "portal.sqlite3")
        parts = urlsplit(address)
        if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
            raise SettingError(
                "DATABASE", "not an address of PostgreSQL", "Write postgresql://user:password@host:5432/name."
            )
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
        }


def _sqlite(path: Path) -> dict[str, object]:
    """SQLite for several processes: readers beside one writer, and a writer that takes its turn at the start of a transaction."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }
