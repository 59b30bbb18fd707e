# SPDX-License-Identifier: EUPL-1.2
"""The app people to Django."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Its name and label."""

    name = "adhere.portal.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let Django find our checks of a deployment, and the log of the server hear of signing in."""
        from adhere.portal.people.checks import register_checks  # noqa: PLC0415 - needs the settings
        from adhere.portal.people.sessions import hearing  # noqa: PLC0415
        from adhere.portal.people.signing import telling  # noqa: PLC0415
        from adhere.portal.people.tokens import ending  # noqa: PLC0415

        register_checks()
        telling.listen()
        hearing.listen()
        ending.listen()
