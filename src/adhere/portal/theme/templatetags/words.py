# SPDX-License-Identifier: EUPL-1.2
"""Tags that fill in words: ``{% say "area.name" value=x %}``, ``{% name area.name as x %}``, and dates as people write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import formats, timezone

from adhere.kernel.text import Text
from adhere.portal import exporting, wording
from adhere.portal.languages import current

register = template.Library()


@register.simple_tag
def say(name: str, **values: object) -> str:
    """Return a text in the language of the page; values are escaped as every other word of a template."""
    return wording.say(name, **values)


@register.inclusion_tag("portal/_files.html", takes_context=True)
def files(
    context: dict[str, Any],
    about: str = "",
    *,
    guarded: bool = False,
    forms: Sequence[str] = exporting.FORMS,
    **more: str,
) -> dict[str, Any]:
    """Return the links to a list as a file, items for a ``<ul class="files">``; ``about`` says of which where a page has several."""
    request = context["request"]
    return {
        "addresses": exporting.addresses(request.GET, forms, **more),
        "about": about,
        "recorded": guarded and exporting.is_recorded(request),
    }


@register.filter
def spoken(text: Text | str) -> str:
    """Return a text of both languages in that of the page."""
    return text.in_(current()) if isinstance(text, Text) else text


@register.filter
def named(value: object, prefix: str) -> str:
    """Return the name of a value of a vocabulary: ``{{ party|named:"people.kind" }}`` is people.kind-<value>, ``named:"register"`` register.<value>."""
    return wording.say(f"{prefix}-{value}" if "." in prefix else f"{prefix}.{value}")


@register.filter
def day(moment: date | datetime | None) -> str:
    """Return a day in words; nothing where there is none."""
    if moment is None:
        return ""
    local = (
        timezone.localtime(moment) if isinstance(moment, datetime) and timezone.is_aware(moment) else moment
    )
    return formats.date_format(local, "j F Y")
