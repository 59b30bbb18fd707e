# SPDX-License-Identifier: EUPL-1.2
"""The addresses of the log."""

from __future__ import annotations

from django.urls import path

from adhere.portal.audit import views, witnesses

app_name = "audit"
urlpatterns = [
    path("", views.home, name="home"),
    path("checkpoint", views.checkpoint, name="checkpoint"),
    path("cosigned", witnesses.cosigned, name="cosigned"),
    path("witnesses/", witnesses.listing, name="witnesses"),
    path("witnesses/register/", witnesses.register, name="witness-register"),
    path("witnesses/<int:number>/withdraw/", witnesses.withdraw, name="witness-withdraw"),
    path("key.pem", views.key, name="key"),
    path("consistency/<int:old>", views.consistency, name="consistency"),
    path("<int:seq>/", views.event, name="event"),
    path("<int:seq>/proof", views.proof, name="proof"),
    path("<int:seq>/receipt.json", views.receipt, name="receipt"),
]
