# SPDX-License-Identifier: EUPL-1.2
"""The codes as pages: the list, one code, a part of it, what it covers, and what differs between two."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from adhere.codes import catalogue as packaged
from adhere.codes.catalogue import UnknownCodeError
from adhere.codes.code import Code, Measure
from adhere.codes.coverage import coverage as covered
from adhere.codes.difference import difference
from adhere.codes.ground import linked
from adhere.codes.history import status
from adhere.codes.selection import NoSuchPartError, part_of
from adhere.kernel.text import Language
from adhere.law.requirements.catalogue import catalogue
from adhere.portal import codes
from adhere.portal.codes import Held
from adhere.portal.exporting import exported
from adhere.portal.languages import current
from adhere.portal.library.codes.redlines import Redlined, redlined
from adhere.portal.library.days import Shown, shown_on
from adhere.portal.library.fresh import fresh_while
from adhere.portal.library.near import closest, nothing
from adhere.portal.pages import page
from adhere.portal.register.models import CodeVersion
from adhere.portal.wording import say
from adhere.render.coveragedocument import coverage_document
from adhere.render.document import Document

COLUMNS = ("code", "title", "version", "stage", "since", "measures")
P = ParamSpec("P")
CodeView = Callable[Concatenate[HttpRequest, Held, Shown, P], HttpResponse]


def _published(code: str = "", **_: object) -> str:
    """Return what a page of codes depends on beside the release: nothing where it is about a packaged code."""
    return "" if code in packaged.known_codes() else codes.state()


fresh_codes = fresh_while(_published)


def of_code(view: CodeView[P]) -> Callable[..., HttpResponseBase]:
    """Give a view the code its address names, as it was on the day that is asked for; tell what comes near where there is none."""

    @wraps(view)
    def answer(request: HttpRequest, /, code: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        on = shown_on(request)
        try:
            found = codes.find(code, on.day)
        except UnknownCodeError as error:
            return nothing(request, code, _near(code, error.known))
        except FileNotFoundError:
            return page(
                request, "portal/wrong.html", 503, wrong="broken", reason=say("library.code-lost", code=code)
            )
        return view(request, found, on, *args, **kwargs)

    return fresh_codes(answer)


@fresh_codes
def overview(request: HttpRequest) -> HttpResponseBase:
    """Answer with a page of the codes, and where each stands on a day, or with a file of all."""
    on = shown_on(request)
    file = exported(request, "codes", COLUMNS, _cells(on.day, current()), on=on.day)
    if file is not None:
        return file
    listed = codes.page_on_day(on.day, request.GET.get("after", ""))
    rows = [(one.code, status(one.code, on.day)) for one in listed.held]
    kept = {"on": on.day.isoformat()} if on.chosen else {}
    return page(request, "library/codes.html", rows=rows, on=on, listed=listed, kept=kept)


def _cells(on: date, language: Language) -> Iterator[tuple[object, ...]]:
    for held in codes.on_day(on):
        one, stage = held.code, status(held.code, on)
        told = (stage.name.in_(language), stage.since) if stage else ("", None)
        yield one.id, one.title.in_(language), one.version, *told, len(one.measures)


@of_code
def code(request: HttpRequest, held: Held, on: Shown) -> HttpResponse:
    """Answer with a code: its chapters, commitments and measures, its history and its versions."""
    found = _linked(held.key)
    chapters = [
        (one, [(own, found.of(own.id)) for own in found.commitments if own.chapter == one.id])
        for one in found.chapters
    ]
    own = CodeVersion.objects.filter(code=found.id).order_by("-since", "-id") if held.published_here else ()
    return page(
        request,
        "library/code.html",
        code=found,
        held=held,
        chapters=chapters,
        versions=own,
        stage=status(found, on.day),
        on=on,
    )


@of_code
def part(request: HttpRequest, held: Held, on: Shown, part: str) -> HttpResponse:
    """Answer with a measure, a commitment, a chapter or an appendix of a code."""
    found = _linked(held.key)
    try:
        shown = part_of(found, part)
    except NoSuchPartError as error:
        near = closest(part, error.known)
        return nothing(
            request,
            f"{held.name}:{part}",
            [(one, reverse("library:part", args=[held.name, one])) for one in near],
        )
    wanted = part.casefold()
    own = [
        one
        for group in (shown.measures, shown.commitments, shown.appendices, shown.chapters)
        for one in group
        if one.id.casefold() == wanted
    ]
    kind = "measure" if isinstance(own[0], Measure) else "part"
    return page(
        request, f"library/code_{kind}.html", code=found, name=held.name, held=shown, own=own[0], on=on
    )


@of_code
def coverage(request: HttpRequest, held: Held, on: Shown) -> HttpResponse:
    """Answer with what a code covers of what stands on a day, as tables."""
    document = _coverage(held.key, on.day, current())
    return page(request, "library/coverage.html", code=held.code, name=held.name, document=document, on=on)


@fresh_codes
def compare(request: HttpRequest) -> HttpResponse:
    """Answer with what differs between two codes, or two versions of one, as a redline.

    What can be chosen comes page by page; what is chosen stays so on the next.
    """
    asked = {name: request.GET.get(name, "") for name in ("from", "to")}
    before, after = map(_named, asked.values())
    listed = codes.page_of_versions(request.GET.get("after", ""))
    differing = before is None or after is None or before.key != after.key
    rows = _redline(before.key, after.key, current()) if before and after and differing else ()
    return page(
        request,
        "library/compare.html",
        listed=listed,
        kept={name: value for name, value in asked.items() if value},
        cursor=request.GET.get("after", ""),
        older=before,
        newer=after,
        olders=_offered(listed, before),
        newers=_offered(listed, after),
        rows=rows,
        asked=any(asked.values()),
        known=before is not None and after is not None,
        differing=differing,
    )


def _named(name: str) -> Held | None:
    """Return the version of a name; None where there is none, or its files are lost."""
    with suppress(UnknownCodeError, FileNotFoundError):
        return codes.find(name) if name else None
    return None


def _offered(listed: codes.Page, chosen: Held | None) -> list[Held]:
    """Return the versions of a page and, if it is on another, the one that was chosen."""
    others = [one for one in listed.held if chosen is None or one.key != chosen.key]
    return listed.held if chosen is None or len(others) < len(listed.held) else [chosen, *listed.held]


@lru_cache(maxsize=16)
def _linked(key: str) -> Code:
    return linked(codes.by_key(key))


@lru_cache(maxsize=16)
def _redline(older: str, newer: str, language: Language) -> tuple[Redlined, ...]:
    return tuple(redlined(difference(codes.by_key(older), codes.by_key(newer)), language))


@lru_cache(maxsize=32)
def _coverage(key: str, on: date, language: Language) -> Document:
    law = catalogue().law
    return coverage_document(covered(codes.by_key(key), law, on), law.release, language, {})


def _near(name: str, known: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for one in closest(name, known) or known:
        with suppress(FileNotFoundError):
            yield codes.code(one).title.in_(current()), reverse("library:code", args=[one])
