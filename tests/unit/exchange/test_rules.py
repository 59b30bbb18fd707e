# SPDX-License-Identifier: EUPL-1.2
"""The rules of model cards and OSCAL documents keep to their numbers."""

from adhere.exchange.rules import rule, rules


def test_every_rule_is_found_by_its_own_id_between_80_and_99():
    assert [rule(known.id) for known in rules()] == list(rules())
    numbers = [int(known.id.removeprefix("ADH-DOC-")) for known in rules()]
    assert sorted(set(numbers)) == numbers
    assert set(numbers) <= set(range(80, 100))
