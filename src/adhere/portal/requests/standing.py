# SPDX-License-Identifier: EUPL-1.2
"""A request as ``adhere.documentation`` knows it: its last day, why that day, and how it stands. No day is reckoned here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from adhere.documentation import requests as documentation
from adhere.documentation.periods import Asker, askers
from adhere.documentation.requests import Asked, Due, Ended, RequestState, Sent
from adhere.dossier.requestchecks import WEEKENDS
from adhere.forms.form import MAIN_FORM, Field, Form, Row
from adhere.forms.library import form
from adhere.kernel.finding import Place
from adhere.portal.people.models import Organisation
from adhere.portal.requests.models import Answer, Request

DOWNSTREAM, OFFICE, AUTHORITY = "downstream", "office", "authority-through-office"
KIND_OF_PARTY = {"downstream": DOWNSTREAM, "office": OFFICE, "authority": AUTHORITY}
"""Which kind of asker an organisation is."""
ANSWERING = (Request.State.PARTLY, Request.State.ANSWERED)
"""What counts as sent."""
WAITING = (Request.State.OPEN,)
"""What is still to be answered by the provider."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A request on a day."""

    request: Request
    due: Due
    state: RequestState

    @property
    def overdue(self) -> bool:
        """Whether the last day is past and nobody answered."""
        return self.state is RequestState.OVERDUE


def asker_of(request: Request) -> Asker:
    """Return who asks, by kind: what they are shown, and on which grounds."""
    return askers()[request.kind]


def kind_of(organisation: Organisation) -> str:
    """Return which kind of asker an organisation is."""
    return KIND_OF_PARTY[organisation.kind]


def known(request: Request, answers: list[Answer]) -> documentation.Request:
    """Return a request with its answers as the room of documentation reads it from a dossier."""
    place = Place(file=f"requests/{request.pk}")
    received = timezone.localtime(request.received or request.made).date()
    refused = next((one for one in answers if one.kind == Request.State.REFUSED), None)
    extensions = list(request.extensions.all())
    set_day = extensions[0].was if extensions else request.due
    return documentation.Request(
        name=str(request.pk),
        organisation=request.asker.name,
        kind=request.kind,
        legal_basis=tuple(request.grounds),
        purpose=request.purpose,
        received=received,
        form=request.form,
        due=set_day if asker_of(request).period is None else None,
        extended=Ended(on=extensions[-1].due, why=extensions[-1].reasons) if extensions else None,
        fields=tuple(Asked(id=row, place=place) for row in request.rows),
        sent=tuple(
            Sent(on=_day(one), pack=one.pack.sha256 if one.pack else "", place=place)
            for one in answers
            if one.stands in ANSWERING
        ),
        refused=Ended(on=_day(refused), why=refused.reasons) if refused else None,
        place=place,
    )


def standing(request: Request, answers: list[Answer], on: date) -> Standing:
    """Return how a request stands on a day."""
    found = known(request, answers)
    last = documentation.due(found, WEEKENDS)
    return Standing(request=request, due=last, state=documentation.state(found, last.day, on))


def last_day(request: Request) -> date | None:
    """Return the last day for an answer, by the clock of the code or as the request itself sets it."""
    return documentation.due(known(request, []), WEEKENDS).day


def overdue(on: date) -> Q:
    """Return the condition that a request is overdue, for lists; what a page shows is said by ``standing``."""
    return Q(state__in=WAITING, due__lt=on)


def asked_rows(kind: str) -> list[tuple[Field, Row]]:
    """Return the rows of the documentation form that a kind of asker is shown."""
    return list(main_form().rows(askers()[kind].recipient))


def main_form() -> Form:
    """Return the documentation form of today."""
    return form(MAIN_FORM, timezone.localdate())


def _day(answer: Answer) -> date:
    return timezone.localtime(answer.at).date()
