# SPDX-License-Identifier: EUPL-1.2
"""Fields that forms of several rooms have: a text of several lines, a day, one or some of a list made when the form is shown."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from adhere.portal.people.names import visible
from adhere.portal.wording import say

LONG = 20_000
"""Characters of a text a person writes; the limit of codes and comments kept as files."""


class OnLines(forms.CharField):
    """A field for several values, one on a line, as people write them."""


def long_text(*, required: bool = True, rows: int = 6) -> forms.CharField:
    """Return a field for a text of several lines."""
    return forms.CharField(
        max_length=LONG, required=required, widget=forms.Textarea({"rows": rows}), validators=[lines]
    )


def lines(content: str) -> None:
    """Raise ValidationError where a text of several lines holds a sign that cannot be seen."""
    visible(content.replace("\r", "").replace("\n", "").replace("\t", ""))


def day_field(*, required: bool = True, past: bool | None = None) -> forms.DateField:
    """Return a field for a day; ``past`` asks for one until today, False for one after it."""
    validators = {True: [_until_today], False: [_after_today], None: []}[past]
    return forms.DateField(
        required=required,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        validators=validators,
    )


def offer(form: forms.Form, name: str, offered: Iterable[tuple[str, str]]) -> None:
    """Put choices in a field of a form."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
    field.choices = list(offered)


def _until_today(day: object) -> None:
    if str(day) > timezone.localdate().isoformat():
        raise ValidationError(say("requests.day-to-come"))


def _after_today(day: object) -> None:
    if str(day) <= timezone.localdate().isoformat():
        raise ValidationError(say("requests.day-past"))
