# SPDX-License-Identifier: EUPL-1.2
"""The app requests to Django."""

from __future__ import annotations

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    """Its name and label."""

    name = "adhere.portal.requests"
    label = "requests"
    default_auto_field = "django.db.models.BigAutoField"
