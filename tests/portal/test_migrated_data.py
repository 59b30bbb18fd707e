# SPDX-License-Identifier: EUPL-1.2
"""What was in the database before a release stands as that release needs it: versions in the register of codes, submissions that wait or not."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from tests.portal.coded import CODE, next_version, version
from tests.portal.desked import submitted

from adhere.portal.desk.evaluating import acts
from adhere.portal.register.models import CodeVersion
from adhere.portal.submissions.models import Submission

pytestmark = pytest.mark.django_db
VERSIONS = import_module("adhere.portal.drafting.migrations.0002_versions_in_the_register")
WAITING = import_module("adhere.portal.desk.migrations.0002_what_waits")


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def told(rows: Any) -> Iterator[tuple[Any, ...]]:
    names = ("version", "title_en", "title_nl", "family", "sha256", "since", "event", "until", "ended_by")
    yield from rows.filter(code=CODE).order_by("since").values_list(*names)


def test_versions_that_were_published_before_are_put_in_as_publishing_does_now(office: Any) -> None:
    version(office)
    next_version(office)
    version(office, slug="other-code")
    made = list(told(CodeVersion.objects))
    VERSIONS.forget(apps, None)
    assert not list(told(CodeVersion.objects))
    assert CodeVersion.objects.filter(code="gpai-2025").exists()
    VERSIONS.register(apps, None)
    assert list(told(CodeVersion.objects)) == made
    assert CodeVersion.objects.get(code="other-code").until is None


def test_submissions_are_marked_by_their_evaluations(office: Any, reporter: Any) -> None:
    one = submitted(reporter)
    two = submitted(reporter, period=("2026-01-01", "2026-06-30"), at="2026-08-10T08:00:00Z")
    three = submitted(reporter, period=("2024-07-01", "2024-12-31"), at="2026-08-11T08:00:00Z")
    acts.find(two.pk, "", "Look closer.", by=office.person)
    acts.conclude(three.pk, "Complete.", by=office.person)
    stands = {(one.pk, True, True), (two.pk, True, False), (three.pk, False, False)}
    assert set(Submission.objects.values_list("pk", "waits", "untouched")) == stands
    Submission.objects.update(waits=True, untouched=True)
    WAITING.mark(apps, None)
    assert set(Submission.objects.values_list("pk", "waits", "untouched")) == stands
