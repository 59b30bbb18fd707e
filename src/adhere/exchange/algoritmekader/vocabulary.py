# SPDX-License-Identifier: EUPL-1.2
"""The fields, values, macros and words of pages, as data: ``data/format.toml``; and the pages that are known: ``data/known.toml``."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from adhere.kernel.data import packaged

PACKAGE = "adhere.exchange.algoritmekader"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A page that is known: by URN, release, name and digest together."""

    urn: str
    release: str
    slug: str
    requirements: tuple[str, ...]
    sha256: str | None = None


def table(name: str) -> Any:
    """Return one table of the format."""
    return packaged(PACKAGE, "data/format.toml")[name]


def fields() -> Mapping[str, Mapping[str, Any]]:
    """Return what is known of each field of the front matter."""
    found: Mapping[str, Mapping[str, Any]] = table("field")
    return found


def values_of(key: str) -> tuple[str, ...]:
    """Return the values of a field that has a vocabulary; none where it has not."""
    name = fields().get(key, {}).get("values")
    return tuple(table("values")[name]) if name else ()


def says(text: str, kind: str) -> bool:
    """Whether a text has one of the words of a kind, whatever its capitals."""
    lower = text.casefold()
    return any(word in lower for word in table("words")[kind])


@cache
def known_pages() -> tuple[Known, ...]:
    """Return the pages that are known."""
    return tuple(
        Known(**{**record, "requirements": tuple(record["requirements"])})
        for record in packaged(PACKAGE, "data/known.toml")["page"]
    )


def known_by_digest(sha256: str) -> Known | None:
    """Return the page with a digest."""
    return next((page for page in known_pages() if page.sha256 == sha256), None)


def nearest(value: str, known: Iterable[str]) -> str | None:
    """Return what comes near a value."""
    choices = list(known)
    exact = [one for one in choices if one.casefold() == value.casefold()]
    return next(iter(exact or difflib.get_close_matches(value, choices, n=1)), None)
