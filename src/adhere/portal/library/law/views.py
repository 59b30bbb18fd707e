# SPDX-License-Identifier: EUPL-1.2
"""The law in plain words: its articles, a provision, what changed, questions and answers, and search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect

from adhere.dossier.lawreading.records import place_name
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of
from adhere.law.changes import changes_between
from adhere.law.records import Answer, Article
from adhere.law.requirements.catalogue import catalogue
from adhere.law.searching.documents import AREAS
from adhere.law.show import NoSuchProvisionError
from adhere.portal import codes
from adhere.portal.exporting import exported
from adhere.portal.languages import current
from adhere.portal.library.days import Shown, asked_day, shown_on
from adhere.portal.library.fresh import fresh, fresh_while
from adhere.portal.library.law.reading import asked_for, provision_page
from adhere.portal.library.law.searching import LONGEST, SHOWN, results
from adhere.portal.library.leading import ACT, provision_address, provisions
from adhere.portal.library.near import closest, nothing
from adhere.portal.library.texts import state
from adhere.portal.pages import page

YEAR = timedelta(days=365)
CHANGE_COLUMNS = ("on", "what", "content", "provisions")


@dataclass(frozen=True, slots=True)
class Chapter:
    """Articles that belong together, under a name."""

    name: Text
    articles: tuple[Article, ...]


@fresh
def overview(request: HttpRequest) -> HttpResponse:
    """Answer with the articles, grouped by what they are about."""
    return page(request, "library/law.html", chapters=_chapters(), on=shown_on(request))


def _chapters() -> list[Chapter]:
    law = catalogue().law
    groups = packaged("adhere.portal.library", "data/chapters.toml")["chapter"]
    return [Chapter(text_of(one["name"]), tuple(map(law.article, one["articles"]))) for one in groups]


@fresh
def provision(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with a provision or record; one written otherwise leads to its address, one that is not there tells what comes near."""
    on, asked = shown_on(request), asked_for(name)
    address = provision_address(asked) if asked != ACT else ""
    if not address:
        return nothing(request, name, [])
    if request.path != unquote(address):
        return HttpResponseRedirect(address + on.query)
    try:
        found = provision_page(asked, on.day, current(), on.query)
    except NoSuchProvisionError as error:
        near = error.near or closest(asked, provisions(state()))
        return nothing(request, name, [(place_name(one, current()), provision_address(one)) for one in near])
    trail = _trail(found.provision) if found.provision == asked else []
    return page(request, "library/provision.html", found=found, on=on, trail=trail)


def _trail(name: str) -> list[tuple[str, str]]:
    """Return what a provision is a part of, from the article down."""
    parts = name.split(".")
    above = [".".join(parts[:count]) for count in range(1, len(parts))]
    return [(place_name(one, current()), provision_address(one)) for one in above if one.startswith(ACT)]


@fresh
def changes(request: HttpRequest) -> HttpResponseBase:
    """Answer with what changed after one day and no later than another, or with a file of it."""
    on = shown_on(request)
    asked = request.GET.get("since", "").strip()[:40]
    since = asked_day(asked)
    turned = since is not None and since > on.day
    first = since if since and not turned else on.day - YEAR
    law, language = catalogue().law, current()
    found = changes_between(law, law.article_names, first, on.day)
    rows = [
        (one, [(place_name(place, current()), provision_address(place)) for place in one.provisions])
        for one in reversed(found)
    ]
    cells = (
        (one.on, one.how, one.content.in_(language), "; ".join(name for name, _ in places))
        for one, places in rows
    )
    file = exported(request, f"changes-{first.isoformat()}", CHANGE_COLUMNS, cells, on=on.day)
    if file is not None:
        return file
    wrong = asked if asked and since is None else ""
    return page(
        request, "library/changes.html", rows=rows, since=first, on=on, wrong_since=wrong, turned=turned
    )


@fresh
def questions(request: HttpRequest) -> HttpResponse:
    """Answer with the questions and answers that hold on a day, by subject."""
    on = shown_on(request)
    topics: dict[str, list[tuple[Answer, list[tuple[str, str]]]]] = {}
    for answer in catalogue().law.answers:
        if answer.holds(on.day):
            places = [(place_name(one, current()), _answered(one, on)) for one in answer.provisions]
            topics.setdefault(answer.topic, []).append((answer, places))
    return page(request, "library/questions.html", topics=topics, on=on)


def _answered(name: str, on: Shown) -> str:
    return f"{provision_address(name)}{on.query}"


@fresh_while(lambda **_: codes.state())
def search(request: HttpRequest) -> HttpResponse:
    """Answer with what a question finds in the law, codes, requirements, questions and texts."""
    on = shown_on(request)
    question, area = request.GET.get("q", "")[:LONGEST], request.GET.get("in", "")
    found = results(question, area, on.day, current(), on.query)
    return page(
        request,
        "library/search.html",
        found=found,
        most=SHOWN,
        question=question.replace("\0", "").strip(),
        areas=AREAS,
        area=area if area in AREAS else "",
        on=on,
    )
