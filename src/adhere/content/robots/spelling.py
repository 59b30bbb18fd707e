# SPDX-License-Identifier: EUPL-1.2
"""How paths are spelled in octets: RFC 9309, section 2.2.2, on RFC 3986, sections 2.3 and 6.2.2.

Two spellings are kept. As written: hexadecimal digits of escapes are capitals, and in a pattern octets outside ASCII are escaped.
Plain: also outside ASCII in a target, and an escape of a letter, a digit, ``-``, ``.``, ``_`` or ``~`` is that sign itself.
"""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_ESCAPE_OR_OCTET = re.compile(rb"%[0-9A-Fa-f]{2}|[\x80-\xff]")
UNRESERVED_ESCAPE = "%(2[DE]|3[0-9]|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])"
"""An escape that plain spelling takes away, as a regular expression that every engine reads."""
_UNRESERVED_ESCAPE = re.compile(UNRESERVED_ESCAPE)
_TARGET = re.compile(r"(?://)?(?:[^/?;#]*?://)?[^/?;#]*([/?;][^#]*)?")


def target_of(url: str) -> str:
    """Return path and query of a URL as rules are matched on them, as written; it begins with a slash, and a fragment is left out."""
    match = _TARGET.match(url)
    target = (match[1] if match else None) or "/"
    if "%" in target:
        target = _ESCAPE.sub(_capitals, target)
    return target if target[0] == "/" else "/" + target


def plain(text: str) -> str:
    """Return the plain spelling of a target or a pattern."""
    if not text.isascii():
        text = escaped(text.encode("utf-8", "surrogatepass"))
    return _UNRESERVED_ESCAPE.sub(_sign, text) if "%" in text else text


def escaped(octets: bytes) -> str:
    """Return octets with those outside ASCII escaped and the digits of escapes in capitals."""
    if not octets.isascii() or b"%" in octets:
        octets = _ESCAPE_OR_OCTET.sub(_escape, octets)
    return octets.decode("ascii")


def _escape(match: re.Match[bytes]) -> bytes:
    found = match[0]
    return found.upper() if len(found) == 3 else b"%%%02X" % found[0]


def _capitals(match: re.Match[str]) -> str:
    return match[0].upper()


def _sign(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))
