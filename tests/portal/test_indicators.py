# SPDX-License-Identifier: EUPL-1.2
"""Indicators in aggregate: what signatories really handed in, shown for groups of five or more, the same on the page, in files and to programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.portal.desked import submitted, text
from tests.portal.packs import Dossier

from adhere.portal.register import counting
from adhere.portal.register.models import Adherence
from adhere.portal.submissions import keys
from adhere.portal.submissions.intake import take
from adhere.portal.submissions.models import Submission

pytestmark = pytest.mark.django_db
INDICATOR, MEASURE = "request-days-worst", "T-1.2"
PAGE = "/{}/registers/indicators/"
ON_TIME = datetime(2026, 3, 20, 12, tzinfo=UTC)
LATE = datetime(2026, 4, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def anew(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path / "media"
    counting._few.cache_clear()
    yield
    counting._few.cache_clear()


@pytest.fixture
def signatories(player: Callable[..., Any]) -> list[Any]:
    made = []
    for number in range(7):
        one = player("provider", "head", name=f"Voorbeeld {number} (example)")
        one.dossier = Dossier()
        keys.register(one.organisation, one.dossier.claim(one.organisation.slug), by=one.person)
        adheres(one)
        made.append(one)
    return made


def adheres(one: Any) -> None:
    Adherence.objects.create(
        provider=one.organisation,
        code="gpai-2025",
        state="confirmed",
        since=datetime(2025, 7, 1, tzinfo=UTC),
    )


def told(value: int) -> dict[str, Any]:
    return {MEASURE: {"figures": {INDICATOR: {"value": str(value), "unit": "days", "basis": "stated"}}}}


def hand_in(one: Any, value: int, received: datetime = ON_TIME, **more: Any) -> Submission:
    """Hand a report in, and have it received on a day before today."""
    made = submitted(one, measures=told(value), **more)
    Submission.objects.filter(pk=made.pk).update(received=received)
    return made


def lines(browser: Any, query: str = "", language: str = "en") -> list[dict[str, str]]:
    answer = browser.get(f"{PAGE.format(language)}?format=csv{query}")
    rows = csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode()))
    return [row for row in rows if row["indicator"] == INDICATOR]


@pytest.mark.parametrize(
    ("language", "words", "mean"),
    [
        ("nl", "rapporteerden in 2025-H2: 6.", "12,5 dagen"),
        ("en", "reported it over 2025-H2: 6.", "12.5 days"),
    ],
)
def test_six_signatories_are_shown_together(
    visitor: Any, signatories: list[Any], language: str, words: str, mean: str
) -> None:
    for number, one in enumerate(signatories[:6]):
        hand_in(one, 10 + number)
    shown = text(visitor.get(PAGE.format(language)))
    assert words in shown
    assert f"</svg> {mean}</td>" in shown
    assert 'rect width="100"' in shown
    assert "style=" not in shown
    [line] = lines(visitor, language=language)
    assert (line["period"], line["reported"], line["sizes"], line["members"], line["mean"]) == ("2025-H2", "6", "large", "6", "12.5")  # fmt: skip
    told_ = visitor.get("/api/v1/indicators?code=gpai-2025").json()
    rows = [row for row in told_["rows"] if row["indicator"] == INDICATOR]
    assert [{name: str(value) for name, value in row.items()} for row in rows] == [line]
    assert (told_["period"], told_["moment"]) == ("2025-H2", "2026-03-31")


def test_too_few_are_not_shown(visitor: Any, signatories: list[Any]) -> None:
    for number, one in enumerate(signatories[:4]):
        hand_in(one, 10 + number)
    [line] = lines(visitor)
    assert (line["reported"], line["sizes"], line["members"], line["mean"]) == ("4", "", "", "")
    shown = text(visitor.get(PAGE.format("en")))
    assert "no group has enough signatories (reported: 4; needed: 5 in a group)" in shown
    assert "<svg" not in shown


def test_who_dominates_is_not_told(visitor: Any, signatories: list[Any]) -> None:
    for number, one in enumerate(signatories[:5]):
        hand_in(one, 9000 if number == 0 else 1)
    assert [(line["members"], line["mean"]) for line in lines(visitor)] == [("5", "")]
    assert "one or two signatories make up most of it" in text(visitor.get(PAGE.format("en")))


def test_a_correction_replaces_what_it_corrects(visitor: Any, signatories: list[Any]) -> None:
    made = [hand_in(one, 10) for one in signatories[:5]]
    content = signatories[0].dossier.report(
        signatories[0].organisation.name, measures=told(15), at="2026-02-11T08:00:00Z"
    )
    by = signatories[0]
    corrected = take(content, by.organisation, by=by.person, corrects=str(made[0].pk)).submission
    Submission.objects.filter(pk=corrected.pk).update(received=ON_TIME)
    assert [(line["reported"], line["mean"]) for line in lines(visitor)] == [("5", "11")]


def test_what_comes_in_late_tells_of_nobody(visitor: Any, signatories: list[Any]) -> None:
    """One more report in the sum, and the difference would be its figure: it waits for the next last day, and for four others."""
    for one in signatories[:5]:
        hand_in(one, 10)
    hand_in(signatories[5], 40, LATE)
    [line] = lines(visitor)
    assert (line["reported"], line["members"], line["mean"]) == ("5", "5", "10")
    for one in signatories[:6]:
        hand_in(one, 10, datetime(2026, 9, 1, tzinfo=UTC), period=("2026-01-01", "2026-06-30"), at="2026-08-10T08:00:00Z")  # fmt: skip
    before, now = lines(visitor)
    assert (before["period"], before["reported"], before["members"], before["mean"]) == ("2025-H2", "6", "5", "10")  # fmt: skip
    assert (now["period"], now["reported"], now["members"]) == ("2026-H1", "6", "5")
    [then] = lines(visitor, "&on=2026-09-30")
    assert then == line
    assert lines(visitor, "&period=2025-H2") == [before]


def test_who_did_not_adhere_is_not_counted(visitor: Any, signatories: list[Any]) -> None:
    for one in signatories[:5]:
        hand_in(one, 10)
    Adherence.objects.filter(provider=signatories[5].organisation).delete()
    assert hand_in(signatories[5], 40).figures == []
    assert [(line["reported"], line["mean"]) for line in lines(visitor)] == [("5", "10")]


def test_a_page_asks_as_much_with_more_reports(visitor: Any, signatories: list[Any]) -> None:
    counts = []
    visitor.get(PAGE.format("en"))
    for half in (signatories[:1], signatories[1:]):
        for one in half:
            hand_in(one, 10)
        counting._few.cache_clear()
        with CaptureQueriesContext(connection) as asked:
            visitor.get(PAGE.format("en"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("code=nothing", 404),
        ("code=gpai-2025&period=1999", 404),
        ("", 422),
        ("code=gpai-2025&strange=1", 422),
    ],
)
def test_what_is_not_there_is_told_to_a_program(visitor: Any, query: str, status: int) -> None:
    assert visitor.get(f"/api/v1/indicators?{query}").status_code == status


def test_a_page_without_reports_says_so(visitor: Any) -> None:
    assert "No report on this code has come in yet" in text(visitor.get(PAGE.format("en")))
    assert "is nog geen rapportage binnen" in text(visitor.get(PAGE.format("nl")))
    assert visitor.get(f"{PAGE.format('en')}?code=nothing").status_code == 404
