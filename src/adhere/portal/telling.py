# SPDX-License-Identifier: EUPL-1.2
"""Telling the members of an organisation by e-mail that something was done, where the portal sends any (ADHERE_PORTAL_MAIL).

Each in their own language, once the act stands. A message names no content: it leads to the page, which says who may read what.
"""

from __future__ import annotations

import logging
from datetime import date
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from adhere.portal.people.models import Membership, Organisation, Person
from adhere.portal.theme.templatetags.words import day
from adhere.portal.wording import say

_log = logging.getLogger(__name__)


def tell(organisation: Organisation, name: str, view: str, *arguments: object, **values: object) -> None:
    """Tell the members of an organisation who may act for it; ``<name>`` is the text and ``<name>-subject`` its heading, ``view`` the page.

    A day among ``values`` is written as people write it, each in their own language.
    """
    if settings.SENDS_MAIL:
        transaction.on_commit(partial(_send, organisation, name, view, arguments, values))


def _send(
    organisation: Organisation,
    name: str,
    view: str,
    arguments: tuple[object, ...],
    values: dict[str, object],
) -> None:
    acting = Membership.objects.filter(organisation=organisation, until=None).exclude(
        role=Membership.Role.READER
    )
    for person in Person.objects.filter(memberships__in=acting, is_active=True).distinct().order_by("id"):
        with translation.override(person.language):
            link = settings.ORIGIN + reverse(view, args=arguments)
            subject, body = (
                say(f"{name}-subject"),
                say(name, organisation=organisation.name, link=link, **_written(values)),
            )
        try:
            send_mail(subject, body, None, [person.email])
        except (SMTPException, OSError):
            _log.warning("a message could not be sent", exc_info=True)


def _written(values: dict[str, object]) -> dict[str, object]:
    return {name: day(value) if isinstance(value, date) else value for name, value in values.items()}
