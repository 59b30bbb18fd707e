# SPDX-License-Identifier: EUPL-1.2
"""Claims to a key: signed by the key itself, for one organisation at one portal."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from tests.unit.cli.running import adhere
from tests.unit.ledger.dossiers import instant, some_key

from adhere.ledger.canonical import canonical
from adhere.ledger.dsse import sealed
from adhere.ledger.keyclaim import FORMAT, LIMIT, PAYLOAD_TYPE, key_claim, key_claim_of
from adhere.ledger.keyfile import write_key
from adhere.ledger.rules import LedgerError


def claim() -> bytes:
    return key_claim(some_key(), organisation="voorbeeld", portal="https://p.example/", at=instant(0))


def test_a_claim_says_whose_key_it_is_and_where() -> None:
    found = key_claim_of(b"\n " + claim() + b"\n")
    assert (found.key, found.organisation) == (some_key().public, "voorbeeld")
    assert found.portal == "https://p.example"


def other(**changes: object) -> bytes:
    payload = json.loads(base64.b64decode(json.loads(claim())["payload"]))
    return canonical(sealed(canonical(payload | changes), PAYLOAD_TYPE, [some_key()]).value)


@pytest.mark.parametrize(
    "wrong",
    [
        b"",
        b"{}",
        claim()[:-30],
        b" " * (LIMIT + 1),
        claim().replace(b'"sig":"', b'"sig":"A'),
        other(format="adhere/key-claim/2"),
        other(organisation="Not A Slug"),
        other(public_key="AAAA"),
        other(more=1),
        canonical(sealed(b"{}", "text/plain", [some_key()]).value),
        canonical(
            sealed(
                canonical(
                    {
                        "format": FORMAT,
                        "organisation": "voorbeeld",
                        "portal": "https://p.example",
                        "public_key": base64.b64encode(some_key().public.raw).decode(),
                        "at": instant(0),
                    }
                ),
                PAYLOAD_TYPE,
                [some_key("other")],
            ).value
        ),
    ],
)
def test_what_is_no_claim_or_not_signed_by_its_key(wrong: bytes) -> None:
    with pytest.raises(LedgerError):
        key_claim_of(wrong)


def test_the_command_prints_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = tmp_path / "signing.pem"
    write_key(key, some_key(), None)
    monkeypatch.setenv("ADHERE_KEY", str(key))
    ran = adhere("key", "claim", "--for", "voorbeeld", "--portal", "https://p.example")
    assert ran.status == 0, ran.err
    assert key_claim_of(ran.out.encode()).organisation == "voorbeeld"
    for wrong in (("--for", "Not A Slug", "--portal", "https://p.example"), ("--for", "a", "--portal", "p")):
        assert adhere("key", "claim", *wrong).status == 2
