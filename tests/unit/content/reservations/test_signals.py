# SPDX-License-Identifier: EUPL-1.2
"""Directives, preferences, ai.txt and licences: what each says, and what it does not say."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adhere.content.reservations import directives, licences, preferences
from adhere.content.reservations.aitxt import read_ai_txt
from adhere.content.reservations.gathering import SiteRecord, fields_of, gathered
from adhere.content.reservations.page import ELEMENT_LIMIT, read_page
from adhere.content.reservations.settling import settle
from adhere.content.reservations.signals import Reservation, Scope, Verdict, signals
from adhere.content.reservations.tdmrep import read_tdm_file
from adhere.content.robots.fetching import Fetched, RobotsState, state_of
from adhere.content.robots.reading import read

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
RESERVED, ALLOWED, UNKNOWN = Verdict.RESERVED, Verdict.ALLOWED, Verdict.UNKNOWN


def recorded(body: bytes) -> RobotsState:
    return state_of(Fetched(at=NOON, status=200, body=body))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("noai", [(None, "noai")]),
        ("NoIndex, NoAI,noimageai", [(None, "noai"), (None, "noimageai")]),
        ("otherbot: noai, nofollow", [("otherbot", "noai")]),
        ("otherbot: nofollow, noai", [("otherbot", "noai")]),
        ("unavailable_after: 25 Jun 2026 15:00:00 PST, noai", [(None, "noai")]),
        ("unavailable_after: Thu, 25 Jun 2026 15:00:00 GMT, noai", [(None, "noai")]),
        ("otherbot: unavailable_after: Thu, 25 Jun 2026 15:00:00 GMT, noai", [("otherbot", "noai")]),
        ("noindex; noai", [(None, "noai")]),
        ("Some Bot: noai", [(None, "noai")]),
        ("*: noai", [(None, "noai")]),
        ("robots: noai", [(None, "noai")]),
        ("ALL : noindex, noai", [(None, "noai")]),
        ('"*": noai', [(None, "noai")]),
        ("User-agent: * noai", [(None, "noai")]),
        (": noai", [(None, "noai")]),
        ("otherbot: noindex, *: noai", [(None, "noai")]),
        ("noindex, noarchive, nosnippet, nocache, none", []),
        ("noaim", []),
        ("", []),
    ],
)
def test_x_robots_tag(value: str, said: list[tuple[str | None, str]]):
    found = directives.of_headers(fields_of([("x-robots-tag", value)]))
    assert [(one.agent, one.words) for one in found] == said
    assert {one.verdict for one in found} <= {RESERVED}


def test_words_of_a_meta_element_may_be_parted_by_semicolons():
    found = directives.of_metas({"robots": ("noindex;NOAI; noimageai",)})
    assert [one.words for one in found] == ["noai", "noimageai"]


@pytest.mark.parametrize("name", ["robots", "*", "all", "robot", "any"])
def test_a_meta_element_of_everyone_is_for_every_agent(name: str):
    found = directives.of_metas(read_page(f"<meta name='{name}' content=noai>".encode()).metas)
    assert [(one.agent, one.words) for one in found] == [(None, "noai")]


def test_meta_robots_for_everyone_and_for_one_agent():
    page = read_page(
        b"<META NAME='robots' CONTENT='noimageai noindex'><meta name=GPTBot content=noai><meta name=author content=me>"
    )
    found = directives.of_metas(page.metas)
    assert [(one.agent, one.words, one.scope) for one in found] == [
        (None, "noimageai", Scope.IMAGES),
        ("gptbot", "noai", Scope.ALL),
    ]
    assert settle(found, "CCBot").verdict is UNKNOWN
    assert settle(found, "CCBot", Scope.IMAGES).verdict is RESERVED
    assert settle(found, "GPTBot").verdict is RESERVED
    assert settle(found).verdict is RESERVED


@pytest.mark.parametrize(
    ("value", "verdicts"),
    [
        ("train-ai=n", [RESERVED]),
        ("search=y, train-ai=y", [ALLOWED]),
        ("train-ai=y, train-ai=n", [RESERVED]),
        ("train-ai=n, train-ai=y", [ALLOWED]),
        ("train-ai;allow=n, search=n", [UNKNOWN]),
        ("train-ai", [UNKNOWN]),
        ('train-ai="n"', [UNKNOWN]),
        ("train-ai=n;x=1", [RESERVED]),
        ("search=y;train-ai=n", []),
        ("train-ai=y; train-ai=n", [ALLOWED]),
        ("Train-AI=n", [UNKNOWN]),
        ("train-ai=no", [UNKNOWN]),
        ("search=n", []),
        ("bots=n", [RESERVED]),
        ("all=n, search=y", [RESERVED]),
        ("bots=n, train-ai=y", [ALLOWED]),
        ("bots=y", []),
        ("bots=n, bots=y", []),
        ("ai=n", [RESERVED]),
        ("=n", [UNKNOWN]),
    ],
)
def test_content_usage(value: str, verdicts: list[Verdict]):
    found = preferences.of_headers(fields_of([("Content-Usage", value)]))
    assert [one.verdict for one in found] == verdicts


@pytest.mark.parametrize(
    ("value", "verdicts"),
    [
        ("search=yes, ai-train=no", [RESERVED]),
        ("search=yes; ai-train=no", [RESERVED]),
        ("search=yes;ai-train=yes", [ALLOWED]),
        ("search = yes ;; ai-train = no ;", [RESERVED]),
        ("search=yes;, ai-train=no", [RESERVED]),
        ("search=yes ai-train=no", [RESERVED]),
        ("ai-train=yes; ai-train=no", [RESERVED]),
        ("ai-train=no; as our terms say", [RESERVED]),
        ("ai-train=yes; as our terms say", [UNKNOWN]),
        ("search=no; as our terms say", [UNKNOWN]),
        ("search=yes; ai-input=no", []),
        ("; ai-train=no", [UNKNOWN]),
    ],
)
def test_a_semicolon_parts_signals_as_a_comma_does(value: str, verdicts: list[Verdict]):
    file = read(f"User-agent: *\nContent-Signal: {value}\nAllow: /\n".encode())
    assert [one.verdict for one in preferences.of_robots(file, "GPTBot", "/a")] == verdicts


ROBOTS = read(
    b"""User-Agent: *
Allow: /
Disallow: /never/
Content-Usage: / train-ai=n
Content-Usage: /ai-ok/\ttrain-ai=y
Content-Signal: search=yes, ai-train=no

User-Agent: ExampleBot
Allow: /
Content-Usage: / train-ai=y
License: https://e.example/licence.xml
License: here
"""
)


def test_lines_of_robots_txt_are_for_the_agents_of_their_group():
    said = {
        (agent, target): [
            (one.signal, one.verdict, one.line) for one in preferences.of_robots(ROBOTS, agent, target)
        ]
        for agent, target in (("GPTBot", "/test"), ("GPTBot", "/ai-ok/test"), ("examplebot", "/test"))
    }
    signal = ("content-signal", RESERVED, 6)
    assert said == {
        ("GPTBot", "/test"): [("aipref-robots", RESERVED, 4), signal],
        ("GPTBot", "/ai-ok/test"): [("aipref-robots", ALLOWED, 5), signal],
        ("examplebot", "/test"): [("aipref-robots", ALLOWED, 10)],
    }


def test_a_line_without_a_path_is_for_every_path_and_less_sure():
    file = read(b"User-agent: *\nContent-Usage: train-ai=n\nAllow: /\n")
    found = preferences.of_robots(file, "x", "/a")
    assert [(one.verdict, one.grade) for one in found] == [(RESERVED, "unverified")]


def test_ai_txt():
    file = read_ai_txt(b"# Spawning AI\nUser-Agent: *\nDisallow: *.jpg\nAllow: *.txt\n")
    said = [file.of("GPTBot", target) for target in ("/a.jpg", "/a.txt", "/a.png")]
    assert [one and (one.verdict, one.line) for one in said] == [(RESERVED, 3), (ALLOWED, 4), None]
    other = read_ai_txt(b"Policy: no training\n")
    assert [finding.rule.id for finding in other.findings] == ["ADH-CON-027"]
    assert (one := other.of("GPTBot", "/"))
    assert one.verdict is UNKNOWN


def test_a_licence_informs_and_does_not_reserve():
    page = read_page(
        b'<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">'
        b'<link rel=license type="application/rsl+xml" href="/rsl.xml"><link rel=stylesheet href=a.css>'
    )
    found = licences.of_links(page.links)
    assert [(one.signal, one.policy) for one in found] == [
        ("licence-link", "https://creativecommons.org/licenses/by/4.0/"),
        ("rsl", "/rsl.xml"),
    ]
    settled = settle(found)
    assert (settled.verdict, settled.information) == (UNKNOWN, found)
    field = fields_of(
        [("Link", '<https://e.example/l.xml>; rel="license"; type="application/rsl+xml", <a>; rel=next')]
    )
    assert [one.signal for one in licences.of_headers(field)] == ["rsl"]
    lines, findings = licences.of_robots(ROBOTS)
    assert [(one.line, one.policy) for one in lines] == [(11, "https://e.example/licence.xml")]
    assert [(one.rule.id, one.place.line) for one in findings] == [("ADH-CON-028", 12)]


def test_a_licence_is_found_wherever_html_lets_one_be_linked():
    page = read_page(
        b'<body><a href="/x">x</a><a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC</a>'
        b'<map><area shape=default REL=\'nofollow License\' href="/area"></map><form rel=license action="/form"></form>'
        b'<a rel="next" href="/license"><a rel=license><abbr rel=license href="/no"><!-- <a rel=license href="/not"> -->'
    )
    assert [one.policy for one in licences.of_links(page.links)] == [
        "https://creativecommons.org/licenses/by/4.0/",
        "/area",
        "/form",
    ]
    assert len(page.links) == 3


def test_very_many_licences_in_the_text_of_a_page_take_nothing_from_its_elements():
    page = read_page(
        b"<body>" + b"<a rel=license href=/l>" * (ELEMENT_LIMIT + 9) + b"<meta name=robots content=noai>"
    )
    assert (len(page.links), page.metas, page.cut) == (ELEMENT_LIMIT, {"robots": ("noai",)}, False)


def test_any_reservation_reserves_and_a_conflict_is_told():
    site = SiteRecord(
        robots=recorded(b"User-agent: *\nAllow: /\n"), ai_txt=read_ai_txt(b"User-agent: *\nDisallow: /\n")
    )
    settled = settle(gathered("GPTBot", "/a", site=site), "GPTBot")
    assert settled.verdict is RESERVED
    assert settled.is_conflict
    assert [one.signal for one in settled.rests_on] == ["ai-txt"]
    assert [one.signal for one in settled.against] == ["robots"]


def test_unknown_stays_unknown():
    assert settle(gathered("GPTBot", "/a", site=SiteRecord())).verdict is UNKNOWN
    unclear = preferences.of_headers(fields_of([("content-usage", "train-ai=maybe")]))
    open_site = SiteRecord(robots=recorded(b""))
    settled = settle((*gathered("GPTBot", "/a", site=open_site), *unclear))
    assert settled.verdict is UNKNOWN
    assert settle(gathered("GPTBot", "/a", site=open_site)).verdict is ALLOWED


def test_a_site_whose_robots_txt_is_not_recorded_is_unknown_and_one_that_is_silent_is_closed():
    allowing = read_tdm_file(b'[{"location": "/", "tdm-reservation": 0}]')
    assert settle(gathered("x", "/a", site=SiteRecord(tdm=allowing))).verdict is UNKNOWN
    silent = SiteRecord(tdm=allowing, robots=state_of(Fetched(at=NOON, status=503)))
    settled = settle(gathered("x", "/a", site=silent))
    assert (settled.verdict, settled.rests_on[0].words) == (RESERVED, "server-error")
    gone = SiteRecord(tdm=allowing, robots=state_of(Fetched(at=NOON, status=404)))
    assert settle(gathered("x", "/a", site=gone)).verdict is ALLOWED


def test_every_signal_is_dated_and_graded():
    for signal in signals().values():
        assert signal.grade in {"official", "draft", "secondary"}
        assert signal.effect in {"reserves", "informs"}
        assert signal.url.startswith("https://")
        assert signal.dated


def test_comments_and_scripts_of_a_page_say_nothing():
    page = read_page(
        b"<!-- <meta name=robots content=noai> --><script>'<meta name=robots content=noai>'</script>"
        b'<title><meta name=robots content=noai></title><meta name=robots content="a&amp;b > noindex">'
    )
    assert page.metas == {"robots": ("a&b > noindex",)}
    turkish = read_page(
        "<title>\u0130\u0130\u0130\u0130\u0130\u0130\u0130\u0130</title><meta name=robots content=noai>".encode()
    )
    assert turkish.metas == {"robots": ("noai",)}


@pytest.mark.parametrize(
    "start",
    [
        b"<!--",
        b"<meta ",
        b"<script>",
        b'<meta name="',
        b"<meta a='",
        b"<link =",
        b"<a license ",
        b"<a lic" + b"e" * 4_000,
        b"<form license='",
    ],
)
def test_a_page_made_to_be_slow_is_not(start: bytes):
    begun = time.process_time()
    read_page(start * (1_000_000 // len(start)))
    assert time.process_time() - begun < 4


@pytest.mark.parametrize(
    "line", [b"License: x", b"License: https://a.example/", b"Content-Signal: ai-train=no", b"Content-Usage: /*a*a*a train-ai=n"]
)  # fmt: skip
def test_a_robots_txt_full_of_terms_is_not_slow(line: bytes):
    site = SiteRecord(robots=recorded((line + b"\n") * (500_000 // len(line))))
    begun = time.process_time()
    for number in range(2):
        gathered("GPTBot", f"/{'a' * 500}{number}", site=site)
    assert time.process_time() - begun < 8


def test_what_lies_beyond_the_lines_about_use_that_are_read_is_unknown():
    open_ = "User-agent: *\nAllow: /\n" + "Content-Usage: /a train-ai=y\n" * preferences.LINE_LIMIT
    said = [
        gathered("x", "/a", site=SiteRecord(robots=recorded((open_ + more).encode())))
        for more in ("", "Content-Usage: /b train-ai=n")
    ]
    assert [settle(one, "x").verdict for one in said] == [ALLOWED, UNKNOWN]


@pytest.mark.parametrize(
    ("element", "said"),
    [
        ("<!--><meta name=robots content=noai>", ("noai",)),
        ("<!---><meta name=robots content=noai>", ("noai",)),
        ("<!-- > <p> --!><meta name=robots content=noai>", ("noai",)),
        ("<!--[if !IE]><!--><meta name=robots content=noai><!--<![endif]-->", ("noai",)),
        ("<title-bar></title-bar><meta name=robots content=noai>", ("noai",)),
        ("<script-x><meta name=robots content=noai>", ("noai",)),
        ("<title></title-bar><meta name=robots content=noai>", ()),
        ("<meta-data name=robots content=noai>", ()),
        ("<script>if (a</script>b) <meta name=robots content=noai>", ("noai",)),
    ],
)
def test_elements_begin_and_end_as_in_a_browser(element: str, said: tuple[str, ...]):
    assert read_page(element.encode()).metas.get("robots", ()) == said


@given(st.binary(max_size=300), st.text(max_size=60))
def test_any_bytes_and_fields_can_be_read(body: bytes, value: str):
    page = read_page(body)
    fields = fields_of((name, value) for name in ("link", "x-robots-tag", "content-usage", "tdm-reservation"))
    site = SiteRecord(robots=recorded(body), ai_txt=read_ai_txt(body))
    found = gathered("GPTBot", "/a", site=site, headers=fields, page=page)
    assert all(isinstance(one, Reservation) for one in found)
    settle(found, "GPTBot")


@pytest.mark.parametrize(
    ("named", "asked"), [("GPTBot/1.0", "GPTBot"), ("gptbot", "GPTBot/1.2"), ("GPTBot/1.0", "GPTBot/2.0")]
)
def test_a_version_behind_a_name_never_lifts_a_reservation(named: str, asked: str) -> None:
    def said(verdict: Verdict) -> Reservation:
        return Reservation(signal="noai-header", verdict=verdict, where="header", words="noai", agent=named)

    assert settle([said(RESERVED)], asked).verdict is RESERVED
    assert settle([said(ALLOWED)], asked).verdict is UNKNOWN
    assert settle([said(RESERVED)], "CCBot").verdict is UNKNOWN
