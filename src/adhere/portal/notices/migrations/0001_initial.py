# SPDX-License-Identifier: EUPL-1.2
"""The table of the last days that were told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("about", models.CharField(max_length=400, unique=True)),
                ("told", models.DateTimeField(auto_now_add=True)),
            ],
        ),
    ]
