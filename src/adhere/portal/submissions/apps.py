# SPDX-License-Identifier: EUPL-1.2
"""The app submissions to Django."""

from __future__ import annotations

from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    """Its name and label."""

    name = "adhere.portal.submissions"
    label = "submissions"
    default_auto_field = "django.db.models.BigAutoField"
