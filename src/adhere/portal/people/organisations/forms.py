# SPDX-License-Identifier: EUPL-1.2
"""The form of an organisation."""

from __future__ import annotations

from django import forms

from adhere.portal.forms import WordedForm, choices
from adhere.portal.people.models import Organisation
from adhere.portal.people.names import visible


class OrganisationForm(WordedForm):
    """What is known of an organisation."""

    area = "organisations"
    name = forms.CharField(max_length=200, validators=[visible])
    kind = forms.ChoiceField(choices=choices("people.kind", Organisation.Kind.values))
    size = forms.ChoiceField(choices=choices("people.size", Organisation.Size.values), initial="unknown")
    country = forms.RegexField(r"^[A-Za-z]{2}$", required=False, max_length=2)
    website = forms.URLField(required=False, assume_scheme="https")

    def clean_country(self) -> str:
        """Return the code of a country in capitals (ISO 3166-1 alpha-2)."""
        return str(self.cleaned_data["country"]).upper()
