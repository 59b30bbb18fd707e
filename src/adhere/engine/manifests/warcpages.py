# SPDX-License-Identifier: EUPL-1.2
"""What the page in a record of a WARC says of its use, as the columns ``columns.SIGNALS`` that are about pages: meta elements and licence links.

The beginning of a page is read, as much as is kept of a record (``warcrecords.HTTP_HEADER``); a page that cannot be decompressed, or whose head goes on
behind that, is told in ``meta_unread``, so that nobody takes it for one that says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from urllib.parse import urljoin

from adhere.content.reservations import directives, licences, signals, tdmrep
from adhere.content.reservations.page import SIZE_LIMIT, Page, encoding_of, read_page
from adhere.engine.payloads import opened

MOST, LONGEST = 200, 4_096
"""Values of a column, and characters of each."""
CUT = "cut"
_HTML = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s\"';,]{1,40})", re.IGNORECASE)
_ESCAPED = re.compile(
    rb"&#(?:0*(?:45|6[5-9]|[7-9][0-9]|1[01][0-9]|12[0-2])|[xX]0*(?:2[dD]|[4-7][0-9a-fA-F]))(?![0-9a-fA-F])"
)
"""A letter or a hyphen as a number; no name of HTML stands for one of those in such words."""
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,512}<(?:!doctype html|html|head|body|meta|title)\b", re.IGNORECASE
)


def page_said(
    url: str, mimes: tuple[str, ...], fields: Mapping[str, str], sent: bytes, *, whole: bool
) -> dict[str, str]:
    """Return what a page says, by column; nothing for what nobody takes for HTML.

    ``mimes`` are its media types, as its answer and whoever archived it tell; ``fields`` those of the answer by name in small letters;
    ``sent`` the first octets of the payload, all of them where ``whole``.
    """
    kinds = {mime.partition(";")[0].strip().lower() for mime in mimes} - {""}
    if kinds and kinds.isdisjoint(_HTML):
        return {}
    found = opened(fields, sent, SIZE_LIMIT, whole=whole)
    if found.fault is not None:
        return {"meta_unread": found.fault}
    if not kinds and not _PAGE.match(found.body):
        return {}
    charset = next((match[1] for mime in mimes if (match := _CHARSET.search(mime))), "")
    if found.whole and _is_silent(found.body, charset):
        return {}
    page = read_page(found.body, charset, cut=not found.whole)
    return {column: "\n".join(lines) for column, told in _columns(page, url) if (lines := _lines(told))}


def _is_silent(body: bytes, charset: str) -> bool:
    """Whether a page holds none of the words that could say anything, not in escapes either: nearly all pages, and it costs a tenth of a walk."""
    if encoding_of(body, charset) != "utf-8":
        return False
    lowered = body.lower()
    return not any(word in lowered for word in _words()) and not _ESCAPED.search(body)


@cache
def _words() -> tuple[bytes, ...]:
    return tuple(word.encode() for word in (*signals.directives(), "tdm-", licences.REL))


def _columns(page: Page, url: str) -> Iterable[tuple[str, Iterable[str]]]:
    reserving = directives.reserving(page.metas)
    yield "meta_robots", reserving.get(directives.EVERYONE, ())
    agents = {name for name in reserving if ":" not in name} - {directives.EVERYONE}
    yield "meta_agents", (f"{name}: {one}" for name in sorted(agents) for one in reserving[name])
    yield "meta_tdm_reservation", page.metas.get(tdmrep.RESERVATION, ())
    yield "meta_tdm_policy", page.metas.get(tdmrep.POLICY, ())
    yield "licence_link", (_whole(url, one.address) for one in page.links if licences.REL in one.rel)
    yield "meta_unread", (CUT,) if page.headless else ()


def _lines(told: Iterable[str]) -> list[str]:
    """Texts that are not empty, each on a line of its own and without any sign that parts them."""
    cleaned = (" ".join(one.split())[:LONGEST] for one in told)
    return [one for one in cleaned if one][:MOST]


def _whole(url: str, address: str) -> str:
    try:
        return urljoin(url, address)
    except ValueError:
        return address
