# SPDX-License-Identifier: EUPL-1.2
"""Times and whole numbers of records, however they are written."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.unit.engine.audit.sites import day

from adhere.engine.audit.moments import moment, whole


@pytest.mark.parametrize("value", [
        None, "", "soon", -1, 0, 1, float("nan"), float("inf"), 10**40, "9" * 14, "99991399", "1970-01-01", "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-10:00", "2024010200", 2034010200, "20240230", datetime(1970, 1, 2, tzinfo=UTC), True, ["2024-01-02"],
    ],
)  # fmt: skip
def test_a_time_that_tells_none_is_none(value: object):
    assert moment(value) is None


@pytest.mark.parametrize(
    "value",
    [
        1704153600, 1704153600000, 1704153600000000, "2024-01-02", "20240102000000", "1704153600", "1704153600.25", "1704153600.123", 1704153600.25,
        "1704153600000.0", "202401020000", 202401020000, 20240102, 20240102000000, "Tue, 02 Jan 2024 00:00:00 GMT", "2024-01-02 00:00:00 UTC", date(2024, 1, 2),
        "2024-01-02T01:00:00+01:00",
    ],
)  # fmt: skip
def test_times_tell_their_unit(value: object):
    assert moment(value) == day(1)


@pytest.mark.parametrize(
    ("value", "number"), [(404, 404), ("404", 404), ("404.0", 404), (404.0, 404), ("404.5", None), ("", None), (None, None), ("1e3", None)]
)  # fmt: skip
def test_a_status_is_a_whole_number_however_it_is_written(value: object, number: int | None):
    assert whole(value) == number
