# SPDX-License-Identifier: EUPL-1.2
"""Periods, working days and deadlines.

Regulation (EEC, Euratom) No 1182/71, http://data.europa.eu/eli/reg/1971/1182/oj, which governs the time limits in acts of the Union.
"""

from __future__ import annotations

from adhere.kernel.calendar.deadlines import Deadline, deadline
from adhere.kernel.calendar.periods import Period, Unit
from adhere.kernel.calendar.wording import spoken
from adhere.kernel.calendar.working_days import Calendar, HolidayList

__all__ = ["Calendar", "Deadline", "HolidayList", "Period", "Unit", "deadline", "spoken"]
