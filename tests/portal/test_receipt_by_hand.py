# SPDX-License-Identifier: EUPL-1.2
"""A receipt checked as ``docs/en/ledger.md`` says it can be done by hand: with SHA-256 and Ed25519, and nothing of this project."""

from __future__ import annotations

import json
from base64 import b64decode
from hashlib import sha256
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from tests.portal.desked import submitted

from adhere.portal.audit.recording import record
from adhere.portal.storing import kept
from adhere.portal.submissions.receipts import receipt_for

pytestmark = pytest.mark.django_db


def root_above(node: int, size: int, digest: bytes, path: list[str]) -> bytes:
    """Go up the path as step 9 and the program below it do."""
    last = size - 1
    for sibling in map(b64decode, path):
        if node % 2 or node == last:
            digest = sha256(b"\1" + sibling + digest).digest()
            while node and node % 2 == 0:
                node, last = node // 2, last // 2
        else:
            digest = sha256(b"\1" + digest + sibling).digest()
        node, last = node // 2, last // 2
    assert last == 0
    return digest


def test_the_steps_of_the_documentation_lead_to_the_root(reporter: Any) -> None:
    for number in range(5):
        record("person:token-made", subject=f"person/{number}", content={})
    found = submitted(reporter)
    for number in range(3):
        record("person:token-made", subject=f"person/{number}", content={})
    told = json.loads(receipt_for(found))
    entry, payload = told["entry"].encode(), told["payload"].encode()
    assert sha256(payload).hexdigest() == json.loads(entry)["payload_sha256"]
    pack = kept(found.sha256)
    assert json.loads(payload)["content"]["sha256"] == sha256(pack).hexdigest()
    above, _, note = told["proof"].partition("\n\n")
    text, _, below = note.rpartition("\n\n")
    key: Any = load_pem_public_key(told["public_key"].encode())
    key.verify(b64decode(below.split()[2])[4:], (text + "\n").encode())
    _, index, *path = above.split("\n")
    size, root = text.split("\n")[1:3]
    assert int(index.split()[1]) == json.loads(entry)["seq"] == int(size) - 1
    leaf = sha256(b"\0" + entry).digest()
    assert root_above(int(index.split()[1]), int(size), leaf, path) == b64decode(root)
