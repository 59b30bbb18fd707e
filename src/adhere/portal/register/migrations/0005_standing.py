# SPDX-License-Identifier: EUPL-1.2
"""What long lists begin in, beside the rows: names of providers with what they adhere to, since when a model has a summary; and indexes over them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation
from django.db.models import Min, OuterRef, Subquery

from adhere.portal.register.fields import ProviderName


def fill(apps: Any, _: Any) -> None:
    """Fill both for what is there already."""
    named = apps.get_model("people", "Organisation").objects.filter(pk=OuterRef("provider"))
    apps.get_model("register", "Adherence").objects.update(provider_name=Subquery(named.values("name")))
    of_model = apps.get_model("register", "Summary").objects.filter(model=OuterRef("pk")).order_by()
    first = of_model.values("model").annotate(first=Min("since")).values("first")
    apps.get_model("register", "RegisteredModel").objects.update(summarised_since=Subquery(first))


def _without_index(*names: str) -> list[Operation]:
    """Take ``until`` out of the indexes: SQLite begins in one over it, and sorts all that holds."""
    plain = models.DateTimeField(blank=True, null=True)
    return [migrations.AlterField(name, "until", plain) for name in names]


class Migration(migrations.Migration):
    """Fields, their values, and indexes."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("register", "0004_words")]
    operations: ClassVar[list[Operation]] = [
        migrations.RemoveIndex("registeredmodel", "models_by_name"),
        migrations.AddField(
            "adherence", "provider_name", ProviderName(default="", editable=False, max_length=200)
        ),
        migrations.AddField(
            "registeredmodel",
            "summarised_since",
            models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        *_without_index("adherence", "codeversion", "publication", "standard", "summary"),
        migrations.AddIndex(
            "adherence",
            models.Index(
                condition=models.Q(state="stated", until=None),
                fields=["since", "id"],
                name="statements_waiting",
            ),
        ),
        migrations.AddIndex(
            "adherence", models.Index(fields=["code", "provider_name", "id"], name="signatories_by_name")
        ),
        migrations.AddIndex(
            "registeredmodel", models.Index(fields=["name", "slug", "since"], name="models_by_name")
        ),
        migrations.AddIndex(
            "registeredmodel",
            models.Index(
                condition=models.Q(summarised_since=None), fields=["name", "slug"], name="models_unsummarised"
            ),
        ),
        migrations.AddIndex(
            "summary", models.Index(fields=["origin", "-since", "-id"], name="summaries_by_origin")
        ),
    ]
