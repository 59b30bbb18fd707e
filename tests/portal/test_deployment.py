# SPDX-License-Identifier: EUPL-1.2
"""A deployment: what is wrong with it is told by id, every setting is explained, figures for whoever watches, logs that name nobody."""

from __future__ import annotations

import json
import logging
import re
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event
from typing import Any

import pytest
from django.core import checks
from django.http import HttpResponse
from django.test import RequestFactory
from tests.portal.test_operations import ROOT, adhere

from adhere.portal.logs import JsonLines
from adhere.portal.metrics import counting
from adhere.portal.metrics.counting import _counts, count_answers, start_anew
from adhere.portal.metrics.counts import CAPACITY, NAME, RECORD, Counts, read_all
from adhere.portal.people.checks import CHECKS

# A deployment


def test_a_deployment_over_https_has_nothing_to_warn_of(tmp_path: Path) -> None:
    listed = tmp_path / "leaked.txt"
    listed.write_text(f"{'0' * 40}:1\n", encoding="ascii")
    names = {"ORIGIN": "https://codes.example.org", "HOSTS": "codes.example.org", "BEHIND_PROXY": "yes", "DATA": str(tmp_path / "data"), "MAIL": "mail.example.org", "LEAKED_PASSWORDS": str(listed), "SCANNER": "unix:///run/clamd"}  # fmt: skip
    ran = adhere("-m", "django", "check", "--deploy", "--fail-level", "WARNING", **{f"ADHERE_PORTAL_{name}": value for name, value in names.items()})  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert "no issues" in ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("id_", "changes"),
    [
        ("people.W001", {"ORIGIN": "http://codes.example.org", "SECURE": False}),
        ("people.W002", {"ORIGIN": "https://codes.example.org", "ALLOWED_HOSTS": ["localhost"]}),
        ("people.W003", {"SECURE": True, "SECOND_FACTOR": False}),
        ("people.W005", {"SECURE": True, "SECURE_SSL_REDIRECT": True, "BEHIND_PROXY": False}),
        ("people.I001", {"SENDS_MAIL": False}),
        ("people.I002", {"LEAKED_PASSWORDS": None}),
        ("people.I003", {"SCANNER": ""}),
    ],
)
def test_a_wrong_deployment_is_told_by_id(settings: Any, id_: str, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        setattr(settings, name, value)
    assert id_ in [message.id for look in CHECKS for message in look()]


def test_a_folder_others_can_read(settings: Any, tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    settings.DATA = tmp_path
    assert "people.W004" in [message.id for look in CHECKS for message in look()]


@pytest.mark.django_db
def test_a_missing_table_of_tries(settings: Any) -> None:
    settings.CACHES = {**settings.CACHES, "default": {**settings.CACHES["default"], "LOCATION": "none"}}
    found = checks.run_checks(databases=["default"])
    assert "people.W006" in [message.id for message in found]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_setting_and_every_check_is_explained(language: str) -> None:
    page = (ROOT / "docs" / language / "portal-hosting.md").read_text(encoding="utf-8")
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/adhere/portal").rglob("*.py"))
    read = set(re.findall(r'environment\.\w+\("([A-Z0-9_]+)"', sources))
    read |= set(re.findall(r'self\.text\("([A-Z0-9_]+)"', sources))
    assert len(read) > 20
    assert {name for name in read if f"`ADHERE_PORTAL_{name}`" not in page} == set()
    told = set(re.findall(r"`ADHERE_PORTAL_([A-Z0-9_]+)`", page)) - {"NAME", "NAME_FILE"}
    assert told == read
    assert {
        id_ for id_ in re.findall(r'_told\("([A-Z]\d{3})"', sources) if f"people.{id_}" not in page
    } == set()


def test_the_examples_of_hosting_name_settings_there_are() -> None:
    page = (ROOT / "docs/en/portal-hosting.md").read_text(encoding="utf-8")
    for path in (ROOT / "deploy").iterdir():
        named = re.findall(r"ADHERE_PORTAL_[A-Z0-9_]+", path.read_text(encoding="utf-8"))
        assert {name for name in named if f"`{name.removesuffix('_FILE')}`" not in page} == set(), path


# Figures


def test_counts_of_several_processes_add_up(tmp_path: Path) -> None:
    both = [Counts(tmp_path), Counts(tmp_path)]
    for counts in both:
        counts.add("requests|home|2xx")
        counts.add("requests|home|2xx", 2)
        counts.add("seconds|home", 0.25)
    assert read_all(tmp_path) == {"requests|home|2xx": 6.0, "seconds|home": 0.5}


def test_what_a_killed_process_counted_goes_on_in_the_next(tmp_path: Path) -> None:
    counting = "import sys, pathlib, time; from adhere.portal.metrics.counts import Counts; counts = Counts(pathlib.Path(sys.argv[1])); counts.add('a'); counts.add('b'); print('done', flush=True); time.sleep(60)"  # fmt: skip
    for _ in range(2):
        with subprocess.Popen([sys.executable, "-c", counting, str(tmp_path)], stdout=subprocess.PIPE) as one:
            assert one.stdout is not None
            assert one.stdout.readline() == b"done\n"
            one.kill()
    Counts(tmp_path).add("b")
    assert read_all(tmp_path) == {"a": 2.0, "b": 3.0}
    assert len(list(tmp_path.iterdir())) == 1


def _record(name: bytes, number: float = 7.0) -> bytes:
    return name.ljust(NAME, b"\0") + struct.pack("d", number)


@pytest.mark.parametrize(
    "left",
    [
        b"",
        b"requests|ho",
        bytes(RECORD * CAPACITY + 1),
        bytes(RECORD * CAPACITY - 1),
        b"".join(_record(b"%d" % number) for number in range(CAPACITY)),
        (_record(b"a") * 2).ljust(RECORD * CAPACITY, b"\0"),
        b"\xff\n" * (RECORD * CAPACITY // 2),
    ],
    ids=["empty", "cut off", "too long", "too short", "full", "twice", "rubbish"],
)
def test_a_damaged_file_of_counts_is_begun_anew_without_a_hole(tmp_path: Path, left: bytes) -> None:
    (tmp_path / "0.counts").write_bytes(left)
    counts = Counts(tmp_path)
    held = (tmp_path / "0.counts").stat()
    assert held.st_blocks * 512 >= held.st_size == RECORD * CAPACITY
    counts.add("a")
    assert read_all(tmp_path) == {"a": 1.0}


def test_a_name_that_was_not_written_whole_is_none(tmp_path: Path) -> None:
    halved = _record(b"a") + _record(b"\0equests|home", 5.0)
    (tmp_path / "0.counts").write_bytes(halved.ljust(RECORD * CAPACITY, b"\0"))
    Counts(tmp_path).add("b")
    assert read_all(tmp_path) == {"a": 7.0, "b": 1.0}


def test_counts_are_never_read_as_nought(tmp_path: Path) -> None:
    counts = Counts(tmp_path)
    counts.add("a")
    done = Event()

    def swing() -> None:
        while not done.is_set():
            counts.add("a", 1.0)
            counts.add("a", -1.0)

    with ThreadPoolExecutor(1) as thread:
        swinging = thread.submit(swing)
        seen = {read_all(tmp_path)["a"] for _ in range(400)}
        done.set()
        swinging.result()
    assert seen <= {1.0, 2.0}


def test_a_start_takes_away_counts_that_nobody_holds(tmp_path: Path, settings: Any) -> None:
    settings.METRICS = tmp_path
    serving, ended = Counts(tmp_path), Counts(tmp_path)
    serving.add("a")
    ended.add("b")
    del ended
    start_anew()
    assert read_all(tmp_path) == {"a": 1.0}


def test_counting_never_breaks_an_answer(
    tmp_path: Path, settings: Any, monkeypatch: Any, caplog: Any
) -> None:
    settings.METRICS = tmp_path / "a file"
    settings.METRICS.write_bytes(b"")
    answered = count_answers(lambda _: HttpResponse())
    _counts.cache_clear()
    assert answered(RequestFactory().get("/")).status_code == 200
    monkeypatch.setattr(counting, "_counts", lambda _: 1 / 0)
    assert answered(RequestFactory().get("/")).status_code == 200
    assert [one.message for one in caplog.records] == [
        "nothing is counted: the folder for figures cannot be written",
        "an answer could not be counted",
    ]
    monkeypatch.undo()
    _counts.cache_clear()


def test_answers_given_at_once_by_a_new_process_are_all_counted(tmp_path: Path, settings: Any) -> None:
    settings.METRICS = tmp_path
    together = Barrier(16)

    def one(_: int) -> int:
        together.wait()
        return answered(RequestFactory().get("/")).status_code

    answered = count_answers(lambda _: HttpResponse())
    _counts.cache_clear()
    try:
        with ThreadPoolExecutor(16) as threads:
            assert set(threads.map(one, range(64))) == {200}
    finally:
        _counts.cache_clear()
    assert read_all(tmp_path)["requests|none|2xx"] == 64.0
    assert len(list(tmp_path.iterdir())) == 1


def test_more_counts_than_there_is_room_for_are_counted_as_such(tmp_path: Path) -> None:
    counts = Counts(tmp_path)
    for number in range(CAPACITY + 5):
        counts.add(str(number))
    assert read_all(tmp_path)["overflow"] == 6.0


@pytest.mark.django_db
def test_figures_in_the_format_of_prometheus(visitor: Any, provider: Any) -> None:
    visitor.get("/nl/")
    visitor.get("/nl/there-is-none/")
    text = visitor.get("/metrics").content.decode()
    assert re.search(r'^adhere_portal_requests_total\{view="home",status="2xx"\} \d+$', text, re.MULTILINE)
    assert 'view="none",status="4xx"' in text
    assert "adhere_portal_log_events 0" in text
    assert 'adhere_portal_queue{queue="statements",part="overdue"} 0' in text
    buckets = [float(found) for found in re.findall(r'seconds_bucket\{view="home",le="[^"]+"\} (\d+)', text)]
    assert buckets == sorted(buckets)
    assert len(buckets) == 12
    assert provider.person.email not in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("where", "token_and_proxy", "status"),
    [
        ({"REMOTE_ADDR": "127.0.0.1"}, ("", False), 200),
        ({"REMOTE_ADDR": "::1"}, ("", False), 200),
        ({"REMOTE_ADDR": "192.0.2.7"}, ("", False), 403),
        ({"REMOTE_ADDR": ""}, ("", False), 403),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.7"}, ("", False), 403),
        ({"REMOTE_ADDR": "127.0.0.1"}, ("", True), 403),
        ({"REMOTE_ADDR": "192.0.2.7", "HTTP_AUTHORIZATION": "Bearer secret"}, ("secret", True), 200),
        ({"REMOTE_ADDR": "192.0.2.7", "HTTP_AUTHORIZATION": "Bearer other"}, ("secret", True), 403),
        ({"REMOTE_ADDR": "192.0.2.7", "HTTP_AUTHORIZATION": "Bearer "}, ("", True), 403),
    ],
)
def test_who_reads_figures(
    visitor: Any, settings: Any, where: dict[str, str], token_and_proxy: tuple[str, bool], status: int
) -> None:
    settings.METRICS_TOKEN, settings.BEHIND_PROXY = token_and_proxy
    assert visitor.get("/metrics", **where).status_code == status


# Logs


def logged(*arguments: Any, **rest: Any) -> dict[str, Any]:
    record = logging.LogRecord(
        "x", logging.ERROR, "f", 1, arguments[0], arguments[1:], rest.pop("exc_info", None)
    )
    for name, value in rest.items():
        setattr(record, name, value)
    found: dict[str, Any] = json.loads(JsonLines().format(record))
    return found


def test_a_log_keeps_fixed_words_and_numbers() -> None:
    assert logged("%s sent %d bytes", "jan@example.org", 7)["message"] == "… sent 7 bytes"
    assert logged("no %d here", "text")["message"] == "no %d here"
    assert logged("100%")["message"] == "100%"
    assert logged("%(who)s", {"who": "jan"})["message"] == "…"


def test_an_error_is_told_without_what_someone_typed() -> None:
    try:
        try:
            int("jan@example.org")
        except ValueError as error:
            raise RuntimeError("of jan@example.org") from error
    except RuntimeError:
        line = logged("Internal Server Error: %s", "/nl/jan", exc_info=sys.exc_info())
    assert "jan" not in json.dumps(line)
    assert [one["kind"] for one in line["error"]] == ["builtins.RuntimeError", "builtins.ValueError"]
    assert line["error"][0]["at"][0].endswith("test_an_error_is_told_without_what_someone_typed")


@pytest.mark.django_db
def test_a_broken_view_says_which_and_nothing_of_the_request(
    visitor: Any, monkeypatch: Any, caplog: Any
) -> None:
    from adhere.portal import views

    def break_down(*_: Any, **__: Any) -> None:
        raise ValueError("secret of someone")

    monkeypatch.setattr(views, "page", break_down)
    visitor.raise_request_exception = False
    with pytest.raises(ValueError, match="secret"):
        visitor.get("/en/?q=jan@example.org")
    lines = [JsonLines().format(record) for record in caplog.records]
    assert all("jan@" not in line and "secret of" not in line for line in lines)
