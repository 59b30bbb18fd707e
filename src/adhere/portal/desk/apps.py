# SPDX-License-Identifier: EUPL-1.2
"""The app desk to Django."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Its name and label."""

    name = "adhere.portal.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
