# SPDX-License-Identifier: EUPL-1.2
"""The rules of robots.txt, reservations and crawling: each can be met, and says the same in both languages."""

from __future__ import annotations

import re

import pytest
from tests.repository import ROOT

from adhere.content.reservations.rules import rules as rules_of_reservations
from adhere.content.robots.rules import rules
from adhere.kernel.finding import Rule

SOURCES = "".join(
    path.read_text(encoding="utf-8") for path in (ROOT / "src" / "adhere" / "content").rglob("*.py")
)


@pytest.mark.parametrize("one", [*rules(), *rules_of_reservations()], ids=lambda one: one.id)
def test_a_rule_is_met_somewhere_and_says_the_same_in_both_languages(one: Rule):
    assert f'"{one.id}"' in SOURCES
    assert re.fullmatch(r"ADH-CON-0[0-3]\d", one.id)
    for text in (one.wrong, one.why, one.remedy):
        english, dutch = (set(re.findall(r"\{(\w+)\}", wording)) for wording in (text.en, text.nl))
        assert english == dutch
