# SPDX-License-Identifier: EUPL-1.2
"""The rules of the area SUB: permanent, in order, in both languages, and every one of them used."""

from __future__ import annotations

import re
from pathlib import Path

from adhere.portal import submissions
from adhere.portal.submissions.rules import rules


def test_ids_are_in_order_and_every_text_is_in_both_languages() -> None:
    ids = [rule.id for rule in rules()]
    assert ids == sorted(set(ids))
    assert all(re.fullmatch(r"ADH-SUB-\d{3}", rule_id) for rule_id in ids)
    for rule in rules():
        assert all(text.en != text.nl for text in (rule.wrong, rule.why, rule.remedy))


def test_every_rule_can_be_met_and_every_rule_named_exists() -> None:
    package = Path(str(submissions.__file__)).parent
    source = "".join(path.read_text(encoding="utf-8") for path in package.glob("*.py"))
    named = {f"ADH-SUB-{number}" for number in re.findall(r'(?:ADH-SUB-|")(0\d\d)"', source)}
    assert named == {rule.id for rule in rules()}
