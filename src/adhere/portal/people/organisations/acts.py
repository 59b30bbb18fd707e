# SPDX-License-Identifier: EUPL-1.2
"""Making and changing an organisation, each in one transaction with its event. Article 56(3)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from adhere.portal.audit.recording import record
from adhere.portal.people.models import Organisation, Person

FIELDS = ("name", "kind", "size", "country", "website")
_LENGTH = 60


def subject_of(organisation: Organisation) -> str:
    """Return how the log names an organisation."""
    return f"organisation/{organisation.slug}"


@transaction.atomic
def make(facts: Mapping[str, Any], *, by: Person | None, example: bool = False) -> Organisation:
    """Make an organisation from its facts (``FIELDS``)."""
    organisation = Organisation(**{name: facts.get(name, "") for name in FIELDS}, is_example=example)
    organisation.size = organisation.size or Organisation.Size.UNKNOWN
    organisation.slug = _slug(organisation)
    organisation.save()
    content = {"facts": {name: getattr(organisation, name) for name in FIELDS}, "example": example}
    record("organisation:made", subject=subject_of(organisation), content=content, actor=by)
    return organisation


@transaction.atomic
def change(organisation: Organisation, facts: Mapping[str, Any], *, by: Person) -> Organisation:
    """Change facts of an organisation; its address stays. What it was before stands with the event."""
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    changed = {name: facts[name] for name in FIELDS if name in facts and facts[name] != getattr(row, name)}
    if changed:
        was = {name: getattr(row, name) for name in changed}
        for name, value in changed.items():
            setattr(row, name, value)
        row.save()
        content = {"was": was, "is": changed}
        record("organisation:changed", subject=subject_of(row), content=content, actor=by)
    return row


def _slug(organisation: Organisation) -> str:
    """Return a free address; that of an expert says nothing, since it would name a person in a log that keeps everything."""
    chance = secrets.token_hex(4)
    if organisation.kind == Organisation.Kind.EXPERT:
        return f"expert-{chance}"
    plain = slugify(organisation.name)[:_LENGTH].strip("-_") or organisation.kind
    taken = Organisation.objects.filter(slug=plain).exists()
    return f"{plain}-{chance}" if taken else plain
