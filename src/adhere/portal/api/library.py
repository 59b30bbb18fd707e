# SPDX-License-Identifier: EUPL-1.2
"""The law and the codes for programs, on any day, every text in both languages."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from ninja import Query, Router
from ninja.decorators import decorate_view

from adhere.codes.catalogue import UnknownCodeError
from adhere.codes.code import Code
from adhere.codes.history import status
from adhere.dossier.lawreading.wording import Wording
from adhere.dossier.textstore import StoredText
from adhere.kernel.text import LANGUAGES
from adhere.law.requirements.catalogue import catalogue
from adhere.law.show import NoSuchProvisionError
from adhere.portal import codes as of_portal
from adhere.portal.api import lawshapes
from adhere.portal.api.asking import OnLawDay, SearchAsked, nothing_asked
from adhere.portal.api.freshness import kept_while, of_library
from adhere.portal.languages import current
from adhere.portal.library.law.reading import asked_for, shown_provision
from adhere.portal.library.law.searching import results
from adhere.portal.library.leading import ACT

router = Router(tags=["library"])
fresh = decorate_view(kept_while(of_library))
fresh_codes = decorate_view(kept_while(lambda: f"{of_library()} {of_portal.state()}"))
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
    """Answer with an article, an annex or a part of one in plain words, with the official words that are kept here."""
    del request
    wanted = asked_for(name)
    if wanted == ACT:
        raise Http404
    try:
        found, texts = shown_provision(wanted, asked.day, LANGUAGES)
    except NoSuchProvisionError:
        raise Http404 from None
    return {
        "on": asked.day,
        "id": found.provision,
        "title": found.title,
        "norms": [_fields(lawshapes.Norm, norm, in_force=norm.in_force(asked.day)) for norm in found.norms],
        "changes": [one for one in found.changes if one.on <= asked.day],
        "texts": [_kept(one, one.text) for one in texts if one.text is not None],
    }


@router.get("/search", response=lawshapes.Found, operation_id="search")
@fresh_codes
def search(request: HttpRequest, asked: Query[SearchAsked]) -> Told:
    """Answer with what answers best to a question, in the law, codes, requirements, questions and texts."""
    del request
    query = f"?on={asked.on.isoformat()}" if asked.on else ""
    found = results(asked.q, asked.area, asked.day, current(), query)
    rows = [
        {
            **{name: getattr(one, name) for name in ("area", "title", "place", "language")},
            "page": settings.ORIGIN + one.address,
            "excerpt": "".join(words for _, words in one.pieces),
            "marked": [words for marked, words in one.pieces if marked],
        }
        for one in found
    ]
    return {"on": asked.day, "rows": rows}


@router.get("/codes", response=lawshapes.Codes, operation_id="codes")
@fresh_codes
def codes(request: HttpRequest, asked: Query[OnLawDay]) -> Told:
    """Answer with the codes."""
    del request
    return {
        "on": asked.day,
        "rows": [_named(one.code, asked.day) for one in of_portal.on_day(asked.day)],
    }


@router.get("/codes/{str:name}", response=lawshapes.Code, operation_id="code")
@fresh_codes
def code(request: HttpRequest, name: str, asked: Query[OnLawDay]) -> Told:
    """Answer with a code and all its parts; one named by its id alone in the version of the day."""
    del request
    try:
        found = of_portal.find(name, asked.day).code
    except (UnknownCodeError, FileNotFoundError):
        raise Http404 from None
    parts = {part: getattr(found, part) for part in _PARTS}
    return _named(found, asked.day) | {"on": asked.day} | parts


def _kept(one: Wording, text: StoredText) -> Told:
    return {
        "language": one.language,
        "version": text.version,
        "units": [{"id": unit.id, "text": unit.text} for unit in one.units],
    }


def _named(found: Code, on: date) -> Told:
    about = {name: getattr(found, name) for name in ("id", "version", "title", "status")}
    return about | {"stage": status(found, on)}


def _fields(shape: type[lawshapes.Norm], record: object, **more: object) -> Told:
    return {name: getattr(record, name) for name in shape.model_fields if name not in more} | more
