# SPDX-License-Identifier: EUPL-1.2
"""Search in both languages: the index over the law, codes, requirements and questions is made once in a process, for each day asked.

Among the codes are those published here, each in the version of the day.
A question is cut to a length that is always answered quickly; several threads ask one after another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from threading import Lock

from django.urls import reverse

from adhere.dossier.lawreading.page import anchor
from adhere.dossier.lawreading.records import place_name
from adhere.dossier.searching.search import Hit, Scope, Search, opened
from adhere.kernel.text import Language
from adhere.law.requirements.catalogue import catalogue
from adhere.law.searching.documents import AREAS
from adhere.law.searching.excerpts import excerpt
from adhere.law.texts.rules import Collected
from adhere.portal import codes
from adhere.portal.library import texts
from adhere.portal.library.leading import leads, provision_address

LONGEST = 300
"""Signs of a question that are looked for."""
SHOWN, LOOKED = 20, 100
"""How many are shown, and looked through where one area is asked."""
_TURN = Lock()


@dataclass(frozen=True, slots=True)
class Result:
    """One result: where it leads, what it is, and the part of its words that shows why, marked or not."""

    address: str
    area: str
    place: str
    title: str
    language: str
    pieces: tuple[tuple[bool, str], ...]


def results(question: str, area: str, on: date, spoken: Language, query: str) -> list[Result]:
    """Return what answers best to a question, in one area or in all."""
    asked = " ".join(question[:LONGEST].encode("utf-8", "replace").decode().replace("\0", " ").split())
    if not asked:
        return []
    state, published = texts.texts().state, codes.state()
    with _TURN:
        search = _search(on, spoken, state, published)
        found = search.hits(search.ask(asked), LOOKED if area in AREAS else SHOWN)
        wanted = [hit for hit in found if area not in AREAS or hit.area == area]
        return [_result(hit, spoken, query) for hit in wanted[:SHOWN]]


@lru_cache(maxsize=4)
def _search(on: date, spoken: Language, state: texts.State, published: str) -> Search:
    del state, published  # other texts or codes are another search
    own = [one.code for one in codes.on_day(on) if one.published_here]
    law, found = catalogue().law, Collected("search")
    return opened(law, on, spoken, scope=Scope(), folder=texts.folder(), found=found, further=own)


def _result(hit: Hit, spoken: Language, query: str) -> Result:
    own = next((one for one in hit.wordings if one.language == spoken), None)
    one = own or hit.wordings[0]
    told = own is not None or hit.area == "texts"
    part = one.excerpt if told else excerpt(hit.text, spoken, ())  # found in the other language, told in ours
    return Result(
        address=_address(hit, query),
        area=hit.area,
        place=place_name(hit.provisions[0], spoken) if hit.provisions else "",
        title=hit.title,
        language=one.language if told else spoken,
        pieces=tuple(_pieces(part.text, part.marks)),
    )


def _address(hit: Hit, query: str) -> str:
    if hit.area == "requirements":
        return leads(query)("requirement", hit.id)
    if hit.area == "codes":
        code, _, part = hit.id.partition(":")
        return reverse("library:part", args=[code, part]) + query
    if hit.area == "law":
        return f"{provision_address(hit.provisions[0])}{query}#{anchor(hit.id)}"
    return f"{provision_address(hit.id)}{query}"


def _pieces(text: str, marks: tuple[tuple[int, int], ...]) -> Iterator[tuple[bool, str]]:
    done = 0
    for start, end in marks:
        yield False, text[done:start]
        yield True, text[start:end]
        done = end
    yield False, text[done:]
