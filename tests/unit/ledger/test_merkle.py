# SPDX-License-Identifier: EUPL-1.2
"""Merkle trees against published vectors, against the definition of RFC 6962, and against whoever tampers."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adhere.ledger.merkle import (
    EMPTY_ROOT,
    Tree,
    consistency_proof,
    continues,
    includes,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
)

ENTRIES = tuple(
    bytes.fromhex(entry)
    for entry in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    )
)  # fmt: skip
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
"""Tree heads of Certificate Transparency's test suite over its eight entries, sizes 0 to 8."""
PATHS = {
    (0, 8): (
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ),
    (5, 8): (
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (2, 3): ("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",),
}
"""Audit paths of the same test suite (its leaves counted from 1 there)."""
STEPS = {
    (1, 8): (
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ),
    (6, 8): (
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (2, 5): (
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ),
}
"""Consistency proofs of the same test suite."""


def tree_of(leaves: list[bytes]) -> Tree:
    tree = Tree()
    for leaf in leaves:
        tree.append(leaf)
    return tree


PUBLISHED = tree_of([leaf_hash(entry) for entry in ENTRIES])


def defined(leaves: list[bytes]) -> bytes:
    """The tree head as RFC 6962, section 2.1 defines it, without a thought for speed."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(defined(leaves[:split]), defined(leaves[split:]))


@pytest.mark.parametrize("size", range(9))
def test_heads_are_those_of_certificate_transparency(size: int):
    assert root(PUBLISHED, size).hex() == ROOTS[size]


@pytest.mark.parametrize(("place", "path"), PATHS.items())
def test_paths_are_those_of_certificate_transparency(place: tuple[int, int], path: tuple[str, ...]):
    assert tuple(digest.hex() for digest in inclusion_proof(PUBLISHED, *place)) == path


@pytest.mark.parametrize(("sizes", "path"), STEPS.items())
def test_consistency_proofs_are_those_of_certificate_transparency(
    sizes: tuple[int, int], path: tuple[str, ...]
):
    assert tuple(digest.hex() for digest in consistency_proof(PUBLISHED, *sizes)) == path


@pytest.mark.parametrize("size", [*range(70), 127, 128, 129, 255, 257])
def test_heads_are_as_defined(size: int):
    leaves = [leaf_hash(str(number).encode()) for number in range(size)]
    assert root(tree_of(leaves), size) == defined(leaves)


LEAVES = [leaf_hash(str(number).encode()) for number in range(40)]
GROWN = tree_of(LEAVES)
HEADS = [root(GROWN, size) for size in range(41)]


def test_every_entry_of_every_size_is_proven_and_no_other():
    for size in range(1, 41):
        for index in range(size):
            proof = inclusion_proof(GROWN, index, size)
            assert includes(LEAVES[index], index, size, proof, HEADS[size])
            wrong = [
                includes(LEAVES[index], other, size, proof, HEADS[size])
                for other in range(-1, size + 2)
                if other != index
            ]
            assert not any(wrong)
            assert not includes(LEAVES[(index + 1) % 40], index, size, proof, HEADS[size])


def test_every_size_continues_every_earlier_one():
    for new in range(41):
        for old in range(new + 1):
            proof = consistency_proof(GROWN, old, new)
            assert continues(old, new, proof, HEADS[old], HEADS[new])


SIZES = st.tuples(st.integers(1, 40), st.integers(1, 40)).map(sorted)


@given(SIZES, st.data())
def test_a_proof_with_one_bit_changed_proves_nothing(sizes: list[int], data: st.DataObject):
    old, new = sizes
    for proof, holds in (
        (
            inclusion_proof(GROWN, old - 1, new),
            lambda path: includes(LEAVES[old - 1], old - 1, new, path, HEADS[new]),
        ),
        (
            consistency_proof(GROWN, old, new),
            lambda path: continues(old, new, path, HEADS[old], HEADS[new]),
        ),
    ):
        assert holds(proof)
        assert not holds([*proof, EMPTY_ROOT])
        if proof:
            place = data.draw(st.integers(0, len(proof) - 1))
            bit = data.draw(st.integers(0, 255))
            changed = int.from_bytes(proof[place]) ^ 1 << bit
            assert not holds([*proof[:place], changed.to_bytes(32), *proof[place + 1 :]])
            assert not holds(proof[:place] + proof[place + 1 :])


@given(SIZES)
def test_a_rewritten_history_is_not_continued(sizes: list[int]):
    old, new = sizes
    forked = tree_of([leaf_hash(b"other"), *LEAVES[1:]])
    proof = consistency_proof(forked, old, new)
    assert not continues(old, new, proof, HEADS[old], root(forked, new))


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 3)])
def test_what_is_not_there_has_no_proof(index: int, size: int):
    with pytest.raises(ValueError, match="is not among"):
        inclusion_proof(GROWN, index, size)
    assert not includes(LEAVES[0], index, size, [], HEADS[max(size, 0)])


def test_a_log_never_shrinks():
    with pytest.raises(ValueError, match="is not before"):
        consistency_proof(GROWN, 5, 4)
    assert not continues(5, 4, [HEADS[1]], HEADS[5], HEADS[4])
    assert not continues(0, 4, [HEADS[1]], HEADS[0], HEADS[4])
    assert not continues(3, 4, [], HEADS[3], HEADS[4])
