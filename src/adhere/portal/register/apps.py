# SPDX-License-Identifier: EUPL-1.2
"""The app register to Django."""

from __future__ import annotations

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Its name and label."""

    name = "adhere.portal.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"
