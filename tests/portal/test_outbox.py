# SPDX-License-Identifier: EUPL-1.2
"""Letters: written with the act they tell of, sent until the server takes them, once for one key, and gone with whom they name."""

from __future__ import annotations

import json
import os
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from smtplib import SMTPAuthenticationError, SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from tests.portal.asking import Provider
from tests.portal.posted import posted
from tests.portal.test_operations import adhere, portal

from adhere.portal.logs import JsonLines
from adhere.portal.notices import outbox
from adhere.portal.notices.models import Letter
from adhere.portal.notices.outbox import LEASE, LONGEST, PAUSES, Written, deliver, post
from adhere.portal.operations.checking import check
from adhere.portal.people.account.acts import erase
from adhere.portal.people.account.copying import copy_of
from adhere.portal.people.administering.acts import change_address
from adhere.portal.people.models import Invitation
from adhere.portal.submissions.intake import take

pytestmark = pytest.mark.django_db
SOMEONE = "someone@example.com"


@pytest.fixture
def sends(settings: Any) -> None:
    """A portal that sends mail."""
    settings.SENDS_MAIL = True


def letter(key: str = "", to: str = SOMEONE, subject: str = "Heading") -> Written:
    return Written(to, subject, "What it says.", key)


def let_pass(time: timedelta) -> None:
    """Make every letter as old as if time had passed."""
    for row in Letter.objects.all():
        row.made -= time
        row.next_try = row.next_try and row.next_try - time
        row.save()


class Server:
    """A mail server that answers each letter in turn with an error, or takes it where there is none left."""

    def __init__(self, monkeypatch: Any) -> None:
        self.errors: list[Exception | None] = []
        self.tried: list[str] = []
        send = outbox.EmailMessage.send

        def answer(message: Any) -> Any:
            self.tried.append(message.to[0])
            error = self.errors.pop(0) if self.errors else None
            if error is not None:
                raise error
            return send(message)

        monkeypatch.setattr("adhere.portal.notices.outbox.EmailMessage.send", answer)


@pytest.fixture
def server(monkeypatch: Any) -> Server:
    return Server(monkeypatch)


# Written with the act


def test_what_is_taken_back_is_never_sent() -> None:
    @transaction.atomic
    def take_back() -> None:
        post(letter())
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        take_back()
    assert posted() == []


def test_of_one_key_one_letter_is_sent_however_often_it_is_written() -> None:
    post(letter("receipt 1"), letter("receipt 1"))
    assert len(posted()) == 1
    post(letter("receipt 1"))
    post(letter("receipt 2"))
    assert len(posted()) == 2
    post(letter(), letter())
    assert len(posted()) == 4


def test_one_that_is_sent_names_nobody_any_more() -> None:
    post(letter("k"))
    posted()
    row = Letter.objects.get()
    assert (row.to, row.subject, row.body, row.next_try, row.sent) == ("", "", "", None, True)


def test_the_same_letter_has_the_same_number(settings: Any) -> None:
    settings.ORIGIN = "https://codes.example.org:8443"
    post(letter("k"))
    (sent,) = posted()
    Letter.objects.all().delete()
    post(letter("k"))
    again = posted()[1]
    number = sent.extra_headers["Message-ID"]
    assert number == again.extra_headers["Message-ID"]
    assert number.endswith("@codes.example.org>")
    assert SOMEONE not in number


# Until it is taken


def test_a_server_that_is_away_gets_it_later_after_longer_and_longer_pauses(server: Server) -> None:
    post(letter())
    for pause in PAUSES:
        server.errors = [SMTPServerDisconnected("gone")]
        assert deliver().waiting == 1
        let_pass(pause - timedelta(seconds=5))
        assert deliver().sent == 0, pause
        let_pass(timedelta(seconds=6))
    assert len(server.tried) == len(PAUSES)
    assert deliver().sent == 1
    assert len(mail.outbox) == 1


def test_it_is_given_up_after_days_and_told_without_a_name(
    server: Server, settings: Any, caplog: Any
) -> None:
    settings.SENDS_MAIL = True
    post(letter("k"))
    let_pass(LONGEST)
    server.errors = [ConnectionRefusedError(f"no {SOMEONE}")]
    assert deliver().given_up == 1
    row = Letter.objects.get()
    assert (row.to, row.body, row.sent, row.next_try) == ("", "", False, None)
    lines = [JsonLines().format(one) for one in caplog.records]
    assert any("given up" in line for line in lines)
    assert not any(SOMEONE in line for line in lines)
    told = next(one for one in check() if one.name == "mail")
    assert len(told.faults) == 1


def test_letters_that_wait_long_are_told(server: Server) -> None:
    assert next(one for one in check() if one.name == "mail").faults == ()
    post(letter())
    server.errors = [ConnectionRefusedError()]
    deliver()
    let_pass(timedelta(hours=3))
    (told,) = next(one for one in check() if one.name == "mail").faults
    assert "send-mail" in told


@pytest.mark.parametrize(
    ("error", "sent", "waiting", "given_up"),
    [
        (SMTPRecipientsRefused({SOMEONE: (550, b"no such user")}), 1, 0, 1),
        (SMTPRecipientsRefused({SOMEONE: (450, b"later")}), 1, 1, 0),
        (SMTPDataError(554, b"looks like spam"), 1, 1, 0),
        (ValueError("line break in a heading"), 1, 0, 1),
        (SMTPServerDisconnected("gone"), 0, 2, 0),
        (SMTPAuthenticationError(535, b"who are you"), 0, 2, 0),
        (TimeoutError(), 0, 2, 0),
    ],
)
def test_one_that_is_refused_holds_up_no_other_and_a_server_that_is_away_is_asked_once(
    server: Server, error: Exception, sent: int, waiting: int, given_up: int
) -> None:
    post(letter("a"), letter("b", "another@example.com"))
    server.errors = [error]
    done = deliver()
    assert (done.sent, done.waiting, done.given_up) == (sent, waiting, given_up)


def test_a_heading_with_a_line_break_is_given_up_and_others_go_out() -> None:
    post(letter(subject="x\nBcc: other@example.com"), letter())
    assert len(posted()) == 1
    assert Letter.objects.filter(sent=False, next_try=None).count() == 1


def test_one_that_another_process_has_taken_is_left_to_it_for_a_while(monkeypatch: Any) -> None:
    post(letter())

    def killed(_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as once:
        once.setattr("adhere.portal.notices.outbox.EmailMessage.send", killed)
        with pytest.raises(KeyboardInterrupt):
            deliver()
    assert deliver().sent == 0
    let_pass(LEASE)
    assert deliver().sent == 1


# Whom it names


def test_what_waits_goes_with_the_person_and_is_in_the_copy(provider: Any) -> None:
    post(letter(to=provider.person.email))
    assert copy_of(provider.person)["letters"][0]["subject"] == "Heading"
    erase(provider.person, by=provider.person)
    assert not Letter.objects.exists()


def test_what_waits_goes_along_to_another_address(provider: Any, office: Any) -> None:
    post(letter(to=provider.person.email))
    change_address(provider.person, "new@example.com", by=office.person)
    assert [one.to for one in posted()] == [["new@example.com"]]


# Receipts


@pytest.mark.usefixtures("sends")
@pytest.mark.parametrize(("language", "words"), [("nl", "Ontvangstbewijs"), ("en", "Receipt")])
def test_who_hands_in_a_pack_gets_a_letter_with_where_its_receipt_is(
    supplier: Provider, language: str, words: str
) -> None:
    person = supplier.player.person
    person.language = language
    person.save()
    supplier.make("ander-model")
    content = supplier.dossier.form(model="ander-model")
    address = f"/{language}/submissions/of/{supplier.organisation.slug}/hand-in/"
    for _ in range(2):
        file = SimpleUploadedFile("p.json", content)
        assert supplier.client.post(address, {"pack": file, "corrects": ""}).status_code == 302
    (sent,) = posted()
    made = supplier.organisation.submissions.latest("event")
    assert sent.to == [person.email]
    assert words in sent.subject
    assert made.sha256 in sent.body
    assert f"http://localhost/{language}/submissions/{made.pk}/" in sent.body
    assert supplier.model.name not in sent.body


@pytest.mark.usefixtures("sends")
def test_a_program_has_its_receipt_in_the_answer_and_gets_no_letter(supplier: Provider) -> None:
    supplier.make("ander-model")
    take(supplier.dossier.form(model="ander-model"), supplier.organisation, by=supplier.player.person)
    assert posted() == []


@pytest.mark.usefixtures("sends")
def test_an_invitation_that_cannot_be_written_is_not_made(
    office: Any, provider: Any, monkeypatch: Any
) -> None:
    def broken(*_: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr("adhere.portal.people.invitations.sending.post", broken)
    form = {"email": "new@example.com", "role": "reader", "aim": "site", "days": "14"}
    with pytest.raises(DatabaseError):
        office.client.post(f"/en/account/organisations/{provider.organisation.slug}/invite/", form)
    assert not Invitation.objects.exists()


# The command, against a mail server that speaks SMTP


class Smtp(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as a letter needs."""

    def handle(self) -> None:
        self.wfile.write(b"220 test\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                content = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    content += part
                self.server.taken.append(content)
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 fine\r\n")
            if word == b"QUIT":
                return


@pytest.fixture
def smtp() -> Iterator[Any]:
    """Such a server."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Smtp) as made:
        made.daemon_threads, made.block_on_close, made.taken = True, False, []
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield made
        finally:
            made.shutdown()
            thread.join()


WRITE = """
import django, sys, time
django.setup()
from django.conf import settings
from adhere.portal.notices.models import Letter
from adhere.portal.notices.outbox import Written, post
settings.WORKS_BESIDE = sys.argv[2] == "beside"
settings.SENDS_MAIL = settings.WORKS_BESIDE
if not settings.WORKS_BESIDE:
    import adhere.portal.notices.outbox as outbox
    outbox.deliver = lambda: None
post(*(Written(f"someone-{number}@example.com", f"Letter {number}", "x", f"k {number}") for number in range(int(sys.argv[1]))))
until = time.monotonic() + 20
while settings.WORKS_BESIDE and Letter.objects.filter(sent=False).exists() and time.monotonic() < until:
    time.sleep(0.05)
"""


def written(data: Path, count: int, how: str, settings: dict[str, str]) -> None:
    """Write letters in a process of their own."""
    told = {"DJANGO_SETTINGS_MODULE": "adhere.portal.settings", "ADHERE_PORTAL_DATA": str(data), **settings}
    ran = adhere("-c", WRITE, str(count), how, **told)
    assert ran.returncode == 0, ran.stderr


@pytest.fixture
def prepared(tmp_path: Path, smtp: Any) -> tuple[Path, dict[str, str]]:
    """A portal in a folder, and the settings by which it sends to that server."""
    data = tmp_path / "data"
    told = {"ADHERE_PORTAL_MAIL": "127.0.0.1", "ADHERE_PORTAL_MAIL_PORT": str(smtp.server_address[1])}
    assert portal("--prepare", "--data", str(data)).returncode == 0
    return data, told


def headings(smtp: Any) -> list[str]:
    return sorted(str(message_from_bytes(one, policy=policy.default)["Subject"]) for one in smtp.taken)


@pytest.mark.enable_socket
def test_several_processes_send_each_letter_once(prepared: tuple[Path, dict[str, str]], smtp: Any) -> None:
    data, settings = prepared
    written(data, 40, "later", settings)
    clear = {name: value for name, value in os.environ.items() if not name.startswith("ADHERE_PORTAL_")}
    surroundings = clear | settings | {"DJANGO_SETTINGS_MODULE": "adhere.portal.settings"}
    command = [sys.executable, "-m", "adhere", "portal", "send-mail", "--lang", "en", "--data", str(data)]
    runs = [subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, text=True) for _ in range(3)]  # fmt: skip
    told = [run.communicate(timeout=120)[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0]
    assert headings(smtp) == sorted(f"Letter {number}" for number in range(40))
    assert sum(int(one.split("sent: ")[1].split(".")[0]) for one in told) == 40


@pytest.mark.enable_socket
def test_a_server_sends_beside_what_it_does(prepared: tuple[Path, dict[str, str]], smtp: Any) -> None:
    data, settings = prepared
    written(data, 3, "beside", settings)
    assert headings(smtp) == ["Letter 0", "Letter 1", "Letter 2"]


@pytest.mark.enable_socket
def test_a_command_keeps_what_the_server_does_not_take(
    prepared: tuple[Path, dict[str, str]], smtp: Any
) -> None:
    data, settings = prepared
    away = settings | {"ADHERE_PORTAL_MAIL_PORT": "9"}
    written(data, 2, "later", settings)
    ran = portal("send-mail", "--lang", "en", "--data", str(data), **away)
    assert (ran.returncode, ran.stdout.strip()) == (0, "Letters sent: 0. Waiting: 2. Given up: 0.")
    lines = [json.loads(line) for line in ran.stderr.splitlines() if line.startswith("{")]
    assert any("could not be sent" in line["message"] for line in lines)
    assert "example.com" not in ran.stderr
    assert smtp.taken == []


@pytest.mark.parametrize(("language", "words"), [("en", "sends no mail"), ("nl", "verstuurt geen mail")])
def test_without_mail_the_command_says_so(tmp_path: Path, language: str, words: str) -> None:
    data = str(tmp_path / "data")
    assert portal("--prepare", "--data", data).returncode == 0
    ran = portal("send-mail", "--lang", language, "--data", data)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert words in " ".join(ran.stderr.split())
