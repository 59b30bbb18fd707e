# SPDX-License-Identifier: EUPL-1.2
"""The app joining to Django."""

from __future__ import annotations

from django.apps import AppConfig


class JoiningConfig(AppConfig):
    """Its name and label."""

    name = "adhere.portal.joining"
    label = "joining"
    default_auto_field = "django.db.models.BigAutoField"
