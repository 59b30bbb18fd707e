# SPDX-License-Identifier: EUPL-1.2
"""Links between the pages of a vault, and the provisions they lead to: ``a3.md`` is Article 3, ``a3.md#^aibur`` a definition in it.

A block id says nothing by itself, so those of the sites that are known stand in ``data/vault_links.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from adhere.kernel.data import packaged

_TARGET = re.compile(
    r"(?:[\w./-]*/)?(?P<page>[A-Za-z]+_?)(?P<number>\d{1,3}[a-z]?)(?:\.md|\.html)?(?:#\^(?P<block>[\w-]{1,64}))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link in the page: its words as inflected there, where it leads, its line, and the place in an act, if it is known."""

    text: str
    target: str
    line: int
    place: str | None


def place_of(target: str) -> str | None:
    """Return the place a target leads to within its act, such as ``art-3.47``; None where that is not known."""
    match = _TARGET.fullmatch(target)
    kind = _data()["pages"].get(match["page"].casefold()) if match else None
    if match is None or kind is None:
        return None
    name = f"{kind}-{match['number']}"
    if match["block"] is None:
        return name
    found = _data()["blocks"].get(match["block"])
    return str(found) if found and found.startswith(f"{name}.") else None


@cache
def _data() -> dict[str, Any]:
    return packaged("adhere.intake", "data/vault_links.toml")
