# SPDX-License-Identifier: EUPL-1.2
"""Receipts of a portal, checked offline: each part that was changed is named."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tests.unit.cli.running import adhere
from tests.unit.ledger.dossiers import some_key

from adhere.ledger import merkle
from adhere.ledger.canonical import canonical
from adhere.ledger.event import EventLine, event_of
from adhere.ledger.note import Checkpoint, signed_note
from adhere.ledger.proof import EntryProof
from adhere.ledger.receipt import receipt
from adhere.ledger.rules import LedgerError
from adhere.ledger.verification import Outside, verify

PACK = "ab" * 32
ORIGIN = "example.invalid/log"


def payload() -> bytes:
    return canonical({"content": {"sha256": PACK, "form": "mdf"}, "salt": "0" * 32})


def event(seq: int, kept: bytes = b"") -> EventLine:
    return EventLine(
        seq=seq,
        at=f"2026-11-29T10:00:{seq:02d}.000001Z",
        kind="bundle:received",
        actor="portal",
        subject=f"submission/example/{seq}",
        payload_sha256=sha256(kept).hexdigest(),
    )


def checkpoint(tree: merkle.Tree, size: int) -> str:
    head = Checkpoint(origin=ORIGIN, size=size, root=merkle.root(tree, size))
    return signed_note(head.text, ORIGIN, some_key())


def a_receipt(kept: bytes | None = None, *, of: int = 5, size: int = 9) -> tuple[bytes, merkle.Tree]:
    tree = merkle.Tree()
    lines = [event(number, payload()).line for number in range(size)]
    for line in lines:
        tree.append(merkle.leaf_hash(line))
    path = tuple(merkle.inclusion_proof(tree, of, size))
    proof = EntryProof(index=of, path=path, checkpoint=checkpoint(tree, size).encode())
    return receipt(lines[of], kept, proof, some_key().public), tree


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "receipt.json"
    path.write_bytes(content)
    return path


def test_a_receipt_that_fits_says_what_it_is_for(tmp_path: Path) -> None:
    content, tree = a_receipt(payload())
    path = written(tmp_path, content)
    found = verify(path)
    assert (found.subject, found.outcome, found.findings) == ("receipt", "self-consistent", ())
    assert [(one.seq, one.sha256) for one in found.events] == [(5, PACK)]
    outside = Outside(checkpoint=checkpoint(tree, 9).encode(), key_id=some_key().public.id)
    assert verify(path, outside).outcome == "verified"


def test_what_was_erased_is_not_told_and_the_entry_still_stands(tmp_path: Path) -> None:
    found = verify(written(tmp_path, a_receipt(None)[0]))
    assert (found.outcome, found.events[0].sha256) == ("self-consistent", None)


@pytest.mark.parametrize(
    ("part", "change", "rule"),
    [
        ("payload", lambda text: text.replace("mdf", "mdx"), "ADH-LOG-037"),
        ("entry", lambda text: text.replace("example/5", "example/6"), "ADH-LOG-038"),
        ("entry", lambda text: text.replace('"seq":5', '"seq":4'), "ADH-LOG-038"),
        ("entry", lambda text: text + " ", "ADH-LOG-030"),
        ("proof", lambda text: text.replace("index 5", "index 4"), "ADH-LOG-038"),
        ("proof", lambda text: text.replace("\n9\n", "\n8\n"), "ADH-LOG-017"),
        ("public_key", lambda _: some_key("other").public.pem, "ADH-LOG-017"),
        ("format", lambda _: "adhere/receipt/2", "ADH-LOG-003"),
    ],
)
def test_each_part_that_was_changed_is_named(tmp_path: Path, part: str, change: Any, rule: str) -> None:
    value = json.loads(a_receipt(payload())[0])
    value[part] = change(value[part])
    found = verify(written(tmp_path, canonical(value) + b"\n"))
    assert found.outcome == "broken"
    assert [one.rule.id for one in found.findings] == [rule]


def test_another_history_and_another_key_are_told(tmp_path: Path) -> None:
    path = written(tmp_path, a_receipt(payload())[0])
    other = merkle.Tree()
    for number in range(9):
        other.append(merkle.leaf_hash(event(number, b"other").line))
    found = verify(path, Outside(checkpoint=checkpoint(other, 9).encode()))
    assert [one.rule.id for one in found.findings] == ["ADH-LOG-051"]
    found = verify(path, Outside(key_id=some_key("other").public.id))
    assert [one.rule.id for one in found.findings] == ["ADH-LOG-013"]


def test_the_command_names_the_event_and_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, a_receipt(payload())[0])
    for language, word in (("en", "receipt for the file"), ("nl", "ontvangstbewijs voor het bestand")):
        ran = adhere("verify", path, "--lang", language)
        assert (ran.status, ran.err) == (0, "")
        said = " ".join(ran.out.split())
        assert word in said
        assert PACK in said.replace(" ", "")
    told = json.loads(adhere("verify", path, "--format", "json").out)
    assert told["events"][0]["sha256"] == PACK


@pytest.mark.parametrize("wrong", [b"", b"{}", b"x" * 2000, event(3).line + b"\n"])
def test_a_line_that_is_no_event(wrong: bytes) -> None:
    with pytest.raises(LedgerError):
        event_of(wrong)
