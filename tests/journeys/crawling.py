# SPDX-License-Identifier: EUPL-1.2
"""Looking at every kind of page that somebody can reach by links from the first page."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils.translation import override
from tests.journeys.browsing import Someone

EACH = 1
"""Addresses of one kind of page that each person looks at: the law alone has hundreds alike."""
MANY = {"desk:queue": 20, "register:list": 20}
"""Kinds of pages of which each holds something else."""
ASIDE = ("account_logout",)


@dataclass
class Looked:
    """What was looked at, by whom, and what was found."""

    axe: str = ""
    rules: set[str] = field(default_factory=set)
    pages: list[str] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    found: list[str] = field(default_factory=list)
    violations: int = 0


def crawl(person: Someone, looked: Looked, *, aside: tuple[str, ...] = (), each: int = EACH) -> None:
    """Follow links from the first page in the language of the person and look at what is there; pages set aside are not."""
    waiting, known, counted = deque([f"/{person.language}/"]), set[str](), Counter[str]()
    while waiting:
        address = waiting.popleft()
        kind = kind_of(address)
        if (
            kind is None
            or address in known
            or counted[kind] >= MANY.get(kind, each)
            or kind.startswith(aside)
        ):
            continue
        if not address.startswith(f"/{person.language}/"):
            continue
        known.add(address)
        counted[kind] += 1
        if not _shown(person, address, looked):
            continue
        waiting.extend(links(person.page))
        looked.pages.append(address)
        looked.kinds.add(kind)
        _look(person, looked)


def kind_of(address: str) -> str | None:
    """Return the name of the view that answers an address; nothing where it is no page of people."""
    try:
        with override(address[1:3]):
            name = resolve(address.partition("?")[0]).view_name
    except Resolver404:
        return None
    return None if name in ASIDE else name + ("?" if "?" in address else "")


def _shown(person: Someone, address: str, looked: Looked) -> bool:
    """Go there; return whether a page came and no file."""
    answer = person.context.request.get(person.origin + address, max_redirects=0)
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return False
    status = person.go(address)
    if status not in (
        HTTPStatus.OK,
        HTTPStatus.FORBIDDEN,
    ):  # a page that tells a visitor to sign in is a page
        looked.found.append(f"{address}: a link leads to {status}")
    return True


def _look(person: Someone, looked: Looked) -> None:
    for scheme in ("light", "dark"):
        found = person.barriers(scheme)
        looked.axe = found["axe"]
        looked.rules |= {*found["passes"], *(one["rule"] for one in found["violations"])}
        looked.violations += len(found["violations"])
        looked.found += [f"{person.page.url}: {one}" for one in found["told"]]
    looked.found += [f"{person.page.url}: {one}" for one in person.outside()]
    looked.found += person.wrong
    person.wrong.clear()


def links(page: Any) -> Iterator[str]:
    """Yield the addresses on this portal that a page leads to, without fragments."""
    here = urlsplit(page.url)
    for href in page.evaluate("() => [...document.querySelectorAll('a[href]')].map(one => one.href)"):
        there = urlsplit(href)
        if there.netloc == here.netloc:
            yield there.path + (f"?{there.query}" if there.query else "")
