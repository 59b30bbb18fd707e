# SPDX-License-Identifier: EUPL-1.2
"""The registers as pages and as files, on any day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from adhere.portal.exporting import every
from adhere.portal.listing import listed
from adhere.portal.pages import page
from adhere.portal.register.asof import as_of
from adhere.portal.register.lists import REGISTERS, Register
from adhere.portal.tables import JSON, as_file


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Answer with the list of registers."""
    return page(request, "register/home.html", registers=list(REGISTERS), on=as_of(request))


@require_safe
def listing(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with a page of one register, or all of it as a file (``?format=csv``)."""
    register = REGISTERS.get(name)
    if register is None:
        raise Http404
    on = as_of(request)
    words = request.GET.get("q", "").replace("\0", "").strip()
    chosen = {key: request.GET.get(key, "").replace("\0", "") for key, _ in register.filters}
    rows = register.asked(on, words, chosen)
    form = request.GET.get("format", "")
    file = (
        as_file(form, f"{name}-{on.day.isoformat()}", register.columns, _cells(register, rows))
        if form
        else None
    )
    if file is not None:
        return file
    kept = {
        key: value for key, value in {"q": words, "on": request.GET.get("on", ""), **chosen}.items() if value
    }
    return page(
        request,
        f"register/{'models' if name == 'missing' else name}.html",
        name=name,
        listed=listed(rows, register.order, request.GET.get("after", "")),
        on=on,
        words=words,
        chosen=chosen,
        kept=kept,
    )


@require_safe
def dump(request: HttpRequest) -> HttpResponseBase:
    """Answer with every register as open data: one object of lists, made while it is sent."""
    return StreamingHttpResponse(_dump(request), content_type=JSON)


def _dump(request: HttpRequest) -> Iterator[str]:
    on = as_of(request)
    yield json.dumps({"format": "adhere/registers/1", "on": on.day.isoformat()})[:-1]
    for register in REGISTERS.values():
        yield f',\n"{register.name}": ['
        between = "\n"
        for cells in _cells(register, register.asked(on)):
            yield between + json.dumps(
                dict(zip(register.columns, cells, strict=True)), ensure_ascii=False, default=str
            )
            between = ",\n"
        yield "]"
    yield "}\n"


def _cells(register: Register, rows: Any) -> Iterator[Any]:
    return every(rows, register.order, register.cells)
