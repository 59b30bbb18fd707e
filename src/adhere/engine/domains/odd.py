# SPDX-License-Identifier: EUPL-1.2
"""Authorities that SQL does not read: other signs than ASCII, addresses in brackets, empty labels. Each is read once, by ``content.hosts``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adhere.content.hosts import site_in
from adhere.content.suffixes import Rules, Suffixes

Row = tuple[str, str, str]
"""Of the table ``odd``: authority, kind, domain or ''."""


def settled(
    authorities: Iterable[str], suffixes: Suffixes, rules: Rules, *, as_written: bool = False
) -> Iterator[Row]:
    """Yield what the authorities lead to."""
    for authority in authorities:
        site = site_in(authority, suffixes, rules, as_written=as_written)
        yield authority, site.kind.value, site.domain or ""
