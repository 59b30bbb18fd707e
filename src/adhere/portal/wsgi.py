# SPDX-License-Identifier: EUPL-1.2
"""The application a WSGI server runs (PEP 3333)."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "adhere.portal.settings")
application = get_wsgi_application()
