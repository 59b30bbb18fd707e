# SPDX-License-Identifier: EUPL-1.2
"""The addresses of requests."""

from __future__ import annotations

from django.urls import path

from adhere.portal.requests import afterviews, reading, views

app_name = "requests"
urlpatterns = [
    path("", views.home, name="home"),
    path("models/<slug:slug>/", views.model, name="model"),
    path("models/<slug:slug>/ask/", views.ask, name="ask"),
    path("models/<slug:slug>/article-91/", views.ask_under_91, name="ask-91"),
    path("<uuid:number>/", views.one, name="one"),
    path("<uuid:number>/answer/", views.answer, name="answer"),
    path("<uuid:number>/forward/", views.forward, name="forward"),
    path("<uuid:number>/decline/", views.decline, name="decline"),
    path("<uuid:number>/extend/", afterviews.extend, name="extend"),
    path("answers/<int:answer>/", reading.rows, name="rows"),
    path("answers/<int:answer>/pack/", reading.pack, name="pack"),
    path("answers/<int:answer>/withdraw/", afterviews.withdraw_pack, name="withdraw-pack"),
]
