# SPDX-License-Identifier: EUPL-1.2
"""Labels of international names: as they are registered (A-labels, ``xn--``) and as people read them.

RFC 3490 (IDNA 2003) with Python's ``idna`` codec, as https://docs.python.org/3/library/codecs.html#module-encodings.idna has it; RFC 3492. The four signs
that IDNA 2008 keeps and IDNA 2003 changed are kept, as browsers do (UTS #46, section 6, nontransitional): ``straße`` is not ``strasse``.
"""

from __future__ import annotations

import re
from encodings.idna import nameprep
from functools import lru_cache

LONGEST = 1024
"""Characters of a label that is converted: the codec takes quadratic time, and no label of a name has more than 63 octets."""
STOPS = re.compile("[.\u3002\uff0e\uff61]")
"""What RFC 3490, section 3.1, has separate labels."""
MOST_OCTETS = 63
"""Octets of a label (RFC 1035, section 2.3.4)."""
KEPT = re.compile("([\u00df\u1e9e\u03c2\u200c\u200d])")
"""The small and the capital sharp s, the final sigma, and the two joiners: what UTS #46 calls deviations."""
FORMULA = ("=", "+", "-", "@")
"""What makes a spreadsheet take a cell for a formula (https://owasp.org/www-community/attacks/CSV_Injection)."""


def is_possible(name: str) -> bool:
    """Whether a name can be that of a domain: no sign in its labels that no registry takes, none too long; other scripts are left."""
    return all(_is_possible(label) for label in name.split("."))


def _is_possible(label: str) -> bool:
    if len(label) > MOST_OCTETS or label.startswith("-"):
        return False
    return all(sign.isalnum() or sign in "-_" if sign.isascii() else sign.isprintable() for sign in label)


def in_cell(name: str) -> str:
    """Return a name as it stands in a table that people open in a spreadsheet: what would be a formula has an apostrophe before it."""
    return f"'{name}" if name.startswith(FORMULA) else name


def in_ascii(label: str) -> str:
    """Return a label in ASCII; raise UnicodeError where it has no such form, or is so long that it is not converted."""
    if len(label) > LONGEST:
        raise UnicodeError("label too long")
    parts = KEPT.split(label)
    if len(parts) == 1:
        return label.encode("idna").decode("ascii")
    named = "".join(part.lower() if place % 2 else nameprep(part) for place, part in enumerate(parts))
    found = f"xn--{named.encode('punycode').decode('ascii')}"
    if not label or len(found) > MOST_OCTETS:
        raise UnicodeError("label empty or too long")
    return found


@lru_cache(maxsize=1 << 14)
def a_label(label: str) -> str:
    """Return a label in ASCII; one that cannot be converted stays as it is."""
    if label.isascii():
        return label
    try:
        return in_ascii(label).lower()
    except UnicodeError:
        return label


def a_name(name: str) -> str:
    """Return a name with each label in ASCII."""
    return name if name.isascii() else ".".join(map(a_label, STOPS.split(name)))


def readable(name: str) -> str:
    """Return a name as people read it; a label that does not decode to one that encodes back stays as it is."""
    return ".".join(map(_readable, name.split("."))) if "xn--" in name else name


def _readable(label: str) -> str:
    if not label.startswith("xn--") or len(label) > LONGEST:
        return label
    try:
        decoded = label.removeprefix("xn--").encode("ascii").decode("punycode")
    except UnicodeError:
        return label
    return decoded if decoded.isprintable() and a_label(decoded) == label else label
