# SPDX-License-Identifier: EUPL-1.2
"""Whether a portal is well: its database as this release needs it, its settings fit for people, its log whole, its files as they were kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from adhere.portal import scanning, storing
from adhere.portal.languages import current
from adhere.portal.notices.models import Letter
from adhere.portal.operations.logcheck import faults_of_log
from adhere.portal.register.models import CodeVersion
from adhere.portal.theme import checking as themes
from adhere.portal.wording import say

LATE = timedelta(hours=2)
"""After which a letter that was not sent is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One thing that was looked at, and what is wrong with it."""

    name: str
    faults: tuple[str, ...]


def check() -> list[Checked]:
    """Look at everything; what needs the database as it should be is left out where it is not."""
    found = [
        _checked("migrations", _migrations),
        _checked("settings", _settings),
        _checked("theme", lambda: [one.in_(current()) for one in themes.faults()]),
    ]
    if not found[0].faults:
        found += [_checked("log", faults_of_log), _checked("files", _files), _checked("mail", _mail)]
    return found


def _checked(name: str, look: Callable[[], list[str]]) -> Checked:
    return Checked(name=name, faults=tuple(look()))


def _migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [say("operations.to-migrate", migration=f"{one.app_label}.{one.name}") for one, _ in plan]


def _settings() -> list[str]:
    """Return what Django's checks and ours find; those of a deployment where people come over https."""
    messages = checks.run_checks(include_deployment_checks=settings.SECURE, databases=["default"])
    return [
        f"{one.id}: {one.msg} {one.hint or ''}".strip() for one in messages if one.level >= checks.WARNING
    ] + ([say("operations.scanner-away")] if settings.SCANNER and not scanning.answers() else [])


def _mail() -> list[str]:
    """Return what is wrong with letters: some wait longer than a mail server is away for, or were given up in the last week."""
    now = timezone.now()
    waiting = Letter.objects.filter(next_try__isnull=False, made__lt=now - LATE).count()
    given_up = Letter.objects.filter(sent=False, ended__gt=now - timedelta(days=7)).count()
    found = {"mail-waits": waiting, "mail-given-up": given_up}
    return [say(f"operations.{name}", count=count) for name, count in found.items() if count]


def _files() -> list[str]:
    faults = []
    published = CodeVersion.objects.exclude(sha256="").values_list("sha256", flat=True)
    for digest in sorted({*storing.digests(), *published}):
        try:
            storing.kept(digest)
        except OSError:
            faults.append(say("operations.changed-file", name=digest))
    return faults
