# SPDX-License-Identifier: EUPL-1.2
"""The form of a declared interest."""

from __future__ import annotations

from django import forms

from adhere.portal.forms import WordedForm
from adhere.portal.people.names import visible


class InterestForm(WordedForm):
    """In what and in whom."""

    area = "interests"
    nature = forms.CharField(max_length=200, validators=[visible])
    party = forms.CharField(max_length=200, required=False, validators=[visible])
