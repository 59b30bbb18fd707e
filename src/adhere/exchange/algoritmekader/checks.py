# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with pages: values, macros and sections of each, and among them ids, links and lists that show nothing.

The site of the Algoritmekader keys on the URN; here URN, release, name and digest are one key, because URNs were given out again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from adhere.exchange.algoritmekader.page import Macro, Page
from adhere.exchange.algoritmekader.rules import finding
from adhere.exchange.algoritmekader.vocabulary import (
    fields,
    known_by_digest,
    known_pages,
    nearest,
    table,
    values_of,
)
from adhere.kernel.finding import Finding

FORM = "urn:nl:ak:ver:<letters>-<number>"
OURS = "urn:adhere:"
_FORM = re.compile(r"urn:(nl:ak|adhere):(ver|mtr):[a-z]+-[0-9]+")
_LINKED = {"vereiste": "requirement", "maatregel": "measure"}
Link = tuple[str, str, int | None]


def check_page(page: Page) -> Iterator[Finding]:
    """Yield what is wrong with one page by itself."""
    yield from _values(page)
    for macro in page.macros:
        yield from _macro(page, macro)
    for section in page.sections:
        if not section.text and not section.macros:
            yield finding("ADH-LAW-111", page.file, section.line, section=section.title)
    if page.kind in ("requirement", "measure"):
        yield from _identity(page)


def _values(page: Page) -> Iterator[Finding]:
    if page.kind != "unknown" and not page.fields.get("title"):
        yield finding("ADH-LAW-100", page.file, 1, key="title")
    for key, values in page.fields.items():
        known = values_of(key)
        for number, value in enumerate(values):
            if known and value not in known:
                near = table("moved").get(value) or nearest(value, known) or "-"
                yield finding("ADH-LAW-099", page.file, page.line(key, number), key=key, value=value[:80], near=near, known=", ".join(known))  # fmt: skip


def _identity(page: Page) -> Iterator[Finding]:
    urn = page.urn
    if urn and not _FORM.fullmatch(urn):
        yield finding("ADH-LAW-126", page.file, page.line("id"), urn=urn[:80], form=FORM)
    if not urn and page.format not in ("v1.2", "v1.3", "v1.4"):
        yield finding("ADH-LAW-100", page.file, 1, key="id")
    same = [known for known in known_pages() if urn and known.urn == urn]
    if same and page.origin == "page" and page.slug not in [known.slug for known in same]:
        yield finding("ADH-LAW-108", page.file, page.line("id"), urn=urn, known=same[0].slug, release=same[0].release, slug=page.slug[:120], sha256=page.sha256)  # fmt: skip
    foreign = page.kind == "requirement" and page.origin == "page" and not urn.startswith(OURS)
    if foreign and known_by_digest(page.sha256) is None:
        yield finding("ADH-LAW-109", page.file, None, format=page.format)


def _macro(page: Page, macro: Macro) -> Iterator[Finding]:
    names, keys = table("macros")["names"], table("macros")["keys"]
    if macro.name not in names:
        near = nearest(macro.name, names) or ", ".join(names)
        yield finding("ADH-LAW-102", page.file, macro.line, macro=macro.name[:80], near=near)
    for key, value in macro.filters:
        if key not in keys:
            near = nearest(key, keys) or keys[0]
            yield finding("ADH-LAW-101", page.file, macro.line, macro=macro.name, key=key[:80], near=near, value=value[:80])  # fmt: skip
        elif (known := values_of(key)) and value not in known:
            near = nearest(value, known) or known[0]
            yield finding("ADH-LAW-104", page.file, macro.line, macro=macro.name, key=key, value=value[:80], near=near)  # fmt: skip
    if len(macro.filters) > 1 and page.format == table("current"):
        first = "/".join(macro.filters[0])
        yield finding("ADH-LAW-127", page.file, macro.line, count=len(macro.filters), first=first)


def check_together(pages: Sequence[Page], *, whole: bool) -> Iterator[Finding]:
    """Yield what is wrong among pages; ``whole`` says that all pages there are were read, so that what is not there is lacking."""
    yield from _duplicates(pages)
    slugs = {
        kind: {page.slug for page in pages if page.kind == kind} | {page.urn for page in pages if page.urn}
        for kind in _LINKED.values()
    }
    for page in pages:
        yield from _links(page, slugs, whole=whole)
        yield from _lists(page, [one for one in pages if one.kind == "measure"])


def _duplicates(pages: Iterable[Page]) -> Iterator[Finding]:
    first: dict[str, Page] = {}
    for page in pages:
        if page.urn and page.urn in first:
            yield finding("ADH-LAW-107", page.file, page.line("id"), urn=page.urn[:80], other=first[page.urn].file)  # fmt: skip
        first.setdefault(page.urn, page)


def _links(page: Page, slugs: dict[str, set[str]], *, whole: bool) -> Iterator[Finding]:
    unchecked: list[str] = []
    for key, value, line in links_of(page):
        there = slugs[_LINKED[key]]
        if value in there:
            continue
        near = nearest(value, there)
        if (whole and there) or (near and near.casefold().strip("_") == value.casefold().strip("_")):
            yield finding("ADH-LAW-105", page.file, line, key=key, value=value[:120], near=near or "-")
        else:
            unchecked.append(value)
    if unchecked:
        yield finding("ADH-LAW-106", page.file, None, count=len(unchecked), value=unchecked[0][:120])


def links_of(page: Page) -> Iterator[Link]:
    """Yield every reference to another page: key, name and line, each name once."""
    met: set[tuple[str, str]] = set()
    for key in page.fields:
        if "links" in fields().get(key, {}):
            for number, value in enumerate(page.fields[key]):
                met.add((key, value))
                yield key, value, page.line(key, number)
    for macro in page.macros:
        for key, value in macro.filters:
            if key in _LINKED and (key, value) not in met:
                met.add((key, value))
                yield key, value, macro.line


def shown(macro: Macro, measures: Iterable[Page]) -> list[Page]:
    """Return the measures that a list shows: those to which every filter applies, as it is written."""
    return [one for one in measures if all(value in one.fields.get(key, ()) for key, value in macro.filters)]


def _lists(page: Page, measures: Sequence[Page]) -> Iterator[Finding]:
    for macro in page.macros:
        if measures and macro.name == "list_maatregelen" and not shown(macro, measures):
            yield finding("ADH-LAW-110", page.file, macro.line, macro=str(macro)[:120], count=len(measures))
