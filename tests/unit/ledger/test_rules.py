# SPDX-License-Identifier: EUPL-1.2
"""The rules of the area LOG: permanent, in order, and every one of them used."""

import re
from pathlib import Path

from adhere import ledger
from adhere.ledger.rules import rules


def test_ids_are_in_order_and_of_this_area() -> None:
    ids = [rule.id for rule in rules()]
    assert ids == sorted(set(ids))
    assert all(re.fullmatch(r"ADH-LOG-\d{3}", rule_id) for rule_id in ids)


def test_every_rule_can_be_met_and_every_rule_named_exists() -> None:
    package = Path(str(ledger.__file__)).parents[1]
    named = {
        rule_id
        for path in (*package.glob("ledger/**/*.py"), package / "cli" / "commands" / "log.py")
        for rule_id in re.findall(r"ADH-LOG-\d{3}", path.read_text(encoding="utf-8"))
    }
    assert named == {rule.id for rule in rules()}
