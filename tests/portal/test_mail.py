# SPDX-License-Identifier: EUPL-1.2
"""What the portal sends by e-mail: plain text, in the language of whoever gets it, once the act stands, and nothing that is confidential."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import timezone
from tests.portal.asking import ask
from tests.portal.posted import posted
from tests.portal.test_operations import portal

from adhere.portal.logs import JsonLines
from adhere.portal.notices.models import Notice
from adhere.portal.notices.reminding import remind, stage_of
from adhere.portal.people.models import Membership, Organisation, Person
from adhere.portal.register.models import RegisteredModel
from adhere.portal.telling import tell

pytestmark = pytest.mark.django_db
Caught = Callable[..., Any]


@pytest.fixture(autouse=True)
def sends(settings: Any) -> None:
    """A portal that sends mail."""
    settings.SENDS_MAIL = True
    settings.ORIGIN = "https://codes.example.org"


def words_to(person: Any) -> list[str]:
    return [one.body for one in posted() if one.to == [person.email]]


@pytest.fixture
def asked(player: Callable[..., Any], django_capture_on_commit_callbacks: Caught) -> Any:
    """A downstream provider that asked the head of a provider, who reads English."""
    head = player("provider", "head")
    Person.objects.filter(pk=head.person.pk).update(language="en")
    player("provider", "reader", of=head.organisation)
    model = RegisteredModel.objects.create(slug="m", name="Groot Model (example)", provider=head.organisation)
    asker = player("downstream", "head")
    with django_capture_on_commit_callbacks(execute=True):
        answer = ask(asker, model, "nl", purpose="Een geheim doel.")
    assert answer.status_code == 302
    return head, asker, answer.headers["Location"]


def test_a_provider_is_told_of_a_request_and_the_asker_of_the_answer(
    asked: Any, django_capture_on_commit_callbacks: Caught
) -> None:
    head, asker, where = asked
    (told,) = posted()
    assert told.to == [head.person.email]
    assert told.subject == "A request for documentation"
    assert f"https://codes.example.org{where.replace('/nl/', '/en/')}" in told.body
    assert re.search(r"\d{1,2} \w+ 20\d\d", told.body), "the last day"
    assert "geheim" not in told.body
    assert told.content_subtype == "plain"
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        form = {"kind": "answered", "text": "Een geheim antwoord.", "seen": "0"}
        assert head.client.post(f"{where}answer/", form).status_code == 302
    (body,) = words_to(asker.person)
    assert "Er is antwoord op een verzoek" in body
    assert f"https://codes.example.org{where}" in body
    assert "geheim" not in body


@transaction.atomic
def take_back(organisation: Organisation) -> None:
    tell(organisation, "notices.answer", "requests:home")
    raise ZeroDivisionError


@pytest.mark.usefixtures("asked")
def test_an_act_that_is_taken_back_tells_nobody(
    provider: Any, django_capture_on_commit_callbacks: Caught
) -> None:
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError):
        take_back(provider.organisation)
    assert posted() == []


def test_a_server_that_hangs_up_stops_nothing_and_the_log_names_nobody(
    provider: Any, monkeypatch: Any, caplog: Any, django_capture_on_commit_callbacks: Caught
) -> None:
    def hang_up(*_: Any, **__: Any) -> None:
        raise SMTPServerDisconnected(f"no {provider.person.email}")

    monkeypatch.setattr("adhere.portal.notices.outbox.EmailMessage.send", hang_up)
    with caplog.at_level(logging.WARNING), django_capture_on_commit_callbacks(execute=True):
        tell(provider.organisation, "notices.answer", "requests:home")
    lines = [JsonLines().format(record) for record in caplog.records]
    assert any("could not be sent" in line for line in lines)
    assert not any(provider.person.email in line for line in lines)


@pytest.mark.parametrize(
    ("known", "subject", "languages"),
    [
        (None, "U bent uitgenodigd / You are invited", ["nl", "en"]),
        ("en", "You are invited", ["en"]),
        ("nl", "U bent uitgenodigd", ["nl"]),
    ],
)
def test_an_invitation_is_in_the_language_of_whoever_gets_it(
    office: Any, provider: Any, known: str | None, subject: str, languages: list[str]
) -> None:
    if known:
        Person.objects.create_user("new@example.com", "a long enough word", language=known)
    form = {"email": "new@example.com", "role": "reader", "aim": "site", "days": "14"}
    address = f"/en/account/organisations/{provider.organisation.slug}/invite/"
    assert office.client.post(address, form).status_code == 200
    (sent,) = posted()
    assert sent.subject == subject
    links = re.findall(r"https://codes\.example\.org/(..)/account/(\S+)", sent.body)
    assert [language for language, _ in links] == languages
    for language, rest in links:
        assert Client().get(f"/{language}/account/{rest}").status_code == 200


@pytest.mark.parametrize(
    ("left", "stage"), [(15, ""), (14, "14"), (4, "14"), (3, "3"), (0, "3"), (-1, "passed")]
)
def test_how_near_a_last_day_is(left: int, stage: str) -> None:
    on = date(2026, 6, 1)
    assert stage_of(on + timedelta(days=left), on) == stage


def test_each_last_day_is_told_when_it_comes_near_and_never_twice(
    asked: Any, django_capture_on_commit_callbacks: Caught
) -> None:
    head, _, _ = asked
    due = head.organisation.requests_received.get().due
    told = {}
    for left in (20, 14, 13, 3, 2, 0, -1, -2):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            remind(due - timedelta(days=left))
        told[left] = len(words_to(head.person))
        assert all("https://codes.example.org/en/requests/" in body for body in words_to(head.person))
    assert [left for left, count in told.items() if count] == [14, 3, -1]
    assert not any(head.person.email in row.about for row in Notice.objects.all())


def test_nobody_is_told_of_what_was_answered(asked: Any, django_capture_on_commit_callbacks: Caught) -> None:
    head, _, where = asked
    due = head.organisation.requests_received.get().due
    head.client.post(f"{where}answer/", {"kind": "answered", "text": "x", "seen": "0"})
    posted()
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert remind(due + timedelta(days=1)) == 0
    assert posted() == []


def test_a_link_for_a_new_password_leads_to_the_origin_and_nowhere_else(provider: Any, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    sent = {"email": provider.person.email}
    Client().post("/en/account/password/reset/", sent, headers={"host": "elsewhere.example.com"})
    (told,) = posted()
    assert "https://codes.example.org/en/account/password/reset/key/" in told.body
    assert "elsewhere" not in told.body + told.subject
    assert told.content_subtype == "plain"


def test_someone_who_left_is_told_nothing(provider: Any, django_capture_on_commit_callbacks: Caught) -> None:
    Membership.objects.filter(person=provider.person).update(until=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        tell(provider.organisation, "notices.answer", "requests:home")
    assert posted() == []


@pytest.mark.parametrize(("language", "words"), [("en", "sends no mail"), ("nl", "verstuurt geen mail")])
def test_without_mail_the_command_says_so(tmp_path: Path, language: str, words: str) -> None:
    data = str(tmp_path / "data")
    assert portal("--prepare", "--data", data).returncode == 0
    ran = portal("remind", "--lang", language, "--data", data)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert words in " ".join(ran.stderr.split())


def test_the_command_writes_mail_to_a_folder(tmp_path: Path) -> None:
    data, box = str(tmp_path / "data"), tmp_path / "mail"
    told = {"ADHERE_PORTAL_MAIL_FOLDER": str(box)}
    assert portal("--prepare", "--example", "--data", data, **told).returncode == 0
    first, again = (portal("remind", "--lang", "en", "--data", data, **told) for _ in range(2))
    assert (first.returncode, again.returncode) == (0, 0), first.stderr
    number = int(first.stdout.split()[-1].rstrip("."))
    assert "something: 0." in " ".join(again.stdout.split())
    written = [path.read_text(encoding="utf-8") for path in box.glob("*.log")]
    assert bool(written) == bool(number)
    assert all("Content-Type: text/plain" in one for one in written)
