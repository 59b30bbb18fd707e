# SPDX-License-Identifier: EUPL-1.2
"""The hardware-based approach."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adhere.kernel.quantity import Quantity
from adhere.models.compute.accelerators import identify
from adhere.models.compute.assumptions import assumption, assumptions
from adhere.models.compute.hardware import Period, Units, compute_of_hours, hardware_compute, weighted_peak

HOUR = 3600


def exactly(value: object, unit: str) -> Quantity:
    return Quantity.exactly(str(value), unit)


def units(name: str, count: int) -> Units:
    return Units(count=count, peak=identify(name).peak())


def period(fleet: tuple[Units, ...], hours: int, share: str) -> Period:
    return Period(fleet=fleet, duration=exactly(hours * HOUR, "s"), utilisation=exactly(share, "ratio"))


def test_units_times_seconds_times_peak_times_utilisation():
    result = hardware_compute([period((units("H100 SXM", 1000),), 370, "0.5")])
    assert result.value == Decimal(370_000 * HOUR) * Decimal("989e12") / 2


def test_the_peak_of_a_mixed_fleet_is_weighted_by_the_number_of_units():
    fleet = (units("H100 SXM", 3), units("A100 SXM", 1))
    assert weighted_peak(fleet).value == Decimal(3 * 989 + 312) / 4 * Decimal("1e12")


def test_periods_with_another_number_of_units_are_summed():
    one, two = period((units("A100 SXM", 64),), 10, "0.4"), period((units("A100 SXM", 128),), 5, "0.3")
    assert (one.count, two.count) == (64, 128)
    assert hardware_compute([one, two]).value == hardware_compute([one]).value + hardware_compute([two]).value


def test_a_fleet_without_units_has_no_peak():
    with pytest.raises(ValueError, match="without units"):
        weighted_peak(())


def test_accelerator_hours_give_the_same_as_units_and_time():
    by_hours = compute_of_hours(exactly(370_000, "h"), identify("H100 SXM").peak(), exactly("0.5", "ratio"))
    assert by_hours.value == hardware_compute([period((units("H100 SXM", 1000),), 370, "0.5")]).value


def test_without_a_measurement_utilisation_is_an_interval_with_a_source_and_no_value():
    assumed = assumption("utilisation")
    assert (assumed.interval.low, assumed.interval.high) == (Decimal("0.20"), Decimal("0.43"))
    result = compute_of_hours(exactly(1, "h"), identify("H100 SXM").peak(), assumed.interval)
    assert result.value is None
    assert result.low < result.high


def test_every_assumption_is_an_interval_that_says_where_it_comes_from():
    for known in assumptions():
        assert known.interval.value is None
        assert known.interval.low < known.interval.high
        assert known.source
        assert known.label.nl != known.label.en


@given(st.integers(1, 10**5), st.integers(1, 10**5), st.decimals("0.01", "0.99", places=2))
def test_more_units_more_time_or_more_utilisation_never_give_less(count, hours, share):
    base = hardware_compute([period((units("H100", count),), hours, str(share))])
    for more in (
        period((units("H100", count + 1),), hours, str(share)),
        period((units("H100", count),), hours + 1, str(share)),
        period((units("H100", count),), hours, str(share + Decimal("0.01"))),
    ):
        larger = hardware_compute([more])
        assert larger.low > base.low
        assert larger.high > base.high
