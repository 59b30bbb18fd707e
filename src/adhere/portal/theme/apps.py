# SPDX-License-Identifier: EUPL-1.2
"""The app theme to Django."""

from __future__ import annotations

from django.apps import AppConfig


class ThemeConfig(AppConfig):
    """Its name and label."""

    name = "adhere.portal.theme"
    label = "theme"
    default_auto_field = "django.db.models.BigAutoField"
