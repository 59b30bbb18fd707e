# SPDX-License-Identifier: EUPL-1.2
"""What stands beside the rows of long lists is what the rows say: since when a model has a summary, under which name a signatory is listed."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Min
from django.utils import timezone

from adhere.portal.example import making
from adhere.portal.people.models import Organisation
from adhere.portal.people.organisations import acts as organisations
from adhere.portal.register.asof import AsOf
from adhere.portal.register.lists import SIGNATORIES
from adhere.portal.register.models import Adherence, RegisteredModel, Summary
from adhere.portal.submissions.summaries import Published, publish

pytestmark = pytest.mark.django_db
FILL = import_module("adhere.portal.register.migrations.0005_standing")
MARCH = timezone.make_aware(datetime(2026, 3, 1, 12))  # noqa: DTZ001


def model(slug: str = "m", **facts: Any) -> RegisteredModel:
    """Make a model that is on the market."""
    provider, _ = Organisation.objects.get_or_create(slug="p", defaults={"name": "P", "kind": "provider"})
    return RegisteredModel.objects.create(slug=slug, name=slug, provider=provider, placed_on=date(2026, 1, 1), since=MARCH, **facts)  # fmt: skip


def missing(visitor: Any, on: str = "") -> list[str]:
    told = visitor.get(f"/en/registers/missing/?format=json&on={on}").getvalue()
    return [row["model_id"] for row in json.loads(told)]


def summarised(visitor: Any, on: str = "") -> dict[str, bool]:
    told = visitor.get(f"/en/registers/models/?format=json&on={on}").getvalue()
    return {row["model_id"]: row["summary"] for row in json.loads(told)}


def as_rows_say() -> bool:
    """Whether what stands beside the rows is what they say."""
    first = dict(Summary.objects.order_by().values_list("model").annotate(Min("since")))
    models = RegisteredModel.objects.values_list("pk", "summarised_since")
    names = Adherence.objects.values_list("provider_name", "provider__name")
    return all(since == first.get(pk) for pk, since in models) and all(one == name for one, name in names)


def test_a_model_lacks_a_summary_until_its_first_on_every_day(office: Any, visitor: Any) -> None:
    one = model()
    model("never")
    assert missing(visitor) == ["m", "never"]
    publish(one, Published(version="1", updated_on=None, link="https://example.com/1"), by=office.person)
    first = timezone.make_aware(datetime(2026, 5, 4, 12))  # noqa: DTZ001
    Summary.objects.update(since=first)
    RegisteredModel.objects.filter(pk=one.pk).update(summarised_since=first)
    publish(one, Published(version="2", updated_on=None, link="https://example.com/2"), by=office.person)
    one.refresh_from_db()
    assert one.summarised_since == first
    days = {"": ["never"], "2026-05-04": ["never"], "2026-05-03": ["m", "never"], "2026-02-28": []}
    assert {on: missing(visitor, on) for on in days} == days
    assert summarised(visitor) == {"m": True, "never": False}
    assert summarised(visitor, "2026-05-03") == {"m": False, "never": False}
    assert "no public summary" in visitor.get("/en/registers/models/m/?on=2026-05-03").content.decode()
    assert "no public summary" not in visitor.get("/en/registers/models/m/?on=2026-05-04").content.decode()


def test_no_act_leaves_it_behind(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    making.make()
    assert Summary.objects.exists()
    assert Adherence.objects.exists()
    assert as_rows_say()


def test_what_was_there_before_is_filled_in() -> None:
    one, _ = model(), model("never")
    Adherence.objects.create(provider=one.provider, code="gpai-2025", state="confirmed")
    for number in range(3):
        Summary.objects.create(model=one, version=str(number), origin="link", since=MARCH + timedelta(days=number))  # fmt: skip
    RegisteredModel.objects.update(summarised_since=None)
    Adherence.objects.update(provider_name="")
    assert not as_rows_say()
    FILL.fill(apps, None)
    assert as_rows_say()


def test_signatories_are_listed_under_the_name_they_have(office: Any) -> None:
    for name in ("Bee", "Aap"):
        one = organisations.make({"name": name, "kind": "provider"}, by=office.person)
        Adherence.objects.create(provider=one, code="gpai-2025", state="confirmed")
    organisations.change(one, {"name": "CEE"}, by=office.person)
    organisations.change(one, {"name": "Cee"}, by=office.person)
    rows = SIGNATORIES.asked(AsOf(timezone.localdate(), past=False)).order_by(*SIGNATORIES.order)
    assert [row.provider.name for row in rows] == ["Bee", "Cee"]
    assert as_rows_say()
