# SPDX-License-Identifier: EUPL-1.2
"""The intake for machines: what is taken in, once, with a receipt that proves it; what is refused, and why."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.portal.packs import Dossier

from adhere.kernel.finding import Finding
from adhere.ledger.canonical import canonical
from adhere.ledger.verification import Outside, verify
from adhere.portal import storing
from adhere.portal.audit import recording
from adhere.portal.audit.models import Event
from adhere.portal.joining import acts as joining
from adhere.portal.keys import log_key
from adhere.portal.people.tokens.acts import make
from adhere.portal.register.models import RegisteredModel, Summary
from adhere.portal.submissions import keys
from adhere.portal.submissions.intake import take
from adhere.portal.submissions.models import KnownAs, SigningKey, Submission
from adhere.portal.submissions.receipts import event_receipt
from adhere.portal.submissions.rules import rules

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/submissions"


class Sender:
    """A provider with a key, a token and a dossier."""

    def __init__(self, player: Any, scopes: tuple[str, ...] = ("submit",)) -> None:
        self.player = player
        self.organisation = player.organisation
        self.dossier = Dossier()
        self.key = keys.register(
            self.organisation, self.dossier.claim(self.organisation.slug), by=player.person
        )
        self.token = make(player.person, self.organisation, "test", scopes, 30)[1]

    def send(self, content: bytes, query: str = "", **headers: Any) -> Any:
        given = {"HTTP_AUTHORIZATION": f"Bearer {self.token}", "HTTP_ACCEPT_LANGUAGE": "en", **headers}
        return self.player.client.post(
            f"{ADDRESS}{query}", content, content_type=given.pop("content_type", "application/json"), **given
        )

    def model(self, name: str = "voorbeeld-8b", **facts: Any) -> RegisteredModel:
        made = RegisteredModel.objects.create(
            slug=f"{self.organisation.slug}-{name}", name=name, provider=self.organisation, **facts
        )
        KnownAs.objects.create(provider=self.organisation, name=name, model=made)
        return made

    def adheres(self, office: Any, *chapters: str) -> None:
        signatory = self.player.person
        for row in joining.state(self.organisation, "gpai-2025", chapters, [], by=signatory):
            joining.confirm(row.id, by=office.person)


@pytest.fixture
def sender(player: Callable[..., Any]) -> Sender:
    return Sender(player("provider", "head", name="Voorbeeld B.V. (example)"))


def rules_of(answer: Any) -> list[str]:
    return [one["rule"] for one in json.loads(answer.content)["findings"]]


def counts() -> tuple[int, int]:
    return Submission.objects.count(), Event.objects.count()


def test_a_pack_is_taken_in_with_a_receipt_that_is_verified_offline(sender: Sender, tmp_path: Path) -> None:
    content = sender.dossier.form()
    answer = sender.send(content)
    assert answer.status_code == 201, answer.content
    told = json.loads(answer.content)
    receipt = tmp_path / "receipt.json"
    receipt.write_bytes(canonical(told["receipt"]) + b"\n")
    outside = Outside(key_id=log_key().public.id, checkpoint=recording.checkpoint().note.encode())
    found = verify(receipt, outside)
    assert (found.outcome, found.findings) == ("verified", ())
    assert found.events[0].sha256 == told["sha256"]
    assert found.events[0].kind == "bundle:received"
    assert storing.kept(told["sha256"]) == content


def test_the_same_bytes_are_taken_in_once_and_come_to_the_same_receipt(sender: Sender) -> None:
    content = sender.dossier.form()
    first = sender.send(content)
    sender.send(sender.dossier.form("annex-xi"))
    before = counts()
    second = sender.send(content)
    assert (first.status_code, second.status_code) == (201, 200)
    assert json.loads(first.content) == json.loads(second.content)
    assert counts() == before


def test_a_sandbox_checks_everything_and_keeps_nothing(sender: Sender) -> None:
    before = counts()
    content = sender.dossier.form(open_=3)
    answer = sender.send(content, "?sandbox=1")
    assert answer.status_code == 200
    assert set(rules_of(answer)) == {"ADH-SUB-025", "ADH-SUB-051"}
    assert sender.send(b"%PDF-1.7", "?sandbox=1").status_code == 422
    assert counts() == before


def test_versions_and_corrections_all_stay(sender: Sender) -> None:
    first = json.loads(sender.send(sender.dossier.form()).content)
    second = json.loads(sender.send(sender.dossier.form(), f"?corrects={first['id']}").content)
    third = sender.send(sender.dossier.form())
    assert third.status_code == 201
    assert (second["corrects"], second["issue"]) == (first["id"], "voorbeeld-8b/mdf/0002")
    assert Submission.objects.count() == 3
    assert Event.objects.filter(kind="bundle:corrected").count() == 1
    for wrong in ("x", second["id"], "00000000-0000-0000-0000-000000000000"):
        answer = sender.send(sender.dossier.form("annex-xi"), f"?corrects={wrong}")
        assert rules_of(answer)[0] == "ADH-SUB-034"


def other_bytes(content: bytes, change: Callable[[Any], None]) -> bytes:
    value = json.loads(content)
    change(value)
    return canonical(value) + b"\n"


def test_forged_replayed_and_foreign_packs_are_refused_with_findings_and_event(
    sender: Sender, player: Callable[..., Any]
) -> None:
    content = sender.dossier.form()
    other = Sender(player("provider", "head"))

    def forge(value: Any) -> None:
        sig = value["envelope"]["signatures"][0]
        sig["sig"] = sig["sig"][:10] + ("A" if sig["sig"][10] != "A" else "B") + sig["sig"][11:]

    forged = sender.send(other_bytes(content, forge))
    assert (forged.status_code, rules_of(forged)) == (422, ["ADH-LOG-010"])
    foreign = other.send(content)
    assert (foreign.status_code, rules_of(foreign)) == (422, ["ADH-SUB-010"])
    assert sender.send(content).status_code == 201
    later = sender.dossier.form()
    assert sender.send(later).status_code == 201
    older = Dossier(key=sender.dossier.key)
    assert rules_of(sender.send(older.form()))[0] == "ADH-SUB-032"
    older.form()
    assert rules_of(sender.send(older.form(open_=1)))[0] == "ADH-SUB-033"
    refused = Event.objects.filter(kind="bundle:refused")
    assert refused.count() == 4
    assert Submission.objects.count() == 2
    sender.send(other_bytes(content, forge))
    assert refused.count() == 4


def test_one_number_is_one_issue(sender: Sender) -> None:
    content = sender.dossier.form()
    assert sender.send(content).status_code == 201
    twin = Dossier(key=sender.dossier.key)
    answer = sender.send(twin.form(open_=1))
    assert "ADH-SUB-031" in rules_of(answer)


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b" \n", "ADH-SUB-002"),
        (b"%PDF-1.7 ...", "ADH-SUB-001"),
        (b"PK\x03\x04....", "ADH-SUB-001"),
        (b"\x89PNG\r\n\x1a\n....", "ADH-SUB-001"),
        (b"\xff\xd8\xff\xe0....", "ADH-SUB-001"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ADH-SUB-001"),
        (b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]>', "ADH-SUB-001"),
        (b'{"format":"adhere/report/1"}', "ADH-SUB-006"),
        (b'{"format":"adhere/record/1"}', "ADH-SUB-003"),
        (b'{"format":"adhere/receipt/1"}', "ADH-SUB-005"),
        (b'{"payload":"","payloadType":"x","signatures":[]}', "ADH-SUB-004"),
        (b"[" * 100_000, "ADH-LOG-001"),
        (b"\xff\xfe", "ADH-LOG-001"),
        (b"{}", "ADH-LOG-003"),
        (b'{"format":"adhere/pack/2"}', "ADH-LOG-003"),
        (b'{"format":"adhere/pack/1"}\n', "ADH-LOG-004"),
    ],
)
def test_what_is_no_pack_is_told_apart(sender: Sender, content: bytes, rule: str) -> None:
    answer = sender.send(content)
    assert (answer.status_code, rules_of(answer)) == (422, [rule])
    told = json.loads(answer.content)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert told["type"] == "urn:adhere:problem:refused"
    assert all(one["remedy"] for one in told["findings"])
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"example": False}, None),
        ({"at": "2126-11-20T08:00:00Z"}, "ADH-SUB-014"),
        ({"at": "2026-02-31T08:00:00Z"}, "ADH-SUB-014"),
        ({"form_version": "1999"}, "ADH-SUB-021"),
        ({"form": "invented"}, "ADH-SUB-020"),
    ],
)
def test_statements_that_cannot_be(sender: Sender, changes: dict[str, Any], rule: str | None) -> None:
    answer = sender.send(sender.dossier.form(**changes))
    assert rule is None or rule in rules_of(answer)
    assert (answer.status_code == 422) is (rule is not None)


def test_an_example_is_not_taken_in_from_a_provider_that_is_none(sender: Sender) -> None:
    sender.organisation.is_example = False
    sender.organisation.save()
    assert rules_of(sender.send(sender.dossier.form()))[0] == "ADH-SUB-013"


def test_a_pack_for_somebody_else(sender: Sender) -> None:
    assert "ADH-SUB-015" in rules_of(sender.send(sender.dossier.form(recipient="downstream")))


def test_a_pack_without_rows_says_nothing(sender: Sender) -> None:
    sender.model()
    assert rules_of(sender.send(sender.dossier.form("summary"))) == ["ADH-SUB-026"]
    assert not Summary.objects.exists()


def test_rows_are_those_of_the_form(sender: Sender) -> None:
    from dataclasses import replace

    dossier = sender.dossier
    made = dossier._record

    def record(*args: Any) -> Any:
        whole = made(*args)
        rows = [row for row in whole.rows if "office" in row.recipients]
        odd = replace(rows[1], row="no_such_row"), replace(rows[2], state="perfect")
        return replace(whole, rows=(*odd, *rows[3:]))

    dossier._record = record  # type: ignore[method-assign]
    found = rules_of(sender.send(dossier.form()))
    assert {"ADH-SUB-022", "ADH-SUB-023", "ADH-SUB-024"} <= set(found)


def test_a_withdrawn_key_signs_nothing_and_a_replaced_one_what_it_signed_before(sender: Sender) -> None:
    before = sender.dossier.form()
    new = Dossier()
    by = sender.player.person
    keys.register(sender.organisation, new.claim(sender.organisation.slug), by=by, replaces=sender.key)
    assert sender.send(before).status_code == 201
    SigningKey.objects.filter(pk=sender.key.pk).update(until="2026-11-02T00:00:00Z")
    assert rules_of(sender.send(sender.dossier.form()))[0] == "ADH-SUB-012"
    keys.withdraw(SigningKey.objects.get(pk=sender.key.pk), by=by)
    answer = sender.send(sender.dossier.form("annex-xi"))
    assert rules_of(answer)[0] == "ADH-SUB-011"


def test_a_summary_stands_in_the_register_with_its_completeness(sender: Sender) -> None:
    content = sender.dossier.form("summary", recipient="public", open_=2)
    assert rules_of(sender.send(content)) == ["ADH-SUB-025", "ADH-SUB-050"]
    model = sender.model()
    answer = sender.send(content)
    assert answer.status_code == 201
    summary = Summary.objects.get(model=model, until=None)
    assert (summary.origin, summary.asked - summary.answered) == ("bundle", 2)
    second = sender.send(sender.dossier.form("summary", recipient="public"))
    assert second.status_code == 201
    newest = Summary.objects.get(model=model, until=None)
    summary.refresh_from_db()
    assert (newest.version, summary.until, summary.ended_by) == ("2", newest.since, newest.event)


def test_a_report_is_read_and_its_flags_are_those_of_the_rooms_below(sender: Sender, office: Any) -> None:
    sender.model(systemic_risk=False)
    sender.adheres(office, "T", "C")
    content = sender.dossier.report(sender.organisation.name, measures={"T-1.1": {"status": "implemented"}})
    answer = sender.send(content)
    assert answer.status_code == 201, answer.content
    told = json.loads(answer.content)
    assert (told["late"], told["incomplete"], told["due"]) == (True, True, "2026-03-31")
    assert {"ADH-SUB-041", "ADH-SUB-042"} <= set(rules_of(answer))
    assert Event.objects.filter(kind="report:received").count() == 1


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"signatory": "Somebody else"}, "ADH-SUB-040"),
        ({"code": "invented"}, "ADH-SUB-043"),
        ({"period": ("2026-07-01", "2026-12-31")}, "ADH-SUB-044"),
        ({"period": ("2025-12-31", "2025-07-01")}, "ADH-REP-050"),
        ({"size": "huge"}, "ADH-REP-006"),
        ({"measures": {"T-99.9": {"status": "implemented"}}}, "ADH-REP-020"),
        ({"measures": {"T-1.1": "yes"}}, "ADH-REP-004"),
    ],
)
def test_reports_that_cannot_be(sender: Sender, changes: dict[str, Any], rule: str) -> None:
    told = {"signatory": sender.organisation.name, **changes}
    answer = sender.send(sender.dossier.report(**told))
    assert answer.status_code == 422
    assert rule in rules_of(answer)


def test_a_model_report_after_the_last_day_is_late(sender: Sender) -> None:
    sender.model(placed_on="2026-05-04", systemic_risk=True)
    answer = sender.send(sender.dossier.form("model-report"))
    told = json.loads(answer.content)
    assert (told["late"], told["due"]) == (True, "2026-05-04")
    assert "ADH-SUB-045" in rules_of(answer)


@pytest.mark.parametrize(
    ("how", "status"),
    [
        ({"HTTP_AUTHORIZATION": ""}, 401),
        ({"HTTP_AUTHORIZATION": "Bearer adhere_no"}, 401),
        ({"HTTP_AUTHORIZATION": "Basic eA=="}, 401),
        ({"content_type": "multipart/form-data; boundary=x"}, 415),
        ({"content_type": "application/xml"}, 415),
    ],
)
def test_requests_that_go_no_further(sender: Sender, how: dict[str, Any], status: int) -> None:
    answer = sender.send(b"{}", **how)
    assert answer.status_code == status
    assert json.loads(answer.content)["status"] == status


def test_a_token_without_the_scope_and_one_of_the_office_open_nothing(
    player: Callable[..., Any], office: Any
) -> None:
    narrow = Sender(player("provider", "head"), scopes=("export",))
    assert narrow.send(narrow.dossier.form()).status_code == 403
    narrow.token = make(office.person, office.organisation, "test", ("submit",), 30)[1]
    answer = narrow.send(narrow.dossier.form())
    assert answer.status_code == 403
    assert json.loads(answer.content)["detail"]


def test_what_is_too_large_is_not_even_read(sender: Sender, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 1000
    answer = sender.send(b"x" * 1001)
    assert answer.status_code == 413
    assert sender.player.client.put(ADDRESS).status_code == 405


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_full_disk_is_told_and_leaves_nothing(
    sender: Sender, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    def full(_: bytes) -> str:
        raise OSError(errno.ENOSPC, "no space left")

    before = counts()
    content = sender.dossier.form()
    monkeypatch.setattr(storing, "keep", full)
    answer = sender.send(content, HTTP_ACCEPT_LANGUAGE=language)
    assert answer.status_code == 507
    assert {"nl": "geen ruimte", "en": "no room"}[language] in json.loads(answer.content)["detail"]
    assert counts() == before
    monkeypatch.undo()
    assert sender.send(content).status_code == 201


def test_the_receipt_of_any_event_is_stable(sender: Sender) -> None:
    first = event_receipt(0)
    sender.send(sender.dossier.form())
    assert event_receipt(0) == first


def test_two_at_once_come_to_one(sender: Sender) -> None:
    content = sender.dossier.form()
    found: list[Any] = []

    def second(where: str) -> None:
        if where == "kept" and not found:
            found.append(None)
            found.append(take(content, sender.organisation, by=sender.player.person))

    first = take(content, sender.organisation, by=sender.player.person, step=second)
    assert (first.new, found[1].new) == (False, True)
    assert first.submission == found[1].submission


def test_every_rule_of_the_area_is_in_both_languages() -> None:
    ids = [rule.id for rule in rules()]
    assert ids == sorted(set(ids))
    for rule in rules():
        assert rule.wrong.nl != rule.wrong.en
        assert isinstance(Finding(rule=rule, place=None).remedy("nl"), str)  # type: ignore[arg-type]
