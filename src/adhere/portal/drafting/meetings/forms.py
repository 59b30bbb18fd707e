# SPDX-License-Identifier: EUPL-1.2
"""The forms of working groups, seats, meetings and minutes."""

from __future__ import annotations

from typing import Any

from django import forms

from adhere.portal.drafting.models import Group, Meeting, Minutes, Seat, Work
from adhere.portal.fields import long_text
from adhere.portal.forms import WordedForm, choices
from adhere.portal.languages import current
from adhere.portal.people.models import Person
from adhere.portal.people.names import visible


class GroupForm(WordedForm):
    """A working group and its task."""

    area = "meetings"
    name_en = forms.CharField(max_length=200, validators=[visible])
    name_nl = forms.CharField(max_length=200, validators=[visible])
    task_en = long_text(required=False, rows=3)
    task_nl = long_text(required=False, rows=3)


class SeatForm(WordedForm):
    """Who, by the e-mail address they sign in with, and what they do in the group."""

    area = "meetings"
    email = forms.EmailField()
    part = forms.ChoiceField(choices=choices("meetings.part", Seat.Part.values))

    def clean_email(self) -> Person:
        """Return the person; refuse who is not known here."""
        address = str(self.cleaned_data["email"]).lower()
        found = Person.objects.filter(email=address, is_active=True).first()
        if found is None:
            self.refuse("meetings.nobody", "email")
            return Person()
        return found


class GroupChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # none when it runs
    """A working group, by its name in the language of the page."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name."""
        return str(obj.name.in_(current()))


def _moment() -> forms.DateTimeField:
    return forms.DateTimeField(
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )


class MeetingForm(WordedForm):
    """A meeting: of whom, when and where."""

    area = "meetings"
    kind = forms.ChoiceField(choices=choices("meetings.kind", Meeting.Kind.values))
    group = GroupChoice(Group.objects.none(), required=False)
    title_en = forms.CharField(max_length=200, validators=[visible])
    title_nl = forms.CharField(max_length=200, validators=[visible])
    starts = _moment()
    ends = _moment()
    place = forms.CharField(max_length=200, required=False, validators=[visible])

    def __init__(self, work: Work, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["group"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        field.queryset = Group.objects.filter(work=work).order_by("id")

    def clean(self) -> dict[str, Any]:
        """Refuse a meeting that ends before it starts, and one of a group that names none."""
        data = super().clean() or {}
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends <= starts:
            self.refuse("meetings.ends-before", "ends")
        if data.get("kind") == Meeting.Kind.GROUP and not data.get("group"):
            self.refuse("meetings.which-group", "group")
        if data.get("kind") == Meeting.Kind.PLENARY:
            data["group"] = None
        return data


class MinutesForm(WordedForm):
    """The minutes in both languages."""

    area = "meetings"
    text_en = long_text(rows=12)
    text_nl = long_text(rows=12)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, standing: Minutes | None, *args: Any, **kwargs: Any) -> None:
        initial = (
            {"text_en": standing.text_en, "text_nl": standing.text_nl, "seen": standing.pk}
            if standing
            else {}
        )
        super().__init__(*args, initial=initial, **kwargs)
