# SPDX-License-Identifier: EUPL-1.2
"""The log grows, proves what it holds, and its cache is never believed."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.ledger.dossiers import dossier, instant, issue_again, some_key

from adhere.ledger.cache import stored_count, stored_index
from adhere.ledger.issuing import start
from adhere.ledger.leaf import Leaf, checked, leaf_of
from adhere.ledger.log import Entry, Log
from adhere.ledger.merkle import continues, includes, leaf_hash
from adhere.ledger.proof import EntryProof, consistency_of, entry_proof_of
from adhere.ledger.rules import LedgerError
from adhere.ledger.writing import commit, writing

LEAF = Leaf(
    seq=3,
    at=instant(1),
    kind="issue",
    actor="key-0123456789abcdef",
    subject="example/mdf/0001",
    payload_sha256="0" * 64,
)


def entries(count: int, first: int = 0) -> list[Entry]:
    return [
        Entry(
            kind="issue",
            subject=f"example/mdf/{number:04d}",
            payload_sha256=sha256(str(number).encode()).hexdigest(),
            at=instant(1),
            actor="tester",
        )
        for number in range(first, first + count)
    ]


def long_log(issued: Path, count: int) -> Path:
    with writing(issued) as log:
        start(log, some_key(), instant(0), "tester")
        commit(log, log.prepare(entries(count), some_key()))
    return issued


def test_the_line_of_an_entry_is_canonical_json_of_the_format():
    from adhere.ledger.canonical import canonical, parse

    assert canonical(parse(LEAF.line)) == LEAF.line
    assert leaf_of(LEAF.line) == LEAF


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}",
        LEAF.line + b" ",
        LEAF.line.replace(b'"seq":3', b'"seq":03'),
        LEAF.line.replace(b'"seq":3', b'"seq":-3'),
        LEAF.line.replace(b"issue", b"secret"),
        LEAF.line.replace(b"key-", b"J. Jansen "),
        LEAF.line.replace(b":", b": ", 1),
        LEAF.line[:-1] + b',"name":"J. Jansen"}',
        b"[" * 5000,
        LEAF.line + b"x" * 5000,
    ],
)
def test_what_is_no_entry_is_refused(line: bytes):
    with pytest.raises(LedgerError) as error:
        leaf_of(line)
    assert error.value.rule_id == "ADH-LOG-030"


def test_an_entry_of_a_later_format_is_told_as_such():
    with pytest.raises(LedgerError) as error:
        leaf_of(LEAF.line.replace(b"leaf/1", b"leaf/2"))
    assert error.value.rule_id == "ADH-LOG-003"


def test_nothing_personal_can_be_logged_by_mistake():
    for actor in ("J. Jansen", "j.jansen@example.org", ""):
        with pytest.raises(ValueError, match="cannot be an entry"):
            checked(Leaf(**{**{name: getattr(LEAF, name) for name in LEAF.__slots__}, "actor": actor}))


@given(st.integers(0, 300), st.integers(0, 8))
def test_stored_hashes_have_a_place_of_their_own(index: int, level: int):
    """The places of all complete subtrees of a tree are 0 up to their number, as in Go's tlog."""
    size = (index + 1) << level
    places = [stored_index(lvl, at) for lvl in range(size.bit_length()) for at in range(size >> lvl)]
    assert sorted(places) == list(range(stored_count(size)))


def test_every_entry_is_proven_under_the_checkpoint(tmp_path: Path):
    with Log.open(long_log(tmp_path / "issued", 20)) as log:
        assert log.size == 21
        for seq in range(log.size):
            proof = entry_proof_of(log.entry_proof(seq).text)
            assert log.head is not None
            assert includes(leaf_hash(log.entry(seq).line), seq, log.size, proof.path, log.head.root)


def test_today_continues_yesterday(tmp_path: Path):
    issued = long_log(tmp_path / "issued", 5)
    with Log.open(issued) as log:
        before = log.head
    with writing(issued) as log:
        commit(log, log.prepare(entries(8, first=5), some_key()))
        proof = consistency_of(log.consistency(6).content)
        assert before is not None
        assert log.head is not None
        assert (proof.old, proof.new) == (6, 14)
        assert continues(6, 14, proof.path, before.root, log.head.root)


@pytest.mark.parametrize("damage", ["gone", "short", "long", "zeros", "offsets", "garbage"])
def test_a_cache_that_is_wrong_is_made_anew(tmp_path: Path, damage: str):
    issued = long_log(tmp_path / "issued", 12)
    hashes, offsets = issued / "log" / "hashes", issued / "log" / "offsets"
    good = hashes.read_bytes(), offsets.read_bytes()
    with Log.open(issued) as log:
        wanted = [log.entry_proof(seq).path for seq in range(log.size)]
    contents = {
        "gone": (b"", b""),
        "short": (good[0][:100], good[1]),
        "long": (good[0] + b"x" * 64, good[1] + b"x" * 8),
        "zeros": (bytes(len(good[0])), good[1]),
        "offsets": (good[0], bytes(len(good[1]))),
        "garbage": (good[0][:32] + b"y" * 64 + good[0][96:], good[1]),
    }[damage]
    hashes.write_bytes(contents[0])
    offsets.write_bytes(contents[1])
    with Log.open(issued) as log:
        assert [log.entry_proof(seq).path for seq in range(log.size)] == wanted


def test_a_log_whose_lines_were_changed_gives_no_proof(tmp_path: Path):
    issued = long_log(tmp_path / "issued", 4)
    leaves = issued / "log" / "leaves.jsonl"
    leaves.write_bytes(leaves.read_bytes().replace(b"/0001", b"/0009"))
    with Log.open(issued) as log, pytest.raises(LedgerError) as error:
        log.entry_proof(2)
    assert error.value.rule_id == "ADH-LOG-034"


def test_a_log_can_be_read_where_nothing_can_be_written(tmp_path: Path):
    issued = long_log(tmp_path / "issued", 4)
    for name in ("hashes", "offsets"):
        (issued / "log" / name).unlink()
        (issued / "log" / name).mkdir()  # what no program can open for writing
    with Log.open(issued) as log:
        assert log.entry_proof(3).index == 3


def test_a_clock_before_the_last_entry_is_refused_and_nothing_is_written(tmp_path: Path):
    made = dossier(tmp_path, 2)
    before = {path: path.read_bytes() for path in made.issued.rglob("*") if path.is_file()}
    with pytest.raises(LedgerError) as error:
        issue_again(tmp_path, at=instant(0))
    assert error.value.rule_id == "ADH-LOG-070"
    assert error.value.values == {"at": instant(0), "last": instant(1)}
    assert {path: path.read_bytes() for path in made.issued.rglob("*") if path.is_file()} == before
    assert made.verify().outcome == "self-consistent"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "c2sp.org/tlog-proof@v1\nindex 0\n",
        "c2sp.org/tlog-proof@v2\nindex 0\n\nx",
        "c2sp.org/tlog-proof@v1\nindex 00\n\nx",
        "c2sp.org/tlog-proof@v1\nextra AA==\nindex 0\n\nx",
        "c2sp.org/tlog-proof@v1\nindex 0\nAA==\n\nx",
        "c2sp.org/tlog-proof@v1\nindex 0\n" + ("A" * 43 + "=\n") * 65 + "\nx",
    ],
)
def test_what_is_no_proof_is_refused(text: str):
    with pytest.raises(LedgerError):
        entry_proof_of(text)


def test_a_proof_is_read_back():
    proof = EntryProof(index=4, path=(b"a" * 32, b"b" * 32), checkpoint=b"x\n1\ny\n\nz\n")
    assert entry_proof_of(proof.text) == proof
