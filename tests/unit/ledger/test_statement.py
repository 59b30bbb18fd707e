# SPDX-License-Identifier: EUPL-1.2
"""What is signed is an in-toto statement of one form only; envelopes are DSSE."""

from __future__ import annotations

import json
from typing import Any

import pytest
from securesystemslib.dsse import Envelope as Library
from tests.unit.ledger.dossiers import record, some_key

from adhere.ledger.canonical import canonical
from adhere.ledger.dsse import Envelope, envelope_of, sealed
from adhere.ledger.rules import LedgerError
from adhere.ledger.statement import statement, statement_of

KEY = some_key()
PAYLOAD = statement(record(), recipients=("office",), log="adhere.invalid/log/example", key_id=KEY.public.id)


def changed(path: str, value: Any) -> bytes:
    whole = json.loads(PAYLOAD)
    holder = whole
    *above, last = path.split(".")
    for part in above:
        holder = holder[int(part)] if part.isdecimal() else holder[part]
    if value is None:
        del holder[last]
    else:
        holder[last] = value
    return canonical(whole)


def rule_of(payload: bytes) -> str:
    with pytest.raises(LedgerError) as error:
        statement_of(payload)
    return error.value.rule_id


def test_a_statement_names_what_it_is_and_says_nothing_of_the_answers():
    whole = json.loads(PAYLOAD)
    assert whole["_type"] == "https://in-toto.io/Statement/v1"
    assert whole["subject"][0]["name"] == "example/mdf/0001/record.json"
    assert set(whole["predicate"]) == {
        "format", "form", "form_version", "model", "number", "at", "law_release", "law_digest", "example",
        "previous", "log", "key_id", "rows", "documents", "evidence", "packs",
    }  # fmt: skip
    read = statement_of(PAYLOAD)
    assert (read.subject, read.number, read.example, read.previous) == ("example/mdf/0001", 1, True, None)


@pytest.mark.parametrize(
    ("path", "value", "rule"),
    [
        ("_type", "https://in-toto.io/Statement/v2", "ADH-LOG-003"),
        ("predicateType", "https://adhere.invalid/issue/v2", "ADH-LOG-003"),
        ("predicate.format", "adhere/statement/2", "ADH-LOG-003"),
        ("predicate.extra", 1, "ADH-LOG-004"),
        ("predicate.rows", None, "ADH-LOG-004"),
        ("predicate.rows", ["ab"], "ADH-LOG-004"),
        ("predicate.number", 0, "ADH-LOG-004"),
        ("predicate.number", True, "ADH-LOG-004"),
        ("predicate.number", 2, "ADH-LOG-004"),
        ("predicate.at", "yesterday", "ADH-LOG-004"),
        ("predicate.packs", {"everybody": "0" * 64}, "ADH-LOG-004"),
        ("predicate.packs", {"office": "0"}, "ADH-LOG-004"),
        ("predicate.previous", "0", "ADH-LOG-004"),
        ("subject", [], "ADH-LOG-004"),
        ("subject.0.name", "example/mdf/0002/record.json", "ADH-LOG-004"),
        ("subject.0.digest", {"md5": "0"}, "ADH-LOG-004"),
        ("predicate", [], "ADH-LOG-004"),
    ],
)
def test_a_statement_of_another_form_is_refused(path: str, value: Any, rule: str):
    assert rule_of(changed(path, value)) == rule


def test_a_statement_is_written_in_one_way_only():
    assert rule_of(json.dumps(json.loads(PAYLOAD)).encode()) == "ADH-LOG-002"
    assert rule_of(PAYLOAD + b"\n") == "ADH-LOG-002"


def test_what_is_signed_over_is_that_of_the_standard():
    """Test vector of https://github.com/secure-systems-lab/dsse/blob/master/protocol.md."""
    library = Library(b"hello world", "http://example.com/HelloWorld", {})
    encoded = b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    assert library.pae() == encoded
    ours = sealed(b"hello world", "http://example.com/HelloWorld", [KEY])
    assert KEY.public.signed(ours.signatures[0][1], encoded)


def test_an_envelope_is_read_back_and_verified():
    envelope = sealed(PAYLOAD, "application/vnd.in-toto+json", [KEY, some_key("other")])
    assert envelope_of(envelope.value) == envelope
    assert envelope.signed_by(KEY.public)
    assert envelope.signed_by(some_key("other").public)
    assert not envelope.signed_by(some_key("third").public)


@pytest.mark.parametrize("part", ["payload", "payload_type", "signature"])
def test_an_envelope_with_a_change_is_not_signed(part: str):
    envelope = sealed(PAYLOAD, "application/vnd.in-toto+json", [KEY])
    key_id, signature = envelope.signatures[0]
    parts: dict[str, Any] = {
        "payload": envelope.payload,
        "payload_type": envelope.payload_type,
        "signatures": envelope.signatures,
    }
    parts |= {
        "payload": {"payload": PAYLOAD + b" "},
        "payload_type": {"payload_type": "text/plain"},
        "signature": {"signatures": ((key_id, signature[:-1] + bytes([signature[-1] ^ 1])),)},
    }[part]
    assert not Envelope(**parts).signed_by(KEY.public)


@pytest.mark.parametrize(
    "value",
    [
        None,
        {},
        {"payload": "", "payloadType": "x", "signatures": []},
        {"payload": "AA==", "payloadType": "x", "signatures": [{"keyid": "0" * 64, "sig": "AA=="}] * 2},
        {"payload": "AB==", "payloadType": "x", "signatures": [{"keyid": "0" * 64, "sig": "AA=="}]},
        {"payload": "A-==", "payloadType": "x", "signatures": [{"keyid": "0" * 64, "sig": "AA=="}]},
        {"payload": "AA==", "payloadType": "x", "signatures": [{"keyid": "x", "sig": "AA=="}]},
        {"payload": "AA==", "payloadType": "x", "signatures": [None]},
        {"payload": "AA==", "payloadType": "", "signatures": [{"keyid": "0" * 64, "sig": "AA=="}]},
    ],
)
def test_what_is_no_envelope_is_refused(value: Any):
    with pytest.raises(LedgerError):
        envelope_of(value)
