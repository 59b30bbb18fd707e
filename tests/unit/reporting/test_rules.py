# SPDX-License-Identifier: EUPL-1.2
"""The rules of reports: permanent ids in order, each met by a test, each found by its id."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from adhere.reporting.rules import rule, rules

TESTS = Path(__file__).parents[1]
PLACES = (
    "reporting/test_bad_reports.py",
    "reporting/test_series.py",
    "reporting/test_importing.py",
    "dossier/test_reports.py",
    "exchange/test_transparency_centre.py",
)


def test_rules_are_in_order_and_each_is_found_by_its_id() -> None:
    ids = [one.id for one in rules()]
    assert ids == sorted(set(ids))
    assert all(rule(one.id) == one for one in rules())
    with pytest.raises(KeyError):
        rule("ADH-REP-999")


def test_every_rule_is_met_by_a_test() -> None:
    tests = "".join((TESTS / name).read_text(encoding="utf-8") for name in PLACES)
    numbers = set(re.findall(r'"(?:(?:ADH-)?REP-)?([0-9]{3})"', tests))
    assert [one.id for one in rules() if one.id.removeprefix("ADH-REP-") not in numbers] == []
