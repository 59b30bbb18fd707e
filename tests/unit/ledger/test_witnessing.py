# SPDX-License-Identifier: EUPL-1.2
"""Cosigning the head of another's log, and each way in which a log does not continue what was witnessed."""

from __future__ import annotations

from hashlib import sha256

import pytest
from tests.unit.ledger.dossiers import some_key

from adhere.ledger.encoding import of_base64
from adhere.ledger.keys import new_key
from adhere.ledger.merkle import Tree, consistency_proof, leaf_hash, root
from adhere.ledger.note import Checkpoint, note_of, signed_note
from adhere.ledger.proof import Consistency
from adhere.ledger.rules import LedgerError
from adhere.ledger.witnessing import (
    Witness,
    check_growth,
    cosignature,
    cosigned,
    cosigned_at,
    kept_head,
    needs_proof,
    signed_head,
    witness_of,
)

ORIGIN, NAME, AT = "portal.example/log", "witness.example/w1", 1_764_000_000


def log(size: int, other: int | None = None) -> tuple[Tree, Checkpoint]:
    """A log of a size, whose entry ``other`` is not what it was."""
    tree = Tree()
    for number in range(size):
        tree.append(leaf_hash(f"{number}{'!' if number == other else ''}".encode()))
    return tree, Checkpoint(origin=ORIGIN, size=size, root=root(tree, size))


def growth(tree: Tree, old: int, new: int) -> Consistency:
    return Consistency(old=old, new=new, path=tuple(consistency_proof(tree, old, new)))


def test_a_cosignature_is_as_c2sp_writes_it():
    head, key = log(7)[1], new_key()
    content = signed_note(head.text, ORIGIN, some_key()).encode()
    whole = note_of(cosigned(content, NAME, key, AT))
    assert whole.signed_by(ORIGIN, some_key().public), "the log's own signature still holds"
    assert cosigned_at(whole, NAME, key.public) == AT
    line = cosigned(content, NAME, key, AT).decode().splitlines()[-1]
    told = of_base64(line.split(" ")[2], "line")
    assert told[:4] == sha256(NAME.encode() + b"\n\x04" + key.public.raw).digest()[:4]
    assert int.from_bytes(told[4:12]) == AT
    assert key.public.signed(told[12:], f"cosignature/v1\ntime {AT}\n{head.text}".encode())


def test_no_other_name_key_or_text_was_cosigned():
    head, key = log(7)[1], new_key()
    content = cosigned(signed_note(head.text, ORIGIN, some_key()).encode(), NAME, key, AT)
    assert cosigned_at(note_of(content), "witness.example/w2", key.public) is None
    assert cosigned_at(note_of(content), NAME, new_key().public) is None
    assert cosigned_at(note_of(content.replace(b"\n7\n", b"\n8\n")), NAME, key.public) is None


@pytest.mark.parametrize("new", [1, 5, 8, 9, 64])
@pytest.mark.parametrize("old", [1, 4, 5])
def test_a_log_that_grew_or_stayed_is_continued(old, new):
    if new < old:
        pytest.skip("that is one that shrank")
    tree, head = log(new)
    before = log(old)[1]
    assert needs_proof(before, head) is (new > old)
    if new > old:
        check_growth(before, head, growth(tree, old, new))


def test_what_was_kept_is_not_taken_on_trust(tmp_path):
    key, head = new_key(), log(7)[1]
    content = cosigned(signed_note(head.text, ORIGIN, some_key()).encode(), NAME, key, AT)
    path = tmp_path / "checkpoint"
    path.write_bytes(content)
    assert kept_head(path, NAME, key.public, some_key().public) == head
    assert refused(lambda: kept_head(path, "other", key.public, some_key().public)) == "ADH-LOG-058"
    assert refused(lambda: kept_head(path, NAME, key.public, key.public)) == "ADH-LOG-058"
    path.write_bytes(content.replace(b"\n7\n", b"\n6\n"))
    assert refused(lambda: kept_head(path, NAME, key.public, some_key().public)) == "ADH-LOG-058"


def refused(act):
    with pytest.raises(LedgerError) as error:
        act()
    return error.value.rule_id


def test_one_that_does_not_continue_is_refused():
    before, tree = log(5)[1], log(9)[0]
    assert refused(lambda: needs_proof(before, log(4)[1])) == "ADH-LOG-057"
    assert refused(lambda: needs_proof(before, log(5, other=2)[1])) == "ADH-LOG-051"
    elsewhere = Checkpoint(origin="other.example/log", size=9, root=log(9)[1].root)
    assert refused(lambda: needs_proof(before, elsewhere)) == "ADH-LOG-052"
    forked, head = log(9, other=2)
    assert refused(lambda: check_growth(before, head, growth(forked, 5, 9))) == "ADH-LOG-055"
    assert refused(lambda: check_growth(before, log(9)[1], growth(tree, 4, 9))) == "ADH-LOG-055"
    content = signed_note(before.text, ORIGIN, new_key()).encode()
    assert refused(lambda: signed_head(content, some_key().public)) == "ADH-LOG-056"


def test_a_verifier_key_says_who_a_witness_is_and_every_sign_of_it_counts():
    known = Witness(name=NAME, key=new_key().public)
    assert witness_of(f" {known.told}\n") == known
    name, hint, coded = known.told.split("+", 2)
    other = Witness(name=NAME, key=new_key().public).told.split("+", 2)
    for wrong in ("", name, f"{name}+{hint}", f"{name}+{other[1]}+{coded}", f"{name}+{hint}+{other[2]}", f"x{name}+{hint}+{coded}", f"A+{hint}+{coded}", f"{name}+{hint}+{coded}="):  # fmt: skip
        with pytest.raises(LedgerError) as raised:
            witness_of(wrong)
        assert raised.value.rule_id == "ADH-LOG-004"


def test_the_line_of_a_witness_is_told_and_that_of_nobody_else():
    key = new_key()
    head = log(3)[1]
    content = cosigned(signed_note(head.text, ORIGIN, some_key()).encode(), NAME, key, AT)
    found = cosignature(note_of(content), Witness(name=NAME, key=key.public))
    assert found == (content.decode().splitlines()[-1], AT)
    assert cosignature(note_of(content), Witness(name=NAME, key=new_key().public)) is None
    assert cosignature(note_of(content), Witness(name="other.example/w", key=key.public)) is None
