# SPDX-License-Identifier: EUPL-1.2
"""Every way to sign in can be gone by keyboard, and no page on it holds a barrier, in both languages."""

from __future__ import annotations

from typing import Any

from tests.journeys.crawling import Looked
from tests.journeys.providing import SETTINGS, providing
from tests.journeys.served import serve
from tests.journeys.ways_in import KINDS, look_at_ways_in


def test_every_way_in_can_be_gone_and_holds_no_barrier(opened: Any) -> None:
    looked = Looked()
    with providing() as known, serve(known.origin, **SETTINGS) as portal:
        look_at_ways_in(opened, portal, known, looked)
    assert looked.found == []
    assert looked.kinds == KINDS
