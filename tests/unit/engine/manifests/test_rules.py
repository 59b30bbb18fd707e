# SPDX-License-Identifier: EUPL-1.2
"""The rules of manifests: permanent ids in their range, in both languages, every one met by a test."""

from __future__ import annotations

from pathlib import Path

from adhere.engine.manifests.faults import faults
from adhere.engine.manifests.rules import rule, rules
from adhere.kernel.finding import SEVERITIES


def test_rules_are_in_order_and_in_their_range() -> None:
    ids = [one.id for one in rules()]
    assert ids == sorted(set(ids))
    assert all(60 <= int(one.removeprefix("ADH-CON-")) <= 99 for one in ids)
    for one in rules():
        assert rule(one.id) == one
        assert one.severity in SEVERITIES
        assert all(text.nl != text.en for text in (one.wrong, one.why, one.remedy))


def test_every_rule_and_every_fault_is_met_by_a_test() -> None:
    folder = Path(__file__).parents[1]
    tests = "".join(path.read_text() for path in folder.rglob("test_*.py") if path.name != "test_rules.py")
    assert [one.id for one in rules() if one.id not in tests] == []
    assert [name for name in faults() if f'"{name}"' not in tests and name != "record"] == []
