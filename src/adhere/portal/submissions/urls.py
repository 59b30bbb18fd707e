# SPDX-License-Identifier: EUPL-1.2
"""The addresses of submissions, keys, models and calendars of providers."""

from __future__ import annotations

from django.urls import path

from adhere.portal.submissions import calendarviews, keyviews, modelviews, views

app_name = "submissions"
urlpatterns = [
    path("<uuid:submission>/", views.one, name="one"),
    path("<uuid:submission>/receipt.json", views.receipt, name="receipt"),
    path("<uuid:submission>/pack.json", views.pack, name="pack"),
    path("<uuid:submission>/findings.json", views.findings, name="findings"),
    path("of/<slug:provider>/", views.listing, name="list"),
    path("of/<slug:provider>/hand-in/", views.hand_in, name="hand-in"),
    path("of/<slug:provider>/keys/", keyviews.listing, name="keys"),
    path("of/<slug:provider>/keys/register/", keyviews.register, name="key-register"),
    path("of/<slug:provider>/keys/<int:key>/withdraw/", keyviews.withdraw, name="key-withdraw"),
    path("of/<slug:provider>/models/register/", modelviews.register, name="model-register"),
    path("of/<slug:provider>/calendar/", calendarviews.calendar, name="calendar"),
    path("of/<slug:provider>/calendar/address/", calendarviews.make_address, name="calendar-address"),
    path("models/<slug:model>/change/", modelviews.change, name="model-change"),
    path("models/<slug:model>/summary/", modelviews.summary, name="summary"),
    path("summaries/<int:number>/file", modelviews.summary_file, name="summary-file"),
    path("calendar/<str:told>.ics", calendarviews.feed, name="feed"),
]
