# SPDX-License-Identifier: EUPL-1.2
"""The codes that come with the program, put in the register whenever the database is brought up to a release. Article 56.

A version that came with an earlier release stays in the register, ended on the day the next one came.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.apps import apps as installed
from django.apps.registry import Apps
from django.utils import timezone

from adhere.codes.catalogue import code, known_codes
from adhere.codes.code import Code

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
            since=timezone.make_aware(datetime.combine(_begun(found), time())),
        )


def _begun(found: Code) -> date:
    """Return the day from which a packaged code counts; one whose history has no such day, from the last day it tells of."""
    days = sorted(one.on for one in found.history)
    return max((one.on for one in found.history if one.kind in BEGINS), default=days[-1])
