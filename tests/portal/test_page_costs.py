# SPDX-License-Identifier: EUPL-1.2
"""What a page asks of the database does not grow with what there is, and a long list begins in an index instead of sorting all of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.bench.portal_data import fill, slug_of

from adhere.portal.listing import SIZE, listed
from adhere.portal.register.asof import AsOf
from adhere.portal.register.lists import REGISTERS, SUMMARIES

pytestmark = pytest.mark.django_db
PAGES = {
    "/en/": 0,
    "/en/registers/": 0,
    "/en/registers/summaries/": 1,
    "/en/registers/summaries/?on=2026-09-01": 1,
    "/en/registers/summaries/?provider=provider-3": 1,
    "/en/registers/models/": 1,
    "/en/registers/missing/": 1,
    "/en/registers/signatories/": 1,
    "/en/registers/models/?on=2026-09-01": 1,
    "/en/registers/missing/?on=2026-09-01": 1,
    "/en/registers/signatories/?on=2026-09-01": 1,
    "/en/registers/models/?q=Ambertaal": 2,
    "/en/registers/summaries/?q=Ambertaal+0": 3,
    "/en/registers/signatories/?q=example": 2,
    "/en/registers/models/?q=nowhere": 2,
    f"/en/registers/models/{slug_of(1)}/": 2,
    "/en/registers/providers/provider-3/": 3,
    "/en/registers/feed/summaries.atom": 1,
    "/en/law/art-53/": 0,
    "/en/law/search/?q=copyright": 2,
    "/en/log/": 3,
    "/en/log/3/": 1,
    "/api/v1/summaries": 2,
    "/api/v1/models": 2,
}
"""Pages, and how many questions each asks the database; of each word of a search it asks how many entries have it."""


@pytest.mark.parametrize("count", [10, 1000])
def test_a_page_asks_as_much_with_ten_as_with_a_thousand(visitor: Any, count: int) -> None:
    fill(count, count, count)
    visitor.get("/en/law/search/?q=copyright")  # its index is made once in a process
    asked = {}
    for address in PAGES:
        with CaptureQueriesContext(connection) as questions:
            answer = visitor.get(address, follow=True)
        assert answer.status_code == 200, address
        asked[address] = len(questions)
    assert asked == PAGES


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL sorts as long as there is little")
@pytest.mark.parametrize("name", ["summaries", "models", "missing", "signatories"])
@pytest.mark.parametrize("further", [False, True])
def test_a_long_list_is_not_sorted(name: str, further: bool) -> None:
    fill(200, 20, 1)
    register = REGISTERS[name]
    rows = register.asked(_today())
    cursor = (listed(rows, register.order, size=1).following or "") if further else ""
    with CaptureQueriesContext(connection) as questions:
        assert listed(rows, register.order, cursor).rows
    plan = _plan(questions[0]["sql"])
    assert not any("TEMP B-TREE" in step for step in plan), plan


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads all as long as there is little")
@pytest.mark.parametrize("name", ["summaries", "models", "missing", "signatories"])
@pytest.mark.parametrize("asked", ["Ambertaal", "Ambertaal 0", "nowhere"])
def test_a_search_reads_no_table_from_end_to_end(name: str, asked: str) -> None:
    fill(200, 20, 1)
    register = REGISTERS[name]
    with CaptureQueriesContext(connection) as questions:
        list(listed(register.asked(_today(), asked), register.order).rows)
    plan = [step for one in questions for step in _plan(one["sql"])]
    assert len(questions) == len(asked.split()) + 1
    assert not any(step.startswith("SCAN ") and "subquery" not in step for step in plan), plan


def test_pages_behind_one_another_show_everything_once() -> None:
    fill(2 * SIZE + 7, 20, 1)
    shown, cursor = [], ""
    while True:
        page = listed(SUMMARIES.asked(_today()), SUMMARIES.order, cursor)
        shown += [row.pk for row in page.rows]
        if page.following is None:
            break
        cursor = page.following
    assert len(shown) == len(set(shown)) == 2 * SIZE + 7


def _today() -> AsOf:
    return AsOf(timezone.localdate(), past=False)


def _plan(question: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {question}")
        return [str(row[3]) for row in cursor.fetchall()]
