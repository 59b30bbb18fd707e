# SPDX-License-Identifier: EUPL-1.2
"""The app library to Django; it has no tables."""

from __future__ import annotations

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Its name and label."""

    name = "adhere.portal.library"
    label = "library"
