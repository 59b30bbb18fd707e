# SPDX-License-Identifier: EUPL-1.2
"""Territory: inside the Union, outside it, or not known."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.law.situations import TODAY

from adhere.kernel.truth import Truth
from adhere.law.territory import in_union


@pytest.mark.parametrize("country", ["NL", "BE", "EL", "GR", "HR", "IE"])
def test_a_member_state_is_in_the_union(country: str):
    assert in_union(country, TODAY) is Truth.YES


@pytest.mark.parametrize("country", ["US", "CN", "GB", "CH", "UA", "TR"])
def test_a_third_country_is_not(country: str):
    assert in_union(country, TODAY) is Truth.NO


@pytest.mark.parametrize("country", ["NO", "IS", "LI"])
def test_norway_iceland_and_liechtenstein_are_not_known(country: str):
    assert in_union(country, TODAY) is Truth.UNKNOWN


def test_before_the_first_list_nothing_is_known():
    assert in_union("NL", date(2020, 1, 31)) is Truth.UNKNOWN


def test_twenty_seven_states_and_two_codes_for_greece():
    from adhere.kernel.data import packaged

    codes = packaged("adhere.law", "data/territory.toml")["members"][-1]["codes"]
    assert len(codes) == len(set(codes)) == 28
