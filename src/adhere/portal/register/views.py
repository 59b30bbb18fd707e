# SPDX-License-Identifier: EUPL-1.2
"""The registers as pages and as files, on any day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from sys import maxsize
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from adhere.portal.codes import known_codes, named
from adhere.portal.exporting import every
from adhere.portal.listing import listed
from adhere.portal.pages import page
from adhere.portal.register.asof import as_of
from adhere.portal.register.counted import COLUMNS, counted
from adhere.portal.register.lists import REGISTERS, Register
from adhere.portal.tables import JSON, as_file, sent


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
    shown = listed(rows, register.order, request.GET.get("after", ""))
    return page(
        request,
        f"register/{'models' if name == 'missing' else name}.html",
        name=name,
        listed=shown,
        known=named(row.code for row in shown.rows) if "code" in register.columns else {},
        on=on,
        words=words,
        chosen=chosen,
        kept=kept,
    )


@require_safe
def dump(request: HttpRequest) -> HttpResponseBase:
    """Answer with every register as open data: one object of lists, made while it is sent."""
    return sent(_dump(request), JSON)


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
    yield ',\n"indicators": ['
    between = "\n"
    for row in _indicators(on.day):
        yield between + json.dumps(row, ensure_ascii=False, default=str)
        between = ",\n"
    yield "]}\n"


def _indicators(day: date) -> Iterator[dict[str, Any]]:
    """Yield what the signatories of each code reported together over every period, each row with the last day it stood so."""
    for code in known_codes():
        found = counted(code, "", day, maxsize)
        for cells in found.cells() if found else ():
            row = dict(zip(COLUMNS, cells, strict=True))
            yield {"code": code, "moment": found.moment if found else None, **row}


def _cells(register: Register, rows: Any) -> Iterator[Any]:
    return every(rows, register.order, register.cells)
