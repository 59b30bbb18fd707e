# SPDX-License-Identifier: EUPL-1.2
"""The clocks of an incident, as ``adhere.risk.incidents`` runs them over what was reported here; the periods are data of the code."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import cast

from django.utils import timezone

from adhere.codes.catalogue import code
from adhere.kernel.finding import Place
from adhere.portal.desk.models import Incident, IncidentReport
from adhere.risk import incidents as risk
from adhere.risk.incidents import Link, ReportKind, StandingIncident, standing_incidents

CODE = "gpai-2025"
"""The one code with clocks for incidents."""


def standing(incident: Incident, reports: Iterable[IncidentReport], on: date) -> StandingIncident:
    """Return how an incident stands on a day."""
    place = Place(file=f"incidents/{incident.pk}")
    known = risk.Incident(
        name=str(incident.pk),
        aware=incident.aware,
        harms=tuple(incident.harms),
        link=cast("Link", incident.link),
        started=incident.started,
        resolved=incident.resolved,
        reports=tuple(
            risk.IncidentReport(kind=cast("ReportKind", one.kind), at=timezone.localtime(one.at))
            for one in reports
        ),
        place=place,
        places={},
    )
    return standing_incidents([known], code(CODE), on)[0]


def next_day(incident: Incident, reports: Iterable[IncidentReport]) -> date | None:
    """Return the last day of the report that comes next; None where none is to come or its day is not known."""
    found = standing(incident, reports, timezone.localdate()).next
    return found.day if found is not None else None
