# SPDX-License-Identifier: EUPL-1.2
"""Every family of the allow-list against the parameters that transformers builds from the same configurations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from adhere.models.architectures.counting import Count, count
from adhere.models.architectures.family import listed

CASES = json.loads(Path(__file__).with_name("architectures.json").read_text(encoding="utf-8"))["cases"]
WITHOUT_ORACLE = {
    "kimi_k2"
}  # its own code has the layout of deepseek_v3; transformers does not know the name


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{case['config']['model_type']}-{n}" for n, case in enumerate(CASES)]
)
def test_a_configuration_counts_as_transformers_builds_it(case: dict) -> None:
    counted = count(case["config"])

    assert isinstance(counted, Count), counted
    assert counted.total == case["total"]


def test_every_family_on_the_allow_list_has_been_checked() -> None:
    checked = {case["config"]["model_type"] for case in CASES}

    assert set(listed()) - checked == WITHOUT_ORACLE


@pytest.mark.parametrize("case", CASES[::4], ids=[case["config"]["model_type"] for case in CASES[::4]])
def test_a_key_that_is_not_known_is_refused_in_every_family(case: dict) -> None:
    refused = count({**case["config"], "side_network_width": 64})

    assert not isinstance(refused, Count)
    assert refused.rule == "ADH-MOD-115"
    assert "side_network_width" in str(refused.values["keys"])
