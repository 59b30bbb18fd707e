# SPDX-License-Identifier: EUPL-1.2
"""The rules of monitoring: permanent ids in order, each met by a test, and every word and limit there in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from adhere.kernel.data import packaged
from adhere.kernel.text import text_of
from adhere.monitoring.publication import limit_reasons, limits
from adhere.monitoring.review import interval
from adhere.monitoring.rules import rule, rules


def test_rules_are_in_order_and_each_is_found_by_its_id() -> None:
    ids = [one.id for one in rules()]
    assert ids == sorted(set(ids))
    assert all(rule(one.id) == one for one in rules())
    with pytest.raises(KeyError):
        rule("ADH-MON-999")


def test_every_rule_is_met_by_a_test() -> None:
    folder = Path(__file__).parents[1]
    tests = "".join(
        path.read_text() for path in (*folder.glob("monitoring/*.py"), folder / "dossier/test_office.py")
    )
    assert [one.id for one in rules() if one.id not in tests] == []


def test_every_word_is_there_in_both_languages() -> None:
    for table in packaged("adhere.monitoring", "data/words.toml").values():
        assert all(text_of(record).en and text_of(record).nl for record in table.values())


def test_limits_are_ours_and_say_why() -> None:
    held = limits()
    assert held.least >= 3
    assert held.block >= held.least > held.alike
    assert all(reason.en and reason.nl for reason in (*limit_reasons().values(), interval()[1]))
