# SPDX-License-Identifier: EUPL-1.2
"""The file of a signing key: PKCS #8 in PEM outside any repository, readable by its owner alone.

Where it stands follows the XDG Base Directory Specification (https://specifications.freedesktop.org/basedir-spec/latest/).
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from adhere.intake.reasons import disk_reason
from adhere.ledger.keys import SigningKey, key_bytes, key_of, public_key_of
from adhere.ledger.places import content_of
from adhere.ledger.rules import LedgerError
from adhere.ledger.shapes import HEX

KEY, PASSPHRASE = "ADHERE_KEY", "ADHERE_KEY_PASSPHRASE"
LIMIT = 64 * 1024
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def default_path(environment: Mapping[str, str], name: str = "signing") -> Path:
    """Return where a key of a name stands unless told otherwise."""
    base = environment.get("XDG_CONFIG_HOME") or Path(environment.get("HOME") or Path.home(), ".config")
    return Path(base, "adhere", "keys", f"{name}.pem")


def chosen_path(option: Path | None, environment: Mapping[str, str]) -> Path:
    """Return the file of the key to use: the option, else ADHERE_KEY, else the default."""
    if option is not None:
        return option
    named = environment.get(KEY)
    return Path(named) if named else default_path(environment)


def passphrase(environment: Mapping[str, str]) -> bytes | None:
    """Return the passphrase of the environment, or None."""
    text = environment.get(PASSPHRASE)
    return text.encode() if text else None


def read_key(path: Path, secret: bytes | None) -> SigningKey:
    """Return the key in a file; raise LedgerError where others may come to see it, or it cannot be read, or holds no key of ours."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise LedgerError("ADH-LOG-081", path=path, reason=disk_reason(error)) from error
    if os.name == "posix" and mode & _OTHERS:
        raise LedgerError("ADH-LOG-080", path=path, mode=f"{stat.S_IMODE(mode):04o}")
    _check_outside(path)
    try:
        content = content_of(path, LIMIT)
    except LedgerError as error:
        raise LedgerError("ADH-LOG-081", path=path, reason=error.values["reason"]) from error
    return key_of(content, secret)


def write_key(path: Path, key: SigningKey, secret: bytes | None) -> None:
    """Write a key for its owner alone; raise LedgerError inside a repository or dossier, or where a file stands already."""
    _check_outside(path)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(key_bytes(key, secret))
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise LedgerError("ADH-LOG-084", path=path) from None
    except OSError as error:
        raise LedgerError("ADH-LOG-081", path=path, reason=disk_reason(error)) from error


def _check_outside(path: Path) -> None:
    inside = repository_of(path)
    if inside is not None:
        raise LedgerError("ADH-LOG-083", path=path, inside=inside)


def repository_of(path: Path) -> Path | None:
    """Return the work tree or dossier a path lies in, which others may come to see; None outside."""
    parents = path.resolve().parents
    return next((one for one in parents if (one / ".git").exists() or (one / "adhere.yaml").exists()), None)


def public_id(text: str) -> str:
    """Return the id of a public key: given as its 64 digits, or as a PEM file; raise LedgerError for anything else."""
    if HEX.fullmatch(text.lower()):
        return text.lower()
    try:
        return public_key_of(content_of(Path(text), LIMIT).decode(errors="replace")).id
    except LedgerError:
        raise LedgerError("ADH-LOG-085", path=text) from None
