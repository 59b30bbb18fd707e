# SPDX-License-Identifier: EUPL-1.2
"""Times and numbers of records as they are written in files: read as those of a manifest are, and no time where one can mean two.

ISO 8601, the date of HTTP (RFC 9110, section 5.6.7), the digits of a date or of CDX, and numbers since 1970, whose size tells their unit.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from adhere.engine.manifests.expressions import COMPACT, HOUR, HOURS, SECONDS

_START = datetime(1970, 1, 1)  # noqa: DTZ001 - moments are kept in UTC, without their zone
FIRST, END = (_START + timedelta(seconds=one) for one in SECONDS)
"""As for manifests: before the web there was nothing to fetch."""
_NUMBER = re.compile(r"-?[0-9]{1,19}(?:[.][0-9]{1,18})?")
_POINT = re.compile(r"-?[0-9]{1,18}[.][0-9]{1,18}")
_HOUR = re.compile(HOUR)
_SPELLED = re.compile(r"[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} (GMT|UTC|[+]0000)")
_ZONE = re.compile(" ?(UTC|GMT)$")
_UNITS = (1, 1_000, 1_000_000, 1_000_000_000)


def moment(value: Any) -> datetime | None:
    """Return a time in UTC, without its zone as engines keep it; None where a value tells none, two, or one before 1990 or from 2100 on."""
    with suppress(ValueError, OverflowError):
        found = value if isinstance(value, datetime) else _read(value)
        if found is not None:
            found = found.astimezone(UTC).replace(tzinfo=None) if found.tzinfo else found
            return found if FIRST <= found < END else None
    return None


def _read(value: Any) -> datetime | None:
    """Read a time that is no datetime yet; raise ValueError."""
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001
    if not isinstance(value, str):
        return _of_number(value)
    if _NUMBER.fullmatch(value):
        return _of_number(value.partition(".")[0])
    return (
        parsedate_to_datetime(value)
        if _SPELLED.fullmatch(value)
        else datetime.fromisoformat(_ZONE.sub("Z", value))
    )


def _of_number(value: Any) -> datetime | None:
    number = whole(value) if not isinstance(value, float) else int(value)
    if number is None or (HOURS[0] <= number <= HOURS[1] and _HOUR.fullmatch(str(number))):
        return None
    for unit in _UNITS:
        if SECONDS[0] * unit <= number < SECONDS[1] * unit:
            return _START + timedelta(microseconds=number * 1_000_000 // unit)
    for form, (first, last) in COMPACT.items():
        if first <= number <= last:
            return datetime.strptime(str(number), form)  # noqa: DTZ007
    return None


def whole(value: Any) -> int | None:
    """Return a whole number, also where it is written as 200.0; None where a value is none."""
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        number = float(value) if isinstance(value, str) and _POINT.fullmatch(value) else None
        return int(number) if number is not None and number.is_integer() else None
