# SPDX-License-Identifier: EUPL-1.2
"""The requests of a model held against its forms and its issues: last days, what is asked, what was sent.

Measure 1.2 of the GPAI code; the checks themselves are in ``documentation.requestchecks``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from adhere.documentation.requestchecks import Known, Pack, request_findings
from adhere.documentation.requests import Due, Request, RequestState, due, state
from adhere.dossier.issued import issued
from adhere.dossier.requests import ReadRequest, read_requests
from adhere.forms.form import Form
from adhere.forms.library import UnknownFormError, form
from adhere.forms.views import all_rows
from adhere.kernel.calendar import Calendar
from adhere.kernel.finding import Finding
from adhere.kernel.text import plain

if TYPE_CHECKING:
    from adhere.dossier.upkeep import Documentation

WEEKENDS = Calendar(name=plain("-"))
"""Knows Saturdays and Sundays; public holidays change the reasons for a last day, never the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingRequest:
    """A request with its last day and how it stands on a date."""

    model: str
    read: ReadRequest
    request: Request
    due: Due
    state: RequestState


def standing_requests(
    root: Path, model: str, on: date, calendar: Calendar = WEEKENDS
) -> Iterator[StandingRequest | ReadRequest]:
    """Yield every request of a model as it stands; a file that could not be read comes as it was read."""
    for read in read_requests(root, model):
        if read.request is None:
            yield read
            continue
        last = due(read.request, calendar)
        how = state(read.request, last.day, on)
        yield StandingRequest(model=model, read=read, request=read.request, due=last, state=how)


def check_requests(root: Path, model: str, on: date, filled: Documentation | None) -> Iterator[Finding]:
    """Yield every finding on the requests of a model; without documentation, missing answers are not looked for."""
    known = _Knowledge(root, model, on, filled)
    for one in standing_requests(root, model, on):
        if isinstance(one, ReadRequest):
            yield from one.findings
        else:
            yield from one.read.findings
            yield from request_findings(one.request, one.due, known.about(one.request), on)


class _Knowledge:
    """What requests are held against, each read once and only where a request needs it."""

    def __init__(self, root: Path, model: str, on: date, filled: Documentation | None) -> None:
        self.root, self.model, self.on = root, model, on
        self._documentation = filled
        self._packs: dict[str, dict[str, Pack]] = {}
        self._states: dict[str, dict[str, str]] = {}

    def about(self, request: Request) -> Known:
        return Known(
            form=self._form(request.form),
            packs=self._packs_of(request.form) if request.sent else {},
            states=self._states_of(request.form) if request.fields and not request.sent else {},
        )

    def _form(self, form_id: str) -> Form | None:
        try:
            return form(form_id, self.on)
        except UnknownFormError:
            return None

    def _packs_of(self, form_id: str) -> dict[str, Pack]:
        if form_id not in self._packs:
            self._packs[form_id] = issued(self.root, self.model, form_id).packs()
        return self._packs[form_id]

    def _states_of(self, form_id: str) -> dict[str, str]:
        if form_id not in self._states:
            filled = self._documentation([form_id]).get(form_id) if self._documentation else None
            rows = all_rows(filled) if filled else ()
            self._states[form_id] = {row.row.id: row.state.value for row in rows}
        return self._states[form_id]
