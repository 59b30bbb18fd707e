# SPDX-License-Identifier: EUPL-1.2
"""``adhere portal get`` against a portal that serves in a thread: tables, JSON, whole lists, tokens, and what goes wrong in both languages."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.portal.test_api_cases import Program
from tests.portal.test_registers import fill
from tests.repository import ROOT
from tests.unit.cli.running import adhere

from adhere.cli.commands.portalget import command
from adhere.exchange import submitting
from adhere.exchange.portalreading import Asked
from adhere.exchange.submitting import portal_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.enable_socket]


@pytest.fixture
def get(live_server: Any) -> Callable[..., Any]:
    return lambda *arguments: adhere("portal", "get", *arguments, "--from", live_server.url)


def test_a_register_as_text_and_as_json(get: Callable[..., Any]) -> None:
    fill(3)
    for language, word in (("en", "3 rows"), ("nl", "3 rijen")):
        ran = get("models", "--lang", language)
        assert ran.status == 0, ran.err
        assert word in ran.out.splitlines()[0]
        assert "Provider 0002" in ran.out
        assert max(map(len, ran.out.splitlines())) <= 80
    told = get("models", "--format", "json", "--with", "provider=p-1", "--with", "on=2026-05-02").json()
    assert told["format"] == "adhere/portal-get/1"
    assert [one["provider_id"] for one in told["answer"]["rows"]] == ["p-1"]
    assert told["answer"]["on"] == "2026-05-02"
    schema = json.loads((ROOT / "docs/schemas/adhere-portal-get.schema.json").read_text(encoding="utf-8"))
    assert set(told) == set(schema["required"]) == set(schema["properties"])


def test_a_short_list_is_a_table(get: Callable[..., Any]) -> None:
    lines = get("codes", "--with", "on=2026-01-01").out.splitlines()
    assert any(line.startswith("id ") or "gpai-2025" in line for line in lines)
    text = get("law/56(6)", "--with", "on=2026-07-27").out
    assert "aia:art-56.6" in text


def test_the_whole_list_page_by_page(get: Callable[..., Any]) -> None:
    fill(45)
    first = get("models", "--with", "limit=20")
    assert "--all" in first.out
    whole = get("models", "--with", "limit=20", "--all", "--format", "json").json()["answer"]
    assert (len(whole["rows"]), whole["next"]) == (45, None)
    assert len({one["model_id"] for one in whole["rows"]}) == 45


def test_what_is_wrong_is_told_with_what_to_do(get: Callable[..., Any]) -> None:
    for language, words in (("en", "Write the day as 2026-01-31"), ("nl", "Schrijf de dag als 2026-01-31")):
        ran = get("models", "--with", "on=yesterday", "--with", "colour=red", "--lang", language)
        assert (ran.status, ran.out) == (1, "")
        assert words in " ".join(ran.err.split())
        for rule in ("ADH-API-001", "ADH-API-003"):
            assert rule in ran.err
    ran = get("nothing", "--lang", "nl")
    assert (ran.status, "Hier is niets." in ran.err) == (1, True)
    assert get("desk/submissions", "--lang", "en").status == 1


def test_a_token_opens_what_it_opens(get: Callable[..., Any], office: Any, tmp_path: Path) -> None:
    told = Program(office).headers["HTTP_AUTHORIZATION"].removeprefix("Bearer ")
    (tmp_path / "token").write_text(told, encoding="ascii")
    ran = get("desk/submissions", "--token-file", tmp_path / "token", "--format", "json")
    assert ran.json()["answer"]["rows"] == []
    (tmp_path / "token").write_text("adhere_none", encoding="ascii")
    ran = get("desk/submissions", "--token-file", tmp_path / "token", "--lang", "en")
    assert (ran.status, "A token is needed." in ran.err) == (1, True)


def test_what_cannot_be_asked(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(submitting.time, "sleep", lambda _: None)
    monkeypatch.setattr(submitting, "WAITS", ())
    for address in ("portal.example", "http://portal.example", "https://x@portal.example"):
        assert adhere("portal", "get", "models", "--from", address).status == 2
        assert portal_of(address) is None
    ran = adhere("portal", "get", "models", "--from", "http://127.0.0.1:9", "--lang", "en")
    assert (ran.status, "There was no answer" in ran.err) == (2, True)
    ran = adhere("portal", "get", "models", "--from", live_server.url, "--with", "on", "--lang", "en")
    assert (ran.status, "NAME=VALUE" in ran.err) == (2, True)
    ran = adhere("portal", "get", "models", "--from", f"{live_server.url}/en/registers", "--lang", "en")
    assert (ran.status, "no portal of adhere" in " ".join(ran.err.split())) == (2, True)


def test_a_name_leads_nowhere_else() -> None:
    for name in ("../../etc", "models?x=1", "models#x", "//evil.example/", "models\r\nHost: evil"):
        address = Asked(portal="https://p.example", name=name, parameters={}).address({})
        assert address.startswith("https://p.example/api/v1/")
        assert not set(address) & set("?#\r\n")
    assert command().name == "get"
