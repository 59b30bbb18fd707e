# SPDX-License-Identifier: EUPL-1.2
"""The journeys of the portal, each with five people of different roles who come to no page with a barrier."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys import drawing_up, signatory
from tests.journeys.browsing import Someone


def test_from_an_invitation_to_a_late_report_its_correction_and_an_answered_request(
    someone: Callable[..., Someone],
) -> None:
    signatory.play(someone)


def test_from_a_call_to_a_published_assessment(someone: Callable[..., Someone]) -> None:
    drawing_up.play(someone)
