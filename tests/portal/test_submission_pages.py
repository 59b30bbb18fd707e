# SPDX-License-Identifier: EUPL-1.2
"""Handing in and reading on pages: packs, keys, models, summaries and the calendar, in both languages and for each who may or may not."""

from __future__ import annotations

import errno
import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.portal.packs import Dossier
from tests.portal.test_intake import Sender

from adhere.ledger.receipt import receipt_of
from adhere.portal import storing
from adhere.portal.audit.models import Event
from adhere.portal.register.models import RegisteredModel, Summary
from adhere.portal.submissions import obligations, registering
from adhere.portal.submissions.models import CalendarAddress, SigningKey, Submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def sender(player: Any) -> Sender:
    return Sender(player("provider", "head", name="Voorbeeld B.V. (example)"))


def file(content: bytes, name: str = "../../etc/pack.json") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def address(sender: Sender, rest: str, language: str = "en") -> str:
    return f"/{language}/submissions/of/{sender.organisation.slug}/{rest}"


def hand_in(sender: Sender, content: bytes, **more: Any) -> Any:
    return sender.player.client.post(address(sender, "hand-in/"), {"pack": file(content), **more})


def said(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_is_there_for_the_provider_and_the_office_and_for_nobody_else(
    sender: Sender, office: Any, player: Any, visitor: Any, language: str
) -> None:
    model = sender.model(placed_on="2026-05-04")
    sender.adheres(office, "T", "C")
    made = json.loads(sender.send(sender.dossier.form(open_=1)).content)["id"]
    one = f"/{language}/submissions/{made}/"
    pages = [address(sender, rest, language) for rest in ("", "keys/", "calendar/")]
    pages += [one, f"{one}receipt.json", f"{one}pack.json", f"{one}findings.json"]
    pages += [f"/{language}/joining/{sender.organisation.slug}/"]
    other = player("provider", "head").client
    for page in pages:
        assert sender.player.client.get(page).status_code == 200, page
        assert office.client.get(page).status_code == 200, page
        assert other.get(page).status_code == 403, page
        assert visitor.get(page).status_code == 403, page
    own = [address(sender, rest, language) for rest in ("hand-in/", "keys/register/", "models/register/")]
    own += [address(sender, f"keys/{sender.key.pk}/withdraw/", language)]
    own += [f"/{language}/submissions/models/{model.slug}/{rest}/" for rest in ("change", "summary")]
    for page in own:
        assert sender.player.client.get(page).status_code == 200, page
        for client in (office.client, other, visitor):
            assert client.get(page).status_code == 403, page
    assert visitor.get(f"/{language}/joining/").status_code == 200
    assert Event.objects.filter(kind="confidential:read").count() == 1


def test_a_pack_is_handed_in_on_a_page_and_its_receipt_read_there(sender: Sender) -> None:
    content = sender.dossier.form(open_=2)
    answer = hand_in(sender, content)
    made = Submission.objects.get()
    assert answer.headers["Location"] == f"/en/submissions/{made.pk}/"
    text = said(sender.player.client.get(answer.headers["Location"]))
    assert "Keep the receipt" in text
    assert "ADH-SUB-025" in text
    assert "incomplete" in text
    receipt = sender.player.client.get(f"{answer.headers['Location']}receipt.json").content
    assert receipt_of(receipt).entry.seq == made.event
    assert json.loads(sender.send(content).content)["id"] == str(made.pk)
    assert "taken in before" in said(sender.player.client.get(hand_in(sender, content).headers["Location"]))


def test_everything_wrong_is_shown_on_the_page_and_as_json(sender: Sender) -> None:
    content = sender.dossier.form(form_version="1999", at="2126-01-01T00:00:00Z")
    answer = hand_in(sender, content)
    assert answer.status_code == 422
    for rule in ("ADH-SUB-014", "ADH-SUB-021", "ADH-SUB-051"):
        assert rule in answer.content.decode()
    told = sender.player.client.post(
        address(sender, "hand-in/"), {"pack": file(content)}, headers={"accept": "application/json"}
    )
    assert {one["rule"] for one in told.json()["findings"]} >= {"ADH-SUB-014", "ADH-SUB-021"}
    assert not Submission.objects.exists()


def test_a_sandbox_on_the_page_keeps_nothing(sender: Sender) -> None:
    events = Event.objects.count()
    assert "could be taken in" in said(hand_in(sender, sender.dossier.form(), sandbox="on"))
    assert hand_in(sender, b"<x/>", sandbox="on").status_code == 422
    assert (Submission.objects.count(), Event.objects.count()) == (0, events)


def test_a_correction_is_chosen_on_the_page(sender: Sender) -> None:
    hand_in(sender, sender.dossier.form())
    first = Submission.objects.get()
    hand_in(sender, sender.dossier.form(), corrects=str(first.pk))
    second = Submission.objects.exclude(pk=first.pk).get()
    assert second.corrects == first
    for one in (first, second):
        text = said(sender.player.client.get(f"/en/submissions/{one.pk}/"))
        assert ("Corrected by" in text) is (one == first)
    assert hand_in(sender, sender.dossier.form(), corrects="invented").status_code == 422


def test_too_large_and_no_file_are_told_at_the_field(sender: Sender, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 1_000_000
    answer = hand_in(sender, b"x" * 1_000_001)
    assert answer.status_code == 422
    assert 'href="#id_pack"' in answer.content.decode()
    assert sender.player.client.post(address(sender, "hand-in/"), {}).status_code == 422


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_full_disk_is_told_in_words(sender: Sender, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    def full(_: bytes) -> str:
        raise OSError(errno.ENOSPC, "no space left")

    content = sender.dossier.form()
    monkeypatch.setattr(storing, "keep", full)
    answer = sender.player.client.post(address(sender, "hand-in/", language), {"pack": file(content)})
    assert answer.status_code == 507
    assert {"nl": "geen ruimte", "en": "no room"}[language] in answer.content.decode()
    assert not Submission.objects.exists()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_database_that_is_away_is_told_with_when_to_come_back(
    sender: Sender, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    def away(_: bytes) -> str:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(storing, "keep", away)
    form = {"pack": file(sender.dossier.form())}
    answer = sender.player.client.post(address(sender, "hand-in/", language), form)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert {"nl": "geen antwoord", "en": "does not answer"}[language] in answer.content.decode()
    assert not Submission.objects.exists()


def test_keys_are_registered_by_a_claim_of_the_key_itself(sender: Sender, player: Any) -> None:
    new, slug = Dossier(), sender.organisation.slug
    page = address(sender, "keys/register/")

    def register(claim: bytes, **more: Any) -> Any:
        return sender.player.client.post(page, {"claim": claim.decode(errors="replace"), **more})

    for claim, words in (
        (b"no claim", "This is no line"),
        (new.claim(slug)[:-20], "This is no line"),
        (new.claim(slug).replace(b'"sig":"', b'"sig":"A'), "This is no line"),
        (new.claim("other"), "another organisation"),
        (new.claim(slug, "https://elsewhere.example"), "another portal"),
        (sender.dossier.claim(slug), "registered before"),
    ):
        answer = register(claim)
        assert answer.status_code == 422
        assert words in said(answer)
    assert f"adhere key claim --for {slug} --portal http://localhost" in said(sender.player.client.get(page))
    assert register(new.claim(slug), replaces=sender.key.pk).status_code == 302
    sender.key.refresh_from_db()
    assert (sender.key.ending, SigningKey.objects.get(until=None).key_id) == (
        "replaced",
        new.key.public.id,
    )
    writer = player("provider", "writer", of=sender.organisation)
    assert writer.client.post(page, {"claim": "x"}).status_code == 403


def test_a_key_is_withdrawn_once(sender: Sender) -> None:
    page = address(sender, f"keys/{sender.key.pk}/withdraw/")
    assert sender.player.client.post(page).status_code == 302
    assert sender.player.client.post(page).status_code == 409
    assert [one.kind for one in Event.objects.filter(kind__startswith="key:").order_by("seq")] == [
        "key:registered",
        "key:withdrawn",
    ]


def facts(**changes: str) -> dict[str, str]:
    told = {"name": "Voorbeeld 8B", "known_as": "voorbeeld-8b", "systemic_risk": "unknown"}
    return {**told, "open_source": "no", "placed_on": "2026-05-04", **changes}


def test_a_model_is_registered_changed_and_never_overwritten_unseen(sender: Sender) -> None:
    page = address(sender, "models/register/")
    assert sender.player.client.post(page, facts()).status_code == 302
    model = RegisteredModel.objects.get()
    assert (model.slug, model.systemic_risk, model.open_source) == ("voorbeeld-8b", None, False)
    assert "already" in said(sender.player.client.post(page, facts()))
    change = f"/en/submissions/models/{model.slug}/change/"
    assert 'value="voorbeeld-8b"' in said(sender.player.client.get(change))
    answer = sender.player.client.post(change, facts(systemic_risk="yes", known_as="other"))
    assert answer.status_code == 302
    content = json.loads(bytes(Event.objects.get(kind="model:changed").payload.content))["content"]
    assert content["was"] == {"systemic_risk": None, "known_as": "voorbeeld-8b"}
    assert content["is"] == {"systemic_risk": True, "known_as": "other"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "\u202eesrever"},
        {"known_as": "../x"},
        {"known_as": "A B"},
        {"placed_on": "yesterday"},
        {"withdrawn_on": "2020-01-01"},
        {"page": "javascript:alert(1)"},
        {"systemic_risk": "perhaps"},
    ],
)
def test_models_that_cannot_be(sender: Sender, wrong: dict[str, str]) -> None:
    answer = sender.player.client.post(address(sender, "models/register/"), facts(**wrong))
    assert answer.status_code == 422
    assert not RegisteredModel.objects.exists()


def test_a_summary_is_put_in_the_register_as_a_file_and_as_a_link(sender: Sender, visitor: Any) -> None:
    model = sender.model()
    page = f"/en/submissions/models/{model.slug}/summary/"
    pdf = b"%PDF-1.7 example"
    for wrong in (
        {"version": "1"},
        {"version": "1", "file": file(b"MZ exe", "summary.pdf")},
        {"version": "1", "file": file(pdf), "link": "https://example.com/"},
        {"version": "1", "link": "ftp//x"},
    ):
        assert sender.player.client.post(page, wrong).status_code == 422
    assert sender.player.client.post(page, {"version": "1", "file": file(pdf)}).status_code == 302
    first = Summary.objects.get()
    assert (first.origin, first.answered) == ("upload", None)
    answer = visitor.get(f"/nl/submissions/summaries/{first.pk}/file")
    assert (answer.content, answer.headers["Content-Type"]) == (pdf, "application/pdf")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    link = {"version": "2", "link": "https://example.com/summary"}
    assert sender.player.client.post(page, link).status_code == 302
    second = Summary.objects.get(until=None)
    assert (second.origin, second.version) == ("link", "2")
    assert visitor.get(f"/nl/submissions/summaries/{second.pk}/file").status_code == 404


@pytest.mark.parametrize(("size", "label"), [("large", "2026-H2"), ("sme", "2026"), ("unknown", "2026")])
def test_the_calendar_owes_reports_by_size_and_shows_clocks(
    sender: Sender, office: Any, size: str, label: str
) -> None:
    sender.organisation.size = size
    sender.organisation.save()
    sender.model(placed_on="2026-05-04", systemic_risk=False)
    sender.adheres(office, "T", "C")
    found = obligations.obligations(sender.organisation, timezone.localdate())
    assert f"report-gpai-2025-{label.lower()}" in [one.id for one in found] or timezone.now().year > 2026
    assert all(one.day is not None for one in found)
    text = said(sender.player.client.get(address(sender, "calendar/")))
    assert ("The size of" in text) is (size == "unknown")


def test_a_report_that_was_handed_in_is_no_longer_owed(sender: Sender, office: Any) -> None:
    from datetime import date

    from adhere.portal.register.models import Adherence

    sender.organisation.size = "large"
    sender.organisation.save()
    sender.adheres(office, "T")
    Adherence.objects.filter(state="confirmed").update(since="2025-07-01T12:00:00Z")
    on = date(2026, 2, 1)
    owed = [one.id for one in obligations.owed_reports(sender.organisation, on)]
    assert owed == ["report-gpai-2025-2025-h2", "report-gpai-2025-2026-h1"]
    assert sender.send(sender.dossier.report(sender.organisation.name)).status_code == 201
    assert [one.id for one in obligations.owed_reports(sender.organisation, on)] == owed[1:]
    late = next(obligations.owed_reports(sender.organisation, date(2026, 12, 1)))
    assert (late.id, late.standing) == ("report-gpai-2025-2026-h1", "late")


def test_a_calendar_program_reads_at_a_secret_address(sender: Sender, office: Any, visitor: Any) -> None:
    sender.adheres(office, "T")
    page = sender.player.client.post(address(sender, "calendar/address/"))
    told = re.search(r"http://localhost(/en/submissions/calendar/[\w-]+\.ics)", page.content.decode())
    assert told is not None
    answer = visitor.get(told[1])
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert b"BEGIN:VEVENT" in answer.content
    assert visitor.get(told[1].replace("/en/", "/nl/")).status_code == 200
    assert visitor.get(told[1][:-8] + "xxxx.ics").status_code == 404
    sender.player.client.post(address(sender, "calendar/address/"))
    assert visitor.get(told[1]).status_code == 404
    assert CalendarAddress.objects.filter(withdrawn=None).count() == 1
    assert office.client.post(address(sender, "calendar/address/")).status_code == 403


def submissions(sender: Sender, count: int) -> None:
    start = Submission.objects.count()
    Submission.objects.bulk_create(
        Submission(
            provider=sender.organisation,
            sha256=f"{number:064x}",
            size=1,
            received=timezone.now(),
            event=1000 + number,
            key=sender.key,
            recipient="office",
            model_name="m",
            form="mdf",
            number=number + 1,
            issued=timezone.now(),
            statement_sha256=f"{number:064x}",
        )
        for number in range(start, start + count)
    )


def test_pages_cost_the_same_for_ten_and_for_a_thousand(sender: Sender, office: Any) -> None:
    sender.adheres(office, "T")
    costs = []
    for count in (10, 990):
        submissions(sender, count)
        with CaptureQueriesContext(connection) as queries:
            for page in (
                address(sender, ""),
                address(sender, "hand-in/"),
                f"/en/joining/{sender.organisation.slug}/",
                "/en/joining/",
            ):
                assert sender.player.client.get(page).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 60
    text = said(sender.player.client.get(address(sender, "")))
    assert "?after=" in text


def test_what_was_kept_and_is_gone_is_told(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    hand_in(sender, sender.dossier.form())
    made = Submission.objects.get()

    def gone(digest: str) -> bytes:
        raise FileNotFoundError(digest)

    monkeypatch.setattr(storing, "kept", gone)
    assert sender.player.client.get(f"/en/submissions/{made.pk}/pack.json").status_code == 503
    assert sender.player.client.get(f"/en/submissions/{made.pk}/").status_code == 200


def test_the_name_a_model_had_in_a_dossier_stays_known(sender: Sender) -> None:
    told = dict.fromkeys(registering.FIELDS) | {"name": "A", "version": "", "page": ""}
    model = registering.register(sender.organisation, told | {"known_as": "a"}, by=sender.player.person)
    registering.change(model, told | {"known_as": "b"}, by=sender.player.person)
    assert sorted(model.known_as.values_list("name", flat=True)) == ["a", "b"]
