# SPDX-License-Identifier: EUPL-1.2
"""What rests on a provision: what names it, something within it, or what it is a part of; on the date, the nearest first."""

from __future__ import annotations

from datetime import date

import pytest

from adhere.kernel.text import plain
from adhere.law.resting import Cited, Reach, reach_of, resting

PARTS = {"aia:annex-xi": "aia:art-53.1.a"}
DAY = date(2026, 8, 1)


@pytest.mark.parametrize(
    ("cited", "asked", "reach"),
    [
        ("aia:art-53.1.a", "aia:art-53.1.a", "itself"),
        ("aia:art-53.1.b.ii", "aia:art-53.1.b", "below"),
        ("aia:art-53.1", "aia:art-53.1.b", "above"),
        ("aia:art-53.10", "aia:art-53.1", None),
        ("aia:art-53.1", "aia:art-5", None),
        ("aia:annex-xi.s1.2.e", "aia:art-53.1.a", "below"),
        ("aia:annex-xi.s1.2.e", "aia:art-53", "below"),
        ("aia:annex-xi", "aia:art-53.1.b", None),
        ("aia:art-53.1.a", "aia:annex-xi.s1", "above"),
        ("aia:art-53.1", "aia:annex-xi.s1", None),
        ("aia:annex-xi", "aia:annex-xi.s1", "above"),
        ("gpai-guidelines:sec-2.1", "gpai-guidelines:sec-2", "below"),
    ],
)
def test_how_one_provision_stands_to_another(cited: str, asked: str, reach: Reach | None):
    assert reach_of(cited, asked, PARTS) == reach


def test_one_thing_comes_once_with_all_its_links_and_the_nearest_leads():
    cited = [
        Cited(group="rule", id="r", provision="aia:art-53.1"),
        Cited(group="measure", id="m", provision="aia:art-53", grade="ours"),
        Cited(group="measure", id="n", provision="aia:art-53.1.a.i", grade="derived"),
        Cited(group="measure", id="m", provision="aia:art-53.1.a", grade="official", why=plain("so")),
        Cited(group="measure", id="other", provision="aia:art-55"),
    ]
    found = resting("aia:art-53.1.a", cited, DAY)
    assert [(one.id, one.reach) for one in found] == [("m", "itself"), ("n", "below"), ("r", "above")]
    assert [(link.provision, link.reach, link.grade) for link in found[0].links] == [
        ("aia:art-53.1.a", "itself", "official"),
        ("aia:art-53", "above", "ours"),
    ]


def test_what_is_not_yet_or_no_longer_there_is_left_out():
    cited = [
        Cited(group="field", id="from", provision="aia:art-53", start=DAY),
        Cited(group="field", id="until", provision="aia:art-53", end=DAY),
        Cited(group="field", id="later", provision="aia:art-53", start=date(2026, 8, 2)),
        Cited(group="field", id="still", provision="aia:art-53", end=date(2026, 8, 2)),
    ]
    assert [one.id for one in resting("aia:art-53", cited, DAY)] == ["from", "still"]
