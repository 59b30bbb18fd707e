# SPDX-License-Identifier: EUPL-1.2
"""Where the entries of a list lead: ``{% entry "register:model" row.slug %}``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from django import template
from django.urls import reverse

from adhere.codes.code import Code
from adhere.portal.codes import chapter_of, title_of
from adhere.portal.languages import current
from adhere.portal.register.models import Standard
from adhere.portal.register.standards import state_of

register = template.Library()


@register.simple_tag
def entry(view: str, name: str | int) -> str:
    """Return the address that ``{% url %}`` does of a slug or a number.

    Django is asked once for each kind of entry: a page of a list asks a hundred times, which is a fifth of what it costs.
    """
    before, after = _around(view, current())
    return f"{before}{name}{after}"


@register.filter
def standing(standard: Standard) -> str:
    """Return how far a standard has come, in the language of the page."""
    return state_of(standard).in_(current())


@register.filter
def titled(code: str, known: Mapping[str, Code]) -> str:
    """Return the title of a code that is named by its id, as ``codes.named`` found it; the id where it is not at hand."""
    return title_of(known.get(code), code)


@register.simple_tag
def chapter(known: Mapping[str, Code], code: str, name: str) -> str:
    """Return a chapter of such a code by its name and title."""
    return chapter_of(known.get(code), name)


@lru_cache(maxsize=64)
def _around(view: str, language: str) -> tuple[str, str]:
    """Return what stands before and behind the name in an address in the language of the page."""
    del language
    before, _, after = reverse(view, args=["0"]).rpartition("0")
    return before, after
