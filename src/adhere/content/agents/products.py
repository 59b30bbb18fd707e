# SPDX-License-Identifier: EUPL-1.2
"""The crawler that a field User-Agent names: RFC 9110, section 10.1.5, where many stand between the names of browsers.

``Mozilla/5.0 (compatible; ExampleBot/2.1; +https://example.org)`` is ExampleBot: by RFC 9309, section 2.2.1, the product token that a robots.txt
names is part of what a crawler sends.
"""

from __future__ import annotations

import re

BROWSERS = frozenset((
    "applewebkit", "chrome", "chromium", "crios", "edg", "edga", "edge", "edgios", "firefox", "fxios", "gecko", "headlesschrome", "khtml", "mobile",
    "mozilla", "msie", "opera", "opr", "presto", "safari", "samsungbrowser", "trident", "ubuntu", "version",
))  # fmt: skip
"""What a crawler names to be taken for a browser, in small letters; none of these is one."""
_PRODUCT = re.compile(r"(?<![\w:/.+@-])([A-Za-z][A-Za-z0-9_-]*)/[vV]?[0-9][\w.+-]*")
"""A name with its version; not what is part of an address."""
_VERSION = re.compile(r"(?<=[A-Za-z_-])/\S*\Z")


def product(user_agent: str) -> str:
    """Return the one crawler that a user agent names, without its version; the text itself where it names none or several."""
    said = " ".join(user_agent.split())
    if " " not in said:
        return _VERSION.sub("", said)
    named = {one.lower(): one for one in _PRODUCT.findall(said)}
    crawlers = [one for low, one in named.items() if low not in BROWSERS]
    return crawlers[0] if len(crawlers) == 1 else said
