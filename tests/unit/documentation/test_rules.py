# SPDX-License-Identifier: EUPL-1.2
"""The rules of documentation: permanent ids in the files their numbers belong to, every one met by a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from adhere.documentation.rules import FILES, rule, rules
from adhere.kernel.data import packaged


def test_rules_are_in_order_and_each_is_found_by_its_id() -> None:
    ids = [one.id for one in rules()]

    assert ids == sorted(set(ids))
    for one in rules():
        assert rule(one.id) == one
    with pytest.raises(KeyError):
        rule("ADH-DOC-999")


@pytest.mark.parametrize(("name", "first"), FILES.items())
def test_numbers_stay_in_the_file_they_belong_to(name: str, first: int) -> None:
    later = [number for number in FILES.values() if number > first]
    for record in packaged("adhere.documentation", f"data/{name}.toml")["rule"]:
        number = int(record["id"].removeprefix("ADH-DOC-"))
        assert first <= number < min(later, default=1000)


def test_every_rule_on_results_and_answers_is_met_by_a_test() -> None:
    folder = Path(__file__).parents[1]
    places = ("documentation/evaluations/test_reading.py", "dossier/test_documentation.py")
    tests = "".join((folder / name).read_text() for name in places)

    met = [one.id for one in rules() if one.id < "ADH-DOC-050" and one.id not in tests]
    assert met == []
