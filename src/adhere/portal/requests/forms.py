# SPDX-License-Identifier: EUPL-1.2
"""The forms of a request: asking within the code, asking under Article 91, answering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from adhere.documentation.periods import askers
from adhere.law.citations import cite
from adhere.portal.fields import day_field, long_text, offer
from adhere.portal.forms import WordedForm, choices
from adhere.portal.languages import current
from adhere.portal.people.models import Organisation
from adhere.portal.requests.acts import STATE, Given
from adhere.portal.requests.models import Mark, Request
from adhere.portal.requests.packs import check
from adhere.portal.requests.standing import AUTHORITY, DOWNSTREAM, asked_rows, kind_of
from adhere.portal.storing import read_upload
from adhere.portal.wording import say

ANSWERS = (STATE.ANSWERED, STATE.PARTLY, STATE.REFUSED)
TOLD = 20
"""Findings on a pack that a page tells."""


class _AskForm(WordedForm):
    """Who asks, which rows, and what for."""

    area = "requests"
    asker = forms.ChoiceField()
    purpose = long_text()
    rows = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, askers_: Sequence[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {str(one.pk): one for one in askers_}
        offer(self, "asker", [(key, one.name) for key, one in self.organisations.items()])
        kind = kind_of(askers_[0]) if askers_ else DOWNSTREAM
        offer(self, "rows", row_choices(kind))
        if len(askers_) == 1:
            self.fields["asker"].initial = askers_[0].pk
            self.fields["asker"].widget = forms.HiddenInput()

    @property
    def organisation(self) -> Organisation:
        """Who asks."""
        return self.organisations[self.cleaned_data["asker"]]


class DownstreamForm(_AskForm):
    """A request of a downstream provider: which rows of the documentation form, and what for. The last day is not asked: it is computed."""


class PowerForm(_AskForm):
    """A request under Article 91: on which ground, for what, how far, by when."""

    ground = forms.ChoiceField()
    scope = long_text()
    due = day_field(past=False)

    field_order: Sequence[str] = ("asker", "ground", "purpose", "scope", "rows", "due")

    def __init__(self, askers_: Sequence[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(askers_, *args, **kwargs)
        kind = kind_of(askers_[0]) if askers_ else AUTHORITY
        offer(self, "ground", [(one, cite(one).in_(current())) for one in askers()[kind].grounds])


class DeclineForm(WordedForm):
    """Why a request of an authority is not passed on."""

    area = "requests"
    reasons = long_text()


class WithdrawForm(WordedForm):
    """Why a pack is withdrawn."""

    area = "requests"
    why = long_text()


class ExtendForm(WordedForm):
    """A later last day for an answer, and why."""

    area = "requests"
    later = day_field(past=False)
    why = long_text()


class AnswerForm(WordedForm):
    """An answer: what kind, why not whole or not at all, in words or as a pack, and what of it is confidential."""

    area = "requests"
    kind = forms.ChoiceField(choices=choices("requests.kind", ANSWERS), widget=forms.RadioSelect)
    reasons = long_text(required=False, rows=4)
    pack = forms.FileField(required=False)
    text = long_text(required=False)
    confidential = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    confidential_why = long_text(required=False, rows=3)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, found: Request, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = found
        offer(self, "confidential", [(Mark.TEXT, say("requests.field-text")), *row_choices(found.kind)])

    def clean_pack(self) -> bytes | None:
        """Return the content of the pack, read no further than the limit."""
        upload = self.cleaned_data["pack"]
        return read_upload(upload) if upload is not None else None

    def clean(self) -> dict[str, Any]:
        """Hold the parts of the answer against each other, and the pack against the request."""
        data = super().clean() or self.cleaned_data
        kind, content = data.get("kind"), data.get("pack")
        if kind in (STATE.PARTLY, STATE.REFUSED) and not data.get("reasons"):
            self.refuse("requests.reasons-lacking", "reasons")
        if kind in (STATE.ANSWERED, STATE.PARTLY) and not content and not data.get("text"):
            self.refuse("requests.nothing-given", "pack")
        if kind == STATE.REFUSED and (content or data.get("text")):
            self.refuse("requests.refused-yet-given", "kind")
        if "seen" in self.errors:
            self.refuse("requests.seen-lost")
        if data.get("confidential") and not data.get("confidential_why"):
            self.refuse("requests.why-lacking", "confidential_why")
        data["checked"] = None
        if content and not self.errors:
            self._check(content, whole=kind == STATE.ANSWERED)
        return data

    def _check(self, content: bytes, *, whole: bool) -> None:
        checked = check(content, self.found, whole=whole)
        self.cleaned_data["checked"] = checked
        language = current()
        for one in checked.findings[:TOLD]:
            self.add_error("pack", f"{one.wrong(language)} {one.remedy(language)} ({one.rule.id})")

    def given(self) -> Given:
        """Return what was filled in."""
        data = self.cleaned_data
        return Given(
            kind=data["kind"],
            reasons=data["reasons"],
            text=data["text"],
            marks=dict.fromkeys(data["confidential"], data["confidential_why"]),
            content=data["pack"],
            checked=data["checked"],
        )


def row_choices(kind: str) -> list[tuple[str, str]]:
    """Return the rows of the documentation form that a kind of asker is shown, each with its field where that reads otherwise."""
    language = current()
    found = []
    for field, row in asked_rows(kind):
        label, own = field.label.in_(language), row.label.in_(language)
        found.append((row.id, own if own == label else f"{label}: {own}"))
    return found
