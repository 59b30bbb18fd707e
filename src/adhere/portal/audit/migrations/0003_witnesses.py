# SPDX-License-Identifier: EUPL-1.2
"""Witnesses and what they cosigned; a cosignature is never changed or taken out, as nothing of the log is (0002)."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "audit_cosignature"
ACTS = ("UPDATE", "DELETE")


def refuse(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers in place; the function they call on PostgreSQL is that of 0002."""
    if editor.connection.vendor == "postgresql":
        for act in ACTS:
            editor.execute(
                f"CREATE TRIGGER {TABLE}_no_{act.lower()} BEFORE {act} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
            )
        editor.execute(
            f"CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
        )
    else:
        for act in ACTS:
            editor.execute(
                f"CREATE TRIGGER {TABLE}_no_{act.lower()} BEFORE {act} ON {TABLE} BEGIN SELECT RAISE(ABORT, 'the log can only be added to'); END"
            )


def allow(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away, for a migration back."""
    postgresql = editor.connection.vendor == "postgresql"
    for act in (*ACTS, "TRUNCATE") if postgresql else ACTS:
        name = f"{TABLE}_no_{act.lower()}"
        editor.execute(f"DROP TRIGGER {name} ON {TABLE}" if postgresql else f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    """Witnesses and cosignatures."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("audit", "0002_append_only")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="Witness",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("key", models.CharField(max_length=330, unique=True)),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                ("until", models.DateTimeField(blank=True, null=True)),
                ("event", models.PositiveBigIntegerField(blank=True, null=True)),
                ("ended_by", models.PositiveBigIntegerField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Cosignature",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("line", models.CharField(max_length=400)),
                ("at", models.DateTimeField()),
                (
                    "checkpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cosignatures",
                        to="audit.checkpoint",
                    ),
                ),
                (
                    "witness",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cosignatures",
                        to="audit.witness",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("checkpoint", "witness"), name="cosigned_once")
                ],
            },
        ),
        migrations.RunPython(refuse, allow),
    ]
