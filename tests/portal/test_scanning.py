# SPDX-License-Identifier: EUPL-1.2
"""Files people hand in are looked through by clamd where one is set, and none is taken in where it does not answer.

The scanner here speaks the protocol of clamd (INSTREAM, PING) and knows one thing: the test file of EICAR.
"""

from __future__ import annotations

import json
import logging
import socket
import socketserver
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.portal.asking import Provider

from adhere.portal import scanning, storing
from adhere.portal.logs import JsonLines
from adhere.portal.operations.checking import check
from adhere.portal.people.tokens.acts import make
from adhere.portal.register.models import Summary

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""https://www.eicar.org/download-anti-malware-testfile/, in two parts so that no scanner takes this file for it."""
STREAM_LIMIT = 1_000_000
LONGEST = 60
"""Seconds that a scanner here takes which is not to be waited for."""
Answer = Callable[[bytes], bytes]


class Clamd(socketserver.StreamRequestHandler):
    """What clamd does with one command of a connection."""

    def handle(self) -> None:
        command = self._line()
        if command == b"zPING":
            self.wfile.write(b"PONG\0")
        elif command == b"zINSTREAM":
            content = self._stream()
            self.wfile.write(self.server.answer(content))
        else:
            self.wfile.write(b"UNKNOWN COMMAND\0")

    def _line(self) -> bytes:
        told = b""
        while not told.endswith(b"\0"):
            told += self.rfile.read(1)
        return told[:-1]

    def _stream(self) -> bytes:
        content = b""
        while True:
            (length,) = struct.unpack("!L", self.rfile.read(4))
            if not length:
                return content
            content += self.rfile.read(length)


def judged(content: bytes) -> bytes:
    if len(content) > STREAM_LIMIT:
        return b"INSTREAM size limit exceeded. ERROR\0"
    return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"


@contextmanager
def serving(path: Path, answer: Answer = judged) -> Iterator[None]:
    """Serve such a scanner on a socket."""
    with socketserver.ThreadingUnixStreamServer(str(path), Clamd) as server:
        server.daemon_threads, server.block_on_close = True, False
        server.answer = answer
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def place(tmp_path: Path, settings: Any) -> Path:
    """Where the scanner of the portal should be."""
    settings.SCANNER = f"unix://{tmp_path}/clamd"
    return tmp_path / "clamd"


@pytest.fixture
def scanner(place: Path) -> Iterator[None]:
    """A portal whose scanner answers."""
    with serving(place):
        yield


@pytest.mark.usefixtures("scanner")
@pytest.mark.parametrize("content", [b"", b"x", b"y" * 65_536, b"z" * 200_001])
def test_what_is_clean_passes_whole(content: bytes) -> None:
    assert scanning.clean(content) == content
    assert scanning.answers()


@pytest.mark.usefixtures("scanner")
@pytest.mark.parametrize("around", [0, 65_530, 200_000])
def test_the_test_file_is_found_wherever_it_stands(around: int) -> None:
    assert scanning.found_in(b"a" * around + EICAR + b"b" * around)


def test_without_the_setting_nothing_is_looked_for(settings: Any) -> None:
    settings.SCANNER = ""
    assert scanning.clean(EICAR) == EICAR


def test_a_scanner_at_a_port(settings: Any) -> None:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd) as server:
        server.daemon_threads, server.block_on_close, server.answer = True, False, judged
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        settings.SCANNER = f"tcp://127.0.0.1:{server.server_address[1]}"
        try:
            assert scanning.found_in(EICAR)
            assert not scanning.found_in(b"clean")
        finally:
            server.shutdown()
            thread.join()


# What does not answer lets nothing in


@pytest.mark.parametrize(
    "told",
    [b"", b"\0", b"OK\0", b"stream: \0", b"stream: OK of a kind\0", b"INSTREAM size limit exceeded. ERROR\0", b"\xff\xfe\0", b"stream: OK" * 5000],
)  # fmt: skip
def test_an_answer_that_is_not_understood_lets_nothing_in(place: Path, told: bytes) -> None:
    with serving(place, lambda _: told), pytest.raises(scanning.NotScannedError):
        scanning.found_in(b"clean")


@pytest.mark.usefixtures("place")
def test_a_scanner_that_is_away_lets_nothing_in() -> None:
    assert not scanning.answers()
    with pytest.raises(scanning.NotScannedError):
        scanning.found_in(b"clean")


def test_a_file_longer_than_the_scanner_takes_is_not_let_in(place: Path) -> None:
    with serving(place), pytest.raises(scanning.NotScannedError):
        scanning.found_in(b"a" * (STREAM_LIMIT + 1))


def test_a_scanner_that_hangs_is_not_waited_for(place: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(scanning, "LIMIT", 0.3)
    given_up = threading.Event()

    def hang(_: bytes) -> bytes:
        given_up.wait(LONGEST)
        return b"stream: OK\0"

    with serving(place, hang):
        with pytest.raises(scanning.NotScannedError):
            scanning.found_in(b"clean")
        given_up.set()


def test_a_scanner_that_answers_a_letter_at_a_time_is_not_waited_for(place: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(scanning, "LIMIT", 0.4)
    given_up = threading.Event()
    line = socket.socket(socket.AF_UNIX)
    line.bind(str(place))
    line.listen(1)

    def drip() -> None:
        other, _ = line.accept()
        with other:
            for _ in range(10 * LONGEST):
                try:
                    other.sendall(b"s")
                except OSError:
                    given_up.set()
                    return
                time.sleep(0.1)

    thread = threading.Thread(target=drip)
    thread.start()
    with pytest.raises(scanning.NotScannedError):
        scanning.found_in(b"clean")
    thread.join()
    assert given_up.is_set()
    line.close()


# Every way in


def summary(client: Any, model: Any, content: bytes, language: str = "en") -> Any:
    file = SimpleUploadedFile("s.pdf", content, "application/pdf")
    address = f"/{language}/submissions/models/{model.slug}/summary/"
    return client.post(address, {"version": "1", "file": file, "link": "", "updated_on": ""})


@pytest.mark.usefixtures("scanner")
@pytest.mark.parametrize(("language", "words"), [("en", "harmful software"), ("nl", "schadelijke software")])
def test_a_summary_that_holds_something_is_refused_and_not_kept(
    supplier: Provider, language: str, words: str, caplog: Any
) -> None:
    before = set(storing.digests())
    answer = summary(supplier.client, supplier.model, b"%PDF-1.7 " + EICAR, language)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert set(storing.digests()) == before
    lines = [JsonLines().format(one) for one in caplog.records if one.levelno >= logging.WARNING]
    assert any("found something" in line for line in lines)
    assert not any("Eicar" in line or supplier.player.person.email in line for line in lines)
    assert summary(supplier.client, supplier.model, b"%PDF-1.7 clean").status_code == 302
    assert Summary.objects.filter(model=supplier.model, until=None, origin="upload").count() == 1


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(
    ("language", "words"), [("en", "cannot be looked through"), ("nl", "kunnen nu niet")]
)
def test_without_the_scanner_no_file_is_taken_in(supplier: Provider, language: str, words: str) -> None:
    answer = summary(supplier.client, supplier.model, b"%PDF-1.7 clean", language)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Summary.objects.filter(model=supplier.model, origin="upload").exists()


def sent(supplier: Provider, content: bytes, sandbox: str = "") -> Any:
    told = make(supplier.player.person, supplier.organisation, "x", ("submit",), 9)[1]
    return Client().post(f"/api/v1/submissions{sandbox}", content, "application/json", headers={"authorization": f"Bearer {told}"})  # fmt: skip


@pytest.mark.usefixtures("scanner")
@pytest.mark.parametrize("sandbox", ["", "?sandbox=1"])
def test_a_program_is_told_what_was_found(supplier: Provider, sandbox: str) -> None:
    answer = sent(supplier, json.dumps({"x": EICAR.decode()}).encode().replace(b"\\\\", b"\\"), sandbox)
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:adhere:problem:malware")
    clean = sent(supplier, b"{}", sandbox)
    assert (clean.status_code, clean.json()["type"]) == (422, "urn:adhere:problem:refused")


@pytest.mark.usefixtures("place")
def test_a_program_is_told_to_come_back(supplier: Provider) -> None:
    answer = sent(supplier, b"{}")
    assert (answer.status_code, answer.json()["type"]) == (503, "urn:adhere:problem:scanner")
    assert answer.headers["Retry-After"]


def test_a_check_of_the_portal_tells_that_it_is_away(place: Path) -> None:
    def told() -> str:
        return " ".join(next(one for one in check() if one.name == "settings").faults)

    assert "ADHERE_PORTAL_SCANNER" in told()
    with serving(place):
        assert "ADHERE_PORTAL_SCANNER" not in told()
