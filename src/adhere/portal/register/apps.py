# SPDX-License-Identifier: EUPL-1.2
"""The app register to Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save


class RegisterConfig(AppConfig):
    """Its name and label."""

    name = "adhere.portal.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the packaged codes and standards put in the registers after every migration, and the words kept by which entries are found."""
        from adhere.portal.register import standing, words  # noqa: PLC0415 - once models can be loaded
        from adhere.portal.register.packaged import keep_packaged, keep_standards  # noqa: PLC0415

        post_migrate.connect(keep_packaged, sender=self)
        post_migrate.connect(keep_standards, sender=self)
        post_migrate.connect(words.complete, sender=self)
        for label in words.NAMED:
            post_save.connect(words.saved, sender=label)
        post_save.connect(standing.provider_named, sender="people.Organisation")
        post_save.connect(standing.summary_registered, sender="register.Summary")
