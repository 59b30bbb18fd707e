# SPDX-License-Identifier: EUPL-1.2
"""The authority of a URL, by which its robots.txt is found: scheme, host and port. RFC 9309, section 2.3; RFC 3986, section 3.2.

It is written as the URL of its root: in lower case, IDN in A-labels, without user, default port and closing dot, such as
``https://xn--bcher-kva.example:8443/``. An engine takes it out of nearly every URL by ``PLAIN`` and asks ``authority_of`` for the rest.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache

from adhere.content.labels import STOPS, in_ascii

PLAIN = "^https?://(?:[a-z0-9_-]+[.])*[a-z0-9_-]+/"
"""The authority of a URL that is written as ``authority_of`` writes it; a URL for which this finds nothing has to be looked at."""
REMEMBERED = 1 << 16
_AUTHORITY = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*)://([^/?#\\]*)")
_PORTS = {"http": "80", "https": "443", "ftp": "21"}
_HOST = re.compile(r"[a-z0-9_.-]+")
_LONGEST = 253
_NO_LABEL = ".."
"""Two stops, one of which is left where a closing one goes: no host holds an empty label."""


def authority_of(url: str | None) -> str | None:
    """Return the authority of a URL; None where it has none that can be asked for a robots.txt."""
    match = _AUTHORITY.match(url) if url else None
    return _written(match[1].lower(), match[2]) if match else None


@lru_cache(REMEMBERED)
def _written(scheme: str, authority: str) -> str | None:
    written, port = _apart(authority.rpartition("@")[2])
    host = _spelled(written) if written else None
    if host is None or scheme not in _PORTS or (port and not (port.isascii() and port.isdigit())):
        return None
    number = port.lstrip("0") if port else ""
    if port and not (number and int(number[:6]) < 1 << 16):
        return None
    shown = "" if number in {"", _PORTS[scheme]} else f":{number}"
    return f"{scheme}://{host}{shown}/"


def _apart(authority: str) -> tuple[str, str]:
    """Return host and port; no host where a bracket is open."""
    if authority.startswith("["):
        host, bracket, rest = authority.partition("]")
        if not bracket or (rest and not rest.startswith(":")):
            return "", ""
        return host + bracket, rest[1:]
    host, _, port = authority.partition(":")
    return host, port


def _spelled(host: str) -> str | None:
    """Return a host as it is asked for; None for what is none."""
    if host.startswith("["):
        try:
            return f"[{ipaddress.IPv6Address(host[1:-1]).compressed}]"
        except ValueError:
            return None
    host = host.removesuffix(".")
    if not host.isascii():
        host = ".".join(map(_a_label, STOPS.split(host))).removesuffix(".")
    host = host.lower()
    fits = len(host) <= _LONGEST and _HOST.fullmatch(host) and all(host.split("."))
    return host if fits else None


@lru_cache(REMEMBERED)
def _a_label(label: str) -> str:
    """Return a label in ASCII, or what no host holds for one that has no such form. Labels come again where hosts do not, and the codec is slow."""
    try:
        return in_ascii(label)
    except UnicodeError:
        return _NO_LABEL
