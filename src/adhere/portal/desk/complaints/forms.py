# SPDX-License-Identifier: EUPL-1.2
"""The forms of a complaint, with the items of Article 89(2), and of the answer to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from adhere.codes.ground import exists
from adhere.law.citations import provision_of
from adhere.portal.desk.models import Complaint
from adhere.portal.fields import lines, long_text, offer
from adhere.portal.forms import WordedForm, choices
from adhere.portal.norms import law
from adhere.portal.people.models import Organisation
from adhere.portal.people.names import visible
from adhere.portal.register.models import RegisteredModel
from adhere.portal.wording import say

ACT = "aia:"
PROVISIONS = 20
"""Provisions that one complaint names."""


class AboutForm(WordedForm):
    """Who writes about a provider: for whom, on which model, how the provider is reached, what happened."""

    area = "desk"
    sender = forms.ChoiceField()
    model = forms.ModelChoiceField(RegisteredModel.objects.none(), required=False)
    contact = forms.CharField(max_length=300, validators=[visible])
    facts = long_text()
    more = long_text(required=False, rows=4)

    def __init__(
        self, provider: Organisation, senders: Sequence[Organisation], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.senders = {str(one.pk): one for one in senders}
        offer(self, "sender", [(key, one.name) for key, one in self.senders.items()])
        if len(senders) == 1:
            self.fields["sender"].initial = senders[0].pk
            self.fields["sender"].widget = forms.HiddenInput()
        model = self.fields["model"]
        assert isinstance(model, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        model.queryset = RegisteredModel.objects.filter(provider=provider)

    @property
    def organisation(self) -> Organisation:
        """Who writes."""
        return self.senders[self.cleaned_data["sender"]]

    def told(self) -> dict[str, Any]:
        """Return what was filled in but who writes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "sender"}


class ComplaintForm(AboutForm):
    """A complaint: which rules are at stake beside, and why they were broken in the eyes of the complainant."""

    provisions = forms.CharField(max_length=2000, widget=forms.Textarea({"rows": 3}), validators=[lines])
    why = long_text()

    field_order: Sequence[str] = ("sender", "contact", "model", "facts", "provisions", "why", "more")

    def clean_provisions(self) -> list[str]:
        """Return the ids of the provisions; each line has to name one that there is."""
        found = []
        for line in filter(str.strip, str(self.cleaned_data["provisions"]).splitlines()[:PROVISIONS]):
            named = provision_of(line.strip())
            if not (named.startswith(ACT) and exists(law(), named)):
                raise ValidationError(say("desk.no-provision", line=line.strip()[:80]))
            found.append(named)
        return list(dict.fromkeys(found))


class OutcomeForm(WordedForm):
    """What comes of a complaint."""

    area = "desk"
    outcome_kind = forms.ChoiceField(
        choices=choices("desk.complaint", (Complaint.State.ANSWERED, Complaint.State.UNFOUNDED)),
        widget=forms.RadioSelect,
    )
    outcome = long_text()
