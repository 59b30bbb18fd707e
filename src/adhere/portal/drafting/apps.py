# SPDX-License-Identifier: EUPL-1.2
"""The app drafting to Django."""

from __future__ import annotations

from django.apps import AppConfig


class DraftingConfig(AppConfig):
    """Its name and label."""

    name = "adhere.portal.drafting"
    label = "drafting"
    default_auto_field = "django.db.models.BigAutoField"
