# SPDX-License-Identifier: EUPL-1.2
"""The words by which entries are found; those of entries there are already come in once every table is there (``register/words.py``)."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models
from django.db.models import CASCADE


def _words(name: str, entry: str) -> migrations.CreateModel:
    label = name.lower()
    return migrations.CreateModel(
        name,
        fields=[
            ("id", models.BigAutoField(primary_key=True, serialize=False)),
            ("word", models.BinaryField()),
            ("entry", models.ForeignKey(entry, on_delete=CASCADE, related_name="words", db_index=False)),
        ],
        options={
            "abstract": False,
            "constraints": [models.UniqueConstraint(fields=("word", "entry"), name=f"{label}_once")],
            "indexes": [models.Index(fields=["entry", "word"], name=f"{label}_of_entry")],
        },
    )


class Migration(migrations.Migration):
    """A table of words for each table of entries."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("people", "0002_invited_as_group"),
        ("register", "0003_long_lists"),
    ]
    operations: ClassVar[list[migrations.CreateModel]] = [
        _words("ProviderWord", "people.organisation"),
        _words("ModelWord", "register.registeredmodel"),
        _words("CodeWord", "register.codeversion"),
        _words("StandardWord", "register.standard"),
        _words("PublicationWord", "register.publication"),
    ]
