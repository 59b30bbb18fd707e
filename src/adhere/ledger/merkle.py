# SPDX-License-Identifier: EUPL-1.2
"""Merkle tree hashes and proofs over a list that only grows.

RFC 6962, section 2.1 (tree head, audit path, consistency proof); the checks follow RFC 9162, sections 2.1.3.2 and 2.1.4.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Protocol

EMPTY_ROOT = sha256(b"").digest()
HASH_SIZE = 32


class Subtrees(Protocol):
    """Where hashes of complete subtrees come from: level 0 are the leaves, level 1 the pairs, and so on."""

    def subtree(self, level: int, index: int) -> bytes:
        """Return the hash of leaves ``index * 2**level`` up to the next multiple."""
        ...


class Tree:
    """A growing tree in memory that keeps the hash of every complete subtree: 64 bytes per leaf."""

    def __init__(self) -> None:
        self._levels: list[bytearray] = [bytearray()]

    @property
    def size(self) -> int:
        """Number of leaves."""
        return len(self._levels[0]) // HASH_SIZE

    def append(self, leaf: bytes) -> None:
        """Add the hash of a leaf and of every subtree it completes."""
        completed = appended(self, self.size, leaf)
        for level, digest in enumerate(completed):
            if level == len(self._levels):
                self._levels.append(bytearray())
            self._levels[level] += digest

    def subtree(self, level: int, index: int) -> bytes:
        """Return the hash of a complete subtree."""
        return bytes(self._levels[level][index * HASH_SIZE : (index + 1) * HASH_SIZE])


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of an entry as a leaf."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of two subtrees together."""
    return sha256(b"\x01" + left + right).digest()


def appended(tree: Subtrees, size: int, leaf: bytes) -> list[bytes]:
    """Return the hashes that one more leaf completes, by level: its own first."""
    completed = [leaf]
    while size & 1:
        completed.append(node_hash(tree.subtree(len(completed) - 1, size - 1), completed[-1]))
        size >>= 1
    return completed


def root(tree: Subtrees, size: int) -> bytes:
    """Return the tree head of the first leaves."""
    return _range(tree, 0, size) if size else EMPTY_ROOT


def inclusion_proof(tree: Subtrees, index: int, size: int) -> list[bytes]:
    """Return the path from a leaf to the tree head of a size, nearest sibling first."""
    if not 0 <= index < size:
        raise ValueError(f"entry {index} is not among {size}")
    path, start, end = [], 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(_range(tree, middle, end))
            end = middle
        else:
            path.append(_range(tree, start, middle))
            start = middle
    return path[::-1]


def consistency_proof(tree: Subtrees, old: int, new: int) -> list[bytes]:
    """Return what shows that the tree of the new size continues that of the old."""
    if not 0 <= old <= new:
        raise ValueError(f"size {old} is not before {new}")
    if old in (0, new):
        return []
    proof, start, end, whole = [], 0, new, True
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            proof.append(_range(tree, middle, end))
            end = middle
        else:
            proof.append(_range(tree, start, middle))
            start, whole = middle, False
    if not whole:
        proof.append(_range(tree, start, end))
    return proof[::-1]


def includes(leaf: bytes, index: int, size: int, proof: Sequence[bytes], head: bytes) -> bool:
    """Return whether a path leads from a leaf to a tree head (RFC 9162, section 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    node, last, digest = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            digest = node_hash(sibling, digest)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            digest = node_hash(digest, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and digest == head


def continues(old: int, new: int, proof: Sequence[bytes], old_head: bytes, new_head: bytes) -> bool:
    """Return whether one tree continues another (RFC 9162, section 2.1.4.2)."""
    if old == new:
        return not proof and old_head == new_head
    if old == 0:
        return not proof and old_head == EMPTY_ROOT
    if not 0 < old < new or not proof:
        return False
    path = list(proof) if old & (old - 1) else [old_head, *proof]
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    before = after = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            after = node_hash(after, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and before == old_head and after == new_head


def _range(tree: Subtrees, start: int, end: int) -> bytes:
    """Return the tree head of leaves start to end, where start is a multiple of the largest power of two below the width."""
    width = end - start
    if width & (width - 1) == 0:
        level = width.bit_length() - 1
        return tree.subtree(level, start >> level)
    middle = start + _split(width)
    return node_hash(_range(tree, start, middle), _range(tree, middle, end))


def _split(width: int) -> int:
    """Return the largest power of two below a width."""
    return 1 << (width - 1).bit_length() - 1
