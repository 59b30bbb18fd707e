# SPDX-License-Identifier: EUPL-1.2
"""Signed notes and checkpoints, against those that others published and against every way to write them wrong."""

from __future__ import annotations

import base64

import pytest
from tests.unit.ledger.dossiers import some_key

from adhere.ledger.keys import PublicKey
from adhere.ledger.note import Checkpoint, checkpoint_of, key_hint, note_of, own_checkpoint, signed_note
from adhere.ledger.rules import LedgerError

NEUMANN = PublicKey(raw=base64.b64decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")[1:])
NEUMANN_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
"""The example of https://pkg.go.dev/golang.org/x/mod/sumdb/note."""
SUMDB = PublicKey(raw=base64.b64decode("Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8")[1:])
SUMDB_NOTE = (
    "go.sum database tree\n"
    "20852163\n"
    "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    "\n"
    "— sum.golang.org Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
)
"""A checkpoint of Go's checksum database."""
ORIGIN = "adhere.invalid/log/example"
HEAD = Checkpoint(origin=ORIGIN, size=7, root=bytes(range(32)))
OURS = signed_note(HEAD.text, ORIGIN, some_key())


def test_the_published_example_of_go_is_verified():
    note = note_of(NEUMANN_NOTE.encode())
    assert key_hint("PeterNeumann", NEUMANN).hex() == "c74f20a3"
    assert note.signed_by("PeterNeumann", NEUMANN)
    assert not note.signed_by("PeterNeumann", SUMDB)


def test_a_checkpoint_of_gos_checksum_database_is_verified():
    note = note_of(SUMDB_NOTE.encode())
    assert key_hint("sum.golang.org", SUMDB).hex() == "033de0ae"
    assert note.signed_by("sum.golang.org", SUMDB)
    head = checkpoint_of(note)
    assert (head.origin, head.size, head.root.hex()[:8]) == ("go.sum database tree", 20852163, "0ac5186a")


def test_a_checkpoint_of_ours_is_read_back():
    note, head = own_checkpoint(OURS.encode())
    assert head == HEAD
    assert note.signed_by(ORIGIN, some_key().public)
    assert not note.signed_by(ORIGIN, some_key("other").public)


def test_a_witness_may_sign_a_checkpoint_from_outside_but_not_one_of_ours():
    witnessed = (
        OURS + signed_note(HEAD.text, "witness.example", some_key("w")).partition("\n\n")[2]
    ).encode()
    assert note_of(witnessed).signed_by(ORIGIN, some_key().public)
    with pytest.raises(LedgerError):
        own_checkpoint(witnessed)


def test_a_line_that_names_our_key_and_does_not_match_spoils_the_note():
    other = signed_note("other text\n", ORIGIN, some_key()).partition("\n\n")[2]
    assert not note_of((OURS + other).encode()).signed_by(ORIGIN, some_key().public)


def test_every_single_bit_of_a_checkpoint_counts():
    content = OURS.encode()
    for place in range(len(content) * 8):
        changed = bytearray(content)
        changed[place // 8] ^= 1 << place % 8
        try:
            note, _ = own_checkpoint(bytes(changed))
        except LedgerError:
            continue
        assert not note.signed_by(ORIGIN, some_key().public), place


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\n\n", "\n"),
        ("\n7\n", "\n07\n"),
        ("\n7\n", "\n-7\n"),
        ("\n7\n", "\n7\nextension\n"),
        (ORIGIN + "\n7", "\n7"),
        ("— ", "- "),
        ("— ", "—  "),
        ("\n7\n", "\n7\r\n"),
    ],
)
def test_a_checkpoint_written_otherwise_is_none(before: str, after: str):
    with pytest.raises(LedgerError):
        own_checkpoint(OURS.replace(before, after, 1).encode())


@pytest.mark.parametrize("content", [b"", b"\n\n", b"text\n\n", b"\xff\n\n\xe2\x80\x94 a b\n", b"x" * 70_000])
def test_what_is_no_note_is_refused(content: bytes):
    with pytest.raises(LedgerError):
        note_of(content)
