# SPDX-License-Identifier: EUPL-1.2
"""``adhere submit`` against a portal of the same release: what it says, what it writes, and what it does when no answer comes."""

from __future__ import annotations

import json
from collections.abc import Callable
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from tests.portal.test_intake import Sender
from tests.repository import ROOT
from tests.unit.cli.running import adhere

from adhere.exchange import submitting
from adhere.exchange.submitting import WAITS, Wish, intake_of
from adhere.portal.submissions.models import Submission

pytestmark = pytest.mark.django_db
PORTAL = "http://localhost:8356"


@pytest.fixture
def sender(player: Callable[..., Any]) -> Sender:
    return Sender(player("provider", "head", name="Voorbeeld B.V. (example)"))


@pytest.fixture
def wire(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Lead requests to the portal in this process; what is put in the list comes before it: an error, or a status."""
    before: list[Any] = []

    def once(_: Any, request: Any) -> Any:
        if before:
            first = before.pop(0)
            if isinstance(first, Exception):
                raise first
            status, content, headers = first
            message = Message()
            for name, value in headers.items():
                message[name] = value
            return submitting._answer(status, content, message)
        path = request.full_url.removeprefix(PORTAL)
        answer = sender.player.client.post(
            path,
            request.data,
            content_type=request.get_header("Content-type"),
            HTTP_AUTHORIZATION=request.get_header("Authorization"),
            HTTP_ACCEPT_LANGUAGE=request.get_header("Accept-language"),
        )
        return submitting._answer(answer.status_code, answer.content, answer.headers)

    monkeypatch.setattr(submitting, "_once", once)
    monkeypatch.setattr(submitting.time, "sleep", lambda _: None)
    return before


@pytest.fixture
def pack(sender: Sender, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    sender.dossier.form(open_=2)
    (tmp_path / "token").write_text(f"{sender.token}\n", encoding="ascii")
    monkeypatch.chdir(tmp_path)
    return sender.dossier.folder / "voorbeeld-8b/mdf/0001"


def run(pack: Path, *more: Any) -> Any:
    return adhere("submit", pack, "--to", PORTAL, "--token-file", "token", *more)


@pytest.mark.parametrize(("language", "word"), [("en", "taken in"), ("nl", "ingenomen")])
def test_an_issue_is_handed_in_and_its_receipt_kept(
    pack: Path, wire: list[Any], tmp_path: Path, language: str, word: str
) -> None:
    del wire
    ran = run(pack, "--lang", language)
    assert ran.status == 0, ran.err
    assert word in ran.out.splitlines()[0]
    assert "ADH-SUB-025" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80
    (receipt,) = tmp_path.glob("receipt-*.json")
    assert adhere("verify", receipt).status == 0
    again = run(pack / "packs/office.json", "--lang", language, "--format", "json")
    told = json.loads(again.out)
    assert (told["outcome"], told["asked"] - told["answered"]) == ("known", 2)
    schema = json.loads((ROOT / "docs/schemas/adhere-submit.schema.json").read_text(encoding="utf-8"))
    assert set(told) == set(schema["required"]) == set(schema["properties"])
    assert Submission.objects.count() == 1


def test_of_a_public_summary_the_pack_for_the_public_is_sent(
    pack: Path, wire: list[Any], sender: Sender
) -> None:
    del wire
    sender.model()
    sender.dossier.form("summary")
    assert run(pack.parents[1] / "summary/0001").status == 0
    assert Submission.objects.get().recipient == "public"


def test_a_try_writes_no_receipt(pack: Path, wire: list[Any], tmp_path: Path) -> None:
    del wire
    ran = run(pack, "--sandbox", "--lang", "en")
    assert ran.status == 0
    assert "could be taken in" in ran.out
    assert not list(tmp_path.glob("receipt-*"))
    assert not Submission.objects.exists()


def test_what_is_refused_is_told_with_every_finding(pack: Path, wire: list[Any]) -> None:
    del wire
    ran = run(pack, "--corrects", "nothing", "--lang", "en")
    assert ran.status == 1
    assert "NOT TAKEN IN" in ran.out
    for rule in ("ADH-SUB-025", "ADH-SUB-034", "ADH-SUB-051"):
        assert rule in ran.out


def test_no_answer_is_tried_again_and_the_pack_is_taken_in_once(pack: Path, wire: list[Any]) -> None:
    wire += [ConnectionResetError("reset"), (503, b"", {"Retry-After": "7"}), (502, b"<html>", {})]
    ran = run(pack, "--lang", "en")
    assert ran.status == 0
    assert "trying again in 7 s" in ran.err
    assert Submission.objects.count() == 1


def test_no_answer_at_all_says_to_run_it_again(pack: Path, wire: list[Any]) -> None:
    wire += [TimeoutError("timed out")] * (len(WAITS) + 1)
    ran = run(pack, "--lang", "en")
    assert ran.status == 2
    assert "run the same command again" in " ".join(ran.err.split())


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((302, b"", {"Location": "https://evil.example/"}), "leads elsewhere"),
        ((200, b"<html>", {}), "no portal of adhere"),
        ((200, b"[]", {}), "no portal of adhere"),
        ((404, b"{}", {}), "no portal of adhere"),
        ((401, b'{"title":"A token is needed."}', {}), "A token is needed."),
        ((507, b'{"title":"Not taken in","detail":"no room\\u001b[2J"}', {}), "no room [2J"),
    ],
)
def test_answers_that_are_none(pack: Path, wire: list[Any], answer: Any, words: str) -> None:
    wire.append(answer)
    ran = run(pack, "--lang", "en")
    assert ran.status == 2
    assert words in " ".join(ran.err.split())


def test_a_receipt_that_does_not_hold_is_not_kept(pack: Path, wire: list[Any], tmp_path: Path) -> None:
    for receipt in ("{}", "null", '{"format":"adhere/receipt/1"}', "1.5"):
        wire.append((201, f'{{"findings":[],"receipt":{receipt}}}'.encode(), {}))
        ran = run(pack, "--lang", "en")
        assert ran.status == 1
        assert "does not hold" in ran.err
    assert not list(tmp_path.glob("receipt-*"))


@pytest.mark.parametrize(
    "address",
    ["portal.example", "http://portal.example", "ftp://portal.example", "https://", "https://x@portal.example", "https://p.example/?a=b"],
)  # fmt: skip
def test_a_token_never_travels_in_the_clear(pack: Path, address: str) -> None:
    ran = adhere("submit", pack, "--to", address, "--token-file", "token", "--lang", "en")
    assert ran.status == 2
    assert intake_of(address) is None


def test_addresses_of_portals() -> None:
    assert intake_of("https://p.example/") == "https://p.example/api/v1/submissions"
    assert intake_of("https://p.example/sub") == "https://p.example/sub/api/v1/submissions"
    assert intake_of("http://[::1]:8356") == "http://[::1]:8356/api/v1/submissions"
    assert Wish().language == "nl"


def test_what_cannot_be_read_is_told(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").write_text(" \n", encoding="ascii")
    assert adhere("submit", tmp_path, "--to", PORTAL, "--token-file", "token").status == 2
    assert adhere("submit", "missing.json", "--to", PORTAL, "--token-file", "token").status == 2
    assert adhere("submit", pack, "--to", PORTAL, "--token-file", "empty").status == 2
    assert adhere("submit", pack, "--to", PORTAL, "--token-file", "no-file").status == 2
