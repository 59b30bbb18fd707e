# SPDX-License-Identifier: EUPL-1.2
"""Patterns and targets: ours against a slow matcher, and patterns made to be slow."""

from __future__ import annotations

import time
from unittest import mock
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.content.robots.naive import naive_allowed, naive_match

from adhere.content.robots import matching
from adhere.content.robots.deciding import decide, decide_all, target_of
from adhere.content.robots.lines import STRICT
from adhere.content.robots.matching import Index, matches
from adhere.content.robots.reading import read
from adhere.content.robots.rulesets import Kind, PathRule, ruleset_of
from adhere.content.robots.spelling import UNUSUAL, is_as_requested, plain, requested

PATTERNS = st.text("/ab*$", max_size=9).map(lambda text: "/" + text) | st.text(
    "/ab*$", min_size=1, max_size=6
).map(lambda text: "*" + text)
TARGETS = st.text("/ab$", max_size=12).map(lambda text: "/" + text)
DOTTED = st.lists(
    st.sampled_from(["a", "b", "..", ".", "...", ".a", "%2E", "%2E.", "a%2E"]), min_size=1, max_size=8
).map(lambda segments: "/" + "/".join(segments))
LINES = st.one_of(
    st.sampled_from(["user-agent: a", "user-agent: b", "user-agent: *", "sitemap: x", "disallow:", ""]),
    st.builds("{}: {}".format, st.sampled_from(["allow", "disallow"]), PATTERNS),
)


@given(PATTERNS, TARGETS)
@settings(max_examples=400)
def test_a_pattern_matches_what_the_slow_matcher_says(pattern: str, target: str):
    assert matches(pattern, target) == naive_match(pattern, target)


@given(st.lists(LINES, max_size=14), st.lists(TARGETS, min_size=1, max_size=6))
@settings(max_examples=400)
def test_a_file_says_what_the_slow_reader_says_and_its_class_is_sound(lines: list[str], targets: list[str]):
    text = "\n".join(lines)
    file = read(text.encode(), leniencies=STRICT)
    for agent in ("a", "b", "c"):
        ruleset = file.ruleset(agent)
        together = decide_all(ruleset, targets)
        for target, decision in zip(targets, together, strict=True):
            assert decide(ruleset, target) == decision
            assert decision.allowed == naive_allowed(text, agent, target)
            if ruleset.kind is not Kind.BY_PATH:
                assert decision.allowed == (ruleset.kind is Kind.ALL_ALLOWED)


@given(DOTTED, st.sampled_from(["", "/", "?", "?/../a"]))
@settings(max_examples=400)
def test_segments_of_dots_are_resolved_as_pythons_own_library_has_it(path: str, end: str):
    expected = urlsplit(urljoin("https://e.example/", path.replace("%2E", ".") + end.partition("?")[0]))
    plainly = requested(path + end)
    assert plainly.replace("%2E", ".") == (expected.path or "/") + "".join(end.partition("?")[1:])
    assert requested(plainly) == plainly


@given(st.lists(LINES, max_size=14), st.lists(DOTTED | TARGETS, min_size=1, max_size=6))
@settings(max_examples=300)
def test_a_target_is_allowed_where_the_slow_reader_allows_it_as_written_and_as_asked_for(
    lines: list[str], targets: list[str]
):
    text = "\n".join(lines)
    ruleset = read(text.encode(), leniencies=STRICT).ruleset("a")
    for target, decision in zip(targets, decide_all(ruleset, targets), strict=True):
        assert decide(ruleset, target) == decision
        both = [naive_allowed(text, "a", plain(one)) for one in (target, requested(target))]
        assert decision.allowed == all(both)


def test_a_target_that_climbs_without_end_is_resolved_in_time():
    begun = time.process_time()
    for part in ("../", "a/../", "a/", "%2E%2E/", "\\", "./"):
        requested("/" + part * 300_000 + "../" * 300_000)
    assert time.process_time() - begun < 6


def test_of_rules_of_one_length_the_index_finds_the_one_the_order_gives():
    rules = ruleset_of([PathRule("/ab", False, 3, 5), PathRule("/*b", False, 3, 3)], ("*",)).rules
    assert rules[Index([rule.pattern for rule in rules]).place("/ab")].line == 3
    assert Index([rule.pattern for rule in rules]).place("/x") == len(rules)


@given(
    st.lists(
        PATTERNS | st.sampled_from(["*", "/*aab", "/*aabb*a", "/aa*abab$", "/ab*"]), unique=True, max_size=12
    ),
    st.lists(TARGETS, min_size=1, max_size=6),
    st.sampled_from([0, matching.FEW]),
)
@settings(max_examples=400)
def test_an_index_finds_what_the_slow_matcher_finds_also_where_it_lays_out(
    patterns: list[str], targets: list[str], few: int
):
    patterns.sort(key=len, reverse=True)
    with mock.patch.multiple(matching, FEW=few, PATIENCE=1):
        index = Index(patterns)
        for target in targets:
            found = [at for at, pattern in enumerate(patterns) if naive_match(pattern, target)]
            assert index.places(target) == found
            assert index.place(target) == min(found, default=len(patterns))


@pytest.mark.parametrize("pattern", ["/*a*a*a*{}b", "/*/{}.html", "*aaaaaaaa*{}$", "/aaa*{}aaaa", "/*{}"])
def test_of_very_many_patterns_with_stars_few_are_looked_at(pattern: str):
    index = Index([pattern.format(number) for number in range(10_000, 30_000)])
    begun = time.process_time()
    for number in range(2_000):
        index.place(f"/{number}/{'a' * 200}")
    assert time.process_time() - begun < 2


def test_stars_upon_stars_cost_one_walk_along_the_target():
    pattern, target = "/" + "*a" * 5_000 + "*b$", "/" + "a" * 100_000 + "c"
    begun = time.process_time()
    assert not matches(pattern, target)
    assert not matches("/" + "*" * 100_000 + "$b", target)
    assert time.process_time() - begun < 1


def test_a_file_of_very_many_groups_is_read_in_time():
    begun = time.process_time()
    body = b"".join(b"User-agent: bot-%s\nDisallow: /%d\n" % (_letters(n), n) for n in range(30_000))
    file = read(body, limit=len(body))
    assert [
        decide(file.ruleset(name), target_of("https://e.example/7")).allowed for name in ("bot-h", "bot-i")
    ] == [False, True]
    same = read(b"User-agent: a\nDisallow: /x\n" * 30_000, limit=10**8)
    assert len(same.ruleset("a").rules) == 1
    assert time.process_time() - begun < 8


def _letters(number: int) -> bytes:
    """A name of letters: a, b, … for the first ones."""
    letters = b""
    while True:
        letters = bytes([97 + number % 26]) + letters
        number //= 26
        if number == 0:
            return letters


@pytest.mark.parametrize("sign", UNUSUAL)
def test_what_engines_look_for_is_what_is_looked_at(sign):
    assert not is_as_requested(f"/a{sign}b")
    assert is_as_requested("/ab?c=d.e")
