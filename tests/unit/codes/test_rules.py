# SPDX-License-Identifier: EUPL-1.2
"""The rules of codes: each can be met, is whole in both languages, and stands in the half of the numbers it belongs to."""

from __future__ import annotations

import re

import pytest
from tests.repository import ROOT

from adhere.codes.rules import FIRST_OF_QUALITY, rules
from adhere.kernel.finding import Rule

SOURCES = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "adhere").rglob("*.py"))


@pytest.mark.parametrize("one", rules(), ids=lambda one: one.id)
def test_a_rule_is_met_somewhere_and_says_the_same_in_both_languages(one: Rule):
    assert f'"{one.id}"' in SOURCES
    for text in (one.wrong, one.why, one.remedy):
        english, dutch = (set(re.findall(r"\{(\w+)\}", wording)) for wording in (text.en, text.nl))
        assert english == dutch
    assert one.id < FIRST_OF_QUALITY or one.severity != "error"
