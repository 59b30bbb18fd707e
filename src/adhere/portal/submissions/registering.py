# SPDX-License-Identifier: EUPL-1.2
"""Putting a model in the register and changing what is known of it, each in one transaction with its event. What it was stands with the event."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from adhere.portal.audit.recording import record
from adhere.portal.people.models import Organisation, Person
from adhere.portal.register.models import RegisteredModel
from adhere.portal.settling import HinderedError
from adhere.portal.submissions.models import KnownAs

FIELDS = ("name", "version", "placed_on", "withdrawn_on", "systemic_risk", "open_source", "page")
_LENGTH = 100


def subject_of(model: RegisteredModel) -> str:
    """Return how the log names a model."""
    return f"model/{model.slug}"


@transaction.atomic
def register(provider: Organisation, facts: Mapping[str, Any], *, by: Person) -> RegisteredModel:
    """Put a model in the register under the name it has in its dossier; raise HinderedError where that name is taken."""
    Organisation.objects.select_for_update().get(pk=provider.pk)
    _check_name(provider, facts["known_as"])
    model = RegisteredModel(provider=provider, **{name: facts[name] for name in FIELDS})
    model.slug = _slug(provider, model)
    content = {"facts": _plain(model), "known_as": facts["known_as"]}
    event = record("model:registered", subject=subject_of(model), content=content, actor=by)
    model.since, model.event = event.at, event.seq
    model.save()
    KnownAs.objects.create(provider=provider, name=facts["known_as"], model=model)
    return model


@transaction.atomic
def change(model: RegisteredModel, facts: Mapping[str, Any], *, by: Person) -> RegisteredModel:
    """Change what is known of a model; its address stays."""
    # Held first here as where its summaries are taken in, which then write to the model: else each could wait for the other.
    Organisation.objects.select_for_update().get(pk=model.provider_id)
    row = RegisteredModel.objects.select_for_update().select_related("provider").get(pk=model.pk)
    known = KnownAs.objects.filter(model=row).first()
    was = _plain(row) | {"known_as": known.name if known else None}
    for name in FIELDS:
        setattr(row, name, facts[name])
    now = _plain(row) | {"known_as": facts["known_as"]}
    changed = {name for name in now if now[name] != was[name]}
    if not changed:
        return row
    if "known_as" in changed:
        _check_name(row.provider, facts["known_as"])
        KnownAs.objects.create(provider=row.provider, name=facts["known_as"], model=row)
    content = {"was": {name: was[name] for name in changed}, "is": {name: now[name] for name in changed}}
    record("model:changed", subject=subject_of(row), content=content, actor=by)
    row.save()
    return row


def _check_name(provider: Organisation, name: str) -> None:
    if KnownAs.objects.filter(provider=provider, name=name).exists():
        raise HinderedError("submissions.model-known")


def _plain(model: RegisteredModel) -> dict[str, Any]:
    values = {name: getattr(model, name) for name in FIELDS}
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()
    }


def _slug(provider: Organisation, model: RegisteredModel) -> str:
    plain = (
        slugify(f"{model.name} {model.version}")[:_LENGTH].strip("-_") or f"model-{provider.slug}"[:_LENGTH]
    )
    taken = RegisteredModel.objects.filter(slug=plain).exists()
    return f"{plain}-{secrets.token_hex(4)}" if taken else plain
