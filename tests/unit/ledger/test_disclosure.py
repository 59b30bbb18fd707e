# SPDX-License-Identifier: EUPL-1.2
"""Whoever may know a row can check it against what is signed; whoever may not learns nothing, not even by guessing."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from hashlib import sha256

import pytest
from tests.unit.ledger.dossiers import record, rows, some_key

from adhere.ledger.disclosure import (
    digest,
    digest_of_all,
    disclosures,
    file_digests,
    issued_file,
    new_salt,
    opened,
    row_digests,
    row_disclosure,
)
from adhere.ledger.rules import LedgerError
from adhere.ledger.statement import statement, statement_of

PUBLISHED = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0"
PUBLISHED_DIGEST = "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0"
"""RFC 9901, sections 4.2.1 and 4.2.3."""


def signed(**changes: object) -> bytes:
    return statement(
        replace(record(), **changes),  # type: ignore[arg-type]
        recipients=("office", "downstream"),
        log="adhere.invalid/log/example",
        key_id=some_key().public.id,
    )


def test_the_digest_is_that_of_the_standard():
    raw = bytes.fromhex(digest(PUBLISHED))
    assert base64.urlsafe_b64encode(raw).decode().rstrip("=") == PUBLISHED_DIGEST


def test_a_disclosure_holds_salt_row_and_what_is_told():
    row = rows()[0]
    text = row_disclosure(row)
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    salt, name, told = json.loads(raw)
    assert (salt, name) == (row.salt, "row_0")
    assert set(told) == {"field", "state", "value", "text"}
    assert opened(text, "x") == (name, told)


def test_a_salt_has_128_bits_and_comes_once():
    salts = {new_salt() for _ in range(1000)}
    assert len(salts) == 1000
    assert {len(bytes.fromhex(salt)) for salt in salts} == {16}


@pytest.mark.parametrize("salt", ["", "00" * 15, "0" * 33, "g" * 32, None])
def test_a_row_without_a_proper_salt_is_not_issued(salt: str | None):
    with pytest.raises(ValueError, match="has no salt"):
        row_disclosure(replace(rows()[0], salt=salt))  # type: ignore[arg-type]


def test_the_same_answer_issued_twice_looks_different():
    first, second = rows()[0], rows()[0]
    assert replace(first, salt="") == replace(second, salt="")
    assert digest(row_disclosure(first)) != digest(row_disclosure(second))


def test_every_row_has_a_digest_answered_or_not_and_their_order_tells_nothing():
    whole = record()
    digests = row_digests(whole)
    assert len(digests) == len(whole.rows)
    assert digests == sorted(digests)
    assert digests == row_digests(replace(whole, rows=whole.rows[::-1]))


def test_nothing_of_an_answer_can_be_read_or_guessed_from_what_is_signed():
    """Whoever knows the form and all possible values, but not the salt, cannot find the right one."""
    whole = record()
    payload = signed(rows=whole.rows)
    hidden = whole.rows[4]
    for secret in ("FLOP", "field_2", hidden.salt, "Example provider", "row_4"):
        assert secret.encode() not in payload
    told = {"field": hidden.field, "state": hidden.state, "value": hidden.value, "text": hidden.text}
    known = set(json.loads(payload)["predicate"]["rows"])
    guesses = [
        json.dumps(shape, separators=(",", ":")).encode()
        for shape in (
            told,
            [hidden.row, told],
            ["", hidden.row, told],
            [hidden.row, hidden.value],
            hidden.value,
        )
    ]
    plain = {sha256(guess).hexdigest() for guess in guesses}
    coded = {sha256(base64.urlsafe_b64encode(guess).rstrip(b"=")).hexdigest() for guess in guesses}
    assert not known & (plain | coded)
    assert digest(row_disclosure(hidden)) in known


@pytest.mark.parametrize(("count", "digests"), [(0, 16), (1, 16), (16, 16), (17, 32), (100, 128)])
def test_the_number_of_files_hides_among_decoys(count: int, digests: int):
    files = [issued_file(f"documents/{number}.md", b"x") for number in range(count)]
    listed = file_digests(files, lambda size: new_salt().encode() * (size // 32))
    assert len(set(listed)) == digests
    assert listed == sorted(listed)


def test_each_recipient_receives_what_is_theirs_and_no_more():
    whole = record()
    told = {
        who: [opened(one, "x")[0] for one in disclosures(whole, who)]
        for who in ("office", "authority", "downstream", "public")
    }
    assert told == {
        "office": ["row_0", "row_1", "row_3", "documents/office.md"],
        "authority": ["row_1", "row_4"],
        "downstream": ["row_2"],
        "public": ["row_3", "documents/public.md"],
    }


def test_the_statement_fixes_what_each_recipient_receives():
    whole = record()
    read = statement_of(signed(rows=whole.rows, documents=whole.documents))
    assert read.packs == {who: digest_of_all(disclosures(whole, who)) for who in ("office", "downstream")}


@pytest.mark.parametrize(
    "text",
    ["", "!", "e30", "W10", PUBLISHED, "WyJhIiwiYiIsMV0", PUBLISHED[:-1] + "1"],
)
def test_what_is_no_disclosure_is_refused(text: str):
    with pytest.raises(LedgerError):
        opened(text, "x")
