# SPDX-License-Identifier: EUPL-1.2
"""The app notices to Django."""

from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Its name and label."""

    name = "adhere.portal.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"
