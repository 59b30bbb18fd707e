# SPDX-License-Identifier: EUPL-1.2
"""Filters: the names of groups and provisions, findings and texts in the language of the page, and moments with their hour."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import formats, timezone

from adhere.codes.parties import party_name
from adhere.kernel.finding import Finding
from adhere.law.citations import cite
from adhere.portal.languages import current
from adhere.reporting.figures import unit_text

register = template.Library()


@register.filter
def party(group: str) -> str:
    """Return the name of a group."""
    return party_name(group).in_(current())


@register.filter
def cited(provision: str) -> str:
    """Return a provision as people write it."""
    return cite(provision).in_(current())


@register.filter
def unit(name: str) -> str:
    """Return a unit as people write it; a unit of the drafters' own as they wrote it."""
    return unit_text(name).in_(current())


@register.filter
def wrong(finding: Finding) -> str:
    """Return what is wrong."""
    return finding.wrong(current())


@register.filter
def remedy(finding: Finding) -> str:
    """Return what to do about it."""
    return finding.remedy(current())


@register.filter
def moment(at: datetime) -> str:
    """Return a day with its hour."""
    return formats.date_format(timezone.localtime(at), "j F Y, H:i")
