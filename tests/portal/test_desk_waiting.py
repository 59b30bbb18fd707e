# SPDX-License-Identifier: EUPL-1.2
"""The queue of submissions costs what waits in it, however much was concluded before: by the questions asked and by the plans of the database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.portal.desked import submitted, text

from adhere.portal.desk.evaluating import acts
from adhere.portal.desk.queues import QUEUES
from adhere.portal.listing import listed
from adhere.portal.people.models import Organisation
from adhere.portal.submissions.models import WAITING, Submission

pytestmark = pytest.mark.django_db
PAGES = ("/en/desk/", "/en/desk/queues/submissions/", *(f"/en/desk/queues/submissions/?show={show}" for show in ("new", "overdue", "changed")))  # fmt: skip
SHOWS = {"": "waiting", "new": "untouched", "overdue": "late", "changed": "correcting"}


def fill(like: Submission, count: int, **changes: Any) -> None:
    """Put submissions like one in the database, each with a number of its own."""
    have = Submission.objects.count()
    kept = {
        name: getattr(like, name)
        for name in ("provider_id", "size", "key_id", "recipient", "model_name", "issued", "statement_sha256")
    }
    moment = timezone.now() - timedelta(days=400)
    Submission.objects.bulk_create(
        (
            Submission(
                **kept, form="mdf", number=number, sha256=f"{number:064x}", received=moment, event=1_000_000 + number, **changes
            )
            for number in range(have, have + count)
        ),
        batch_size=500,
    )  # fmt: skip
    Organisation.objects.bulk_create(
        (Organisation(slug=f"other-{n}", name=f"Other {n}", kind="provider") for n in range(300)),
        ignore_conflicts=True,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def costs(office: Any) -> list[int]:
    found = []
    for address in PAGES:
        with CaptureQueriesContext(connection) as queries:
            assert office.client.get(address).status_code == 200
        found.append(len(queries))
    return found


def plans(show: str) -> Iterable[str]:
    """Yield how the database goes about counting a part of the queue, and about its page."""
    queue = QUEUES["submissions"]
    rows = queue.shown(show, timezone.localdate())
    yield rows.order_by(*queue.order).values("pk")[:100].explain()
    yield rows.order_by(*queue.order)[:51].explain()


def test_what_waits_is_looked_up_by_an_index_of_its_own(office: Any, reporter: Any) -> None:
    one = submitted(reporter)
    fill(one, 20)
    fill(one, 3_000, waits=False, untouched=False)
    fill(one, 10, late=True, corrects=one)
    for show, name in SHOWS.items():
        for plan in plans(show):
            assert f"submissions_{name}" in plan, plan
    assert [len(WAITING), len(SHOWS)] == [4, 4]
    assert listed(QUEUES["submissions"].rows(), ("-event",)).rows[0].late
    assert "Voorbeeld B.V." in text(office.client.get(PAGES[1]))


@pytest.mark.parametrize("many", [1_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_the_queue_costs_the_same_however_much_was_concluded(office: Any, reporter: Any, many: int) -> None:
    one = submitted(reporter)
    fill(one, 60)
    fill(one, 5, late=True, corrects=one)
    few = costs(office)
    fill(one, many, waits=False, untouched=False, late=True, corrects=one)
    assert costs(office) == few
    assert max(few) <= 40
    for show, name in SHOWS.items():
        for plan in plans(show) if many > 1_000 else ():
            assert f"submissions_{name}" in plan, plan


def test_what_is_taken_up_is_no_longer_new_and_what_is_concluded_waits_no_more(
    office: Any, reporter: Any
) -> None:
    one, queue, today = submitted(reporter), QUEUES["submissions"], timezone.localdate()
    assert queue.shown("new", today).get() == one
    acts.find(one.pk, "", "Look closer.", by=office.person)
    assert not queue.shown("new", today).exists()
    assert queue.rows().get() == one
    acts.conclude(one.pk, "Complete.", by=office.person)
    assert not queue.rows().exists()
