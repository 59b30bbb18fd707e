# SPDX-License-Identifier: EUPL-1.2
"""The addresses of the portal. People's pages stand under /nl/ and /en/; machines ask /api/v1, /health and /metrics without a language."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from adhere.portal import accessibility, views
from adhere.portal.metrics.views import metrics

urlpatterns = [
    path("", views.to_language, name="root"),
    path("health", views.health, name="health"),
    path("metrics", metrics, name="metrics"),
    path("api/v1/", include("adhere.portal.api.urls")),
    *i18n_patterns(
        path("", views.home, name="home"),
        path("accessibility/", accessibility.statement, name="accessibility"),
        path("", include("adhere.portal.library.urls")),
        path("log/", include("adhere.portal.audit.urls")),
        path("account/", include("adhere.portal.people.urls")),
        path("account/", include("allauth.urls")),
        path("joining/", include("adhere.portal.joining.urls")),
        path("drafting/", include("adhere.portal.drafting.urls")),
        path("submissions/", include("adhere.portal.submissions.urls")),
        path("requests/", include("adhere.portal.requests.urls")),
        path("desk/", include("adhere.portal.desk.urls")),
        path("registers/", include("adhere.portal.register.urls")),
    ),
]
handler400 = "adhere.portal.views.bad_request"
handler403 = "adhere.portal.views.forbidden"
handler404 = "adhere.portal.views.not_found"
handler500 = "adhere.portal.views.broken"
