# SPDX-License-Identifier: EUPL-1.2
"""The rules and reasons of an audit: each can be met, and says the same in both languages."""

from __future__ import annotations

import re

import pytest
from tests.repository import ROOT

from adhere.content.robots.fetching import Reason
from adhere.engine.audit.reasons import reason_text
from adhere.engine.audit.rules import rules
from adhere.engine.audit.states import BEFORE, CONFLICT, TOO_OLD
from adhere.kernel.finding import Rule

SOURCES = "".join(
    path.read_text(encoding="utf-8") for path in (ROOT / "src/adhere/engine/audit").glob("*.py")
)


@pytest.mark.parametrize("one", rules(), ids=lambda one: one.id)
def test_a_rule_is_met_somewhere_and_says_the_same_in_both_languages(one: Rule):
    assert f'"{one.id}"' in SOURCES
    assert 150 <= int(one.id.removeprefix("ADH-CON-")) < 180
    for text in (one.wrong, one.why, one.remedy):
        english, dutch = (set(re.findall(r"\{(\w+)\}", wording)) for wording in (text.en, text.nl))
        assert english == dutch


def test_every_reason_has_words():
    others = {BEFORE, TOO_OLD, CONFLICT, "rule", "no-rule", "no-time", "malformed-url"}
    assert [one for one in {*others, *(one.value for one in Reason)} if reason_text(one).nl == one] == []
