# SPDX-License-Identifier: EUPL-1.2
"""The addresses of the intake for machines."""

from __future__ import annotations

from django.urls import path

from adhere.portal.submissions import api

urlpatterns = [path("submissions", api.submissions, name="api-submissions")]
