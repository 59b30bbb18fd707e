# SPDX-License-Identifier: EUPL-1.2
"""Telling people by e-mail that something was done, where the portal sends any (ADHERE_PORTAL_MAIL).

Each in their own language, by letters that are written in the transaction of the act and sent once it stands. A message names no content:
it leads to the page, which says who may read what.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from adhere.portal.notices.outbox import Written, post
from adhere.portal.people.models import Membership, Organisation, Person
from adhere.portal.theme.templatetags.words import day
from adhere.portal.wording import say


def tell(organisation: Organisation, name: str, view: str, *arguments: object, **values: object) -> None:
    """Tell the members of an organisation who may act for it; ``<name>`` is the text and ``<name>-subject`` its heading, ``view`` the page.

    A day among ``values`` is written as people write it, each in their own language.
    """
    if not settings.SENDS_MAIL:
        return
    acting = Membership.objects.filter(organisation=organisation, until=None).exclude(
        role=Membership.Role.READER
    )
    people = Person.objects.filter(memberships__in=acting, is_active=True).distinct().order_by("id")
    values = {"organisation": organisation.name, **values}
    post(*(written(person, name, view, arguments, values) for person in people))


def written(  # noqa: PLR0917 - as ``tell`` is asked, and for whom
    person: Person,
    name: str,
    view: str,
    arguments: Sequence[object],
    values: Mapping[str, object],
    key: str = "",
) -> Written:
    """Return a letter to one person; of several with one key the first is sent."""
    with translation.override(person.language):
        link = settings.ORIGIN + reverse(view, args=arguments)
        told = {one: day(value) if isinstance(value, date) else value for one, value in values.items()}
        return Written(person.email, say(f"{name}-subject"), say(name, link=link, **told), key)
