# SPDX-License-Identifier: EUPL-1.2
"""The forms of clauses and drafts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone

from adhere.codes.parties import parties
from adhere.portal.drafting.assembling import paragraphs
from adhere.portal.drafting.calls.forms import Provisions
from adhere.portal.drafting.models import Clause, Draft, Wording
from adhere.portal.fields import day_field, long_text, offer
from adhere.portal.forms import WordedForm, choices
from adhere.portal.languages import current
from adhere.portal.people.names import visible

_TITLE = ("title_en", "title_nl")
_FIELDS: dict[str, tuple[str, ...]] = {
    Clause.Kind.CHAPTER: ("mark", *_TITLE, "text_en", "text_nl", "provisions"),
    Clause.Kind.COMMITMENT: (*_TITLE, "text_en", "text_nl", "provisions"),
    Clause.Kind.MEASURE: (
        *_TITLE,
        "text_en",
        "text_nl",
        "provisions",
        "minds",
        "no_indicator_en",
        "no_indicator_nl",
    ),
    Clause.Kind.ELEMENT: (*_TITLE, "unit"),
}
"""What each kind of clause has."""


class ClauseForm(WordedForm):
    """A clause of one kind; ``earlier`` is what it said in the draft before, and then a change asks for a reason."""

    area = "drafts"
    sometimes = ("mark", "text_en", "text_nl")
    mark = forms.CharField(max_length=3, validators=[RegexValidator("^[A-Za-z0-9]+$")])
    title_en = forms.CharField(max_length=500, validators=[visible])
    title_nl = forms.CharField(max_length=500, validators=[visible])
    text_en = long_text(rows=10)
    text_nl = long_text(rows=10)
    provisions = Provisions(required=False)
    minds = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    unit = forms.CharField(max_length=40, required=False, validators=[visible])
    no_indicator_en = long_text(required=False, rows=2)
    no_indicator_nl = long_text(required=False, rows=2)
    reason_en = long_text(required=False, rows=3)
    reason_nl = long_text(required=False, rows=3)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, kind: str, earlier: Wording | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.earlier = kind, earlier
        kept = (*_FIELDS[kind], "seen", *(("reason_en", "reason_nl") if earlier else ()))
        for name in [name for name in self.fields if name not in kept]:
            del self.fields[name]
        if "minds" in self.fields:
            offer(self, "minds", [(one.id, one.name.in_(current())) for one in parties().values()])

    def clean(self) -> dict[str, Any]:
        """Refuse texts that do not run alike in both languages, and a change without a reason."""
        data = super().clean() or {}
        both = (data.get("text_en"), data.get("text_nl"))
        if all(both) and self.kind == Clause.Kind.MEASURE:
            english, dutch = (len(paragraphs(str(one))) for one in both)
            if english != dutch:
                self.refuse("drafts.other-paragraphs", "text_nl", english=english, dutch=dutch)
        if self.earlier is not None and self._differs(data, self.earlier):
            for name in ("reason_en", "reason_nl"):
                if not data.get(name) and name not in self.errors:
                    self.refuse("drafts.no-reason", name)
        return data

    @staticmethod
    def _differs(data: dict[str, Any], earlier: Wording) -> bool:
        told = (name for name in data if name not in ("reason_en", "reason_nl", "seen"))
        return any(_plain(data[name]) != _plain(getattr(earlier, name)) for name in told)


class RemovalForm(WordedForm):
    """Why a clause goes, and which clause says it now."""

    area = "drafts"
    reason_en = long_text(rows=3)
    reason_nl = long_text(rows=3)
    went_to = forms.ChoiceField(required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, wording: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = (
            Wording.objects.filter(draft=wording.draft, removed=False)
            .exclude(pk=wording.pk)
            .order_by("order")
        )
        offer(
            self,
            "went_to",
            [
                ("", "–"),
                *((str(row.clause_id), f"{row.number} {row.title.in_(current())}") for row in rows),
            ],
        )


class MoveForm(WordedForm):
    """Which way a clause goes among its own kind."""

    area = "drafts"
    way = forms.ChoiceField(choices=choices("drafts.move", ("up", "down")))


class DraftForm(WordedForm):
    """Publishing a draft: until when comments are taken, and what is said of the whole."""

    area = "drafts"
    comments_until = day_field(required=False)
    summary_en = long_text(rows=5)
    summary_nl = long_text(rows=5)

    def clean(self) -> dict[str, Any]:
        """Refuse a day that is past."""
        data = super().clean() or {}
        day = data.get("comments_until")
        if day and day < timezone.localdate():
            self.refuse("drafts.day-past", "comments_until")
        return data


def initial(wording: Wording) -> dict[str, Any]:
    """Return what the form of a clause starts with."""
    names = [name for fields in _FIELDS.values() for name in fields]
    return {name: getattr(wording, name) for name in (*names, "reason_en", "reason_nl")} | {
        "seen": wording.revision
    }


def wording_before(draft: Draft | None, clause: Clause) -> Wording | None:
    """Return what a clause said in the draft before."""
    if draft is None:
        return None
    return Wording.objects.filter(draft=draft, clause=clause, removed=False).first()


def _plain(value: Any) -> Any:
    return value.replace("\r\n", "\n") if isinstance(value, str) else value
