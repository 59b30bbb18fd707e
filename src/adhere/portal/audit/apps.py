# SPDX-License-Identifier: EUPL-1.2
"""The app audit to Django."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Its name and label."""

    name = "adhere.portal.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
