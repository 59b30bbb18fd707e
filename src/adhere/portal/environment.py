# SPDX-License-Identifier: EUPL-1.2
"""The settings a portal takes from its environment: every name begins with ADHERE_PORTAL_, and a value may stand in a file NAME_FILE.

What each means: docs/en/portal-hosting.md. A value that cannot be used ends the start with its name and what to write instead, in the
words of ``data/texts/settings.toml``. Those are read here, since nothing of Django may be asked before its settings are there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of
from adhere.portal.digests import DigestList

PREFIX = "ADHERE_PORTAL_"
_YES, _NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off", "")
_SECRET = 50
"""Signs a secret has at least; Django warns of a shorter one (security.W009)."""
_PORTS = 65_535
_PATIENCE = 10
"""Seconds to wait for a database server that cannot be reached: far fewer than a worker has for a request, so that whoever asks is told."""


class SettingError(Exception):
    """A setting cannot be used: ``name`` of the variable and, in ``text``, what is wrong with it and what to write, in both languages."""

    def __init__(self, name: str, wrong: str, /, **values: object) -> None:
        self.name = PREFIX + name
        words = text_of(packaged("adhere.portal", "data/texts/settings.toml")[wrong])
        told = words.filled(values)
        self.text = Text(f"{self.name}: {told.en}", f"{self.name}: {told.nl}")
        super().__init__(f"{self.text.en}\n{self.text.nl}")


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
        except (OSError, UnicodeDecodeError, ValueError) as error:
            raise SettingError(f"{name}_FILE", "no-file", file=file, why=error) from error

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return yes or no."""
        value = self.text(name, "yes" if default else "no").lower()
        if value not in _YES + _NO:
            raise SettingError(name, "no-flag", value=value)
        return value in _YES

    def number(self, name: str, default: int, most: int | None = None) -> int:
        """Return a whole number of at least one, and of no more than ``most``."""
        value = self.text(name, str(default))
        if not value.isascii() or not value.isdigit() or len(value) > len(str(10**15)) or not int(value):
            raise SettingError(name, "no-number", value=value, example=default)
        if most is not None and int(value) > most:
            raise SettingError(name, "too-much", value=value, most=most)
        return int(value)

    def port(self, name: str, default: int) -> int:
        """Return the number of a port."""
        return self.number(name, default, _PORTS)

    def words(self, name: str, default: str = "") -> list[str]:
        """Return a list, written with commas."""
        return [word.strip() for word in self.text(name, default).split(",") if word.strip()]

    def hosts(self, name: str, default: str) -> list[str]:
        """Return names of hosts; a scheme, a port or a path is never part of one."""
        found = self.words(name, default)
        for host in found:
            literal = host.startswith("[") and host.endswith("]")
            if not literal and any(sign in host for sign in ":/@ "):
                raise SettingError(name, "no-host", value=host)
        return found

    def origin(self, name: str, default: str) -> str:
        """Return a scheme with a host, without a slash at its end."""
        value = self.text(name) or default
        if not _is_origin(value):
            raise SettingError(name, "no-origin", value=value)
        return value

    def origins(self, name: str) -> list[str]:
        """Return a list of origins."""
        found = self.words(name)
        for one in found:
            if not _is_origin(one):
                raise SettingError(name, "no-origin", value=one)
        return found

    def secret(self, name: str) -> str:
        """Return a secret that nobody guesses; nothing where none is set."""
        value = self.text(name)
        if value and len(value) < _SECRET:
            raise SettingError(name, "short-secret", least=_SECRET)
        return value

    def folders(self, name: str) -> list[Path]:
        """Return a list of folders, each of which is there."""
        found = [Path(word) for word in self.words(name)]
        for folder in found:
            if not folder.is_dir():
                raise SettingError(name, "no-folder", value=folder)
        return found

    def themes(self, name: str) -> list[Path]:
        """Return a list of folders with templates or files of a look of one's own."""
        found = self.folders(name)
        for folder in found:
            if not (folder / "templates").is_dir() and not (folder / "static").is_dir():
                raise SettingError(name, "no-theme", value=folder)
        return found

    def address(self, name: str) -> str:
        """Return an address as ``scheme://place``; nothing where none is set."""
        value = self.text(name)
        parts = _split(value)
        if value and not (parts and parts.scheme and (parts.netloc or parts.path)):
            raise SettingError(name, "no-address", value=value)
        return value

    def digests(self, name: str) -> Path | None:
        """Return a file with a list of digests in order, ``adhere.portal.digests``; None where none is set."""
        value = self.text(name)
        if not value:
            return None
        try:
            fault = DigestList(Path(value)).fault()
        except (OSError, ValueError) as error:
            fault = str(getattr(error, "strerror", None) or error)
        if fault:
            raise SettingError(name, "no-digests", value=value, fault=fault)
        return Path(value)

    def scanner(self, name: str) -> str:
        """Return the address of a scanner: unix:///path or tcp://host:port; nothing where none is set."""
        value = self.text(name)
        parts = _split(value)
        local = parts and parts.scheme == "unix" and parts.path.startswith("/") and not parts.netloc
        remote = parts and parts.scheme == "tcp" and parts.hostname and not parts.path
        if value and not local and not remote:
            raise SettingError(name, "no-scanner", value=value)
        return value

    def mailbox(self, name: str, default: str) -> str:
        """Return the address of a mailbox."""
        value = self.text(name, default)
        before, at, after = value.rpartition("@")
        if not at or not before.strip() or not after.strip(" >") or "\n" in value or "\r" in value:
            raise SettingError(name, "no-mailbox", value=value)
        return value

    def database(self, data: Path) -> dict[str, object]:
        """Return Django's description of the database: SQLite in the data folder, or postgresql://user:password@host:port/name."""
        address = self.text("DATABASE")
        if not address:
            return _sqlite(data / "portal.sqlite3")
        parts = _split(address)
        if parts is None or parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
            raise SettingError("DATABASE", "no-database")  # never with its value, which holds a password
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"connect_timeout": _PATIENCE},
        }


def _split(address: str) -> SplitResult | None:
    """Return the parts of an address; nothing where it has none that can be told, its port for example."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - it is read when asked for
    except ValueError:
        return None
    return parts


def _is_origin(value: str) -> bool:
    parts = _split(value)
    return (
        parts is not None
        and parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and "@" not in parts.netloc
        and value == f"{parts.scheme}://{parts.netloc}"
    )


def _sqlite(path: Path) -> dict[str, object]:
    """SQLite for several processes: readers beside one writer, and a writer that takes its turn at the start of a transaction."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # 1 GiB is read through the memory of the system, which all processes share, and not each page anew by each of them
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA mmap_size=1073741824;",
        },
    }
