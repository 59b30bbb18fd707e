# SPDX-License-Identifier: EUPL-1.2
"""Sessions that know whose they are. Those of before end: whoever was signed in signs in again."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def end_those_of_before(apps: Any, schema_editor: Any) -> None:
    """Delete the rows of the table sessions stood in, since they name people."""
    apps.get_model("sessions", "Session").objects.using(schema_editor.connection.alias).all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_invited_as_group"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="BrowserSession",
            fields=[
                (
                    "session_key",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="session key"
                    ),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "abstract": False,
            },
        ),
        migrations.RunPython(end_those_of_before, migrations.RunPython.noop),
    ]
