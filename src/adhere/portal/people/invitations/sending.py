# SPDX-License-Identifier: EUPL-1.2
"""An invitation by e-mail, where the portal sends any (ADHERE_PORTAL_MAIL)."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail

from adhere.portal.people.invitations.forms import offered
from adhere.portal.people.models import Invitation
from adhere.portal.theme.templatetags.words import day
from adhere.portal.wording import say

_log = logging.getLogger(__name__)


def send(invitation: Invitation, link: str) -> bool:
    """Send an invitation; return whether it went out. Where it did not, whoever invites hands the link over."""
    if not settings.SENDS_MAIL:
        return False
    body = say("invitations.mail", offer=offered(invitation), link=link, expires=day(invitation.expires))
    try:
        send_mail(say("invitations.mail-subject"), body, None, [invitation.email])
    except (SMTPException, OSError):
        _log.warning("an invitation could not be sent", exc_info=True)
        return False
    return True
