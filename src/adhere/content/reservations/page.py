# SPDX-License-Identifier: EUPL-1.2
"""The meta and link elements of an HTML page, from its bytes; the rest of the page is passed over.

A walk of its own, as pages come from anybody: ``html.parser`` of Python 3.11 takes quadratic time on some. Comments and scripts are skipped, as
https://html.spec.whatwg.org/multipage/parsing.html has it; where an element stands does not matter, because some pages never open a head.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

SIZE_LIMIT = 1024 * 1024
"""Bytes of a page that are read."""
ELEMENT_LIMIT = 1_000
ELEMENT_LENGTH = 4_096
_START = re.compile(
    r"<(?:(!--)|(script|style|title|textarea|template|xmp|iframe)\b|(meta|link)\b)", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"""([^\s=/<>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?|([<>])""")
_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link element: what it is (``rel``, in small letters), where it leads and the type of that."""

    rel: tuple[str, ...]
    address: str
    type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What was found; ``cut`` where the page is longer than what was read."""

    metas: Mapping[str, tuple[str, ...]]
    links: tuple[Link, ...]
    cut: bool


def read_page(body: bytes) -> Page:
    """Return the elements of a page: contents of meta elements by name, and links."""
    metas: dict[str, tuple[str, ...]] = {}
    links: list[Link] = []
    text = body[:SIZE_LIMIT].decode(_WIDE.get(body[:2], "utf-8"), "replace")
    for element, attributes in _elements(text):
        if element == "meta" and attributes.get("name"):
            name = attributes["name"].strip().lower()
            metas[name] = (*metas.get(name, ()), attributes.get("content", ""))
        elif element == "link" and attributes.get("href"):
            rel = tuple(attributes.get("rel", "").lower().split())
            links.append(
                Link(rel=rel, address=attributes["href"].strip(), type=attributes.get("type", "").lower())
            )
    return Page(metas=metas, links=tuple(links), cut=len(body) > SIZE_LIMIT)


def _elements(text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    at = met = 0
    while met < ELEMENT_LIMIT and (match := _START.search(text, at)):
        at = match.end()
        if match[3]:
            met += 1
            yield match[3].lower(), _attributes(text[at : at + ELEMENT_LENGTH])
            continue
        end = re.compile("-->" if match[1] else f"</{match[2]}", re.IGNORECASE).search(text, at)
        if end is None:
            return
        at = end.end()


def _attributes(text: str) -> Mapping[str, str]:
    """The attributes up to the end of the element, or where the next one begins; of one given twice the first counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        if match[5]:
            break
        value = next((part for part in match.group(2, 3, 4) if part is not None), "")
        found.setdefault(match[1].lower(), html.unescape(value))
    return found
