# SPDX-License-Identifier: EUPL-1.2
"""Languages as manifests write them, brought to tags of BCP 47 (RFC 5646) where that is certain: ``eng``, ``English``, ``en_us``.

The table is ``data/languages.toml``. Of several (``eng,deu``, as the Common Crawl index has them, the most used first) the first counts, so
that every document counts once. What is not recognised stays as it is, and is told.
"""

from __future__ import annotations

import re
from functools import cache

from adhere.kernel.data import packaged

_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{3})?(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-x(-[a-z0-9]{1,8})+)?"
)
_PARTED = re.compile(r"[,;|]")


class Languages:
    """The tags of the values met; ``unknown`` are those that are no tag and no name."""

    def __init__(self) -> None:
        self._met: dict[str, str] = {}

    @property
    def unknown(self) -> tuple[str, ...]:
        """The values that are no known tag or name, in the order they were met."""
        return tuple(self._met)

    def tag(self, value: str | None) -> str | None:
        """Return the tag of a value, the value itself where it is no known one, and None where it says nothing."""
        if value is None:
            return None
        first = _PARTED.split(value, maxsplit=1)[0].strip()
        plain = first.lower().replace("_", "-")
        if plain in _silent():
            return None
        known = _names().get(plain) or _written(plain)
        if known is None:
            self._met[first[:80]] = ""
        return known or first


def _written(plain: str) -> str | None:
    """Return a tag as RFC 5646, section 2.1.1 writes it, its language in the shortest code; None for what has not the form of one."""
    if not _TAG.fullmatch(plain):
        return None
    language, *rest = plain.split("-")
    parts = [_codes().get(language, language)]
    private = False
    for part in rest:
        private = private or part == "x"
        parts.append(
            part
            if private
            else part.title()
            if len(part) == 4 and part.isalpha()
            else part.upper()
            if len(part) == 2
            else part
        )
    return "-".join(parts)


@cache
def _codes() -> dict[str, str]:
    """Return by longer or older code of a language the tag it has now."""
    table = packaged("adhere.engine.figures", "data/languages.toml")
    found: dict[str, str] = {code: one["tag"] for one in table["language"] for code in one.get("codes", ())}
    return {**found, **table["replaced"]}


@cache
def _names() -> dict[str, str]:
    table = packaged("adhere.engine.figures", "data/languages.toml")
    return {name.lower(): one["tag"] for one in table["language"] for name in one["names"]}


@cache
def _silent() -> frozenset[str]:
    return frozenset(packaged("adhere.engine.figures", "data/languages.toml")["silent"])
