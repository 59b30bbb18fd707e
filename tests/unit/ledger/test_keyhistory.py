# SPDX-License-Identifier: EUPL-1.2
"""Keys are replaced in the open: the old one signs for the new one, and where it could not, everyone sees that."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.ledger.dossiers import (
    DOCUMENTS,
    Dossier,
    dossier,
    instant,
    issue_again,
    places_of,
    record,
    rules_of,
    some_key,
)

from adhere.ledger.dsse import sealed
from adhere.ledger.issuing import issue, rotate
from adhere.ledger.keyhistory import key_event, key_event_of
from adhere.ledger.log import Log
from adhere.ledger.rules import LedgerError

OLD, NEW = some_key(), some_key("new")


def rotated(tmp_path: Path, *, lost: bool = False) -> Dossier:
    made = dossier(tmp_path, 1)
    entry = rotate(made.issued, NEW, at=instant(2), old=None if lost else OLD)
    assert entry == 2
    issue_again(tmp_path, key=NEW, at=instant(3))
    return made


def test_after_a_replacement_everything_still_verifies(tmp_path: Path):
    made = rotated(tmp_path)
    found = made.verify()
    assert (found.outcome, rules_of(found)) == ("self-consistent", set())
    assert found.key_id == NEW.public.id
    assert [issue.key_id for issue in found.issues] == [OLD.public.id, NEW.public.id]


def test_whoever_knows_the_old_key_can_follow_to_the_new_one(tmp_path: Path):
    made = rotated(tmp_path)
    assert made.verify(key_id=OLD.public.id).key_confirmed
    assert made.verify(key_id=NEW.public.id).key_confirmed
    stranger = made.verify(key_id=some_key("stranger").public.id)
    assert "ADH-LOG-013" in rules_of(stranger)
    assert stranger.outcome == "broken"


def test_a_checkpoint_from_before_the_replacement_still_counts(tmp_path: Path):
    before = dossier(tmp_path, 1).last.checkpoint
    rotate(tmp_path / "issued", NEW, at=instant(2), old=OLD)
    made = rotated_dossier(tmp_path)
    assert made.verify(checkpoint=before).outcome == "verified"


def rotated_dossier(tmp_path: Path) -> Dossier:
    return Dossier(root=tmp_path, last=issue_again(tmp_path, key=NEW, at=instant(3)))


def test_a_lost_key_is_named_by_every_verification(tmp_path: Path):
    made = rotated(tmp_path, lost=True)
    found = made.verify()
    assert found.outcome == "self-consistent"
    assert places_of(found) == {("ADH-LOG-015", "issued/log/keys.jsonl:2")}
    assert not made.verify(key_id=OLD.public.id).key_confirmed
    assert made.verify(key_id=OLD.public.id).outcome == "broken"


def test_an_issue_signed_with_a_replaced_key_is_refused_when_it_is_made(tmp_path: Path):
    rotated(tmp_path)
    with pytest.raises(LedgerError) as error:
        issue_again(tmp_path, key=OLD, at=instant(4))
    assert error.value.rule_id == "ADH-LOG-072"


def test_an_issue_signed_with_a_replaced_key_is_named_when_it_is_verified(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Whoever kept the old key writes with a program that does not ask."""
    made = rotated(tmp_path)
    monkeypatch.setattr(Log, "expect_key", lambda *_: None)
    issue_again(tmp_path, key=OLD, at=instant(4))
    found = made.verify()
    assert found.outcome == "broken"
    assert ("ADH-LOG-012", "issued/example/mdf/0003/issue.json") in places_of(found)
    assert ("ADH-LOG-017", "issued/log/checkpoint") in places_of(found)


def test_a_key_of_nobody_is_named_when_it_is_verified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    made = rotated(tmp_path)
    monkeypatch.setattr(Log, "expect_key", lambda *_: None)
    issue_again(tmp_path, key=some_key("stranger"), at=instant(4))
    assert ("ADH-LOG-011", "issued/example/mdf/0003/issue.json") in places_of(made.verify())


@pytest.mark.parametrize("again", [OLD, NEW])
def test_a_replaced_key_does_not_come_back(tmp_path: Path, again: object):
    rotated(tmp_path)
    with pytest.raises(LedgerError) as error:
        rotate(tmp_path / "issued", again, at=instant(5), old=NEW)  # type: ignore[arg-type]
    assert error.value.rule_id == "ADH-LOG-076"


def test_a_key_is_replaced_in_a_log_only(tmp_path: Path):
    with pytest.raises(LedgerError) as error:
        rotate(tmp_path / "issued", NEW, at=instant(0), old=OLD)
    assert error.value.rule_id == "ADH-LOG-075"


def test_only_the_key_of_the_log_can_hand_over(tmp_path: Path):
    dossier(tmp_path, 1)
    with pytest.raises(LedgerError) as error:
        rotate(tmp_path / "issued", NEW, at=instant(5), old=some_key("stranger"))
    assert error.value.rule_id == "ADH-LOG-072"


def test_a_stranger_cannot_bring_in_a_key_unnoticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """An event that says it is handed over, signed by somebody else than the key before."""
    made = dossier(tmp_path, 1)
    stranger = some_key("stranger")

    def forged(log: str, seq: int, at: str, new: object, **_: object) -> bytes:
        return key_event(log, seq, at, new, before=OLD.public, signer=stranger)  # type: ignore[arg-type]

    monkeypatch.setattr("adhere.ledger.issuing.key_event", forged)
    rotate(made.issued, NEW, at=instant(2), old=None)
    assert ("ADH-LOG-014", "issued/log/keys.jsonl:2") in places_of(made.verify())


def test_every_byte_of_the_keys_counts(tmp_path: Path):
    made = rotated(tmp_path)
    path = made.issued / "log" / "keys.jsonl"
    content = path.read_bytes()
    for place in range(0, len(content), 17):
        changed = bytearray(content)
        changed[place] ^= 1
        path.write_bytes(bytes(changed))
        found = made.verify()
        assert found.outcome == "broken", place
        assert any(place.startswith("issued/log/keys.jsonl") for _, place in places_of(found)), place


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("format", "adhere/key-event/2"),
        ("public_key", "AA=="),
        ("replaces", "0"),
        ("lost", 1),
        ("lost", True),
        ("seq", -1),
        ("log", "a b"),
        ("extra", 1),
    ],
)
def test_a_key_event_of_another_form_is_refused(name: str, value: object):
    from adhere.ledger.canonical import canonical

    event = key_event_of(key_event("log", 0, instant(0), OLD, before=None, signer=None)[:-1])
    payload = canonical(json.loads(event.envelope.payload) | {name: value})
    with pytest.raises(LedgerError):
        key_event_of(canonical(sealed(payload, event.envelope.payload_type, [OLD]).value))


def test_a_name_that_would_be_the_log_is_refused(tmp_path: Path):
    for model in ("log", "..", "a..b", "A", ""):
        made = record(model=model)
        with pytest.raises(LedgerError) as error:
            issue(tmp_path / "issued", made, DOCUMENTS, key=OLD)
        assert error.value.rule_id == "ADH-LOG-074"
    assert not (tmp_path / "issued").exists()
