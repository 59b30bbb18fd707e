# SPDX-License-Identifier: EUPL-1.2
"""An invitation by e-mail, where the portal sends any (ADHERE_PORTAL_MAIL), in the language of whoever gets it."""

from __future__ import annotations

from django.conf import settings
from django.urls import translate_url
from django.utils import translation

from adhere.portal.notices.outbox import Written, post
from adhere.portal.people.invitations.forms import offered
from adhere.portal.people.models import Invitation, Person
from adhere.portal.theme.templatetags.words import day
from adhere.portal.wording import say

_EACH = ("nl", "en")


def send(invitation: Invitation, link: str) -> bool:
    """Have an invitation sent, in the transaction that makes it; return whether it will be. Where it is not, whoever invites hands the link over."""
    if not settings.SENDS_MAIL:
        return False
    known = Person.objects.filter(email=invitation.email, is_active=True).first()
    written = [_written(invitation, link, language) for language in ([known.language] if known else _EACH)]
    subject, body = (" / ".join(one[0] for one in written), "\n\n".join(one[1] for one in written))
    post(Written(invitation.email, subject, body))
    return True


def _written(invitation: Invitation, link: str, language: str) -> tuple[str, str]:
    """Return heading and body in one language, with the link to the page in it; of a newcomer the language is not known."""
    there = translate_url(link, language)
    with translation.override(language):
        told = {"offer": offered(invitation), "link": there, "expires": day(invitation.expires)}
        return say("invitations.mail-subject"), say("invitations.mail", **told)
