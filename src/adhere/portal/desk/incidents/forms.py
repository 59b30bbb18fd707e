# SPDX-License-Identifier: EUPL-1.2
"""The forms of an incident and of a further report on it."""

from __future__ import annotations

from typing import Any

from django import forms

from adhere.portal.desk.models import Incident
from adhere.portal.fields import day_field, long_text, offer
from adhere.portal.forms import WordedForm, choices
from adhere.portal.languages import current
from adhere.portal.people.models import Organisation
from adhere.portal.register.models import RegisteredModel
from adhere.risk.incidents import KINDS, harms, incident_word


class IncidentForm(WordedForm):
    """What happened with which model, since when that is known, and what harm it did; the last days are not asked."""

    area = "desk"
    model = forms.ModelChoiceField(RegisteredModel.objects.none(), required=False)
    aware = day_field(past=True)
    started = day_field(required=False, past=True)
    resolved = day_field(required=False, past=True)
    link = forms.ChoiceField(choices=choices("desk.link", Incident.Link.values), widget=forms.RadioSelect)
    harms = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    text = long_text()

    def __init__(self, provider: Organisation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model = self.fields["model"]
        assert isinstance(model, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        model.queryset = RegisteredModel.objects.filter(provider=provider)
        offer(self, "harms", [(key, name.in_(current())) for key, (_, name) in harms().items()])

    def clean(self) -> dict[str, Any]:
        """Refuse days in an order in which they cannot have been."""
        data = super().clean() or self.cleaned_data
        aware, started, resolved = (data.get(name) for name in ("aware", "started", "resolved"))
        if aware and started and started > aware:
            self.refuse("desk.started-after", "started")
        if started and resolved and resolved < started:
            self.refuse("desk.resolved-before", "resolved")
        return data

    def facts(self) -> dict[str, Any]:
        """Return what was filled in but the text."""
        return {name: value for name, value in self.cleaned_data.items() if name != "text"}


class ReportForm(WordedForm):
    """A further report, and the day on which the incident was resolved."""

    area = "desk"
    report_kind = forms.ChoiceField(widget=forms.RadioSelect)
    resolved = day_field(required=False, past=True)
    text = long_text()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self, "report_kind", [(kind, incident_word(f"kind-{kind}").in_(current())) for kind in KINDS[1:]]
        )
