# SPDX-License-Identifier: EUPL-1.2
"""The addresses of the library; one of a provision, a measure or a requirement stays."""

from __future__ import annotations

from django.urls import path

from adhere.portal.library.check import views as check
from adhere.portal.library.codes import views as codes
from adhere.portal.library.law import views as law
from adhere.portal.library.requirements import views as requirements

app_name = "library"
urlpatterns = [
    path("law/", law.overview, name="law"),
    path("law/changes/", law.changes, name="changes"),
    path("law/search/", law.search, name="search"),
    path("law/questions/", law.questions, name="questions"),
    path("law/<str:name>/", law.provision, name="provision"),
    path("codes/", codes.overview, name="codes"),
    path("codes/compare/", codes.compare, name="compare"),
    path("codes/<str:code>/", codes.code, name="code"),
    path("codes/<str:code>/coverage/", codes.coverage, name="coverage"),
    path("codes/<str:code>/<str:part>/", codes.part, name="part"),
    path("requirements/", requirements.overview, name="requirements"),
    path("requirements/<str:name>/", requirements.record, name="requirement"),
    path("check/", check.check, name="check"),
    path("check/dossier/", check.dossier, name="dossier"),
]
