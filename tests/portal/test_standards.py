# SPDX-License-Identifier: EUPL-1.2
"""The register of standards: each has a page that stays, on any day, with what it supports, its states, files and what proves them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date, datetime
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone
from tests.portal.desked import text
from tests.portal.test_library import tree
from tests.unit.cli.running import adhere

from adhere.kernel.finding import Place
from adhere.monitoring.standards import Standard as Packaged
from adhere.monitoring.standards import Step, packaged_standards
from adhere.portal.audit.recording import record
from adhere.portal.register import packaged, words
from adhere.portal.register.models import Standard, StandardWord

pytestmark = pytest.mark.django_db
HERE = Place(file="standards.toml", at="EN 1")
DRAFT = Step(state="draft", day=date(2026, 1, 31), seen=True, grade="secondary", place=HERE)
CITED = Step(state="cited", day=date(2026, 6, 1), grade="official", place=HERE)
FOUND = replace(packaged_standards()[0], id="EN 1", targets=("aia:art-53.1.c", "aia:art-9"), steps=(DRAFT,))
WORDS = {
    "nl": {
        "none": "De referentie staat niet in het Publicatieblad",
        "presumed": "wordt vermoed te voldoen",
        "packaged": "met het programma meegeleverd",
        "rest": "geen vereiste in deze bibliotheek rust daarop",
        "draft": "ontwerp",
        "cited": "geharmoniseerd",
        "unknown": "Niet bekend.",
    },
    "en": {
        "none": "Its reference is not in the Official Journal",
        "presumed": "is presumed to meet the duties",
        "packaged": "came with the program",
        "rest": "none of the requirements in this library rests on it",
        "draft": "draft",
        "cited": "harmonised",
        "unknown": "Not known.",
    },
}


def released(monkeypatch: pytest.MonkeyPatch, *found: Packaged) -> None:
    """Bring the register up to a release with these standards, as every migration does."""
    monkeypatch.setattr(packaged, "packaged_standards", lambda: found)
    packaged.keep_standards()
    words.complete()


@pytest.fixture
def lived(monkeypatch: pytest.MonkeyPatch) -> None:
    """A standard that came with one release as a draft and with the next as harmonised."""
    released(monkeypatch, FOUND)
    released(monkeypatch, replace(FOUND, steps=(DRAFT, CITED)))


@pytest.mark.parametrize("language", WORDS)
def test_every_standard_of_the_program_has_its_page(visitor: Any, language: str) -> None:
    listed = tree(visitor.get(f"/{language}/registers/standards/"))
    led = listed.xpath("//tbody/tr/th/a")
    known = {one.id: one for one in packaged_standards()}
    assert {one.text for one in led} == set(known)
    for link in led:
        one = known[link.text]
        root = tree(visitor.get(link.get("href")))
        told = root.xpath("string(//main)")
        assert root.xpath("string(//h1)") == one.id
        assert one.title.in_(language) in told
        assert one.body in told
        assert one.note is not None
        assert one.note.in_(language) in told
        assert WORDS[language]["none"] in told
        assert WORDS[language]["packaged"] in root.xpath("string(//tbody/tr/td[last()])")
        assert (WORDS[language]["unknown"] in told) is not bool(one.targets)


def test_the_command_on_the_page_tells_what_the_page_does(visitor: Any) -> None:
    root = tree(visitor.get("/en/registers/standards/pren-18228/?on=2026-03-01"))
    command = root.xpath("//main/p/code")[-1].text.split()
    assert command[0] == "adhere"
    told = {one["id"]: one for one in adhere(*command[1:]).json()["standards"]}["prEN 18228"]
    api = visitor.get("/api/v1/standards/pren-18228?on=2026-03-01").json()
    assert told["targets"] == [one["provision"] for one in api["targets"]]
    assert [(one["state"], one["grade"], one["seen"]) for one in told["steps"]] == [
        (one["status"], one["grade"], one["seen"]) for one in api["states"]
    ]


@pytest.mark.usefixtures("lived")
@pytest.mark.parametrize("language", WORDS)
def test_it_is_shown_as_it_stood_on_a_day(visitor: Any, language: str) -> None:
    address, said = f"/{language}/registers/standards/en-1/", WORDS[language]
    assert visitor.get(f"{address}?on=2026-01-30").status_code == 404
    before, now = (tree(visitor.get(address + query)) for query in ("?on=2026-05-31", ""))
    assert [one.xpath("string(th)") for one in before.xpath("//tbody/tr")] == [said["draft"]]
    assert [one.xpath("string(th)") for one in now.xpath("//tbody/tr")] == [said["cited"], said["draft"]]
    assert said["none"] in before.xpath("string(//main)")
    assert said["presumed"] not in before.xpath("string(//main)")
    assert said["presumed"] in now.xpath("string(//main)")
    assert said["none"] not in now.xpath("string(//main)")
    assert "?on=2026-05-31" in before.xpath("//main//li/a/@href")[0]
    listed = [
        tree(visitor.get(f"/{language}/registers/standards/{query}")).xpath("string(//tr[th='EN 1']/td[2])")
        for query in ("?on=2026-05-31", "")
    ]
    assert listed == [said["draft"], said["cited"]]


@pytest.mark.usefixtures("lived")
@pytest.mark.parametrize("language", WORDS)
def test_it_leads_to_what_it_supports(visitor: Any, language: str) -> None:
    root = tree(visitor.get(f"/{language}/registers/standards/en-1/"))
    led = root.xpath("//main/ul//a/@href")
    assert led[:2] == [f"/{language}/law/art-53.1.c/", f"/{language}/requirements/gpai-03/"]
    assert all(visitor.get(one).status_code == 200 for one in led if not one.startswith("?"))
    assert WORDS[language]["rest"] in root.xpath("string(//main/ul[1]/li[2])")
    assert not root.xpath("//main/ul[1]/li[2]/a")


@pytest.mark.usefixtures("lived")
def test_a_later_release_changes_nothing_that_was_there_and_the_office_goes_before_it(
    monkeypatch: pytest.MonkeyPatch, office: Any
) -> None:
    told = list(Standard.objects.filter(slug="en-1").order_by("since").values())
    assert [(one["status"], one["until"]) for one in told] == [("draft", told[1]["since"]), ("cited", None)]
    released(monkeypatch, replace(FOUND, steps=(DRAFT, CITED)))
    assert list(Standard.objects.filter(slug="en-1").order_by("since").values()) == told
    seen_later = replace(CITED, day=date(2026, 5, 20))
    released(monkeypatch, replace(FOUND, steps=(DRAFT, seen_later)))
    last = Standard.objects.get(slug="en-1", until=None)
    assert timezone.localdate(last.since) == date(2026, 5, 20)
    assert Standard.objects.filter(slug="en-1").count() == 3
    event = record("standard:registered", subject="standard/en-1", content={}, actor=office.person)
    Standard.objects.filter(pk=last.pk).update(event=event.seq, status="withdrawn")
    released(monkeypatch, FOUND, replace(FOUND, steps=(DRAFT, CITED)))
    assert Standard.objects.get(slug="en-1", until=None).status == "withdrawn"


@pytest.mark.usefixtures("lived")
def test_a_state_with_an_event_leads_to_its_proof(visitor: Any, office: Any) -> None:
    event = record("standard:registered", subject="standard/en-1", content={}, actor=office.person)
    Standard.objects.filter(slug="en-1").update(event=event.seq)
    root = tree(visitor.get("/en/registers/standards/en-1/"))
    (address, _) = root.xpath("//tbody/tr/td[last()]/a/@href")
    assert address == f"/en/log/{event.seq}/"
    assert visitor.get(address).status_code == 200
    assert "adhere monitor standards" not in root.xpath("string(//main)")


@pytest.mark.usefixtures("lived")
def test_its_states_are_files(visitor: Any) -> None:
    Standard.objects.filter(slug="en-1", until=None).update(link="=1+1")
    page = "/en/registers/standards/en-1/"
    forms = [one.rpartition("=")[2] for one in tree(visitor.get(page)).xpath("//ul[@class='files']//a/@href")]
    assert forms == ["csv", "xlsx", "json"]
    rows = json.loads(visitor.get(f"{page}?format=json").getvalue())
    assert [(one["status"], one["grade"], one["seen"]) for one in rows] == [
        ("cited", "official", False),
        ("draft", "secondary", True),
    ]
    answer = visitor.get(f"{page}?format=csv&on=2026-05-31")
    assert "standard-en-1-2026-05-31.csv" in answer.headers["Content-Disposition"]
    assert len(list(csv.reader(io.StringIO(answer.getvalue().decode())))) == 2
    assert "'=1+1" in visitor.get(f"{page}?format=csv").getvalue().decode()


@pytest.mark.usefixtures("lived")
def test_programs_read_it_and_need_not_read_it_twice(visitor: Any) -> None:
    address = "/api/v1/standards/en-1"
    answer = visitor.get(address)
    told = answer.json()
    assert told["targets"] == [
        {"provision": "aia:art-53.1.c", "requirements": ["gpai-03"]},
        {"provision": "aia:art-9", "requirements": []},
    ]
    assert [(one["status"], one["harmonised_on"]) for one in told["states"]] == [
        ("cited", "2026-06-01"),
        ("draft", None),
    ]
    assert told["states"][1]["until"] == told["states"][0]["since"]
    assert len(visitor.get(f"{address}?on=2026-05-31").json()["states"]) == 1
    tag = answer.headers["ETag"]
    assert visitor.get(address, headers={"if-none-match": tag}).status_code == 304
    for wrong, status in ((f"{address}?on=2026-01-30", 404), ("/api/v1/standards/none", 404), (f"{address}?on=x", 422)):  # fmt: skip
        refused = visitor.get(wrong)
        assert (refused.status_code, refused.headers["Content-Type"]) == (status, "application/problem+json")


@pytest.mark.usefixtures("lived")
def test_lists_search_feed_and_dump_lead_to_it(visitor: Any) -> None:
    for language, asked in (("nl", "risicobeheer"), ("en", "risk manag")):
        found = tree(visitor.get(f"/{language}/registers/standards/?q={asked}"))
        assert found.xpath(f"//a[@href='/{language}/registers/standards/en-1/']/text()") == ["EN 1"]
        feed = visitor.get(f"/{language}/registers/feed/standards.atom").content.decode()
        assert f"/{language}/registers/standards/en-1/" in feed
        assert f"EN 1: {FOUND.title.in_(language)}" in feed
        assert f">{WORDS[language]['cited']}<" in feed
    dump = json.loads(visitor.get("/nl/registers/dump.json").getvalue())
    assert [one["status"] for one in dump["standards"] if one["standard_id"] == "en-1"] == ["cited"]


def test_one_that_is_not_there_and_a_day_that_is_none(visitor: Any) -> None:
    for name in ("none", "pren", "pren-18228-x"):
        assert visitor.get(f"/nl/registers/standards/{name}/").status_code == 404
    assert "is no day that can be shown" in text(visitor.get("/en/registers/standards/pren-18228/?on=x"))


def test_a_status_of_no_known_name_is_shown_as_it_is(visitor: Any) -> None:
    Standard.objects.create(slug="en-2", name="EN 2", title_en="T", title_nl="T", status="on <hold>")
    for page in ("standards/", "standards/en-2/"):
        assert "on &lt;hold&gt;" in text(visitor.get(f"/en/registers/{page}"))


def test_standards_from_before_they_had_pages_are_named_and_what_is_packaged_comes_back() -> None:
    change = import_module("adhere.portal.register.migrations.0006_standards")
    moment = timezone.make_aware(datetime(2026, 2, 1))  # noqa: DTZ001
    kept = [
        Standard.objects.create(slug=f"x{n}", name="EN 3: deel 1", title_en="T", title_nl="", status="draft", event=1, since=moment)
        for n in range(2)
    ]  # fmt: skip
    editor = SimpleNamespace(connection=connection)
    change.forget(apps, editor)
    assert set(Standard.objects.all()) == set(kept)
    change.name(apps, editor)
    told = list(Standard.objects.order_by("id").values_list("slug", "title_nl"))
    assert told == [("en-3-deel-1", "T"), (f"en-3-deel-1-{kept[1].pk}", "T")]
    packaged.keep_standards()
    words.complete()
    assert Standard.objects.count() == 2 + len(packaged_standards())
    assert StandardWord.objects.filter(entry__slug="pren-18228").exists()
