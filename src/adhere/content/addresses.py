# SPDX-License-Identifier: EUPL-1.2
"""One spelling of an address, for who looks it up: version 4 as software asks for it, https://url.spec.whatwg.org/#concept-ipv4-parser.

Version 6 as RFC 5952 writes it. The list of domains counts hosts as they are written (``content.hosts``), and is not touched by this.
"""

from __future__ import annotations

import ipaddress
import re

ENDS_IN_NUMBER = "(?:^|[.])(?:[0-9]+|0[xX][0-9a-fA-F]*)$"
"""What ends every host that may be an address of version 4, as engines and Python read it."""
_PART = re.compile(r"0[xX]0*(?P<hexadecimal>[0-9a-f]*)|00*(?P<octal>[0-7]*)|(?P<decimal>[1-9][0-9]*)")
_BASES = {"hexadecimal": 16, "octal": 8, "decimal": 10}
_MOST_DIGITS = 11
"""Of a part that fits in 32 bits, without noughts before it: octal takes most."""


def spelled(host: str) -> str | None:
    """Return the one spelling of an address, of a host in lower case without brackets; None for what is none."""
    if ":" not in host:
        number = _version_4(host)
        return None if number is None else str(ipaddress.IPv4Address(number))
    try:
        return ipaddress.IPv6Address(host).compressed
    except ValueError:
        return None


def ends_in_number(host: str) -> bool:
    """Whether a host may be an address of version 4, though the list of domains takes one in hexadecimal for a domain."""
    return re.search(ENDS_IN_NUMBER, host) is not None


def _version_4(host: str) -> int | None:
    """The 32 bits of up to four parts, the last of which fills what is left."""
    parts = [_number(part) for part in host.split(".", 4)]
    numbers = [one for one in parts if one is not None]
    *first, last = numbers or [0]
    if len(parts) > 4 or len(numbers) < len(parts) or any(one > 255 for one in first):
        return None
    if last >= 256 ** (5 - len(parts)):
        return None
    return sum(one << 8 * (3 - place) for place, one in enumerate(first)) + last


def _number(part: str) -> int | None:
    """A part in decimal, in octal behind a nought or in hexadecimal behind 0x; None for what is none, or too large for any part."""
    found = _PART.fullmatch(part)
    base = found.lastgroup if found else None
    if found is None or base is None or len(found[base]) > _MOST_DIGITS:
        return None
    return int(found[base] or "0", _BASES[base])
