# SPDX-License-Identifier: EUPL-1.2
"""What a page of a standard tells: its permanent name, titles in both languages, who makes it, for what, and how sure that is."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation
from django.utils.text import slugify


def name(apps: Any, editor: Any) -> None:
    """Name the standards there are; where two of one name hold, which nothing kept from happening, the later one gets its number too."""
    held: set[str] = set()
    for row in apps.get_model("register", "Standard").objects.order_by("id"):
        row.slug, row.title_nl = slugify(row.name) or "standard", row.title_en
        if row.until is None and row.slug in held:
            row.slug += f"-{row.pk}"
        if row.until is None:
            held.add(row.slug)
        row.save()
    editor.connection.check_constraints()  # PostgreSQL changes no table of which rows are still to be checked


def forget(apps: Any, editor: Any) -> None:
    """Take out what came with the program; it comes back with the next migration forth."""
    apps.get_model("register", "Standard").objects.filter(event=None).delete()
    editor.connection.check_constraints()


class Migration(migrations.Migration):
    """Fields, their values, and that one state of a standard holds at a time."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("register", "0005_standing")]
    operations: ClassVar[list[Operation]] = [
        migrations.RenameField("standard", "title", "title_en"),
        migrations.AddField(
            "standard", "title_nl", models.CharField(default="", max_length=300), preserve_default=False
        ),
        migrations.AddField(
            "standard", "slug", models.SlugField(default="", max_length=220), preserve_default=False
        ),
        migrations.AddField("standard", "body", models.CharField(blank=True, max_length=200)),
        migrations.AddField("standard", "targets", models.JSONField(blank=True, default=list)),
        migrations.AddField("standard", "seen", models.BooleanField(default=False)),
        migrations.AddField("standard", "grade", models.CharField(blank=True, max_length=20)),
        migrations.AddField("standard", "note_en", models.TextField(blank=True)),
        migrations.AddField("standard", "note_nl", models.TextField(blank=True)),
        migrations.RunPython(name, forget),
        migrations.AddConstraint(
            "standard",
            models.UniqueConstraint(
                condition=models.Q(until=None), fields=("slug",), name="one_state_of_a_standard"
            ),
        ),
    ]
