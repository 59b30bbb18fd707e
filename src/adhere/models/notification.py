# SPDX-License-Identifier: EUPL-1.2
"""The clock of the notification to the Commission: two weeks after the condition is met or known to be met.

Article 52(1), also from a forecast made before training (recital 112); counted by Regulation (EEC, Euratom) No 1182/71.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from adhere.kernel.calendar import Calendar, Deadline, Period, Unit, deadline
from adhere.kernel.truth import Truth
from adhere.law.applicability import Obligation
from adhere.models.classification import Classification
from adhere.models.facts import Facts

DUTY = "duty:art-52.1-1"
Status = Literal["not-due", "not-known", "start-not-known", "running", "overdue", "in-time", "late"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """Where the notification stands on the date asked; ``trigger`` is the event that started the clock."""

    status: Status
    obligation: Obligation | None
    trigger: date | None = None
    deadline: Deadline | None = None
    notified_on: date | None = None


def notification(classification: Classification) -> Notification:
    """Return where the notification stands."""
    obligation = next((duty for duty in classification.obligations if duty.norm.id == DUTY), None)
    if obligation is None or obligation.applies is not Truth.YES:
        unknown = obligation is not None and obligation.applies is Truth.UNKNOWN
        return Notification(status="not-known" if unknown else "not-due", obligation=obligation)
    notified = _day(classification.facts, "systemic_risk.notified_on")
    trigger = _trigger(classification)
    if trigger is None:
        return Notification(status="start-not-known", obligation=obligation, notified_on=notified)
    trigger = max(trigger, obligation.start)  # what was met before the duty applied starts its clock that day
    end = deadline(trigger, _period(obligation), Calendar.for_institution("commission"))
    return Notification(
        status=_status(end.day, notified, classification.on),
        obligation=obligation,
        trigger=trigger,
        deadline=end,
        notified_on=notified,
    )


def _trigger(classification: Classification) -> date | None:
    """The first of: the condition met, and a forecast that says it will be; what lies after the date asked has not been."""
    forecast_counts = classification.applicability.evaluation.truth(
        "criterion:forecast-to-meet-the-threshold", classification.state
    )
    days = [_day(classification.facts, "systemic_risk.condition_met_on")]
    if forecast_counts is Truth.YES:
        days.append(_day(classification.facts, "compute.forecast.made_on"))
    return min((day for day in days if day is not None and day <= classification.on), default=None)


def _period(obligation: Obligation) -> Period:
    (unit, count), *_ = (obligation.norm.period or {}).items()
    return Period(count=count, unit=Unit(unit.replace("business_days", "working days")))


def _status(last: date, notified: date | None, on: date) -> Status:
    if notified is not None and notified <= on:
        return "in-time" if notified <= last else "late"
    return "running" if on <= last else "overdue"


def _day(facts: Facts, fact_id: str) -> date | None:
    value = facts.value(fact_id)
    return value if isinstance(value, date) else None
