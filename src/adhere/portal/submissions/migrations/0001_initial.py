# SPDX-License-Identifier: EUPL-1.2
"""The tables of submissions, keys, names of models and calendar addresses."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("register", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarAddress",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("made", models.DateTimeField(default=django.utils.timezone.now)),
                ("withdrawn", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SigningKey",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key_id", models.CharField(max_length=64, unique=True)),
                ("pem", models.TextField()),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                ("until", models.DateTimeField(blank=True, null=True)),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[("replaced", "Replaced"), ("withdrawn", "Withdrawn")],
                        max_length=10,
                    ),
                ),
                ("event", models.PositiveBigIntegerField()),
                ("ended_by", models.PositiveBigIntegerField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="keys",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="KnownAs",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=100)),
                (
                    "model",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="known_as",
                        to="register.registeredmodel",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("provider", "name"), name="one_model_of_a_name")
                ],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("received", models.DateTimeField()),
                ("event", models.PositiveBigIntegerField(unique=True)),
                ("recipient", models.CharField(max_length=10)),
                ("model_name", models.CharField(max_length=100)),
                ("form", models.CharField(max_length=100)),
                ("number", models.PositiveIntegerField()),
                ("issued", models.DateTimeField()),
                ("statement_sha256", models.CharField(max_length=64)),
                ("code", models.CharField(blank=True, max_length=80)),
                ("since", models.DateField(null=True)),
                ("until", models.DateField(null=True)),
                ("due", models.DateField(null=True)),
                ("late", models.BooleanField(null=True)),
                ("incomplete", models.BooleanField(null=True)),
                ("answered", models.PositiveIntegerField(null=True)),
                ("asked", models.PositiveIntegerField(null=True)),
                ("findings", models.JSONField(default=list)),
                (
                    "corrects",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="submissions.submission",
                    ),
                ),
                (
                    "key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="submissions.signingkey",
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.registeredmodel",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ("-received", "-event"),
                "indexes": [
                    models.Index(fields=["provider", "-event"], name="submissions_of_a_provider"),
                    models.Index(fields=["form", "-event"], name="submissions_of_a_form"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("provider", "sha256"), name="each_file_once"),
                    models.UniqueConstraint(
                        fields=("provider", "model_name", "form", "number", "recipient"),
                        name="each_issue_once",
                    ),
                ],
            },
        ),
    ]
