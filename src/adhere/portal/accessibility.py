# SPDX-License-Identifier: EUPL-1.2
"""The statement of accessibility: what the last look at every kind of page found, and what such a look does not show.

Implementing Decision (EU) 2018/1523 says what a statement holds; ``make accessibility`` looks and writes ``data/accessibility.json``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from adhere.kernel.data import packaged_bytes
from adhere.portal.pages import page


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What was looked at, when, with which rules, and the barriers found."""

    on: date
    axe: str
    rules: tuple[str, ...]
    pages: int
    kinds: tuple[str, ...]
    width: int
    barriers: tuple[str, ...]


@cache
def results() -> Results:
    """Return what the last look found."""
    told = json.loads(packaged_bytes("adhere.portal", "data/accessibility.json"))
    return Results(
        on=date.fromisoformat(told["on"]),
        axe=told["axe"],
        rules=tuple(told["rules"]),
        pages=told["pages"],
        kinds=tuple(told["kinds"]),
        width=told["width"],
        barriers=tuple(told["barriers"]),
    )


@require_safe
def statement(request: HttpRequest) -> HttpResponse:
    """Answer with the statement."""
    return page(request, "portal/accessibility.html", results=results())
