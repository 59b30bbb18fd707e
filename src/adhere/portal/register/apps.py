# SPDX-License-Identifier: EUPL-1.2
"""The app register to Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RegisterConfig(AppConfig):
    """Its name and label."""

    name = "adhere.portal.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the packaged codes put in the register after every migration."""
        from adhere.portal.register.packaged import keep_packaged  # noqa: PLC0415 - once models can be loaded

        post_migrate.connect(keep_packaged, sender=self)
