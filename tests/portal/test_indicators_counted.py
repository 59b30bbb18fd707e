# SPDX-License-Identifier: EUPL-1.2
"""Counting figures once and keeping them, filling in what earlier releases did not note, and figures in the dump and as a feed."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.portal.desked import text
from tests.portal.test_indicators import (  # noqa: F401 - fixtures
    INDICATOR,
    LATE,
    PAGE,
    anew,
    hand_in,
    lines,
    signatories,
)

from adhere.portal import storing
from adhere.portal.register import counting
from adhere.portal.register.counted import next_moment
from adhere.portal.submissions.filling import note_figures
from adhere.portal.submissions.models import CountedFigures, Submission

pytestmark = pytest.mark.django_db
MOMENT = date(2026, 3, 31)
API = "/api/v1/indicators?code=gpai-2025"


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let few reports pass for many."""
    monkeypatch.setattr(counting, "AT_ONCE", 2)


@pytest.fixture
def reports(signatories: list[Any]) -> list[Submission]:  # noqa: F811
    return [hand_in(one, 10 + number) for number, one in enumerate(signatories[:6])]


@pytest.mark.usefixtures("reports", "many")
def test_many_reports_are_counted_once_and_shown_alike(visitor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    many_told = lines(visitor)
    kept = CountedFigures.objects.get()
    assert (kept.code, kept.moment) == ("gpai-2025", MOMENT)
    with CaptureQueriesContext(connection) as asked:
        assert lines(visitor) == many_told
    assert not any('submission"."figures' in one["sql"] for one in asked), "no report is read again"
    monkeypatch.setattr(counting, "AT_ONCE", 300)
    assert lines(visitor) == many_told
    assert [line["mean"] for line in many_told] == ["12.5"]


@pytest.mark.usefixtures("reports", "many")
def test_the_daily_command_counts_ahead() -> None:
    assert counting.count_ahead(MOMENT) == 0, "the last day is not over"
    assert counting.count_ahead(MOMENT + timedelta(days=1)) == 1
    assert counting.count_ahead(timezone.localdate()) == 0
    assert CountedFigures.objects.get().content["moment"] == MOMENT.isoformat()


@pytest.mark.usefixtures("many")
def test_while_a_process_counts_others_show_what_stood_before(
    visitor: Any,
    signatories: list[Any],  # noqa: F811
) -> None:
    for one in signatories[:5]:
        hand_in(one, 10)
    before = lines(visitor)
    later = CountedFigures.objects.create(
        code="gpai-2025", moment=date(2026, 9, 30), begun=timezone.now() - timedelta(minutes=1)
    )
    for one in signatories[:5]:
        hand_in(one, 12, datetime(2026, 9, 1, tzinfo=UTC), period=("2026-01-01", "2026-06-30"), at="2026-08-10T08:00:00Z")  # fmt: skip
    assert lines(visitor) == before
    assert "its figures are being counted" in text(visitor.get(PAGE.format("en")))
    answer = visitor.get(API, headers={"accept-language": "nl"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert answer.json()["type"] == "urn:adhere:problem:counting"
    assert "worden nu geteld" in answer.json()["detail"]
    CountedFigures.objects.filter(pk=later.pk).update(begun=timezone.now() - counting.LEASE)
    visitor.get(PAGE.format("en"))  # whoever counted was killed
    assert [line["period"] for line in lines(visitor)] == ["2025-H2", "2026-H1"]
    assert "being counted" not in text(visitor.get(PAGE.format("en")))
    assert visitor.get(API).status_code == 200


@pytest.mark.usefixtures("many")
def test_what_is_counted_for_the_first_time_is_told_where_nothing_stood_before(
    visitor: Any, reports: list[Submission]
) -> None:
    CountedFigures.objects.create(code=reports[0].code, moment=MOMENT, begun=timezone.now())
    shown = text(visitor.get(PAGE.format("nl")))
    assert "de cijfers van die dag worden nu geteld" in shown
    assert "<table" not in shown


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads all as long as there is little")
@pytest.mark.usefixtures("reports", "many")
def test_no_report_is_looked_for_from_end_to_end(visitor: Any) -> None:
    lines(visitor)
    with CaptureQueriesContext(connection) as asked:
        lines(visitor)
    plans = []
    with connection.cursor() as cursor:
        for one in asked:
            cursor.execute(f"EXPLAIN QUERY PLAN {one['sql']}")
            plans += [step[3] for step in cursor.fetchall()]
    assert any("submissions_due_on_a_code" in step for step in plans)
    assert not any(step.startswith("SCAN submissions_submission") for step in plans), plans


# What earlier releases did not note


def forgotten() -> None:
    Submission.objects.update(figures=[], signatory_size="")


def noted() -> list[tuple[Any, ...]]:
    return list(Submission.objects.order_by("event").values_list("event", "signatory_size", "figures"))


def test_reports_of_earlier_releases_are_filled_in_from_their_packs(
    visitor: Any, reports: list[Submission], caplog: pytest.LogCaptureFixture
) -> None:
    before = noted()
    forgotten()
    lost = storing._local(reports[0].sha256)
    content = lost.read_bytes()
    lost.unlink()
    note_figures()
    assert noted() == [(reports[0].event, "", []), *before[1:]]
    assert "could not be read" in caplog.text
    counting._few.cache_clear()
    assert [(line["reported"], line["mean"]) for line in lines(visitor)] == [("5", "13")]
    storing.keep(content)
    note_figures()
    assert noted() == before


def test_who_did_not_adhere_is_filled_in_without_figures(signatories: list[Any]) -> None:  # noqa: F811
    from adhere.portal.register.models import Adherence

    Adherence.objects.all().delete()
    hand_in(signatories[0], 10)
    forgotten()
    note_figures()
    assert [row[1:] for row in noted()] == [("large", [])]


@pytest.mark.usefixtures("reports", "many")
def test_what_was_shown_already_is_not_filled_in(visitor: Any) -> None:
    assert lines(visitor)
    forgotten()
    note_figures()
    assert {row[1] for row in noted()} == {""}


# What is said where nothing is shown, the dump and the feed


@pytest.mark.parametrize(
    ("language", "words", "day"),
    [("nl", "Elke rapportage over de getoonde perioden kwam na de uiterste dag binnen", "maart"), ("en", "came in after its last day", "March")],
)  # fmt: skip
def test_reports_that_all_came_late_are_told_with_when_they_count(
    visitor: Any,
    signatories: list[Any],  # noqa: F811
    language: str,
    words: str,
    day: str,
) -> None:
    for one in signatories[:5]:
        hand_in(one, 10, LATE)
    shown = text(visitor.get(PAGE.format(language) + "?on=2026-11-29"))
    assert words in shown
    assert f"<strong>31 {day} 2027</strong>" in shown.replace("March 31, 2027", "31 March 2027")


@pytest.mark.parametrize(
    ("day", "next_"),
    [
        (date(2026, 3, 31), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 9, 30)),
        (date(2026, 11, 29), date(2027, 3, 31)),
        (date(2027, 1, 1), date(2027, 3, 31)),
    ],
)
def test_the_next_last_day(day: date, next_: date) -> None:
    assert next_moment(day) == next_


@pytest.mark.usefixtures("reports")
def test_the_dump_holds_the_figures_of_every_code(visitor: Any) -> None:
    content = json.loads(b"".join(visitor.get("/en/registers/dump.json").streaming_content))
    [row] = [one for one in content["indicators"] if one["indicator"] == INDICATOR]
    assert (row["code"], row["period"], row["moment"]) == ("gpai-2025", "2025-H2", MOMENT.isoformat())
    assert (row["members"], row["mean"]) == (6, "12.5")
    before = json.loads(b"".join(visitor.get("/en/registers/dump.json?on=2026-03-31").streaming_content))
    assert before["indicators"] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "gpai-2025: cijfers zoals ze waren op 31 maart 2026"), ("en", "gpai-2025: figures as they stood on 31 March 2026")],
)  # fmt: skip
@pytest.mark.usefixtures("reports")
def test_a_feed_tells_when_figures_became_new(visitor: Any, language: str, words: str) -> None:
    address = f"/{language}/registers/feed/indicators.atom"
    told = text(visitor.get(address))
    assert told.count("<entry>") == 1
    assert words in told
    assert "/registers/indicators/?code=gpai-2025&amp;on=2026-04-01" in told
    assert "<entry>" not in text(visitor.get(f"{address}?on=2026-03-31"))
    assert address in text(visitor.get(PAGE.format(language)))
    assert visitor.post(address).status_code == 405


def test_no_report_is_told_with_when_figures_come(visitor: Any) -> None:
    shown = text(visitor.get(PAGE.format("en") + "?on=2026-11-29"))
    assert "No report on this code has come in yet" in shown
    assert "where at least 5 signatories reported them" in shown
