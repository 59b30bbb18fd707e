# SPDX-License-Identifier: EUPL-1.2
"""The app submissions to Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SubmissionsConfig(AppConfig):
    """Its name and label."""

    name = "adhere.portal.submissions"
    label = "submissions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have reports of earlier releases completed whenever the database is brought up to a release."""
        from adhere.portal.submissions.filling import note_figures  # noqa: PLC0415 - models are there by now

        post_migrate.connect(note_figures, sender=self)
