# SPDX-License-Identifier: EUPL-1.2
"""Provisions that a question names, in the ways people write them; a bare number is none."""

from __future__ import annotations

import pytest

from adhere.law.searching.addresses import addresses


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("53(1)(d)", ["aia:art-53.1.d"]),
        ("53", ["aia:art-53"]),
        ("53.1.d", ["aia:art-53.1.d"]),
        ("artikel 53, lid 1, punt d)", ["aia:art-53.1.d"]),
        ("wat staat er in artikel 53 lid 1 onder c?", ["aia:art-53.1.c"]),
        ("annex XI", ["aia:annex-xi"]),
        ("bijlage XI, afdeling 1, punt 2, e)", ["aia:annex-xi.s1.2.e"]),
        ("overweging 107", ["aia:rec-107"]),
        ("recital (107)", ["aia:rec-107"]),
        ("recitals 107 and Article 53(1)", ["aia:rec-107", "aia:art-53.1"]),
        ("32099r0001:art-1.2", ["32099r0001:art-1.2"]),
        ("measure S-7.6", ["s-7.6"]),
        ("duty:art-53.1.c-1", ["duty:art-53.1.c-1"]),
        ("gpai-2025:S-7.6", ["gpai-2025:s-7.6"]),
        ("10 days", []),
        ("recital", []),
        ("a 53 b", []),
        ("\udc80:x\udc80", []),
    ],
)
def test_what_a_question_names(asked: str, ids: list[str]):
    assert [one.ids[0] for one in addresses(asked)] == ids


def test_an_act_that_is_not_said_may_be_any_but_one_that_is_said_may_not():
    (any_act,), (said,) = addresses("Article 1(1)"), addresses("aia:art-1.1")
    assert any_act.ids == ("aia:art-1.1", "art-1.1")
    assert said.ids == ("aia:art-1.1",)
