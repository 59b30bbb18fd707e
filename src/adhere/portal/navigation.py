# SPDX-License-Identifier: EUPL-1.2
"""The ways through the portal, in the order people meet them; a room adds its own line."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import NoReverseMatch, reverse

from adhere.kernel.text import Language

WAYS = (
    ("law", "library:law"),
    ("codes", "library:codes"),
    ("requirements", "library:requirements"),
    ("check", "library:check"),
    ("registers", "register:home"),
    ("drawing-up", "drafting:home"),
    ("joining", "joining:home"),
    ("requests", "requests:home"),
    ("desk", "desk:home"),
    ("log", "audit:home"),
)
"""The name of its text, ``theme.way-<name>``, and of its page."""


class Way(NamedTuple):
    """One way: where it leads and whether the page shown lies on it."""

    name: str
    address: str
    here: bool


def ways(path: str, language: Language) -> list[Way]:
    """Return the ways there are; a room that is not served is left out."""
    del language  # reverse() follows the language of the request
    found = []
    for name, view in WAYS:
        try:
            address = reverse(view)
        except NoReverseMatch:
            continue
        found.append(Way(f"theme.way-{name}", address, path.startswith(address)))
    return found
