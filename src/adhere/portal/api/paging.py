# SPDX-License-Identifier: EUPL-1.2
"""A page of a list as it is answered: its rows, and where the next one is, in the body and as a link (RFC 8288)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from adhere.portal.api.asking import PageAsked, RegisterAsked
from adhere.portal.api.problems import WrongParametersError
from adhere.portal.api.rules import finding
from adhere.portal.listing import Listed, listed
from adhere.portal.register.lists import Register


def register_page(request: HttpRequest, response: HttpResponse, register: Register, asked: RegisterAsked) -> dict[str, Any]:  # fmt: skip
    """Return a page of a register."""
    chosen = {name: getattr(asked, name) for name, _ in register.filters}
    on = asked.as_of
    found = page_of(register.asked(on, asked.q, chosen), register.order, asked)
    return {
        "on": on.day,
        "rows": [row_of(register, row) for row in found.rows],
        "next": leading_on(request, response, found),
    }


def row_of(register: Register, row: Any) -> dict[str, Any]:
    """Return a row under its columns, with its key."""
    return {"id": row.pk, **dict(zip(register.columns, register.cells(row), strict=True))}


def page_of(rows: QuerySet[Any], order: Sequence[str], asked: PageAsked) -> Listed[Any]:
    """Return a page; raise WrongParametersError where its cursor leads nowhere, since beginning anew would never end."""
    found = listed(rows, order, asked.cursor, asked.limit)
    if found.misread:
        raise WrongParametersError([finding("ADH-API-009", "cursor")])
    return found


def leading_on(request: HttpRequest, response: HttpResponse, found: Listed[Any]) -> str | None:
    """Return the address of the next page and put it in the headers; None behind the last."""
    if found.following is None:
        return None
    query = request.GET.copy()
    query["cursor"] = found.following
    address = f"{settings.ORIGIN}{request.path}?{query.urlencode()}"
    response.headers["Link"] = f'<{address}>; rel="next"'
    return address
