# SPDX-License-Identifier: EUPL-1.2
"""Indexes in the order in which long registers are shown, so that a page costs the same however many entries there are."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """What is on a page is found without sorting all there is."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("register", "0002_codes")]
    operations: ClassVar[list[migrations.AddIndex]] = [
        migrations.AddIndex(
            "registeredmodel",
            models.Index(fields=["name", "slug", "version", "provider"], name="models_by_name"),
        ),
        migrations.AddIndex("summary", models.Index(fields=["-since", "-id"], name="summaries_latest_first")),
        migrations.AddIndex("summary", models.Index(fields=["model", "until"], name="summaries_of_a_model")),
    ]
