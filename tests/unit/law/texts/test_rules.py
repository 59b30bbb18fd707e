# SPDX-License-Identifier: EUPL-1.2
"""The rules of texts: each can be met, and says the same in both languages."""

from __future__ import annotations

import re

import pytest
from tests.repository import ROOT

from adhere.kernel.finding import Rule
from adhere.law.texts.rules import rules

SOURCES = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "adhere").rglob("*.py"))


@pytest.mark.parametrize("one", rules(), ids=lambda one: one.id)
def test_a_rule_is_met_somewhere_and_says_the_same_in_both_languages(one: Rule):
    assert f'"{one.id}"' in SOURCES
    assert one.id.startswith("ADH-LAW-")
    for text in (one.wrong, one.why, one.remedy):
        english, dutch = (set(re.findall(r"\{(\w+)\}", wording)) for wording in (text.en, text.nl))
        assert english == dutch
