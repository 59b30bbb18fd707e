# SPDX-License-Identifier: EUPL-1.2
"""The peer of ``bench_portal``: a plain changelist of Django's admin over the public summaries of the same database, as Django makes it.

https://docs.djangoproject.com/en/5.2/ref/contrib/admin/. Everyone may read it, under /admin/register/summary/. Run by gunicorn:
``gunicorn tests.bench.portal_peer:application``.
"""

from __future__ import annotations

from typing import Any

import django
from django.conf import settings

from adhere.portal import settings as ours

settings.configure(
    **{name: getattr(ours, name) for name in dir(ours) if name.isupper()}
    | {
        "INSTALLED_APPS": [*ours.INSTALLED_APPS, "django.contrib.admin"],
        "ROOT_URLCONF": __name__,
        "STORAGES": {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
    }
)
django.setup()

from django.contrib.admin import AdminSite, ModelAdmin  # noqa: E402 - only after setup
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.urls import path  # noqa: E402

from adhere.portal.register.models import Summary  # noqa: E402


class Site(AdminSite):
    """An admin without a door."""

    def has_permission(self, request: Any) -> bool:
        """Let everyone in."""
        del request
        return True


class Summaries(ModelAdmin):  # type: ignore[type-arg]
    """The columns of our register, fifty to a page."""

    list_display = ("model", "version", "updated_on", "answered", "asked", "since")
    list_select_related = ("model", "model__provider")
    search_fields = ("model__name",)
    list_per_page = 50

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:
        """Let everyone read."""
        del request, obj
        return True

    def has_module_permission(self, request: Any) -> bool:
        """Let everyone see that it is there."""
        del request
        return True


site = Site()
site.register(Summary, Summaries)
urlpatterns = [path("admin/", site.urls)]
application = get_wsgi_application()
