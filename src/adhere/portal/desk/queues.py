# SPDX-License-Identifier: EUPL-1.2
"""The queues of the desk: each what still asks for work, looked up anew every time by how a row stands.

New is what nobody took up, overdue what has a last day that passed, changed what moved since it came in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from adhere.portal.desk.models import Alert, Assessment, Complaint, Incident, Question
from adhere.portal.languages import current
from adhere.portal.register.models import Adherence
from adhere.portal.requests.models import Request
from adhere.portal.requests.standing import overdue
from adhere.portal.submissions.models import WAITING, Submission
from adhere.risk.incidents import harms

MOST = 100
"""Rows of a queue that are counted; beyond that there are many."""
SHOWS = ("new", "overdue", "changed")
_NONE = Q(pk__in=[])


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """One queue: its rows, of them what is new, overdue or changed, their order, and each as cells under ``columns``.

    ``page`` names the page of a row, whose key is its number.
    """

    name: str
    columns: tuple[str, ...]
    order: tuple[str, ...]
    rows: Callable[[], QuerySet[Any]]
    cells: Callable[[Any], Sequence[Any]]
    new: Q
    changed: Q
    overdue: Callable[[date], Q] = lambda _: _NONE
    page: str = ""
    words: str = ""
    """The vocabulary of its column ``state``."""
    one_index: bool = False
    """Whether each part has an index in this order; it is counted in the order then, which makes SQLite choose that index."""

    def shown(self, show: str, on: date) -> QuerySet[Any]:
        """Return the rows of a part of the queue; all of it where no part is named."""
        if show not in SHOWS:
            return self.rows()
        return self.rows().filter(
            {"new": self.new, "changed": self.changed, "overdue": self.overdue(on)}[show]
        )

    def counted(self, on: date) -> dict[str, int]:
        """Return how many rows each part has, at most ``MOST``."""
        order = self.order if self.one_index else ()
        return {show or "all": self.shown(show, on).order_by(*order)[:MOST].count() for show in ("", *SHOWS)}


def _due(state: str) -> Callable[[date], Q]:
    return lambda on: Q(state=state, due__lt=on)


STATEMENTS = Queue(
    name="statements",
    columns=("provider", "code", "chapter", "since"),
    order=("since", "id"),
    rows=lambda: Adherence.objects.filter(state=Adherence.State.STATED, until=None).select_related(
        "provider"
    ),
    cells=lambda row: (row.provider.name, row.code, row.chapter, row.since),
    new=Q(),
    changed=_NONE,
)
SUBMISSIONS = Queue(
    name="submissions",
    columns=("issue", "provider", "received", "due", "late", "incomplete", "state"),
    order=("-event",),
    rows=lambda: Submission.objects.filter(WAITING["waiting"]).select_related("provider", "evaluation"),
    cells=lambda row: (str(row), row.provider.name, row.received, row.due, row.late, row.incomplete, _state_of(row)),
    new=WAITING["untouched"],
    changed=WAITING["correcting"],
    overdue=lambda _: WAITING["late"],
    page="desk:submission",
    words="desk.evaluation",
    one_index=True,
)  # fmt: skip
REQUESTS = Queue(
    name="requests",
    columns=("model", "asker", "provider", "made", "due", "state"),
    order=("event",),
    rows=lambda: Request.objects.filter(state__in=(Request.State.TO_FORWARD, Request.State.OPEN, Request.State.PARTLY)).select_related("asker", "provider", "model"),
    cells=lambda row: (str(row.model), row.asker.name, row.provider.name, row.made, row.due, row.state),
    new=Q(state=Request.State.TO_FORWARD),
    changed=Q(state=Request.State.PARTLY),
    overdue=overdue,
    page="requests:one",
    words="requests.state",
)  # fmt: skip
INCIDENTS = Queue(
    name="incidents",
    columns=("provider", "model", "aware", "received", "due", "harms"),
    order=("event",),
    rows=lambda: Incident.objects.filter(state=Incident.State.OPEN).select_related("provider", "model"),
    cells=lambda row: (row.provider.name, str(row.model or ""), row.aware, row.received, row.due, _harms(row)),
    new=Q(changed=None),
    changed=Q(changed__isnull=False),
    overdue=_due(Incident.State.OPEN),
    page="desk:incident",
)  # fmt: skip
COMPLAINTS = Queue(
    name="complaints",
    columns=("complainant", "provider", "received", "state"),
    order=("event",),
    rows=lambda: Complaint.objects.filter(state__in=(Complaint.State.RECEIVED, Complaint.State.ACKNOWLEDGED)).select_related("provider", "complainant"),
    cells=lambda row: (row.complainant.name, row.provider.name, row.received, row.state),
    new=Q(state=Complaint.State.RECEIVED),
    changed=Q(state=Complaint.State.ACKNOWLEDGED),
    page="desk:complaint",
    words="desk.complaint",
)  # fmt: skip
ALERTS = Queue(
    name="alerts",
    columns=("expert", "provider", "received"),
    order=("event",),
    rows=lambda: Alert.objects.filter(state=Alert.State.RECEIVED).select_related("provider", "expert"),
    cells=lambda row: (row.expert.name, row.provider.name, row.received),
    new=Q(),
    changed=_NONE,
    page="desk:alert",
)
QUESTIONS = Queue(
    name="questions",
    columns=("provider", "received", "due", "state"),
    order=("event",),
    rows=lambda: Question.objects.exclude(state=Question.State.CLOSED).select_related("provider"),
    cells=lambda row: (row.provider.name, row.received, row.due, row.state),
    new=Q(state=Question.State.OPEN),
    changed=Q(state=Question.State.ANSWERED),
    overdue=_due(Question.State.OPEN),
    page="desk:question",
    words="desk.question",
)
ASSESSMENTS = Queue(
    name="assessments",
    columns=("code", "version", "opened", "state"),
    order=("event",),
    rows=lambda: Assessment.objects.exclude(state=Assessment.State.PUBLISHED),
    cells=lambda row: (row.code, row.version, row.opened, row.state),
    new=Q(state=Assessment.State.OPENED),
    changed=Q(state=Assessment.State.OPINION),
    page="desk:assessment",
    words="desk.assessment",
)
QUEUES = {
    one.name: one
    for one in (STATEMENTS, SUBMISSIONS, REQUESTS, INCIDENTS, COMPLAINTS, ALERTS, QUESTIONS, ASSESSMENTS)
}


def _harms(row: Incident) -> str:
    """Return the kinds of harm of an incident in the language of whoever asks."""
    known = harms()
    return ", ".join(known[harm][1].in_(current()) for harm in row.harms if harm in known)


def _state_of(row: Submission) -> str:
    """Return how far the evaluation of a submission is."""
    return row.evaluation.state if hasattr(row, "evaluation") else "new"
