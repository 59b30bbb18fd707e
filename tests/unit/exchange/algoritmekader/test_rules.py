# SPDX-License-Identifier: EUPL-1.2
"""The rules of pages: each can be met, has an id in its range, and says the same in both languages."""

from __future__ import annotations

import re

import pytest
from tests.repository import ROOT

from adhere.exchange.algoritmekader.rules import rules
from adhere.kernel.finding import Rule

SOURCES = "".join(
    path.read_text(encoding="utf-8")
    for path in (ROOT / "src" / "adhere" / "exchange" / "algoritmekader").glob("*.py")
)


@pytest.mark.parametrize("one", rules(), ids=lambda one: one.id)
def test_a_rule_is_met_somewhere_and_says_the_same_in_both_languages(one: Rule):
    assert f'"{one.id}"' in SOURCES
    assert re.fullmatch(r"ADH-LAW-(09\d|1[0-2]\d)", one.id)
    for text in (one.wrong, one.why, one.remedy):
        english, dutch = (set(re.findall(r"\{(\w+)\}", wording)) for wording in (text.en, text.nl))
        assert english == dutch


def test_every_rule_is_listed_once():
    assert len({one.id for one in rules()}) == len(rules())
    assert set(re.findall(r"ADH-LAW-\d+", SOURCES)) == {one.id for one in rules()}
