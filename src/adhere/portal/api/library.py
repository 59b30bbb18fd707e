# SPDX-License-Identifier: EUPL-1.2
"""The law and the codes for programs, on any day, every text in both languages."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router
from ninja.decorators import decorate_view

from adhere.codes.catalogue import UnknownCodeError, known_codes
from adhere.codes.catalogue import code as packaged_code
from adhere.codes.code import Code
from adhere.codes.history import status
from adhere.law.requirements.catalogue import catalogue
from adhere.portal.api import lawshapes
from adhere.portal.api.asking import OnLawDay, nothing_asked
from adhere.portal.api.freshness import kept_while, of_law

router = Router(tags=["library"])
fresh = decorate_view(kept_while(of_law))
Told = dict[str, Any]
_PARTS = ("family", "succeeds", "history", "chapters", "commitments", "measures", "appendices", "unknown")


@router.get("/law", response=lawshapes.Articles, operation_id="law")
@fresh
def law(request: HttpRequest) -> Told:
    """Answer with the articles and annexes."""
    nothing_asked(request)
    known = catalogue().law
    return {"release": known.release, "rows": list(known.articles())}


@router.get("/law/{str:name}", response=lawshapes.Article, operation_id="article")
@fresh
def article(request: HttpRequest, name: str, asked: Query[OnLawDay]) -> Told:
    """Answer with an article or annex in plain words."""
    del request
    try:
        found = catalogue().law.article(name)
    except KeyError:
        raise Http404 from None
    norms = [(norm, norm.in_force(asked.day)) for norm in found.norms if norm.worded(asked.day)]
    return {
        "on": asked.day,
        "id": found.id,
        "title": found.title,
        "norms": [_fields(lawshapes.Norm, norm, in_force=applies) for norm, applies in norms],
        "changes": [one for one in found.changes if one.on <= asked.day],
    }


@router.get("/codes", response=lawshapes.Codes, operation_id="codes")
@fresh
def codes(request: HttpRequest, asked: Query[OnLawDay]) -> Told:
    """Answer with the codes."""
    del request
    return {"on": asked.day, "rows": [_named(packaged_code(one), asked.day) for one in known_codes()]}


@router.get("/codes/{str:name}", response=lawshapes.Code, operation_id="code")
@fresh
def code(request: HttpRequest, name: str, asked: Query[OnLawDay]) -> Told:
    """Answer with a code and all its parts."""
    del request
    try:
        found = packaged_code(name)
    except UnknownCodeError:
        raise Http404 from None
    parts = {part: getattr(found, part) for part in _PARTS}
    return _named(found, asked.day) | {"on": asked.day} | parts


def _named(found: Code, on: date) -> Told:
    about = {name: getattr(found, name) for name in ("id", "version", "title", "status")}
    return about | {"stage": status(found, on)}


def _fields(shape: type[lawshapes.Norm], record: object, **more: object) -> Told:
    return {name: getattr(record, name) for name in shape.model_fields if name not in more} | more
