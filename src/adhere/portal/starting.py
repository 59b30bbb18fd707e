# SPDX-License-Identifier: EUPL-1.2
"""The first start of a portal and every later one: the database as this release needs it, a key, an administrator.

What was there is kept; a second start changes nothing.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from adhere.portal.audit.recording import record
from adhere.portal.environment import SettingError
from adhere.portal.keys import make_log_key
from adhere.portal.people.models import Person
from adhere.portal.theme.checking import ensure_sound

ADMINISTRATOR = "administrator@localhost.localdomain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """What a start made: the password of a new administrator is told once and kept nowhere."""

    key_made: bool
    administrator: str | None
    password: str | None


def start() -> Started:
    """Bring the portal up to this release; raise SettingError where a theme would make pages fail."""
    ensure_sound()
    settings.DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    key_made = make_log_key()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    _collect()
    with transaction.atomic():
        if Person.objects.filter(is_administrator=True).exists():
            return Started(key_made=key_made, administrator=None, password=None)
        password = secrets.token_urlsafe(15)
        person = Person.objects.create_superuser(ADMINISTRATOR, password, name="Administrator")
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        record("portal:started", subject="portal", content={"administrator": str(person.id)})
    return Started(key_made=key_made, administrator=person.email, password=password)


def _collect() -> None:
    """Collect style sheets, scripts and pictures where they are served from, each under a name with its digest."""
    try:
        call_command("collectstatic", interactive=False, verbosity=0)
    except ValueError as error:  # of a file that names one which is not there
        if not settings.THEMES:
            raise
        raise SettingError("THEMES", "uncollected-theme", why=str(error).rstrip(".")) from error
