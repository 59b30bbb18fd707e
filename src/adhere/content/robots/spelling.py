# SPDX-License-Identifier: EUPL-1.2
"""How paths are spelled in octets: RFC 9309, section 2.2.2, on RFC 3986, sections 2.3 and 6.2.2.

Two spellings are kept. As written: hexadecimal digits of escapes are capitals, and in a pattern octets outside ASCII are escaped.
Plain: also outside ASCII in a target, and an escape of a letter, a digit, ``-``, ``.``, ``_`` or ``~`` is that sign itself.

And a target is not always what is asked for: software takes ``/a/../b`` as ``/b`` before it asks (``requested``).
"""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_ESCAPE_OR_OCTET = re.compile(rb"%[0-9A-Fa-f]{2}|[\x80-\xff]")
UNRESERVED_ESCAPE = "%(2[DE]|3[0-9]|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])"
"""An escape that plain spelling takes away, as a regular expression that every engine reads."""
_UNRESERVED_ESCAPE = re.compile(UNRESERVED_ESCAPE)
_TARGET = re.compile(r"(?://)?(?:[^/?#\\]*?://)?[^/?#\\]*([/?\\][^#]*)?")
_NOT_KEPT = str.maketrans("", "", "\t\r\n")
_UP, _HERE = frozenset({"..", ".%2E", "%2E.", "%2E%2E"}), frozenset({".", "%2E"})
"""Segments of a path that are no names, as they may be escaped."""
UNUSUAL = ("/.", "\\", "%", " ", "\t", "\n", "\r")
"""What a target holds that is asked for as another, or may be; ``is_as_requested`` looks for the same."""


def target_of(url: str) -> str:
    """Return path and query of a URL as rules are matched on them, as written; it begins with a slash, and a fragment is left out."""
    match = _TARGET.match(url)
    target = (match[1] if match else None) or "/"
    if "%" in target:
        target = _ESCAPE.sub(_capitals, target)
    if target[0] == "\\":
        return "/" + target[1:]
    return target if target[0] == "/" else "/" + target


def requested(target: str) -> str:
    """Return a target as software asks for it: mostly the same, and where it is, the same object.

    By https://url.spec.whatwg.org/#concept-basic-url-parser: ends of lines, tabs and a space at the end are left out, a backslash is a slash, and
    the segments ``.`` and ``..`` are resolved (as by RFC 3986, section 5.2.4), escaped or not.
    """
    if is_as_requested(target):
        return target
    path, mark, query = target.translate(_NOT_KEPT).rstrip(" ").partition("?")
    _, *segments = path.replace("\\", "/").split("/")
    kept: list[str] = []
    for segment in segments:
        if segment in _UP:
            del kept[-1:]
        elif segment not in _HERE:
            kept.append(segment)
    if segments and (segments[-1] in _UP or segments[-1] in _HERE):
        kept.append("")
    return f"/{'/'.join(kept)}{mark}{query}"


def is_as_requested(target: str) -> bool:
    """Whether nothing in a target would be written otherwise when it is asked for; False also where that has to be looked at.

    One look for each sign: this is asked of every target, and each of them costs a tenth of what a search for all together does.
    """
    return (
        "/." not in target
        and "\\" not in target
        and "%" not in target
        and " " not in target
        and "\t" not in target
        and "\n" not in target
        and "\r" not in target
    )


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
