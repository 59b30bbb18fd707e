# SPDX-License-Identifier: EUPL-1.2
"""The meta elements and links of an HTML page, from its bytes; the rest of the page is passed over.

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
"""Elements that are read: of metas and links, and again of those that lead to a licence in the text."""
ELEMENT_LENGTH = 4_096
PRESCAN = 1_024
"""Bytes in which a page has to say how it is encoded."""
_START = re.compile(
    r"<(?:(!--)|(script|style|title|textarea|template|xmp|iframe)(?=[\s/>])|(meta|link)(?=[\s/>])|(/head|body)(?=[\s/>])"
    r"|(a|area|form)(?=[\s/][^<>]{0,4096}license))",
    re.IGNORECASE,
)
LICENCE = "license"
_ADDRESSES: Mapping[str, str] = {"link": "href", "a": "href", "area": "href", "form": "action"}
"""The elements to which HTML gives the link type ``license``, and where they say what they lead to."""
_LEADING = _ADDRESSES.keys() - {"link"}
"""Those of them that stand in the text; what leads elsewhere is passed over."""
_COMMENT_END = re.compile(r"--!?>")
_ATTRIBUTE = re.compile(r"""([^\s=/<>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?|([<>])""")
_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"\xef\xbb": "utf-8"}
_OTHER = {
    "utf-16": "utf-16-le",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "iso-2022-jp": "iso2022_jp",
}
"""The encodings of https://encoding.spec.whatwg.org in which the bytes of ASCII mean something else; of all others the elements read alike."""
_DECLARED = re.compile(rb"""<meta[^>]{1,400}charset\s*=\s*["']?\s*iso-2022-jp\b""", re.IGNORECASE)
"""The one of them that a page can name: the wide ones are believed of a mark and a field of HTTP alone, since the name itself is in ASCII."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link element, or another that leads to a licence: what it is (``rel``, in small letters), where it leads and the type of that."""

    rel: tuple[str, ...]
    address: str
    type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What was found; ``cut`` where the page is longer than what was read, and ``headless`` where its head may go on there."""

    metas: Mapping[str, tuple[str, ...]]
    links: tuple[Link, ...]
    cut: bool
    headless: bool = False


def read_page(body: bytes, charset: str = "", *, cut: bool = False) -> Page:
    """Return the elements of a page: contents of meta elements by name, and links.

    ``charset`` is what the answer says of its encoding; ``cut`` tells that more of the page was sent than these bytes.
    """
    metas: dict[str, list[str]] = {}
    links: list[Link] = []
    text = body[:SIZE_LIMIT].decode(encoding_of(body, charset), "replace")
    found = list(_elements(text))
    cut = (
        cut or len(body) > SIZE_LIMIT or sum(element not in _LEADING for element, _ in found) == ELEMENT_LIMIT
    )
    headless = cut and not any(element in {"/head", "body"} for element, _ in found)
    for element, attributes in found:
        if element == "meta" and attributes.get("name"):
            metas.setdefault(attributes["name"].strip().lower(), []).append(attributes.get("content", ""))
        elif found_link := _link(element, attributes):
            links.append(found_link)
    said = {name: tuple(contents) for name, contents in metas.items()}
    return Page(metas=said, links=tuple(links), cut=cut, headless=headless)


def encoding_of(body: bytes, charset: str = "") -> str:
    """Return how a page is encoded, as Python calls it: by its mark, what its answer says, or what it says of itself; UTF-8 where that reads alike."""
    marked = _MARKS.get(body[:2])
    if marked or charset:
        return marked or _OTHER.get(charset.strip(" \t\"'").lower(), "utf-8")
    return "iso2022_jp" if _DECLARED.search(body[:PRESCAN]) else "utf-8"


def _link(element: str, attributes: Mapping[str, str]) -> Link | None:
    """The link that an element is; one in the text of a page where it is to a licence."""
    rel = tuple(attributes.get("rel", "").lower().split())
    address = attributes.get(_ADDRESSES.get(element, ""), "").strip()
    if not address or (element in _LEADING and LICENCE not in rel):
        return None
    return Link(rel=rel, address=address, type=attributes.get("type", "").lower())


def _elements(text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    at = met = led = 0
    while met < ELEMENT_LIMIT and (match := _START.search(text, at)):
        at = match.end()
        if match[3] or match[4]:
            met += 1
            yield (
                (match[3] or match[4]).lower(),
                _attributes(text[at : at + ELEMENT_LENGTH]) if match[3] else {},
            )
        elif match[5]:
            led += 1
            if led <= ELEMENT_LIMIT:
                yield match[5].lower(), _attributes(text[at : at + ELEMENT_LENGTH])
        else:
            end = _COMMENT_END.search(text, at - 2) if match[1] else _end_of(match[2], text, at)
            if end is None:
                return
            at = end.end()


def _end_of(element: str, text: str, at: int) -> re.Match[str] | None:
    return re.compile(rf"</{element}(?=[\s/>])", re.IGNORECASE).search(text, at)


def _attributes(text: str) -> Mapping[str, str]:
    """The attributes up to the end of the element, or where the next one begins; of one given twice the first counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        if match[5]:
            break
        value = next((part for part in match.group(2, 3, 4) if part is not None), "")
        found.setdefault(match[1].lower(), html.unescape(value))
    return found
