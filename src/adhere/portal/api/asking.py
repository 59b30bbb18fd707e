# SPDX-License-Identifier: EUPL-1.2
"""What a program may ask in an address: the parameters each list takes, read strictly, with everything that is wrong with them found at once.

A parameter that is misspelt is told: a filter that is passed over would answer with more than was asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal, Self

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from ninja import Schema
from ninja.errors import ValidationError as UnreadableError
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from adhere.kernel.notation import NotationError, day_of
from adhere.portal.library.days import FIRST, LAST
from adhere.portal.library.law.searching import LONGEST as QUESTION_LIMIT
from adhere.portal.listing import CURSOR_LIMIT, SIZE
from adhere.portal.register.asof import AsOf
from adhere.portal.register.lists import SEARCH_LIMIT

MOST = 200
"""Rows of the longest page."""
_TOLD = 20
"""Strange parameters that are told."""

Kind = Literal["adhere_unknown", "adhere_twice"]


def _day(given: Any) -> date | None:
    if given is None:
        return None
    try:
        return day_of(given)
    except NotationError:
        raise PydanticCustomError("adhere_day", "no day") from None


def _past(day: date | None) -> date | None:
    if day is not None and day > timezone.localdate():
        raise PydanticCustomError("adhere_day_ahead", "lies ahead")
    return day


def _shown(day: date | None) -> date | None:
    if day is not None and not FIRST <= day <= LAST:
        raise PydanticCustomError("adhere_day", "no day of the law")
    return day


def _storable(text: str) -> str:
    if "\0" in text:
        raise PydanticCustomError("adhere_character", "holds NUL")
    return text


PastDay = Annotated[date | None, BeforeValidator(_day), AfterValidator(_past)]
LawDay = Annotated[date | None, BeforeValidator(_day), AfterValidator(_shown)]
Words = Annotated[str, Field(max_length=SEARCH_LIMIT), AfterValidator(_storable)]


class Asked(Schema):
    """Parameters of an address, none of them strange or given twice."""

    @model_validator(mode="wrap")
    @classmethod
    def nothing_strange(cls, given: Any, read: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        """Read the parameters, and find the strange ones beside what is wrong with the others."""
        strange = _strange(info.context["request"].GET, set(cls.model_fields)) if info.context else []
        try:
            made = read(given)
        except ValidationError as error:
            raise _with(error, strange) from None
        if strange:
            raise ValidationError.from_exception_data(cls.__name__, strange)
        return made


def _strange(query: QueryDict, known: set[str]) -> list[InitErrorDetails]:
    return [
        InitErrorDetails(type=PydanticCustomError(kind, "strange", {"given": name}), input=None)
        for kind, name in _told(query, known)
    ]


def _told(query: QueryDict, known: set[str]) -> list[tuple[Kind, str]]:
    found: list[tuple[Kind, str]] = []
    for name, values in query.lists():
        if name not in known:
            found.append(("adhere_unknown", name[:SEARCH_LIMIT]))
        elif len(values) > 1:
            found.append(("adhere_twice", name))
    return found[:_TOLD]


def nothing_asked(request: HttpRequest) -> None:
    """Refuse parameters where an address takes none."""
    only_asked(request, ())


def only_asked(request: HttpRequest, known: Iterable[str]) -> None:
    """Refuse parameters that an address does not take, and one that is given twice."""
    found = _told(request.GET, set(known))
    if found:
        raise UnreadableError([{"type": kind, "loc": ("query", name)} for kind, name in found])


def _with(error: ValidationError, strange: list[InitErrorDetails]) -> ValidationError:
    """Return an error that tells of strange parameters too."""
    read = [
        InitErrorDetails(
            type=PydanticCustomError(one["type"], "unreadable", one.get("ctx", {})),
            loc=one["loc"],
            input=None,
        )
        for one in error.errors(include_url=False, include_input=False)
    ]
    return ValidationError.from_exception_data(error.title, read + strange)


class OnDay(Asked):
    """A day of the registers."""

    on: PastDay = None

    @property
    def as_of(self) -> AsOf:
        """The day to show."""
        today = timezone.localdate()
        return AsOf(self.on or today, past=self.on is not None and self.on < today)


class OnLawDay(Asked):
    """A day of the law."""

    on: LawDay = None

    @property
    def day(self) -> date:
        """The day to show."""
        return self.on or timezone.localdate()


class PageAsked(Asked):
    """Which page of a list, and how long."""

    limit: int = Field(SIZE, ge=1, le=MOST)
    cursor: str = Field("", max_length=CURSOR_LIMIT)


class RegisterAsked(PageAsked, OnDay):
    """A page of a register on a day, of the rows that hold some words."""

    q: Words = ""


class CodeVersionsAsked(RegisterAsked):
    """Of the codes."""

    code: Words = ""
    family: Words = ""


class SignatoriesAsked(RegisterAsked):
    """Of the signatories."""

    code: Words = ""
    chapter: Words = ""
    provider: Words = ""


class ModelsAsked(RegisterAsked):
    """Of the models, and of those without a summary."""

    provider: Words = ""


class SummariesAsked(RegisterAsked):
    """Of the public summaries."""

    model: Words = ""
    provider: Words = ""
    origin: Words = ""


class IndicatorsAsked(OnDay):
    """Of what was reported together on a code, until a period, the last where it is left out."""

    code: Words
    period: Words = ""


class PublicationsAsked(RegisterAsked):
    """Of the assessments, opinions and decisions."""

    code: Words = ""
    kind: Words = ""


class RequestsAsked(PageAsked):
    """A page of requests, or of those that are overdue."""

    show: Literal["", "overdue"] = ""


class SearchAsked(OnLawDay):
    """What is looked for, in one area or in all."""

    q: Annotated[str, Field(min_length=1, max_length=QUESTION_LIMIT), AfterValidator(_storable)]
    area: Literal["", "law", "codes", "requirements", "questions", "texts"] = ""


class CommentsAsked(PageAsked):
    """A page of the comments on a draft, or of those that wait or went one way."""

    outcome: Literal["", "waiting", "accepted", "partly", "not"] = ""


class ParticipantsAsked(PageAsked):
    """A page of who takes part, or of one group."""

    group: Words = ""


class ApplicationsAsked(PageAsked):
    """A page of the applications, or of those that stand one way."""

    state: Literal["", "applied", "selected", "declined"] = ""


class QueueAsked(PageAsked):
    """A page of a queue of the desk, or of a part of it."""

    show: Words = ""
