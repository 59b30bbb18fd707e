# SPDX-License-Identifier: EUPL-1.2
"""Cosignatures of witnesses: who may register one, what is taken in and what is not, and that readers verify with them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.unit.cli.running import adhere

from adhere.ledger.encoding import of_base64, to_base64
from adhere.ledger.keys import SigningKey, new_key
from adhere.ledger.note import Checkpoint as Head
from adhere.ledger.note import checkpoint_of, note_of, signed_note
from adhere.ledger.witnessing import Witness as Known
from adhere.ledger.witnessing import cosigned
from adhere.portal.audit import recording, witnessing
from adhere.portal.audit.models import Cosignature, Event, Witness
from adhere.portal.keys import log_key
from adhere.portal.submissions.receipts import event_receipt

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/checkpoint"
NAME, AT = "getuige.example/portaal", 1_764_000_000
PAGES = "/en/log/witnesses/"


@pytest.fixture
def key() -> SigningKey:
    return new_key()


@pytest.fixture
def administrator(player: Any) -> Any:
    found = player("office", "head")
    found.person.is_administrator = True
    found.person.save()
    return found


def told(key: SigningKey, name: str = NAME) -> str:
    return Known(name=name, key=key.public).told


def registered(key: SigningKey, by: Any, name: str = NAME) -> Witness:
    return witnessing.register(told(key, name), by=by.person)


def send(note: str | bytes, **headers: Any) -> Any:
    text = note if isinstance(note, str) else note.decode()
    strict = Client(enforce_csrf_checks=True)
    return strict.post(ADDRESS, json.dumps({"note": text}), content_type="application/json", **headers)


def cosigned_head(key: SigningKey, name: str = NAME, at: int = AT) -> bytes:
    return cosigned(recording.checkpoint().note.encode(), name, key, at)


def rules(answer: Any) -> list[str]:
    assert answer.status_code == 422, answer.content
    return [one["rule"] for one in answer.json()["findings"]]


def test_a_witness_is_registered_and_withdrawn_by_who_administers(administrator: Any, office: Any, key: SigningKey) -> None:  # fmt: skip
    form = {"key": f"  {told(key)}\n"}
    assert office.client.post(f"{PAGES}register/", form).status_code == 403
    assert administrator.client.post(f"{PAGES}register/", form).status_code == 302
    assert administrator.client.post(f"{PAGES}register/", form).status_code == 422, "it is known"
    made = Witness.objects.get()
    assert (made.name, made.key) == (NAME, told(key))
    for language, word in (("nl", "Ingetrokken"), ("en", "Withdrawn")):
        page = Client().get(f"/{language}/log/witnesses/").content.decode()
        assert (told(key) in page, word in page) == (True, True)
    assert office.client.post(f"{PAGES}{made.pk}/withdraw/").status_code == 403
    assert administrator.client.post(f"{PAGES}{made.pk}/withdraw/").status_code == 302
    assert administrator.client.post(f"{PAGES}{made.pk}/withdraw/").status_code == 409
    kinds = Event.objects.order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == ["witness:registered", "witness:withdrawn"]


@pytest.mark.parametrize(
    "wrong",
    ["", "x", "name+00000000+AAAA", "a b+00000000+BA==", "{name}+00000000+{key}", "{name}+{hint}+{other}", "Name+{hint}+{key}", "{name}+{hint}+{key}+{key}"],
)  # fmt: skip
def test_what_is_no_key_of_a_witness_is_told(administrator: Any, key: SigningKey, wrong: str) -> None:
    name, hint, coded = told(key).split("+", 2)
    other = to_base64(b"\x01" + of_base64(coded, "key")[1:])
    form = {"key": wrong.format(name=name, hint=hint, key=coded, other=other)}
    for language, words in (("nl", "Kopieer de hele regel"), ("en", "Copy the whole line")):
        answer = administrator.client.post(f"/{language}/log/witnesses/register/", form)
        assert answer.status_code == 422
        assert not wrong or words in answer.content.decode()
    assert not Witness.objects.exists()


def test_a_cosignature_is_taken_in_once_and_served_with_its_head(administrator: Any, key: SigningKey, tmp_path: Path) -> None:  # fmt: skip
    registered(key, administrator)
    seen = Client().get(ADDRESS)
    assert seen.json()["cosigned"] is None
    note, events = cosigned_head(key), Event.objects.count()
    for _ in range(2):
        answer = send(note)
        assert (answer.status_code, answer.json()["note"]) == (200, note.decode())
    assert send(cosigned_head(key, at=AT + 9)).json()["note"] == note.decode(), "the first one stays"
    assert (Cosignature.objects.count(), Event.objects.count()) == (1, events), "no look makes the log grow"
    again = Client().get(ADDRESS, HTTP_IF_NONE_MATCH=seen.headers["ETag"])
    assert (again.status_code, again.json()["cosigned"]["note"]) == (200, note.decode())
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(ADDRESS, HTTP_IF_NONE_MATCH=again.headers["ETag"]).status_code == 304
    assert len(queries) == 1
    assert Client().get("/nl/log/cosigned").content == note
    for page in ("/en/log/", PAGES):
        assert NAME in Client().get(page).content.decode()

    second = new_key()
    registered(second, administrator, "other.example/w")
    recording.record("export:made", subject="test", content={})
    assert send(cosigned_head(second, "other.example/w")).status_code == 200
    whole = Client().get("/en/log/cosigned").content
    (tmp_path / "cosigned").write_bytes(whole)
    (tmp_path / "receipt.json").write_bytes(event_receipt(recording.size() - 1))
    words = ("verify", tmp_path / "receipt.json", "--checkpoint", tmp_path / "cosigned", "--lang", "en")
    ran = adhere(*words, "--witness", told(second, "other.example/w"))
    assert (ran.status, "ADH-LOG-094" in ran.out, "verified against" in ran.out) == (0, True, True), ran.out
    ran = adhere(*words, "--witness", told(second, "other.example/w"), "--witness", told(key))
    assert (ran.status, "ADH-LOG-095" in ran.out, NAME in ran.out) == (1, True, True)


def test_what_no_witness_of_ours_signed_is_not_taken_in(administrator: Any, key: SigningKey) -> None:
    recording.record("export:made", subject="test", content={})
    assert rules(send(cosigned_head(key))) == ["ADH-API-013"], "nobody is registered yet"
    made = registered(key, administrator)
    assert rules(send(recording.checkpoint().note)) == ["ADH-API-013"], "nobody signed it but the log"
    assert rules(send(cosigned_head(new_key()))) == ["ADH-API-013"], "another key under the same name"
    assert rules(send(cosigned_head(key, "other.example/w"))) == ["ADH-API-013"]
    assert rules(send(cosigned_head(key, at=2**63))) == ["ADH-API-013"], "a moment that no calendar holds"
    good = cosigned_head(key).decode()
    forged = good[:-6] + ("AAAA=\n" if good[-6:] != "AAAA=\n" else "BBBB=\n")
    assert rules(send(forged)) in (["ADH-API-013"], ["ADH-LOG-004"])
    witnessing.withdraw(made.pk, by=administrator.person)
    assert rules(send(cosigned_head(key))) == ["ADH-API-013"], "it was withdrawn"
    assert not Cosignature.objects.exists()


def test_another_history_is_told_in_both_languages(administrator: Any, key: SigningKey) -> None:
    registered(key, administrator)
    head = checkpoint_of(note_of(recording.checkpoint().note.encode()))

    def signed(**changes: Any) -> bytes:
        other = Head(**({"origin": head.origin, "size": head.size, "root": head.root} | changes))
        return cosigned(signed_note(other.text, other.origin, log_key()).encode(), NAME, key, AT)

    assert rules(send(signed(root=b"\0" * 32))) == ["ADH-LOG-051"], "our own key signed another history"
    assert rules(send(signed(size=head.size + 7))) == ["ADH-LOG-051"]
    assert rules(send(signed(origin="elsewhere.example/log"))) == ["ADH-LOG-052"]
    for wrong in ("x", "a\nb\nc\n\n", "\ud800", "\0", "x" * 65537):
        answer = send(wrong)
        assert answer.status_code == 422, wrong[:9]
        assert set(rules(answer)) <= {"ADH-LOG-004", "ADH-API-006", "ADH-API-007"}
    for language, words in (("nl", "geschiedenis"), ("en", "history")):
        answer = send(signed(root=b"\0" * 32), HTTP_ACCEPT_LANGUAGE=language)
        assert words in answer.json()["findings"][0]["why"]
    assert Client().post(ADDRESS, b"{}", content_type="application/json").status_code == 422
    assert not Cosignature.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_itself_refuses_a_change_of_a_cosignature(administrator: Any, key: SigningKey, act: str) -> None:  # fmt: skip
    registered(key, administrator)
    assert send(cosigned_head(key)).status_code == 200
    statement = {"update": "UPDATE audit_cosignature SET line = 'x'", "delete": "DELETE FROM audit_cosignature"}  # fmt: skip
    with pytest.raises(DatabaseError, match="only be added to"), connection.cursor() as cursor:
        cursor.execute(statement[act])
    assert Cosignature.objects.exists()


@pytest.mark.parametrize("body", [b"\x00", b"{", b"\xff", b"[" * 5_000])
def test_a_body_that_is_no_json_is_a_problem(body: bytes) -> None:
    answer = Client().post(ADDRESS, body, content_type="application/json")
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
    assert answer.json()["findings"][0]["rule"] == "ADH-API-011"
