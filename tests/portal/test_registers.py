# SPDX-License-Identifier: EUPL-1.2
"""The registers: pages, files, feeds, every day of the past, and a cost that does not grow with what they hold."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from adhere.portal.people.models import Organisation
from adhere.portal.register import words
from adhere.portal.register.lists import REGISTERS
from adhere.portal.register.models import Adherence, Publication, RegisteredModel, Standard, Summary

pytestmark = pytest.mark.django_db
MARCH = timezone.make_aware(datetime(2026, 3, 1, 12))  # noqa: DTZ001
MAY = timezone.make_aware(datetime(2026, 5, 1, 12))  # noqa: DTZ001


def fill(count: int) -> None:
    providers = Organisation.objects.bulk_create(
        Organisation(slug=f"p-{n}", name=f"Provider {n:04}", kind="provider") for n in range(count)
    )
    Adherence.objects.bulk_create(
        Adherence(provider=one, code="gpai-2025", chapter="T", state="confirmed", since=MARCH)
        for one in providers
    )
    models = RegisteredModel.objects.bulk_create(
        RegisteredModel(
            slug=f"m-{n}",
            name=f"Model {n:04}",
            provider=one,
            placed_on=date(2026, 2, 1),
            summarised_since=None if n % 2 else MARCH + timedelta(minutes=n // 2),
            since=MARCH,
        )
        for n, one in enumerate(providers)
    )
    Summary.objects.bulk_create(
        Summary(
            model=model,
            version="1",
            origin="link",
            link="https://example.com/",
            since=MARCH + timedelta(minutes=n),
        )
        for n, model in enumerate(models[::2])
    )
    Standard.objects.create(name="EN 1", slug="en-1", title_en="=1+1", title_nl="=1+1", status="draft")
    Publication.objects.create(
        kind="assessment", code="gpai-2025", title_en="Adequate", title_nl="Toereikend", since=MAY
    )
    words.complete()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", [*REGISTERS, ""])
def test_every_register_has_its_page_in_both_languages(visitor: Any, language: str, name: str) -> None:
    fill(3)
    assert visitor.get(f"/{language}/registers/{name}{'/' if name else ''}").status_code == 200


@pytest.mark.parametrize("name", REGISTERS)
def test_a_page_costs_the_same_however_much_there_is(visitor: Any, name: str) -> None:
    address = f"/nl/registers/{name}/"
    fill(10)
    visitor.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        visitor.get(address)
    Organisation.objects.all()
    for model in (Summary, Adherence, RegisteredModel, Standard, Publication, Organisation):
        model.objects.all().delete()
    fill(400)
    with CaptureQueriesContext(connection) as many:
        visitor.get(address)
    assert len(few) == len(many) <= 3


@pytest.mark.parametrize(
    ("language", "title", "chapter"),
    [
        ("nl", "Praktijkcode voor AI voor algemene doeleinden", "T Transparantie"),
        ("en", "Code of Practice", "T Transparency"),
    ],
)
@pytest.mark.parametrize("where", ["signatories/", "providers/p-1/"])
def test_a_code_and_its_chapters_are_named_as_people_know_them(
    visitor: Any, language: str, title: str, chapter: str, where: str
) -> None:
    fill(2)
    Adherence.objects.update(event=None)
    Adherence.objects.filter(provider__slug="p-1").update(code="gone-code")
    other = Organisation.objects.get(slug="p-1")
    Adherence.objects.create(
        provider=other, code="gpai-2025", chapter="T", state="confirmed", since=MAY, provider_name=other.name
    )
    page = visitor.get(f"/{language}/registers/{where}").content.decode()
    assert title in page
    assert f"<td>{chapter}</td>" in page
    assert "<td>gpai-2025</td>" not in page
    assert "<td>gone-code</td><td>T</td>" in page  # a code that is not at hand keeps the name it was given


def test_every_row_is_met_once_going_from_page_to_page(visitor: Any) -> None:
    fill(130)
    met, address = [], "/en/registers/models/?"
    while address:
        text = visitor.get(address).content.decode()
        met += re.findall(r'/en/registers/models/(m-\d+)/"', text)
        following = re.search(r'rel="next" href="[^"]*after=([A-Za-z0-9_-]+)"', text)
        address = f"/en/registers/models/?after={following[1]}" if following else ""
    assert met == [f"m-{n}" for n in range(130)]


@pytest.mark.parametrize("cursor", ["x", "W10", "%00", "e30", "WzEsMl0", "A" * 3000])
def test_a_cursor_of_no_use_is_the_first_page(visitor: Any, cursor: str) -> None:
    fill(2)
    assert "m-0" in visitor.get(f"/en/registers/models/?after={cursor}").content.decode()


def test_a_day_of_the_past_shows_what_held_then(visitor: Any) -> None:
    fill(1)
    row = Adherence.objects.get()
    row.until = MAY
    row.save()
    assert "Provider 0000" not in visitor.get("/en/registers/signatories/").content.decode()
    assert "Provider 0000" in visitor.get("/en/registers/signatories/?on=2026-04-01").content.decode()
    assert "Provider 0000" in visitor.get("/en/registers/signatories/?on=2026-03-01").content.decode()
    assert "Provider 0000" not in visitor.get("/en/registers/signatories/?on=2026-02-28").content.decode()
    assert "Provider 0000" not in visitor.get("/en/registers/signatories/?on=2026-05-02").content.decode()


@pytest.mark.parametrize("asked", ["2026-02-30", "yesterday", "2999-01-01", "<script>"])
def test_a_day_that_cannot_be_shown_is_told(visitor: Any, asked: str) -> None:
    text = visitor.get("/en/registers/models/", {"on": asked}).content.decode()
    assert "is no day that can be shown" in text
    assert "<script>" not in text


def test_a_model_on_the_market_without_a_summary_is_missing_one(visitor: Any) -> None:
    fill(2)
    assert (
        "no public summary of its training content"
        in visitor.get("/en/registers/models/m-1/").content.decode()
    )
    assert (
        "no public summary of its training content"
        not in visitor.get("/en/registers/models/m-0/").content.decode()
    )
    listed = visitor.get("/en/registers/missing/?format=json").getvalue()
    assert [row["model_id"] for row in json.loads(listed)] == ["m-1"]
    RegisteredModel.objects.filter(slug="m-1").update(placed_on=None)
    assert json.loads(visitor.get("/en/registers/missing/?format=json").getvalue()) == []


def test_files_hold_every_row_and_no_formula(visitor: Any) -> None:
    fill(120)
    rows = list(csv.reader(io.StringIO(visitor.get("/nl/registers/models/?format=csv").getvalue().decode())))
    assert len(rows) == 121
    standards = visitor.get("/nl/registers/standards/?format=csv").getvalue().decode()
    assert "'=1+1" in standards
    assert visitor.get("/nl/registers/standards/?format=xlsx").content[:2] == b"PK"


def test_the_dump_holds_every_register(visitor: Any) -> None:
    fill(5)
    dump = json.loads(visitor.get("/nl/registers/dump.json").getvalue())
    assert set(REGISTERS) < set(dump)
    assert len(dump["models"]) == 5


@pytest.mark.parametrize("name", ["signatories", "models", "summaries", "publications", "standards"])
def test_feeds(visitor: Any, name: str) -> None:
    fill(3)
    answer = visitor.get(f"/nl/registers/feed/{name}.atom")
    assert answer.status_code == 200
    assert b"<entry>" in answer.content


def test_entries_and_what_is_not_there(visitor: Any, office: Any) -> None:
    fill(1)
    for address in (
        "providers/p-0/",
        "models/m-0/",
        f"summaries/{Summary.objects.get().pk}/",
        f"publications/{Publication.objects.get().pk}/",
    ):
        assert visitor.get(f"/nl/registers/{address}").status_code == 200
    for address in (
        "providers/none/",
        "models/none/",
        "summaries/0/",
        "publications/0/",
        "none/",
        "feed/none.atom",
        f"providers/{office.organisation.slug}/",
    ):
        assert visitor.get(f"/nl/registers/{address}").status_code == 404


def test_search_takes_every_word(visitor: Any) -> None:
    fill(12)
    text = visitor.get("/en/registers/models/?q=model+0011").content.decode()
    assert "m-11" in text
    assert "m-10" not in text
    assert "m-11" not in visitor.get("/en/registers/models/?q=%00%25").content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "No name has words that begin like “odel”"),
        ("nl", "Geen naam heeft woorden die zo beginnen als “odel”"),
    ],
)
def test_a_search_that_finds_nothing_says_how_to_find(visitor: Any, language: str, words: str) -> None:
    fill(2)
    address = f"/{language}/registers/models/"
    assert words in visitor.get(f"{address}?q=odel").content.decode()
    remedy = words.partition("“")[0]
    assert remedy not in visitor.get(f"{address}?q=model").content.decode()
    assert remedy not in visitor.get(f"{address}?on=2020-01-01").content.decode()
