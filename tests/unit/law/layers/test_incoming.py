# SPDX-License-Identifier: EUPL-1.2
"""References to a provision from elsewhere in a made-up text; the short way past units that cannot name it loses none."""

from __future__ import annotations

import pytest
from tests.unit.law.layers.sentences import units

from adhere.law.layers import incoming as module
from adhere.law.layers.incoming import incoming


def told(provision: str) -> list[tuple[str, str, str]]:
    return [(one.unit, one.reference.text, one.to) for one in incoming(units(), "en", provision)]


def test_what_names_the_provision_a_part_of_it_or_its_whole_counts():
    assert told("aia:art-53.1.a") == [
        ("aia:rec-1", "Article 53(1)", "aia:art-53.1"),
        ("aia:art-53.1", "point (a)", "aia:art-53.1.a"),
    ]
    assert told("aia:art-3") == [("aia:art-53.1.a", "Articles 3 and 53", "aia:art-3")]


def test_a_provision_does_not_refer_to_itself_or_to_what_it_stands_in():
    assert [unit for unit, _, _ in told("aia:art-53")] == ["aia:rec-1"]


@pytest.mark.parametrize("provision", [*units(), "aia:art-53", "aia:art-54", "aia:annex-ii"])
def test_the_short_way_loses_nothing(monkeypatch: pytest.MonkeyPatch, provision: str):
    short = told(provision)
    monkeypatch.setattr(module, "_can_name", lambda *_: True)
    assert told(provision) == short
