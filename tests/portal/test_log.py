# SPDX-License-Identifier: EUPL-1.2
"""Events are added, proven and never changed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from adhere.ledger import merkle
from adhere.ledger.note import checkpoint_of, note_of
from adhere.ledger.proof import entry_proof_of
from adhere.ledger.verification import Outside, verify
from adhere.portal.audit.kinds import KINDS
from adhere.portal.audit.models import Checkpoint, Event, Node, Payload
from adhere.portal.audit.recording import Act, checkpoint, consistency, line_of, proof, record, record_all
from adhere.portal.keys import log_key
from adhere.portal.wording import texts_of


def note(count: int) -> list[Event]:
    return record_all(
        [Act(kind="export:made", subject=f"test/{number}", content={"n": number}) for number in range(count)]
    )


class EveryEntryIsProven(TestCase):
    @settings(max_examples=15, deadline=None)
    @given(st.lists(st.integers(1, 9), min_size=1, max_size=6))
    def test_whatever_the_batches(self, batches: list[int]) -> None:
        for count in batches:
            note(count)
        for event in Event.objects.all():
            told = entry_proof_of(proof(event.seq).text)
            signed = note_of(told.checkpoint)
            head = checkpoint_of(signed)
            assert signed.signed_by(head.origin, log_key().public)
            assert head.size == sum(batches)
            assert merkle.includes(
                merkle.leaf_hash(line_of(event)), event.seq, head.size, told.path, head.root
            )


@pytest.mark.django_db
def test_a_larger_log_continues_a_smaller_one() -> None:
    note(5)
    old = checkpoint_of(note_of(checkpoint().note.encode()))
    note(9)
    new = checkpoint_of(note_of(checkpoint().note.encode()))
    assert merkle.continues(old.size, new.size, consistency(5).path, old.root, new.root)


@pytest.mark.django_db
def test_an_act_that_fails_leaves_no_event() -> None:
    def fail() -> None:
        with transaction.atomic():
            record("export:made", subject="test", content={})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not Event.objects.exists()
    assert record("export:made", subject="test", content={}).seq == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", [Event, Node, Checkpoint])
@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_itself_refuses_a_change(table: type, act: str) -> None:
    note(1)
    checkpoint()
    name = table._meta.db_table
    column = table._meta.pk.column
    statement = f"DELETE FROM {name}" if act == "delete" else f"UPDATE {name} SET {column} = {column} + 1"
    with pytest.raises(DatabaseError, match="only be added to"), connection.cursor() as cursor:
        cursor.execute(statement)
    assert table.objects.exists()


@pytest.mark.django_db
def test_what_an_event_is_about_can_be_erased_and_the_proof_still_holds() -> None:
    note(3)
    Payload.objects.get(event_id=1).delete()
    assert entry_proof_of(proof(1).text).index == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "invented:act"},
        {"subject": "with a space"},
        {"subject": ""},
        {"subject": 'x","seq":0'},
        {"subject": "x" * 331},
    ],
)
def test_nothing_else_enters_the_log(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="cannot be an event"):
        record(**{"kind": "export:made", "subject": "test", **wrong}, content={})


def test_every_kind_of_event_is_told_in_words_of_its_own() -> None:
    texts = texts_of("events")
    assert set(texts) == KINDS
    for told in ([one.en for one in texts.values()], [one.nl for one in texts.values()]):
        assert len(set(told)) == len(KINDS)
        assert not any(":" in one for one in told)


@pytest.mark.django_db
def test_pages_of_the_log(visitor) -> None:
    note(120)
    for language in ("nl", "en"):
        assert visitor.get(f"/{language}/log/").status_code == 200
        assert visitor.get(f"/{language}/log/?before=70").status_code == 200
        assert visitor.get(f"/{language}/log/7/").status_code == 200
        assert visitor.get(f"/{language}/log/120/").status_code == 404
        assert visitor.get(f"/{language}/log/99999999999999999999/").status_code == 404
    assert "Een lijst is als bestand opgehaald" in visitor.get("/nl/log/").content.decode()
    one = visitor.get("/en/log/7/").content.decode()
    assert "A list was taken out as a file <code>export:made</code>" in one
    assert visitor.get("/nl/log/7/proof").headers["Content-Type"].startswith("text/plain")


@pytest.mark.django_db
@pytest.mark.parametrize("seq", [0, 2, 3])
def test_what_the_page_of_an_event_offers_is_verified_and_tells_nothing_that_was_kept(
    visitor: Any, tmp_path: Path, seq: int
) -> None:
    note(seq)
    record("export:made", subject="export/one", content={"secret": "not for everyone"})
    first = visitor.get(f"/en/log/{seq}/receipt.json")
    note(3 - seq)
    text = visitor.get(f"/en/log/{seq}/").content.decode()
    command = re.search(r"adhere verify (\S+) --key (\S+) --checkpoint (\S+) --proof (\S+?)<", text)
    assert command is not None
    mine, key_id, head, grown = command.groups()
    assert f'filename="{mine}"' in first.headers["Content-Disposition"]
    offered = {name: address for address, name in re.findall(r'href="(\S+)" download="(\S+)"', text)}
    offered[mine] = f"/en/log/{seq}/receipt.json"
    assert f'href="{offered[mine]}"' in text
    for name in (mine, head, grown):
        (tmp_path / name).write_bytes(visitor.get(offered[name]).content)
    assert (tmp_path / mine).read_bytes() == first.content
    assert b"not for everyone" not in first.content
    outside = Outside(
        key_id=key_id, checkpoint=(tmp_path / head).read_bytes(), proof=(tmp_path / grown).read_bytes()
    )
    found = verify(tmp_path / mine, outside)
    assert (found.outcome, found.findings) == ("verified", ())
    assert found.events[0].subject == "export/one"
    (tmp_path / mine).write_bytes(first.content.replace(b"export/one", b"export/two"))
    assert verify(tmp_path / mine, outside).outcome == "broken"


@pytest.mark.django_db
def test_an_event_there_is_none_of_has_no_receipt(visitor: Any) -> None:
    note(1)
    assert visitor.get("/en/log/1/receipt.json").status_code == 404
