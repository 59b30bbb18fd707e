# SPDX-License-Identifier: EUPL-1.2
"""A pack proves itself, every byte of it counts, and nothing that is thrown at verify makes it raise or pass."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.ledger.dossiers import (
    Dossier,
    dossier,
    instant,
    issue_again,
    places_of,
    rules_of,
    some_key,
)

from adhere.ledger.canonical import line
from adhere.ledger.log import Log
from adhere.ledger.verification import Outside, Verification, verify
from adhere.ledger.verification.outcome import Problems
from adhere.ledger.verification.packs import verify_pack


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return dossier(tmp_path_factory.mktemp("made"), 2)


@pytest.fixture(scope="module")
def content(made: Dossier) -> bytes:
    return (made.last.folder / "packs" / "office.json").read_bytes()


def looked_at(content: bytes, **outside: Any) -> Problems:
    problems = Problems(outside=Outside(**outside))
    verify_pack(content, "pack.json", problems)
    return problems


def on_disk(made: Dossier, recipient: str, **outside: Any) -> Verification:
    return verify(made.last.folder / "packs" / f"{recipient}.json", Outside(**outside))


def test_a_pack_alone_is_consistent_with_itself_only(made: Dossier):
    found = on_disk(made, "downstream")
    assert (found.subject, found.outcome, found.findings) == ("pack", "self-consistent", ())
    assert found.counts == {"packs": 1, "disclosures": 1}
    assert found.issues[0].subject == "example/mdf/0002"


@pytest.mark.parametrize("recipient", ["office", "authority", "downstream", "public"])
def test_a_pack_is_verified_against_the_checkpoint_of_its_issue(made: Dossier, recipient: str):
    found = on_disk(made, recipient, checkpoint=made.last.checkpoint, key_id=some_key().public.id)
    assert (found.outcome, found.key_confirmed) == ("verified", True)


def test_a_pack_holds_nothing_that_is_meant_for_others(made: Dossier):
    text = (made.last.folder / "packs" / "downstream.json").read_bytes()
    record = json.loads((made.last.folder / "record.json").read_bytes())
    hidden = [row for row in record["rows"] if "downstream" not in row["recipients"]]
    assert hidden
    for row in hidden:
        assert row["salt"].encode() not in text
    assert b"evidence/0.txt" not in text


def test_a_later_checkpoint_is_compared_through_a_proof(tmp_path: Path):
    made = dossier(tmp_path, 1)
    later = issue_again(tmp_path, at=instant(3))
    outside = on_disk(made, "office", checkpoint=later.checkpoint)
    assert (outside.outcome, rules_of(outside)) == ("self-consistent", {"ADH-LOG-054"})
    with Log.open(made.issued) as log:
        proof = log.consistency(2).content
    assert on_disk(made, "office", checkpoint=later.checkpoint, proof=proof).outcome == "verified"
    with Log.open(made.issued) as log:
        wrong = log.consistency(1).content
    found = on_disk(made, "office", checkpoint=later.checkpoint, proof=wrong)
    assert places_of(found) == {("ADH-LOG-055", "--proof")}
    broken = on_disk(made, "office", checkpoint=later.checkpoint, proof=b"{}")
    assert broken.outcome == "broken"


def test_an_earlier_checkpoint_is_compared_through_a_proof(tmp_path: Path):
    first = dossier(tmp_path, 1)
    later = Dossier(root=tmp_path, last=issue_again(tmp_path, at=instant(3)))
    with Log.open(later.issued) as log:
        proof = log.consistency(2).content
    assert on_disk(later, "office", checkpoint=first.last.checkpoint, proof=proof).outcome == "verified"


def test_a_pack_of_a_rewritten_history_is_named(tmp_path: Path):
    import shutil

    base = dossier(tmp_path / "one", 1)
    shutil.copytree(base.root, tmp_path / "two")
    one = issue_again(tmp_path / "one", at=instant(5))
    two = Dossier(root=tmp_path / "two", last=issue_again(tmp_path / "two", at=instant(6)))
    found = on_disk(two, "office", checkpoint=one.checkpoint)
    assert places_of(found) == {("ADH-LOG-051", "--checkpoint")}


def test_a_checkpoint_that_says_nothing_of_this_pack_leaves_it_self_consistent(tmp_path: Path, made: Dossier):
    from adhere.ledger.issuing import rotate

    one = dossier(tmp_path, 1)
    rotate(one.issued, some_key("new"), at=instant(3), old=some_key())
    checkpoint = (one.issued / "log" / "checkpoint").read_bytes()
    found = on_disk(one, "office", checkpoint=checkpoint)
    assert (found.outcome, rules_of(found)) == ("self-consistent", {"ADH-LOG-056"})
    assert rules_of(on_disk(made, "office", checkpoint=checkpoint)) == {"ADH-LOG-052"}


def test_a_pack_signed_with_another_key_than_the_one_known_is_named(made: Dossier):
    found = on_disk(made, "office", key_id="0" * 64)
    assert (found.outcome, rules_of(found)) == ("broken", {"ADH-LOG-013"})


def test_a_pack_in_which_one_part_is_exchanged_is_named(made: Dossier, content: bytes):
    first = json.loads((made.issued / "example/mdf/0001/packs/office.json").read_bytes())
    public = json.loads((made.last.folder / "packs/public.json").read_bytes())
    whole = json.loads(content)

    def rules(**changes: Any) -> set[tuple[str, str]]:
        found = looked_at(line(whole | changes)).findings
        return {(finding.rule.id, finding.place.at or "") for finding in found}

    last = len(whole["disclosures"])
    assert rules() == set()
    assert rules(recipient="authority") == {("ADH-LOG-021", f"disclosures[{last}]")}
    assert rules(disclosures=whole["disclosures"][1:]) == {("ADH-LOG-021", f"disclosures[{last - 1}]")}
    assert rules(disclosures=whole["disclosures"][::-1]) == {("ADH-LOG-021", f"disclosures[{last}]")}
    assert rules(disclosures=public["disclosures"]) == {("ADH-LOG-021", "disclosures[2]")}
    exchanged = [first["disclosures"][0], *whole["disclosures"][1:]]
    assert rules(disclosures=exchanged) == {("ADH-LOG-020", "disclosures[0]")}
    assert ("ADH-LOG-037", "entry") in rules(entry=first["entry"])
    assert rules(proof=first["proof"]) == {("ADH-LOG-038", "proof")}
    assert rules(public_key=some_key("other").public.pem) == {("ADH-LOG-011", "envelope")}
    assert ("ADH-LOG-037", "entry") in rules(envelope=first["envelope"])
    assert rules(format="adhere/pack/2") == {("ADH-LOG-003", "")}
    assert rules(recipient="everybody") == {("ADH-LOG-004", "")}
    assert rules(note="x") == {("ADH-LOG-004", "")}


def flips(content: bytes, step: int) -> list[int]:
    kept = []
    for place in range(0, len(content), step):
        for bit in (1, 0x20):
            changed = bytearray(content)
            changed[place] ^= bit
            if not looked_at(bytes(changed)).broken:
                kept.append(place)
    return kept


def test_bytes_here_and_there_of_a_pack_count(content: bytes):
    assert flips(content, 41) == []


@pytest.mark.slow
def test_every_byte_of_a_pack_counts(content: bytes):
    assert flips(content, 1) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["issue.json", "record.json", "documents/office.md"])
def test_every_byte_of_an_issue_counts(made: Dossier, tmp_path: Path, name: str):
    import shutil

    root = tmp_path / "copy"
    shutil.copytree(made.root, root)
    path = root / "issued/example/mdf/0002" / name
    whole = path.read_bytes()
    for place in range(0, len(whole), max(1, len(whole) // 150)):
        changed = bytearray(whole)
        changed[place] ^= 1
        path.write_bytes(bytes(changed))
        found = verify(root)
        assert found.outcome == "broken", place
        assert f"issued/example/mdf/0002/{name}" in {str(one.place) for one in found.findings}


def test_white_space_and_order_of_keys_count_too(content: bytes):
    whole = json.loads(content)
    for other in (
        json.dumps(whole).encode(),
        json.dumps(dict(reversed(whole.items())), separators=(",", ":")).encode() + b"\n",
        content + b"\n",
        content[:-1],
        b" " + content,
        content.replace(b"\n", b"\r\n"),
    ):
        assert looked_at(other).broken


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_stands_in_a_part_nothing_is_raised_and_nothing_passes(content: bytes, data: st.DataObject):
    whole = json.loads(content)
    name = data.draw(st.sampled_from([*whole, "envelope.payload", "envelope.signatures", "new"]))
    holder = whole["envelope"] if "." in name else whole
    key = name.rpartition(".")[2]
    junk = data.draw(JUNK)
    if holder.get(key) == junk:
        return
    holder[key] = junk
    assert looked_at(
        json.dumps(whole, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode(errors="replace")
        + b"\n"
    ).broken


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_bytes_cut_out_put_in_or_changed_are_found(content: bytes, data: st.DataObject):
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 50)))
    put = data.draw(st.binary(max_size=20))
    changed = content[:start] + put + content[end:]
    assert looked_at(changed).broken == (changed != content)


@given(st.binary(max_size=200))
def test_any_bytes_are_no_pack_and_no_crash(junk: bytes):
    assert looked_at(junk).broken


def test_what_grows_without_end_is_refused():
    deep = b'{"format":"adhere/pack/1","envelope":' + b"[" * 50_000
    assert looked_at(deep).broken
    assert looked_at(b'{"format":"adhere/pack/1"}\n' + b" " * (65 * 1024 * 1024)).broken
