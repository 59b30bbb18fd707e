# SPDX-License-Identifier: EUPL-1.2
"""What answers to a request for robots.txt mean, and which is in force when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from adhere.content.robots.fetching import (
    NOTHING,
    Access,
    Fetched,
    Reason,
    is_long_silent,
    state_at,
    state_of,
)

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
CLOSED = b"User-agent: *\nDisallow: /\n"


def fetched(hours: float = 0, **of: object) -> Fetched:
    return Fetched(**({"at": NOON + timedelta(hours=hours)} | of))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("record", "access", "reason", "allowed"),
    [
        (fetched(status=200, body=CLOSED), Access.AVAILABLE, Reason.FILE, False),
        (fetched(status=200, body=b""), Access.AVAILABLE, Reason.FILE, True),
        (fetched(status=204), Access.AVAILABLE, Reason.FILE, True),
        (fetched(status=200, body=CLOSED, redirects=("a",) * 9), Access.AVAILABLE, Reason.FILE, False),
        (fetched(status=404), Access.UNAVAILABLE, Reason.CLIENT_ERROR, True),
        (fetched(status=403, body=CLOSED), Access.UNAVAILABLE, Reason.CLIENT_ERROR, True),
        (fetched(status=503), Access.UNREACHABLE, Reason.SERVER_ERROR, False),
        (fetched(error="DNS"), Access.UNREACHABLE, Reason.NETWORK_ERROR, False),
        (fetched(status=200), Access.UNKNOWN, Reason.NO_BODY, None),
        (fetched(status=200, body=CLOSED[:5], error="cut off"), Access.UNKNOWN, Reason.INCOMPLETE, None),
        (fetched(status=301, redirects=("a",)), Access.UNKNOWN, Reason.REDIRECT_NOT_FOLLOWED, None),
        (fetched(status=404, redirects=("a",) * 6), Access.UNKNOWN, Reason.TOO_MANY_REDIRECTS, None),
        (fetched(status=404, redirects=("a",) * 5), Access.UNAVAILABLE, Reason.CLIENT_ERROR, True),
        (fetched(status=999), Access.UNKNOWN, Reason.OTHER_STATUS, None),
        (fetched(), Access.UNKNOWN, Reason.OTHER_STATUS, None),
        (None, Access.UNKNOWN, Reason.NO_RECORD, None),
    ],
)
def test_an_answer_means_what_the_rfc_says(
    record: Fetched | None, access: Access, reason: Reason, allowed: bool | None
):
    state = state_of(record)
    assert (state.access, state.reason) == (access, reason)
    decision = state.decide("GPTBot", "/a")
    assert (decision.allowed if decision else None) is allowed


def test_the_file_itself_may_be_asked_of_a_closed_site():
    decision = state_of(fetched(status=500)).decide("GPTBot", "/robots.txt")
    assert decision is not None
    assert decision.allowed


def test_the_state_in_force_is_the_latest_that_had_been_fetched():
    states = [state_of(fetched(hours, status=status)) for hours, status in ((0, 404), (48, 500), (10, 410))]
    assert state_at(states, NOON - timedelta(seconds=1)) is NOTHING
    assert state_at(states, NOON + timedelta(hours=9)) is states[0]
    assert state_at(states, NOON + timedelta(hours=11)) is states[2]
    assert state_at(states, NOON + timedelta(hours=50)) is states[1]
    assert states[0].is_fresh(NOON + timedelta(hours=24))
    assert not states[0].is_fresh(NOON + timedelta(hours=25))
    assert not states[0].is_fresh(NOON - timedelta(hours=1))


def test_a_copy_stays_in_force_while_the_site_is_silent_and_the_copy_is_fresh():
    states = [state_of(fetched(status=200, body=b"")), state_of(fetched(5, status=500))]
    assert state_at(states, NOON + timedelta(hours=6)) is states[0]
    assert state_at(states, NOON + timedelta(hours=25)) is states[1]


def test_thirty_days_of_silence_are_told():
    silent = [state_of(fetched(24 * day, status=503)) for day in range(31)]
    at = NOON + timedelta(days=31)
    assert is_long_silent(silent, at)
    assert not is_long_silent(silent[:30], at)
    assert not is_long_silent([*silent, state_of(fetched(24 * 30 + 1, status=404))], at)
    assert not is_long_silent([], at)
    assert state_at(silent, at).access is Access.UNREACHABLE, "told, never applied"
