# SPDX-License-Identifier: EUPL-1.2
"""The codes as pages: the list, one code, a part of it, what it covers, and what differs between two."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from adhere.codes.catalogue import UnknownCodeError, known_codes
from adhere.codes.catalogue import code as packaged_code
from adhere.codes.code import Code, Measure
from adhere.codes.coverage import coverage as covered
from adhere.codes.difference import difference
from adhere.codes.ground import linked
from adhere.codes.history import status
from adhere.codes.selection import NoSuchPartError, part_of
from adhere.kernel.text import Language
from adhere.law.requirements.catalogue import catalogue
from adhere.portal.languages import current
from adhere.portal.library.codes.redlines import Redlined, redlined
from adhere.portal.library.days import shown_on
from adhere.portal.library.fresh import fresh
from adhere.portal.library.near import closest, nothing
from adhere.portal.pages import page
from adhere.render.coveragedocument import coverage_document
from adhere.render.document import Document


@fresh
def overview(request: HttpRequest) -> HttpResponse:
    """Answer with the codes, and where each stands on a day."""
    on = shown_on(request)
    rows = [(one, status(one, on.day)) for one in map(packaged_code, known_codes())]
    return page(request, "library/codes.html", rows=rows, on=on)


@fresh
def code(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with a code: its chapters, commitments and measures, and its history."""
    found = _code(code)
    if found is None:
        return _no_code(request, code)
    on = shown_on(request)
    chapters = [
        (one, [(held, found.of(held.id)) for held in found.commitments if held.chapter == one.id])
        for one in found.chapters
    ]
    return page(
        request, "library/code.html", code=found, chapters=chapters, stage=status(found, on.day), on=on
    )


@fresh
def part(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """Answer with a measure, a commitment, a chapter or an appendix of a code."""
    found = _code(code)
    if found is None:
        return _no_code(request, code)
    try:
        held = part_of(found, part)
    except NoSuchPartError as error:
        near = closest(part, error.known)
        return nothing(
            request, f"{code}:{part}", [(one, reverse("library:part", args=[code, one])) for one in near]
        )
    wanted = part.casefold()
    own = [
        one
        for group in (held.measures, held.commitments, held.appendices, held.chapters)
        for one in group
        if one.id.casefold() == wanted
    ]
    kind = "measure" if isinstance(own[0], Measure) else "part"
    return page(request, f"library/code_{kind}.html", code=found, held=held, own=own[0], on=shown_on(request))


@fresh
def coverage(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with what a code covers of what stands on a day, as tables."""
    found = _code(code)
    if found is None:
        return _no_code(request, code)
    on = shown_on(request)
    document = _coverage(code, on.day, current())
    return page(request, "library/coverage.html", code=found, document=document, on=on)


@fresh
def compare(request: HttpRequest) -> HttpResponse:
    """Answer with what differs between two codes, or two versions of one, as a redline."""
    older, newer = (request.GET.get(name, "") for name in ("from", "to"))
    codes = [packaged_code(name) for name in known_codes()]
    known = older in known_codes() and newer in known_codes()
    differing = older != newer
    rows = _redline(older, newer, current()) if known and differing else ()
    return page(
        request,
        "library/compare.html",
        codes=codes,
        older=older,
        newer=newer,
        rows=rows,
        asked=bool(older or newer),
        known=known,
        differing=differing,
    )


@lru_cache(maxsize=16)
def _redline(older: str, newer: str, language: Language) -> tuple[Redlined, ...]:
    return tuple(redlined(difference(packaged_code(older), packaged_code(newer)), language))


@lru_cache(maxsize=32)
def _coverage(name: str, on: date, language: Language) -> Document:
    law = catalogue().law
    return coverage_document(covered(packaged_code(name), law, on), law.release, language, {})


def _code(name: str) -> Code | None:
    try:
        return _linked(name)
    except UnknownCodeError:
        return None


@lru_cache(maxsize=16)
def _linked(name: str) -> Code:
    return linked(packaged_code(name))


def _no_code(request: HttpRequest, name: str) -> HttpResponse:
    return nothing(request, name, _near(name))


def _near(name: str) -> Iterator[tuple[str, str]]:
    for one in closest(name, known_codes()) or known_codes():
        yield packaged_code(one).title.in_(current()), reverse("library:code", args=[one])
