# SPDX-License-Identifier: EUPL-1.2
"""The codes and standards that come with the program, put in the registers whenever the database is brought up to a release. Article 56.

A version of a code that came with an earlier release stays in the register, ended on the day the next one came; a state of a standard, on
the day of its next one.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps as installed
from django.apps.registry import Apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.text import slugify

from adhere.codes.catalogue import code, known_codes
from adhere.codes.code import Code
from adhere.monitoring.standards import Standard, Step, packaged_standards
from adhere.portal.register.asof import start_of

BEGINS = ("final", "in-effect")
"""Kinds of event with which a version begins to count."""


def keep_packaged(apps: Apps = installed, **_: Any) -> None:
    """Put every packaged code in the register that is not there; ``apps`` are the tables as they are after a migration."""
    try:
        versions = apps.get_model("register", "CodeVersion").objects
    except LookupError:  # migrated back to before there was such a register
        return
    for found in map(code, known_codes()):
        if versions.filter(code=found.id, version=found.version).exists():
            continue
        versions.filter(code=found.id, until=None).update(until=timezone.now())
        versions.create(
            code=found.id,
            version=found.version,
            title_en=found.title.en,
            title_nl=found.title.nl,
            family=found.family,
            link=found.chapters[0].official,
            since=start_of(_begun(found)),
        )


def keep_standards(apps: Apps = installed, **_: Any) -> None:
    """Put every state of a packaged standard in the register whose day is known and that is not there."""
    try:
        table = apps.get_model("register", "Standard")
        table._meta.get_field("slug")  # noqa: SLF001 - documented (Django, Model _meta API)
    except (LookupError, FieldDoesNotExist):  # migrated back to before standards had pages
        return
    for found in packaged_standards():
        _keep_standard(table.objects, found)


def _keep_standard(rows: Any, found: Standard) -> None:
    """Put the states of one standard in that are not there yet; those of one that the office keeps itself are left to it."""
    own = rows.filter(slug=slugify(found.id))
    if own.exclude(event=None).exists():
        return
    steps = sorted(
        ((start_of(one.day), one) for one in found.steps if one.day is not None), key=lambda told: told[0]
    )
    ends = [since for since, _ in steps[1:]] + [None]
    for (since, step), until in zip(steps, ends, strict=True):
        there = own.filter(status=step.state, since=since)
        if until is not None:
            there.filter(until=None).update(until=until)
        if there.exists():
            continue
        if until is None:
            own.filter(until=None).update(until=Greatest("since", since))
        rows.create(**_told(found, step), since=since, until=until)


def _told(found: Standard, step: Step) -> dict[str, Any]:
    return {
        "slug": slugify(found.id),
        "name": found.id,
        "title_en": found.title.en,
        "title_nl": found.title.nl,
        "body": found.body,
        "targets": list(found.targets),
        "status": step.state,
        "seen": step.seen,
        "grade": step.grade,
        "harmonised_on": step.day if step.state == "cited" else None,
        "note_en": found.note.en if found.note else "",
        "note_nl": found.note.nl if found.note else "",
    }


def _begun(found: Code) -> date:
    """Return the day from which a packaged code counts; one whose history has no such day, from the last day it tells of."""
    days = sorted(one.on for one in found.history)
    return max((one.on for one in found.history if one.kind in BEGINS), default=days[-1])
