# SPDX-License-Identifier: EUPL-1.2
"""The table of letters that wait to be sent."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=200, unique=True)),
                ("to", models.EmailField(blank=True, db_index=True, max_length=254)),
                ("subject", models.CharField(blank=True, max_length=500)),
                ("body", models.TextField(blank=True)),
                ("made", models.DateTimeField(default=django.utils.timezone.now)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                (
                    "next_try",
                    models.DateTimeField(db_index=True, default=django.utils.timezone.now, null=True),
                ),
                ("ended", models.DateTimeField(null=True)),
                ("sent", models.BooleanField(default=False)),
            ],
        ),
    ]
