# SPDX-License-Identifier: EUPL-1.2
"""Downloading from EUR-Lex: the address, and every way in which it can fail, without a network."""

from __future__ import annotations

import io
import socket
from email.message import Message
from http.client import IncompleteRead
from urllib.error import HTTPError, URLError
from urllib.request import Request

import pytest

from adhere.intake.texts import fetching
from adhere.intake.texts.fetching import CELEX, ElsewhereError, address_of, fetch, is_of_the_union
from adhere.law.texts.rules import Collected

ADDRESS = "https://eur-lex.europa.eu/legal-content/NL/TXT/HTML/?uri=CELEX:32024R1689"


class Answer(io.BytesIO):
    """What a connection gives: bytes, and the address where it ended."""

    def __init__(self, content: bytes, url: str = ADDRESS) -> None:
        super().__init__(content)
        self.url = url


def failing(error: Exception):
    def opener(*_: object) -> Answer:
        raise error

    return opener


def told(opener) -> list[str]:
    found = Collected("32024R1689")
    assert fetch("32024R1689", "nl", found, opener) is None
    for finding in found.findings:
        assert "{" not in finding.wrong("en") + finding.why("nl") + finding.remedy("nl")
    return [finding.rule.id for finding in found.findings]


def test_a_page_is_asked_for_at_eur_lex_over_https_and_comes_as_it_is():
    asked = []

    def opener(request: Request, timeout: float) -> Answer:
        asked.append((request.full_url, timeout, request.get_header("User-agent")))
        return Answer(b"<html>")

    assert fetch("32024R1689", "nl", Collected("x"), opener) == b"<html>"
    assert asked == [(ADDRESS, fetching.TIMEOUT, fetching.AGENT)]
    assert address_of("32024R1689", "nl") == ADDRESS


@pytest.mark.parametrize(
    ("error", "rule"),
    [
        (URLError(OSError(101, "Network is unreachable")), "ADH-LAW-070"),
        (TimeoutError("timed out"), "ADH-LAW-070"),
        (socket.gaierror(-2, "Name or service not known"), "ADH-LAW-070"),
        (ConnectionResetError(104, "Connection reset by peer"), "ADH-LAW-070"),
        (IncompleteRead(b"half"), "ADH-LAW-070"),
        (ValueError("unknown url type"), "ADH-LAW-070"),
        (ElsewhereError("https://example.org/"), "ADH-LAW-072"),
        (HTTPError(ADDRESS, 404, "Not Found", Message(), None), "ADH-LAW-073"),
        (HTTPError(ADDRESS, 503, "Busy", Message(), None), "ADH-LAW-073"),
    ],
    ids=lambda one: str(one)[:40],
)
def test_a_download_that_fails_is_a_finding(error: Exception, rule: str):
    assert told(failing(error)) == [rule]


def test_an_answer_beyond_the_limit_is_not_taken(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fetching, "SIZE_LIMIT", 10)
    assert told(lambda *_: Answer(bytes(11))) == ["ADH-LAW-071"]


def test_an_answer_from_elsewhere_is_not_taken():
    assert told(lambda *_: Answer(b"x", "https://example.org/")) == ["ADH-LAW-072"]


@pytest.mark.parametrize(
    "address",
    [
        "http://eur-lex.europa.eu/",
        "https://eur-lex.europa.eu.example.org/",
        "https://a@eur-lex.europa.eu/",
        "https://example.org/",
        "file:///etc/passwd",
        "ftp://eur-lex.europa.eu/",
    ],
)
def test_a_redirect_to_another_place_is_not_followed(address: str):
    assert not is_of_the_union(address)
    with pytest.raises(ElsewhereError):
        fetching._OnlyThere().redirect_request(Request(ADDRESS), None, 302, "Found", Message(), address)


def test_a_redirect_within_eur_lex_is_followed():
    moved = fetching._OnlyThere().redirect_request(
        Request(ADDRESS), None, 302, "Found", Message(), "https://publications.europa.eu/x"
    )
    assert moved is not None
    assert moved.full_url == "https://publications.europa.eu/x"


@pytest.mark.parametrize("celex", ["32024R1689", "02024R1689-20260727", "32024R1689R(02)"])
def test_what_is_a_celex_number(celex: str):
    assert CELEX.fullmatch(celex)


@pytest.mark.parametrize("celex", ["", "2024/1689", "32024R1689/../x", "32024R1689&x=1", "aia"])
def test_what_is_none(celex: str):
    assert not CELEX.fullmatch(celex)
