# SPDX-License-Identifier: EUPL-1.2
"""The application a WSGI server runs (PEP 3333)."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "adhere.portal.settings")
application = get_wsgi_application()


def warm() -> None:
    """Read what every worker needs, the addresses, the law and the codes, before there are any: once, and not while somebody waits."""
    from adhere.law.requirements.catalogue import catalogue  # noqa: PLC0415 - takes a second

    catalogue()
    get_resolver().check()
