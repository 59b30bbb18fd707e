# SPDX-License-Identifier: EUPL-1.2
"""Looking at every kind of page that somebody can reach by links from the first page, and at every page made in another way.

Pages come whole from the server, so most are read without a browser; it shows those that hold an element of a make not seen yet in
their language. A list with more rows is no other page, the same list with a button in it is.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from django.utils.translation import override
from tests.journeys.browsing import Someone

EACH = 1
"""Addresses of one kind of page that each person comes to: the law alone has hundreds alike."""
MANY = {"desk:queue": 20, "desk:assessment": 4, "register:list": 20, "drafting:one": 4, "drafting:draft": 8}
"""Kinds of pages of which each holds something else."""
ASIDE = ("account_logout",)
BEGIN = (
    "",
    "desk/?q=Voorbeeld",
    "requests/?q=Voorbeeld",
    "law/search/?q=model",
    "account/password/reset/",
    "account/password/reset/done/",
)
"""Where it begins: the first page, and pages that only something typed leads to."""
_MAKE = ("class", "type", "role", "colspan", "aria-current", "popover", "lang")
"""What besides its name and where it stands tells one element from another; lang as well, since it may be wrong."""
_EMPTY = frozenset(("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))


@dataclass
class Looked:
    """What was looked at, by whom, and what was found."""

    axe: str = ""
    rules: set[str] = field(default_factory=set)
    read: int = 0
    pages: list[str] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    found: list[str] = field(default_factory=list)
    violations: int = 0
    seen: dict[str, set[str]] = field(default_factory=dict)


class Made(HTMLParser):
    """How a page is made: where each element stands and of what make it is, and where its links lead."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: set[str] = set()
        self.links: list[str] = []
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        told = dict(attrs)
        self.elements.add(
            "/".join([*self.open, tag, *(f"{name}={told[name]}" for name in _MAKE if name in told)])
        )
        if tag == "a" and told.get("href"):
            self.links.append(told["href"] or "")
        if tag not in _EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, with what was left open in it."""
        if tag in self.open:
            while self.open.pop() != tag:
                pass


def crawl(person: Someone, looked: Looked, *, aside: tuple[str, ...] = (), each: int = EACH) -> None:
    """Follow links from the first page in the language of the person and look at what is there; pages set aside are not."""
    home = f"/{person.language}/"
    waiting, known, counted = deque(home + one for one in BEGIN), set[str](), Counter[str]()
    seen = looked.seen.setdefault(person.language, set())
    while waiting:
        address = waiting.popleft()
        kind = kind_of(address) if address.startswith(home) else None
        if kind is None or address in known or kind.startswith(aside):
            continue
        if counted[kind] >= MANY.get(kind, each):
            continue
        known.add(address)
        counted[kind] += 1
        made = _read(person, address, looked)
        if made is None:
            continue
        waiting.extend(links(made, person.origin + address))
        if made.elements == {"a"}:  # no page, it leads to one
            continue
        looked.kinds.add(kind)
        if f"kind {kind}" not in seen or not made.elements <= seen:
            seen |= {*made.elements, f"kind {kind}"}
            looked.pages.append(address)
            person.go(address)
            look_at(person, looked)


def kind_of(address: str) -> str | None:
    """Return the name of the view that answers an address; nothing where it is no page of people."""
    try:
        with override(address[1:3]):
            name = resolve(address.partition("?")[0]).view_name
    except Resolver404:
        return None
    return None if name in ASIDE else name + ("?" if "?" in address else "")


def _read(person: Someone, address: str, looked: Looked) -> Made | None:
    """Return how a page is made; nothing where a file came."""
    answer = person.context.request.get(person.origin + address, max_redirects=0)
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return None
    if "location" in answer.headers:
        return Made(f"<a href='{answer.headers['location']}'>")
    # a page that tells a visitor to sign in is a page
    if answer.status not in (HTTPStatus.OK, HTTPStatus.FORBIDDEN):
        looked.found.append(f"{address}: a link leads to {answer.status}")
    looked.read += 1
    return Made(answer.text())


def look_at(person: Someone, looked: Looked) -> None:
    """Note everything on the page someone is on that stands in the way."""
    for scheme in ("light", "dark"):
        found = person.barriers(scheme)
        looked.axe = found["axe"]
        looked.rules |= {*found["passes"], *(one["rule"] for one in found["violations"])}
        looked.violations += len(found["violations"])
        looked.found += [f"{person.page.url}: {one}" for one in found["told"]]
    looked.found += [f"{person.page.url}: {one}" for one in person.outside()]
    looked.found += person.wrong
    person.wrong.clear()


def links(made: Made, here: str) -> Iterator[str]:
    """Yield the addresses on this portal that a page leads to, without fragments."""
    for href in made.links:
        there = urlsplit(urljoin(here, href))
        if there.netloc == urlsplit(here).netloc:
            yield there.path + (f"?{there.query}" if there.query else "")
