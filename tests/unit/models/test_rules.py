# SPDX-License-Identifier: EUPL-1.2
"""Rules are found in the file their number belongs to."""

from adhere.models.rules import rule, rules


def test_every_rule_is_found_by_its_id():
    assert [rule(known.id) for known in rules()] == list(rules())
    assert len({known.id for known in rules()}) == len(rules())
