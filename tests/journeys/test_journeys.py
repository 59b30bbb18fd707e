# SPDX-License-Identifier: EUPL-1.2
"""The journeys of the portal, each with people of several roles who come to no page with a barrier."""

from __future__ import annotations

from tests.journeys.looking import JOURNEYS, Played


def test_from_an_invitation_to_a_late_report_its_correction_and_an_answered_request(played: Played) -> None:
    played.play("signatory")


def test_from_a_call_to_a_published_assessment(played: Played) -> None:
    played.play("drawing up")


def test_business_with_the_office_beside_reporting(played: Played) -> None:
    played.play("signatory", "matters")


def test_every_journey_is_a_test() -> None:
    assert set(JOURNEYS) == {"signatory", "drawing up", "matters"}
