# SPDX-License-Identifier: EUPL-1.2
"""The host of a URL, by the rules that a list of domains rests on: the host that ``urllib.parse.urlsplit`` tells, in lower case and A-labels.

RFC 3986 as read by https://docs.python.org/3/library/urllib.parse.html; what a browser leaves out (control characters before, tabs and
ends of lines within) is left out first. No scheme means no host. Docs: docs/decisions/0019-domains-by-registration.md.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from enum import StrEnum
from typing import NamedTuple

from adhere.content.labels import a_name
from adhere.content.suffixes import Rules, Suffixes

BEFORE = "".join(map(chr, range(0x21)))
"""Control characters and the space, which may stand before a URL."""
_WITHIN = str.maketrans("", "", "\t\r\n")
_AUTHORITY = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://([^/?#]*)")
_FUTURE = re.compile(r"v[0-9a-fA-F]+\..+", re.DOTALL)
_NUMBER = re.compile(r"[0-9]+")


class Kind(StrEnum):
    """What a URL counts as."""

    DOMAIN = "domain"
    NO_HOST = "no-host"
    ADDRESS = "address"
    NO_DOMAIN = "no-domain"


class Site(NamedTuple):
    """Where a URL leads: its host and registrable domain, where it has them."""

    kind: Kind
    host: str | None = None
    domain: str | None = None


def host_of(url: str, *, as_written: bool = False) -> str | None:
    """Return the host of a URL, None where it has none; ``as_written`` leaves international names in the spelling they have."""
    return host_in(authority_of(url), as_written=as_written)


def authority_of(url: str) -> str:
    """Return what stands between the slashes and the path of a URL, nothing where there is no scheme."""
    found = _AUTHORITY.match(url.lstrip(BEFORE).translate(_WITHIN))
    return found[1] if found else ""


def host_in(authority: str, *, as_written: bool = False) -> str | None:
    """Return the host in an authority: without user, port and one stop at the end."""
    told = authority.translate(_WITHIN)
    if not _is_sound(told):
        return None
    place = told.rpartition("@")[2]
    _, opened, bracketed = place.partition("[")
    name = bracketed.partition("]")[0] if opened else place.partition(":")[0]
    host = (name if as_written else a_name(name)).lower()  # in this order: a capital sigma is no final one
    return host.removesuffix(".") or None


def site_in(authority: str, suffixes: Suffixes, rules: Rules, *, as_written: bool = False) -> Site:
    """Return where an authority leads."""
    host = host_in(authority, as_written=as_written)
    if host is None:
        return Site(Kind.NO_HOST)
    if "[" in authority or is_address(host):
        return Site(Kind.ADDRESS, host)
    domain = suffixes.domain(host, rules)
    return Site(Kind.DOMAIN if domain else Kind.NO_DOMAIN, host, domain)


def is_address(host: str) -> bool:
    """Return whether a host is an address: of version 6, or ending in a number, as no name does (https://url.spec.whatwg.org/#host-parsing)."""
    return ":" in host or _NUMBER.fullmatch(host.rpartition(".")[2]) is not None


def _is_sound(authority: str) -> bool:
    """Return whether brackets hold an address, and no sign becomes one that separates parts of a URL."""
    if "[" in authority or "]" in authority:
        if "[" not in authority or "]" not in authority:
            return False
        if not _is_bracketed(authority.partition("[")[2].partition("]")[0]):
            return False
    if authority.isascii():
        return True
    plain = re.sub("[@:#?]", "", authority)
    return not set(unicodedata.normalize("NFKC", plain)) & set("/?#@:")


def _is_bracketed(name: str) -> bool:
    if name.startswith("v"):
        return _FUTURE.fullmatch(name) is not None
    try:
        ipaddress.IPv6Address(name)
    except ValueError:
        return False
    return True
