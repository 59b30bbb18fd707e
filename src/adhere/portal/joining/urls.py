# SPDX-License-Identifier: EUPL-1.2
"""The addresses of joining a code."""

from __future__ import annotations

from django.urls import path

from adhere.portal.joining import pages, views

app_name = "joining"
urlpatterns = [
    path("", pages.home, name="home"),
    path("<slug:provider>/", pages.provider, name="provider"),
    path("<slug:provider>/<slug:code>/", views.state, name="state"),
    path("adherence/<int:adherence>/confirm/", views.confirm, name="confirm"),
    path("adherence/<int:adherence>/refuse/", views.refuse, name="refuse"),
    path("adherence/<int:adherence>/withdraw/", views.withdraw, name="withdraw"),
]
