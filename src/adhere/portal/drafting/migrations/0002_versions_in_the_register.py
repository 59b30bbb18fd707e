# SPDX-License-Identifier: EUPL-1.2
"""Put the versions that were published before there was a register of codes in it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import migrations
from django.utils import translation


def register(apps: Any, _: Any) -> None:
    """Put every version in, each ended by the next of its code."""
    versions = apps.get_model("drafting", "Version").objects.select_related("work").order_by("work_id", "id")
    register_of_codes = apps.get_model("register", "CodeVersion").objects
    before: Any = None
    for one in versions:
        if before is not None and before.code == one.work.slug:
            before.until, before.ended_by = one.published, one.event
            before.save()
        before = register_of_codes.create(
            code=one.work.slug,
            version=one.version,
            title_en=one.work.title_en,
            title_nl=one.work.title_nl,
            family=one.work.family,
            link=f"{settings.ORIGIN}/{translation.get_language() or 'nl'}/drafting/{one.work.slug}/versions/{one.version}/",
            sha256=one.sha256,
            since=one.published,
            event=one.event,
        )


def forget(apps: Any, _: Any) -> None:
    """Take them out again; the versions themselves stay."""
    apps.get_model("register", "CodeVersion").objects.exclude(sha256="").delete()


class Migration(migrations.Migration):
    """From versions to the register."""

    dependencies = (("drafting", "0001_initial"), ("register", "0002_codes"))
    operations = (migrations.RunPython(register, forget),)
