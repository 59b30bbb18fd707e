# SPDX-License-Identifier: EUPL-1.2
"""What the portal sent by e-mail; tests run in a transaction that never ends, so letters are sent when someone looks."""

from __future__ import annotations

from typing import Any

from django.core import mail

from adhere.portal.notices.outbox import deliver


def posted() -> list[Any]:
    """Send what waits, and return everything that was sent."""
    deliver()
    return list(mail.outbox)
