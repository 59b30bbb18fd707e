# SPDX-License-Identifier: EUPL-1.2
"""A portal whose database is away or whose disk is full: it says so wherever it was asked, with when to come back, and nothing is half kept.

The database is really away: a file nothing can open, one that another program holds, a server nobody listens at. The disk is really full: a
small one that was filled up.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import Client
from tests.portal.asking import asked
from tests.portal.desked import incident
from tests.portal.drafted import begun, opened, published

from adhere.portal.audit.models import Event
from adhere.portal.drafting.models import Comment, Draft, Survey, Version
from adhere.portal.logs import JsonLines
from adhere.portal.register.models import Summary
from adhere.portal.requests.models import Answer, Pack
from adhere.portal.submissions.models import Submission

pytestmark = pytest.mark.django_db
AWAY = {"nl": "Het portaal kan nu niet antwoorden", "en": "The portal cannot answer at the moment"}
FULL = {"nl": "Het portaal heeft geen ruimte meer", "en": "The portal has no room left"}
LOCAL = pytest.mark.skipif(
    "sqlite" not in os.environ.get("ADHERE_PORTAL_DATABASE", "sqlite"), reason="a database that is a file"
)


# A database that is away


@contextmanager
def unopenable(_: Path) -> Iterator[dict[str, Any]]:
    """A place where no database is: SQLite cannot open it, and no PostgreSQL listens there."""
    yield {"HOST": "/none/there"} if connection.vendor == "postgresql" else {"NAME": "/none/there.sqlite3"}


@contextmanager
def locked(folder: Path) -> Iterator[dict[str, Any]]:
    """A file that another program holds for itself."""
    place = folder / "held.sqlite3"
    other = sqlite3.connect(place)
    other.execute("BEGIN EXCLUSIVE")
    yield {"NAME": str(place), "OPTIONS": connection.settings_dict["OPTIONS"] | {"timeout": 0.05}}
    other.close()


@pytest.fixture(params=[unopenable, pytest.param(locked, marks=LOCAL)])
def away(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], None]]:
    """Take the database away."""
    here: Any = connections["default"]
    with request.param(tmp_path) as elsewhere:
        other = here.copy()
        other.settings_dict = {**here.settings_dict, **elsewhere}

        def take_away() -> None:
            connections["default"] = other

        yield take_away
        connections["default"] = here
        other.close()


LIST = "/{}/registers/signatories/"
FILES = (*(f"{LIST}?format={form}" for form in ("csv", "json", "xlsx")), "/{}/registers/dump.json")
PAGES = ("/{}/", LIST, "/{}/account/me/", "/{}/log/", "/{}/desk/", "/{}/registers/indicators/", *FILES)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_so_in_the_language_of_whoever_asks(
    office: Any, away: Callable[[], None], caplog: Any, path: str, language: str
) -> None:
    office.client.raise_request_exception = False
    away()
    answer = office.client.get(path.format(language))
    text = answer.content.decode()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert f'<html lang="{language}">' in text
    assert f"<h1>{AWAY[language]}</h1>" in text
    assert answer.headers["Content-Language"] == language
    assert "none/there" not in text
    [line] = [json.loads(JsonLines().format(one)) for one in caplog.records if one.levelname == "ERROR"]
    assert line["status"] == 503
    assert "django.db.utils.OperationalError" in [one["kind"] for one in line["error"]]
    assert "none/there" not in json.dumps(line).replace(__file__, "")


def test_the_first_page_of_who_is_not_signed_in_needs_no_database(
    visitor: Any, away: Callable[[], None]
) -> None:
    away()
    assert visitor.get("/nl/").status_code == 200


def test_a_form_that_was_sent_is_answered_alike(office: Any, away: Callable[[], None]) -> None:
    office.client.raise_request_exception = False
    away()
    answer = office.client.post("/en/desk/assessments/open/", {"code": "gpai-2025"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert AWAY["en"] in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("get /api/v1/signatories", {}),
        ("get /api/v1/checkpoint", {}),
        ("get /api/v1/desk/reviews", {"authorization": "Bearer adhere_x"}),
        ("post /api/v1/submissions", {"authorization": "Bearer adhere_x"}),
        ("get /nl/registers/models/", {"accept": "application/json"}),
        ("get /nl/registers/models/", {"accept": "application/problem+json, text/html;q=0.5"}),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_program_is_told_a_problem(
    visitor: Any, away: Callable[[], None], path: str, headers: dict[str, str], language: str
) -> None:
    visitor.raise_request_exception = False
    away()
    method, address = path.replace("/nl/", f"/{language}/").split()
    answer = getattr(visitor, method)(address, headers={"accept-language": language, **headers})
    told = answer.json()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (told["type"], told["title"]) == ("urn:adhere:problem:database", AWAY[language])
    assert "none/there" not in answer.content.decode()


def test_health_says_it_fails(visitor: Any, away: Callable[[], None]) -> None:
    away()
    answer = visitor.get("/health")
    assert (answer.status_code, answer.json()["database"]) == (503, "fail")


@LOCAL
def test_a_statement_that_cannot_be_read_is_a_mistake_of_ours(office: Any) -> None:
    connection.cursor().execute("DROP TABLE people_membership")
    office.client.raise_request_exception = False
    answer = office.client.get("/en/desk/")
    assert answer.status_code == 500
    assert "Something went wrong here" in answer.content.decode()


# A disk that is full


@pytest.fixture
def full(settings: Any, tmp_path: Path) -> Iterator[Callable[[], None]]:
    """Fill up the disk that files are kept on: a small one, mounted for this."""
    place = tmp_path / "media"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k,mode=0700", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("!! a full disk: NOT TESTED, only root can mount a small one")
    settings.MEDIA_ROOT = place
    kept: list[Path] = []

    def files() -> list[Path]:
        return sorted(one for one in place.rglob("*") if one.is_file() and one.name != "filler")

    def fill() -> None:
        kept.extend(files())
        with suppress(OSError), (place / "filler").open("wb", buffering=0) as out:
            while True:
                out.write(b"\0" * 4096)

    yield fill
    assert files() == kept, "nothing is half written"
    subprocess.run(["umount", str(place)], check=True)


def counts() -> list[int]:
    kinds: list[Any] = [Event, Survey, Comment, Version, Summary, Pack, Answer, Submission]
    return [kind.objects.count() for kind in kinds]


SURVEY = "Measure;Comment;Stakeholder group;E-mail\nD-1.2;Too long;civil society;a@example.org\n"


def _survey(request: pytest.FixtureRequest) -> tuple[Client, str, dict[str, Any]]:
    office = request.getfixturevalue("office")
    published(begun(opened(office), office)[0], office)
    assert Draft.objects.get().number == 1
    file = SimpleUploadedFile("answers.csv", SURVEY.encode(), content_type="text/csv")
    return office.client, "/{}/drafting/example-code/drafts/1/survey/", {"file": file}


def _version(request: pytest.FixtureRequest) -> tuple[Client, str, dict[str, Any]]:
    office = request.getfixturevalue("office")
    published(begun(opened(office), office)[0], office)
    form = {"version": "1.0", "summary_en": "The first.", "summary_nl": "De eerste."}
    return office.client, "/{}/drafting/example-code/publish/", form


def _answer(request: pytest.FixtureRequest) -> tuple[Client, str, dict[str, Any]]:
    supplier, downstream = request.getfixturevalue("supplier"), request.getfixturevalue("downstream")
    row = asked(downstream, supplier)
    file = SimpleUploadedFile("pack.json", supplier.pack())
    return supplier.client, f"/{{}}/requests/{row.pk}/answer/", {"kind": "answered", "seen": 0, "pack": file}


ACTS = {"a survey": _survey, "a version": _version, "an answer with a pack": _answer}
Made = Callable[[pytest.FixtureRequest], tuple[Client, str, dict[str, Any]]]


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_act_that_keeps_a_file_does_nothing_and_says_so(
    request: pytest.FixtureRequest, full: Callable[[], None], caplog: Any, act: Made, language: str
) -> None:
    client, path, form = act(request)
    client.raise_request_exception = False
    full()
    before = counts()
    caplog.clear()
    answer = client.post(path.format(language), form)
    assert (answer.status_code, answer.headers["Retry-After"]) == (507, "30")
    assert FULL[language] in answer.content.decode()
    assert counts() == before
    [line] = [json.loads(JsonLines().format(one)) for one in caplog.records if one.levelname == "ERROR"]
    assert (line["status"], line["error"][0]["code"]) == (507, "ENOSPC")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_large_file_for_which_there_is_no_room_on_its_way(
    request: pytest.FixtureRequest, full: Callable[[], None], settings: Any, language: str
) -> None:
    client, path, _ = _survey(request)
    client.raise_request_exception = False
    full()
    settings.FILE_UPLOAD_TEMP_DIR = settings.MEDIA_ROOT
    before = counts()
    large = SimpleUploadedFile("answers.csv", SURVEY.encode() * 40_000, content_type="text/csv")
    answer = client.post(path.format(language), {"file": large})
    assert (answer.status_code, answer.headers["Retry-After"]) == (507, "30")
    assert FULL[language] in answer.content.decode()
    assert counts() == before


@LOCAL
def test_a_database_that_is_full_is_told_alike(reporter: Any, caplog: Any) -> None:
    reporter.client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count=1")  # it takes as many as there are
        answer = incident(reporter, "nl", text="There was no room. " * 1000)
        cursor.execute("PRAGMA max_page_count=4294967294")
    assert (answer.status_code, answer.headers["Retry-After"]) == (507, "30")
    assert FULL["nl"] in answer.content.decode()
    [line] = [JsonLines().format(one) for one in caplog.records if one.levelname == "ERROR"]
    assert '"code": "SQLITE_FULL"' in line
    assert "no room" not in line
