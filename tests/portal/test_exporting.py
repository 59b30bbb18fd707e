# SPDX-License-Identifier: EUPL-1.2
"""Every list page has its files: the same links, all its rows in every form, nothing for who may not read it, no formula, on record."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from django.utils import timezone
from tests.portal.asking import Provider
from tests.portal.test_addresses import ASKERS, World, address_of, pages

from adhere.portal import exporting
from adhere.portal.audit import views as log
from adhere.portal.audit.models import Event
from adhere.portal.desk.models import Incident
from adhere.portal.joining import acts as joining
from adhere.portal.people.models import Organisation
from adhere.portal.register.models import Adherence

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FORMULA = "=cmd|example"
SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMS = exporting.FORMS
PORTAL = Path(exporting.__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One list page: whose it is, whether what the office takes out of it is put on record, and a word that its files hold."""

    page: str
    by: str
    word: str
    guarded: bool = True
    query: str = ""
    least: int = 1


LISTS = (
    Listed(page="submissions:list", by="own-head", word="voorbeeld-8b"),
    Listed(page="submissions:list", by="office", word="voorbeeld-8b"),
    Listed(page="submissions:keys", by="own-reader", word="20"),
    Listed(page="submissions:calendar", by="own-head", word="20"),
    Listed(page="requests:home", by="downstream", word=FORMULA),
    Listed(page="requests:home", by="own-reader", word=FORMULA),
    Listed(page="requests:home", by="office-reader", word=FORMULA),
    Listed(page="drafting:applications", by="office", word="experts"),
    Listed(page="desk:reviews", by="office", word="gpai-2025"),
    Listed(page="joining:home", by="office", word="gpai-2025"),
    Listed(page="people:organisations", by="administrator", word=FORMULA, least=5),
    Listed(page="desk:home", by="own-head", word=FORMULA, query="list=incidents"),
    Listed(page="desk:home", by="own-head", word=FORMULA, query="list=questions"),
    Listed(page="desk:home", by="authority", word=FORMULA, query="list=supervised"),
    Listed(page="desk:home", by="rightsholder", word=FORMULA, query="list=complaints"),
    Listed(page="desk:home", by="expert", word=FORMULA, query="list=alerts"),
    Listed(page="desk:home", by="board", word="gpai-2025", query="list=assessments"),
    Listed(page="drafting:home", by="visitor", word="code", guarded=False),
    Listed(page="drafting:participants", by="visitor", word="civil-society", guarded=False),
    Listed(page="drafting:comments", by="visitor", word="Too short.", guarded=False),
    Listed(page="drafting:calendar", by="visitor", word="plenary", guarded=False),
    Listed(page="library:codes", by="visitor", word="gpai-2025", guarded=False),
    Listed(page="library:changes", by="visitor", word="", guarded=False),
    Listed(page="library:requirements", by="visitor", word="", guarded=False, query="list=requirements", least=10),
    Listed(page="library:requirements", by="visitor", word="", guarded=False, query="list=measures", least=10),
    Listed(page="audit:home", by="visitor", word="request:made", guarded=False, least=20),
    Listed(page="audit:witnesses", by="visitor", word="getuige.example/portaal", guarded=False),
    Listed(page="register:list", by="visitor", word="provider", guarded=False),
)  # fmt: skip


@pytest.fixture
def world(supplier: Provider, player: Callable[..., Any]) -> World:
    made = World(supplier, player)
    joining.state(supplier.organisation, "gpai-2025", ["S"], [], by=supplier.player.person)
    joining.confirm(Adherence.objects.get(provider=supplier.organisation, chapter="S").pk, by=made.office.person)  # fmt: skip
    other = made.players["provider"]
    joining.state(other.organisation, "gpai-2025", ["T"], [], by=other.person)
    Organisation.objects.filter(pk=supplier.organisation.pk).update(name=FORMULA)
    return made


def address(world: World, listed: Listed, language: str = "en") -> str:
    found = address_of(listed.page, pages()[listed.page], world.values).replace("/en/", f"/{language}/", 1)
    return f"{found}?{listed.query}" if listed.query else found


def taken(browser: Any, link: str) -> bytes:
    answer = browser.get(link)
    assert answer.status_code == 200, link
    assert "attachment" in answer.headers["Content-Disposition"], link
    return answer.getvalue()


def sheet_of(content: bytes) -> list[list[str]]:
    """The cells of a sheet as texts, of which none is a formula."""
    with ZipFile(io.BytesIO(content)) as book:
        sheet, shared = (ET.fromstring(book.read(f"xl/{one}.xml")) for one in ("worksheets/sheet1", "sharedStrings"))  # fmt: skip
    assert not list(sheet.iter(f"{SPACE}f"))
    words = ["".join(one.itertext()) for one in shared.iter(f"{SPACE}si")]
    return [
        [words[int("".join(cell.itertext()))] if cell.get("t") == "s" else "".join(cell.itertext()) for cell in row.iter(f"{SPACE}c")]
        for row in sheet.iter(f"{SPACE}row")
    ]  # fmt: skip


def links(html: str, query: str) -> list[str]:
    every = [unescape(one) for one in re.findall(r'href="(\?[^"]*format=\w+)"', html)]
    return [one for one in every if query in one]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_list_page_has_its_files_and_they_hold_its_rows(world: World, language: str) -> None:
    for listed in LISTS:
        browser, at = world.clients[listed.by], address(world, listed, language)
        found = links(browser.get(at).content.decode(), listed.query)
        assert [one.rpartition("format=")[2] for one in found] == list(FORMS), (listed, found)
        path = at.partition("?")[0]
        before = Event.objects.count()
        table = list(csv.reader(io.StringIO(taken(browser, path + found[0]).decode(), newline="")))
        records = json.loads(taken(browser, path + found[2]))
        sheet = sheet_of(taken(browser, path + found[1]))
        recorded = listed.guarded and listed.by.startswith("office")
        made = Event.objects.filter(seq__gte=before)
        assert [one.kind for one in made] == ["export:made"] * (3 if recorded else 0), listed
        if listed.page == "audit:home":
            assert len(records) == Event.objects.count()
        assert len(records) == len(table) - 1 == len(sheet) - 1 >= listed.least, listed
        assert table[0] == sheet[0] == list(records[0]), listed
        cells = [str(cell) for row in records for cell in row.values()]
        assert any(listed.word in cell for cell in cells), (listed, cells)
        assert not any(cell.startswith(("=", "+", "@")) for row in table for cell in row), listed


def test_a_file_is_for_whoever_may_read_its_page_and_for_nobody_else(world: World) -> None:
    for listed in (one for one in LISTS if one.guarded):
        at = address(world, listed)
        for who in ASKERS:
            asked = f"{at}{'&' if listed.query else '?'}format=csv"
            assert world.ask(who, "GET", asked) == world.ask(who, "GET", at), (listed, who)
    for page, who in (("requests:home", "provider"), ("desk:home", "provider"), ("desk:home", "downstream")):
        for name in ("incidents", "questions", "complaints", "supervised", "alerts", "assessments"):
            at = address(world, Listed(page=page, by=who, word="", query=f"list={name}"))
            assert FORMULA.encode() not in world.clients[who].get(f"{at}&format=csv").getvalue(), (who, name)


def test_requests_and_statements_are_no_files_for_a_visitor(world: World) -> None:
    for page in ("requests:home", "joining:home"):
        at = address(world, Listed(page=page, by="visitor", word=""))
        answer = world.clients["visitor"].get(f"{at}?format=csv")
        assert "text/html" in answer.headers["Content-Type"]
        assert "format=csv" not in links(answer.content.decode(), "")


def test_a_file_holds_every_row_and_not_one_page(world: World) -> None:
    Incident.objects.bulk_create(
        Incident(
            provider=world.supplier.organisation, received=timezone.now(), aware=timezone.localdate(), link="suspected", harms=["death"],
            due=timezone.localdate() + timedelta(days=9), state="closed", event=1_000_000 + number,
        )
        for number in range(60)
    )  # fmt: skip
    for who, name in (("own-head", "incidents"), ("authority", "supervised")):
        content = taken(world.clients[who], f"/en/desk/?list={name}&format=json")
        assert len(json.loads(content)) == Incident.objects.count() == 61


def test_a_file_keeps_the_filter_of_its_page_and_no_place_in_it(world: World) -> None:
    page = address(world, Listed(page="drafting:applications", by="office", word=""))
    html = world.clients["office"].get(f"{page}?state=selected&after=x&format=none").content.decode()
    found = links(html, "")
    assert found == [f"?state=selected&format={form}" for form in FORMS]
    assert json.loads(taken(world.clients["office"], page + found[2])) == []


def test_only_a_file_that_is_sent_is_put_on_record_and_no_browser_keeps_it(world: World) -> None:
    page = address(world, Listed(page="submissions:list", by="office", word=""))
    before = Event.objects.count()
    assert world.clients["office"].head(f"{page}?format=csv").status_code == 200
    assert world.clients["office"].get(f"{page}?format=exe").headers["Content-Type"].startswith("text/html")
    assert Event.objects.count() == before
    answer = world.clients["office"].get(f"{page}?format=csv")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert Event.objects.latest("seq").subject == f"export/submissions-{world.supplier.organisation.slug}"


def test_a_log_too_long_for_a_sheet_is_offered_without_one(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "SHEET_MOST", Event.objects.count() - 1)
    answer = world.clients["visitor"].get("/en/log/")
    assert links(answer.content.decode(), "") == ["?format=csv", "?format=json"]
    assert (
        world.clients["visitor"].get("/en/log/?format=xlsx").headers["Content-Type"].startswith("text/html")
    )


def test_every_list_of_pages_has_files() -> None:
    """A template that leads to a next page is of a list, and offers it as files; of these a draft has its comments as files, the desk
    its queues by a button; the others are a part and a choice."""
    otherwise = {"queue.html", "_next.html", "compare.html", "clause.html"}
    without = {
        path.name
        for path in PORTAL.rglob("*.html")
        if ".following" in (told := path.read_text(encoding="utf-8")) or "_next.html" in told
        if "{% files" not in told
    }
    assert without <= otherwise
