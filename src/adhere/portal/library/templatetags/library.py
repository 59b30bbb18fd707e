# SPDX-License-Identifier: EUPL-1.2
"""Filters of the library: provisions, grades and periods as people write them, and where things lead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

from adhere.codes.code import Deadline
from adhere.codes.wording import clock_text, grade_text
from adhere.dossier.lawreading.records import place_name
from adhere.law.requirements.words import word
from adhere.portal.languages import current
from adhere.portal.library.leading import code_address, provision_address

register = template.Library()
STATES = {"yes": "good", "no": "bad", "unknown": "unsure"}


@register.filter
def cited(provision: str) -> str:
    """Return a provision as one writes it, with a capital."""
    name = place_name(provision, current())
    return f"{name[:1].upper()}{name[1:]}"


@register.filter(name="provision")
def address_of_provision(name: str) -> str:
    """Return the address of a provision or record."""
    return provision_address(name)


@register.filter(name="part")
def address_of_part(name: str) -> str:
    """Return the address of a part of a code."""
    return code_address(name)


@register.filter
def grade(name: str) -> str:
    """Return how sure something is, in words."""
    return grade_text(name).in_(current())


@register.filter
def period(clock: Deadline) -> str:
    """Return how a period binds."""
    return clock_text(clock).in_(current())


@register.filter
def status(name: str) -> str:
    """Return whether a requirement is in force."""
    return word(f"status-{name}").in_(current())


@register.filter
def open_source(name: str) -> str:
    """Return what the exemption for open source does to a requirement."""
    return word(f"open-source-{name}").in_(current())


@register.filter
def kind(block: object) -> str:
    """Return what kind of block of a document something is."""
    return type(block).__name__.lower()


@register.filter
def at(values: Sequence[Any], place: int) -> Any:
    """Return the value at a place, from 0."""
    return values[place]


@register.filter
def words(text: str) -> list[str]:
    """Return the words of a text."""
    return text.split()


@register.filter
def yesno_class(truth: str) -> str:
    """Return how a verdict is marked beside its word."""
    return STATES.get(truth, "unsure")
