# SPDX-License-Identifier: EUPL-1.2
"""Letters by e-mail: written in the transaction of the act they tell of, and sent once that stands, again and again until the server takes them.

A letter is taken by one process at a time, for ``LEASE``; one that was taken by a process that was killed is taken again after that. Where
it was killed between the server's yes and our note of it, the letter goes out a second time, with the same Message-ID (RFC 5322, 3.6.4).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from typing import NamedTuple
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from adhere.portal.beside import Beside
from adhere.portal.notices.models import Letter

_log = logging.getLogger(__name__)
LEASE = timedelta(minutes=10)
"""How long a process has to send one letter; far longer than a server may take (settings.EMAIL_TIMEOUT for each step)."""
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
"""How long it waits after each try; after the last it waits as long again."""
LONGEST = timedelta(days=3)
"""After which a letter is given up: by then what it tells of can be read in the portal."""


class Written(NamedTuple):
    """A letter to someone; of two with one key the second is not written."""

    to: str
    subject: str
    body: str
    key: str = ""


@dataclass(slots=True, kw_only=True)
class Delivered:
    """What came of sending: letters that the server took, that wait for another try, and that were given up."""

    sent: int = 0
    waiting: int = 0
    given_up: int = 0


def post(*letters: Written) -> None:
    """Write letters, in the transaction of the act they tell of, and have them sent once it stands."""
    rows = [
        Letter(key=one.key or f"once {uuid4()}", to=one.to, subject=one.subject[:500], body=one.body)
        for one in letters
    ]
    Letter.objects.bulk_create(rows, ignore_conflicts=True)
    transaction.on_commit(_SENDER.wake)


def deliver() -> Delivered:
    """Send every letter whose time it is, one after another; end where the server does not answer."""
    done = Delivered()
    while (letter := _taken(timezone.now())) is not None:
        if not _send(letter, done):
            break
    done.waiting = Letter.objects.filter(next_try__isnull=False).count()
    return done


def forget(address: str) -> None:
    """Take back what waits to be sent to an address."""
    Letter.objects.filter(to=address).delete()


def readdress(old: str, new: str) -> None:
    """Send what waits for an old address of someone to their new one."""
    Letter.objects.filter(to=old).update(to=new)


def _taken(now: datetime) -> Letter | None:
    """Take the letter that waits longest; None where none does."""
    while True:
        found = Letter.objects.filter(next_try__lte=now).order_by("next_try", "id").first()
        if found is None:
            return None
        mine = Letter.objects.filter(pk=found.pk, next_try=found.next_try)
        if mine.update(next_try=now + LEASE, tries=F("tries") + 1):
            found.tries += 1
            return found


def _send(letter: Letter, done: Delivered) -> bool:
    """Send a letter and note what came of it; return whether it is worth trying another."""
    name = sha256(letter.key.encode()).hexdigest()[:40]
    headers = {"Message-ID": f"<{name}@{urlsplit(settings.ORIGIN).hostname}>"}
    try:
        EmailMessage(letter.subject, letter.body, None, [letter.to], headers=headers).send()
    except SMTPRecipientsRefused as error:
        refused = all(500 <= code < 600 for code, _ in error.recipients.values())
        (_give_up if refused else _put_off)(letter, done)
    except ValueError:  # an address or a heading that no message can hold
        _give_up(letter, done)
    except SMTPDataError:
        _put_off(letter, done)
    except (SMTPException, OSError):
        _put_off(letter, done)
        return False
    else:
        _end(letter, sent=True)
        done.sent += 1
    return True


def _give_up(letter: Letter, done: Delivered) -> None:
    _log.warning("a letter was given up after %d tries", letter.tries, exc_info=True)
    _end(letter, sent=False)
    done.given_up += 1


def _put_off(letter: Letter, done: Delivered) -> None:
    now = timezone.now()
    if now - letter.made >= LONGEST:
        _give_up(letter, done)
        return
    _log.warning("a letter could not be sent, at try %d", letter.tries, exc_info=True)
    pause = PAUSES[min(letter.tries, len(PAUSES)) - 1]
    Letter.objects.filter(pk=letter.pk).update(next_try=now + pause)


def _end(letter: Letter, *, sent: bool) -> None:
    """Note that a letter is over; what it said and to whom goes."""
    Letter.objects.filter(pk=letter.pk).update(
        to="", subject="", body="", next_try=None, ended=timezone.now(), sent=sent
    )


_SENDER = Beside("outbox", lambda: deliver())  # noqa: PLW0108 - as it is called then
"""Nobody waits for a mail server, or learns from the time it takes."""
