# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a deployment, as Django's checks tell it: ``adhere portal check``, ``django check --deploy``.

https://docs.djangoproject.com/en/5.2/topics/checks/. Each has a permanent id, explained in docs/en/portal-hosting.md; its words
are ``operations.<id>`` and ``operations.<id>-hint``.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Info, Tags, register
from django.core.checks import Warning as Warned
from django.db import DatabaseError, connections

from adhere.portal.places import KEY
from adhere.portal.wording import say

_LOCAL = ("localhost", "127.0.0.1", "::1", None)
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
Told = list[CheckMessage]


def origin_is_open(*_: Any, **__: Any) -> Told:
    """Warn where people come over a line that anyone can listen to."""
    fine = settings.SECURE or _host() in _LOCAL
    return [] if fine else [_told("W001", origin=settings.ORIGIN)]


def host_is_answered(*_: Any, **__: Any) -> Told:
    """Warn where the address people know is refused."""
    fine = "*" in settings.ALLOWED_HOSTS or _host() in settings.ALLOWED_HOSTS
    return [] if fine else [_told("W002", host=_host())]


def factors_are_asked(*_: Any, **__: Any) -> Told:
    """Warn where the office works without a second factor."""
    return [] if settings.SECOND_FACTOR or not settings.SECURE else [_told("W003")]


def data_is_ours(*_: Any, **__: Any) -> Told:
    """Warn where other accounts of the machine read the data folder or the key of the log."""
    places = (Path(settings.DATA), Path(settings.DATA) / KEY)
    open_ = (path for path in places if path.exists() and path.stat().st_mode & _OTHERS)
    return [_told("W004", path=path) for path in open_]


def proxy_is_known(*_: Any, **__: Any) -> Told:
    """Warn where https ends elsewhere and nothing says so: every visitor would be sent round in circles."""
    fine = not settings.SECURE or settings.BEHIND_PROXY or not settings.SECURE_SSL_REDIRECT
    return [] if fine else [_told("W005")]


def mail_is_sent(*_: Any, **__: Any) -> Told:
    """Tell what goes without mail."""
    return [] if settings.SENDS_MAIL else [_told("I001", Info)]


def passwords_are_looked_up(*_: Any, **__: Any) -> Told:
    """Tell that a password known from a leak is taken."""
    return [] if settings.LEAKED_PASSWORDS else [_told("I002", Info)]


def files_are_scanned(*_: Any, **__: Any) -> Told:
    """Tell that nothing looks for malware in files."""
    return [] if settings.SCANNER else [_told("I003", Info)]


def tries_are_kept(*_: Any, databases: Sequence[str] | None = None, **__: Any) -> Told:
    """Warn where tries to sign in cannot be counted."""
    try:
        tables = connections["default"].introspection.table_names() if databases else None
    except DatabaseError:
        tables = None
    fine = tables is None or settings.CACHES["default"]["LOCATION"] in tables
    return [] if fine else [_told("W006")]


CHECKS: tuple[Callable[..., Told], ...] = (
    origin_is_open,
    host_is_answered,
    factors_are_asked,
    data_is_ours,
    proxy_is_known,
    mail_is_sent,
    passwords_are_looked_up,
    files_are_scanned,
)


def register_checks() -> None:
    """Let Django run them."""
    for check in CHECKS:
        register(check, Tags.security, deploy=True)
    register(tries_are_kept, Tags.database)


def _told(number: str, kind: type[Info | Warned] = Warned, **values: object) -> CheckMessage:
    name = f"operations.{number.lower()}"
    return kind(say(name, **values), hint=say(f"{name}-hint", **values), id=f"people.{number}")


def _host() -> str | None:
    return urlsplit(settings.ORIGIN).hostname
