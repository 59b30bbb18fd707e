# SPDX-License-Identifier: EUPL-1.2
"""The addresses of the registers; each entry has one that stays."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.http import require_safe

from adhere.portal.register import entries, feeds, indicatorfeed, indicators, views

app_name = "register"
urlpatterns = [
    path("", views.home, name="home"),
    path("dump.json", views.dump, name="dump"),
    path("codes/<slug:slug>/", entries.code, name="code"),
    path("providers/<slug:slug>/", entries.provider, name="provider"),
    path("models/<slug:slug>/", entries.model, name="model"),
    path("summaries/<int:number>/", entries.summary, name="summary"),
    path("standards/<slug:slug>/", entries.standard, name="standard"),
    path("publications/<int:number>/", entries.publication, name="publication"),
    path("feed/indicators.atom", require_safe(indicatorfeed.IndicatorsFeed()), name="feed-indicators"),
    path("feed/<slug:name>.atom", require_safe(feeds.RegisterFeed()), name="feed"),
    path("indicators/", indicators.indicators_shown, name="indicators"),
    path("<slug:name>/", views.listing, name="list"),
]
