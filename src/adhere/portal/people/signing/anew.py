# SPDX-License-Identifier: EUPL-1.2
"""Acts for which someone shows anew who they are, where they have a way to."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse

View = Callable[[HttpRequest], HttpResponse]
shown_anew: Callable[[View], View] = reauthentication_required
"""Whoever asks shows once more who they are, where they have a way to."""
