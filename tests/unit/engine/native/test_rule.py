# SPDX-License-Identifier: EUPL-1.2
"""The rule that the function in C finds is the one that the parser finds; it says nothing only where software may ask for another path."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.unit.engine.audit.test_decisions import SIGNS
from tests.unit.engine.native.functions_in_c import InC, in_c, needs_a_compiler

from adhere.content.robots.deciding import decider, target_of
from adhere.content.robots.reading import read
from adhere.content.robots.rulesets import Ruleset
from adhere.engine.audit.patterns import laid_out
from adhere.engine.native import rules

AGENT = "GPTBot"
UNRESERVED = frozenset("-._~abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
"""Signs of RFC 3986, section 2.3: a rule that escapes one is respelled, and then the parser is asked."""
MOST = 2048
"""Octets of a path with escapes, or outside ASCII, that is spelled out; a longer one is the parser's."""
SLASHED = re.compile(r"(?i:https?)://[^/?#\\]*(/[^#]*)")
LEFT = re.compile(r"[\\ \t\r\n]|/[.]|%2e", re.IGNORECASE)
"""What software asks for as another path, or may: the parser looks at it."""
MORE = (
    "\0",
    "ÿ",
    "þ",
    "€",
    "😀",
    "\x7f",
    "%FF",
    "%ff",
    "%00",
    "%4",
    "%%41",
    "%5E",
    "%7e",
    "\r",
    "#",
    "private",
    "/a/b",
)
PIECES = st.sampled_from((*SIGNS, *MORE))
PATHS = st.lists(PIECES, max_size=9).map("".join)
LONG = st.builds(
    lambda piece, length, last: (piece * length)[:length] + last,
    st.sampled_from(("a", "b", "*", "a/", "%61", "é", "%C3%A9", "aé")),
    st.sampled_from((7, 8, 9, 255, MOST - 3, MOST - 2, MOST - 1, MOST, MOST + 1, 5_000)),
    st.sampled_from(("", "a", "%", "é")),
)
TARGETS = st.one_of(
    PATHS, PATHS, LONG, st.sampled_from(("robots.txt", "robots.txt?", "robots.tx%74", "./robots.txt", ""))
)
ODD = (
    "HTTPS://u:p@A.example.:443/",
    "http://[::1]:80/",
    "https://é.example/",
    "http:///",
    "https://a b/",
    "https://",
)
"""How URLs begin whose authority is not written plainly, and whose path a slash begins all the same."""
URLS = st.builds(
    "{}{}".format,
    st.sampled_from(
        (
            *["https://a.example/"] * 8,
            *ODD,
            "http://a/",
            "https://a.example?",
            "https://a.example;b/",
            "ftp://a/",
            "",
        )
    ),
    TARGETS,
)
PATTERNS = st.one_of(
    st.lists(st.one_of(PIECES, st.sampled_from("*$^%_")), max_size=7).map("".join),
    LONG,
    st.sampled_from(("", "*", "/", "*$", "**a")),
)
LINES = st.one_of(
    st.builds("{}: /{}".format, st.sampled_from(("Allow", "Disallow")), PATTERNS),
    st.builds("{}: {}".format, st.sampled_from(("Allow", "Disallow")), PATTERNS),
)
OCTETS = st.binary(max_size=12).map(lambda octets: b"Disallow: /" + octets)
BODIES = st.lists(st.one_of(LINES.map(str.encode), LINES.map(str.encode), OCTETS), max_size=8).map(
    lambda lines: b"User-agent: *\n" + b"\n".join(lines)
)
pytestmark = needs_a_compiler


@pytest.fixture(scope="module")
def made():
    with in_c() as found:
        yield found


@dataclass
class Laid:
    """Rulesets laid out for the function, by number, and what the parser makes of them."""

    keyed: dict[tuple[int, str], list[rules.Line]] = field(default_factory=dict)
    free: dict[int, list[rules.Line]] = field(default_factory=dict)
    sets: dict[int, tuple[int, Ruleset, dict[object, int]]] = field(default_factory=dict)

    def add(self, ruleset: Ruleset) -> None:
        number = len(self.sets) + 1
        base, rows, codes = laid_out(ruleset.rules, 2)
        self.sets[number] = base, ruleset, {rule: code for code, rule in codes.items()}
        for row in rows:
            if row.shelf == "keyed":
                self.keyed.setdefault((number, row.key), []).append((row.pattern, row.code))
            else:
                self.free.setdefault(number, []).append((row.pattern, row.code))

    def said(self, made: InC, urls: list[str]) -> dict[tuple[str, int], int | None]:
        asked = [(url, number, base) for number, (base, _, _) in self.sets.items() for url in urls]
        table = made.functions.keep(rules.packed(self.keyed, self.free, len(self.sets) + 1))
        found = made.ask("adhere_rule(c1, c2, c3, {})", ("VARCHAR", "INTEGER", "BIGINT"), asked, table)
        return {(url, number): code for (url, number, _), code in zip(asked, found, strict=True)}

    def right(self, urls: list[str]) -> dict[tuple[str, int], int]:
        found = {}
        for number, (_, ruleset, codes) in self.sets.items():
            decide = decider(ruleset)
            for url in urls:
                rule = decide(target_of(url)).rule
                found[url, number] = 0 if rule is None else codes[rule]
        return found


def _is_left(url: str) -> bool:
    """Whether the function leaves a URL to the parser."""
    found = SLASHED.match(url)
    if found is None or LEFT.search(found[1]):
        return True
    return (not found[1].isascii() or "%" in found[1]) and len(found[1].encode()) > MOST


def _meant(ruleset: Ruleset) -> list[str]:
    """URLs that rules are about."""
    found = []
    for rule in ruleset.rules:
        for between in ("", "a", "/é%7E"):
            path = rule.pattern.removesuffix("$").replace("*", between)
            found += [f"https://a.example/{path.removeprefix('/')}{more}" for more in ("", "a", "#a")]
    return found


@settings(max_examples=250)
@given(st.lists(BODIES, min_size=1, max_size=3), st.lists(URLS, max_size=20))
@example(
    [b"User-agent: *\nDisallow: /^%_$\nAllow: /^%25_*\nDisallow: /*^"],
    ["https://a.example/^%_", "https://a.example/^%25_"],
)
@example(
    [b"User-agent: *\nDisallow: /\xff\nAllow: /%FF*\xff"],
    ["https://a.example/ÿ", "https://a.example/%ff", "https://a.example/%FFa%FF"],
)
@example(
    [b"User-agent: *\nDisallow: /\nAllow: /\0"],
    ["https://a.example/", "https://a.example/\0", "https://a.example/robots.txt"],
)
def test_drawn_files_decide_as_the_parser_does(made, bodies, urls):
    laid = Laid()
    for body in bodies:
        ruleset = read(body).ruleset(AGENT)
        urls = [*urls, *_meant(ruleset)]
        if not ruleset.plain_rules:  # of the others the parser is always asked
            laid.add(ruleset)
    said, right = laid.said(made, urls), laid.right(urls)
    assert {key: code for key, code in said.items() if code is not None} == {
        key: right[key] for key, code in said.items() if code is not None
    }
    for (url, number), code in said.items():
        assert (code is None) == _is_left(url), (url, number)


def test_a_set_of_every_code_decides_by_the_greatest(made):
    body = b"User-agent: *\n" + b"".join(
        b"%s: /%s\n" % (b"Allow" if at % 3 else b"Disallow", b"a" * at + (b"$", b"", b"*b")[at % 3])
        for at in range(1, 300)
    )
    laid = Laid()
    laid.add(read(body).ruleset(AGENT))
    urls = [f"https://a.example/{'a' * at}{end}" for at in range(310) for end in ("", "b", "%62", "é")]
    assert laid.said(made, urls) == laid.right(urls)


def test_every_octet_and_every_escape(made):
    patterns = [f"/x%{octet:02X}" for octet in range(256) if chr(octet) not in UNRESERVED]
    patterns += [f"/x{chr(octet)}" for octet in range(33, 127) if chr(octet) not in "#*"]
    laid = Laid()
    for end in ("", "$", "y"):
        for kind in ("Disallow", "Allow"):
            lines = [f"{kind}: {pattern}{end}" for pattern in patterns]
            ruleset = read("\n".join(["User-agent: *", *lines, "Disallow: /*y"]).encode()).ruleset(AGENT)
            assert not ruleset.plain_rules
            laid.add(ruleset)
    signs = [chr(octet) for octet in range(256)] + [
        f"%{octet:02{case}}" for octet in range(256) for case in "Xx"
    ]
    urls = [f"https://a.example/x{sign}{more}" for sign in signs for more in ("", "y", "4")]
    said, right = laid.said(made, urls), laid.right(urls)
    assert {key: code for key, code in said.items() if not _is_left(key[0])} == {
        key: code for key, code in right.items() if not _is_left(key[0])
    }
    assert all(code is None for (url, _), code in said.items() if _is_left(url))


def test_many_sets_are_told_apart(made):
    laid = Laid()
    for at in range(300):
        laid.add(
            read(f"User-agent: *\nDisallow: /{at}/\nAllow: /*{at}x\nDisallow: /{at % 7}\n".encode()).ruleset(
                AGENT
            )
        )
    urls = [f"https://a.example/{path}" for path in ("1/", "12x", "299/", "3", "77/77x", "%31/", "é")]
    assert laid.said(made, urls) == laid.right(urls)
