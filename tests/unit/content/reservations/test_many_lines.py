# SPDX-License-Identifier: EUPL-1.2
"""Files with very many lines: each URL meets few of them, and they say what a slow reading of them says."""

from __future__ import annotations

import time
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.content.robots.naive import naive_match

from adhere.content.reservations import preferences
from adhere.content.reservations.aitxt import read_ai_txt
from adhere.content.reservations.signals import Verdict
from adhere.content.robots import matching
from adhere.content.robots.deciding import decide_strictly
from adhere.content.robots.reading import read
from adhere.content.robots.spelling import requested
from adhere.engine.audit.voices import Lines, Voices

RESERVED, ALLOWED = Verdict.RESERVED, Verdict.ALLOWED
PATHS = st.text("/ab*$", max_size=7).map(lambda text: "/" + text) | st.just("*b")
TARGETS = st.text("/ab", max_size=9).map(lambda text: "/" + text) | st.just("/a/../b")


@given(st.lists(PATHS, max_size=12), st.lists(TARGETS, min_size=1, max_size=5))
@settings(max_examples=300)
def test_of_lines_about_use_the_longest_decide_as_in_a_slow_reading(paths: list[str], targets: list[str]):
    lines = [f"Content-Usage: {path} train-ai={'yn'[at % 2]}" for at, path in enumerate(paths)]
    file = read("\n".join(["User-agent: *", "Allow: /", *lines]).encode())
    with mock.patch.multiple(matching, FEW=0, PATIENCE=1):
        told = preferences.LinesAboutUse(preferences.heard(file, "x"), file.file)
        for target in targets:
            expected = []
            for one in dict.fromkeys((target, requested(target))):
                longest = max((len(path) for path in paths if naive_match(path, one)), default=0)
                met = (at for at, path in enumerate(paths) if len(path) == longest and naive_match(path, one))
                expected += [(at + 3, (ALLOWED, RESERVED)[at % 2]) for at in met]
            said = [(one.line, one.verdict) for one in told.said(told.met(target))]
            assert said == list(dict.fromkeys(expected))


@given(
    st.lists(st.tuples(st.booleans(), PATHS), min_size=1, max_size=12),
    st.lists(TARGETS, min_size=1, max_size=5),
    st.sampled_from(["GPTBot", "AI2Bot"]),
)
@settings(max_examples=200)
def test_an_ai_txt_says_what_its_rules_decide_one_by_one(
    rules: list[tuple[bool, str]], targets: list[str], agent: str
):
    lines = [f"{'Allow' if allow else 'Disallow'}: {path}" for allow, path in rules]
    with mock.patch.multiple(matching, FEW=0, PATIENCE=1):
        file = read_ai_txt("\n".join(["User-agent: *", *lines]).encode())
        for target in targets:
            decision, said = decide_strictly(file.rules.readings(agent), target), file.of(agent, target)
            line = decision.rule and decision.rule.line
            assert (said and (said.line, said.verdict)) == (
                line and (line, ALLOWED if decision.allowed else RESERVED)
            )


@pytest.mark.parametrize("agent", ["GPTBot", "AI2Bot"])
@pytest.mark.parametrize("line", ["Disallow: /*a*a*a*{}b\n", "User-agent: {}bot\nDisallow: /\n"])
def test_an_ai_txt_of_very_many_lines_is_not_slow_for_each_url(line: str, agent: str):
    rules = "".join(map(line.format, range(20_000)))
    file = read_ai_txt(f"User-agent: *\n{rules}".encode())
    begun = time.process_time()
    for number in range(1_000):
        file.of(agent, f"/{number}/{'a' * 200}")
    assert time.process_time() - begun < 12


def test_very_many_lines_about_use_are_not_slow_for_each_url():
    lines = "".join(f"Content-Usage: /*a*a*a*{number}b train-ai=n\n" for number in range(10_000))
    voices = Voices("GPTBot", Lines(preferences.heard(read(lines.encode()), "GPTBot"), ()))
    begun = time.process_time()
    for number in range(2_000):
        voices.say(f"/{number}/{'a' * 200}")
    assert time.process_time() - begun < 4
