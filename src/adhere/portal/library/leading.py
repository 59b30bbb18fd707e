# SPDX-License-Identifier: EUPL-1.2
"""Where the things of the law and the codes lead within the library."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

from django.urls import reverse

from adhere.codes.catalogue import code, known_codes
from adhere.law.requirements.catalogue import catalogue
from adhere.portal.library import texts

RECORDS = ("record", "exception", "criterion", "question", "figure")
ACT = "aia:"


def provision_address(name: str) -> str:
    """Return the permanent address of a provision or record; the Act is the one that needs no name."""
    return reverse("library:provision", args=[name.removeprefix(ACT)])


def leads(query: str) -> Callable[[str, str], str]:
    """Return where a thing of a group has its page, by its id; ``query`` keeps the day that was chosen."""

    def to(group: str, name: str) -> str:
        address = _address(group, name)
        return f"{address}{query}" if address else ""

    return to


def _address(group: str, name: str) -> str:
    if group == "reference":
        return provision_address(name) if name in provisions(texts.texts().state) else ""
    if group in RECORDS:
        return provision_address(name)
    if group == "requirement":
        return reverse("library:requirement", args=[name])
    if group in ("measure", "commitment", "clock"):
        return code_address(name)
    return ""


def code_address(name: str) -> str:
    """Return the address of a part of a code by its id, ``gpai-2025:S-7.6``; a period stands at its measure. Empty where there is none."""
    one, _, part = name.partition(":")
    part = _clocks().get(name, part)
    return reverse("library:part", args=[one, part]) if one in known_codes() and part else ""


@lru_cache(maxsize=2)
def provisions(kept: texts.State) -> frozenset[str]:
    """Return every provision that has a page: with a record on it or within it, or with words in a text that is kept."""
    found = set(catalogue().law.article_names)
    for article in catalogue().law.articles():
        norms, changes = article.norms, article.changes
        for provisions_of in (*(one.provisions for one in norms), *(one.provisions for one in changes)):
            for name in provisions_of:
                parts = name.split(".")
                found.update(".".join(parts[:count]) for count in range(1, len(parts) + 1))
    for text in texts.texts().texts if kept else ():
        found.update(text.units)
    return frozenset(found)


@cache
def _clocks() -> dict[str, str]:
    return {
        f"{name}:{clock.id}": measure.id
        for name in known_codes()
        for measure, clock in code(name).deadlines()
    }
