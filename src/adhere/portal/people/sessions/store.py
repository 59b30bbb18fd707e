# SPDX-License-Identifier: EUPL-1.2
"""Where sessions are kept: rows in the database that name whose they are, so that someone's own can be listed and ended.

https://docs.djangoproject.com/en/5.2/topics/http/sessions/#extending-database-backed-session-engines
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    """A session that knows whose it is."""

    @classmethod
    def get_model_class(cls) -> Any:
        """Return the table; Django asks once models can be loaded."""
        from adhere.portal.people.models import BrowserSession  # noqa: PLC0415

        return BrowserSession

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """Return the row of a session."""
        row: Any = super().create_model_instance(data)
        row.person_id = data.get(SESSION_KEY)
        return row
