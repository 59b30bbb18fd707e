# SPDX-License-Identifier: EUPL-1.2
"""The form of a token."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from adhere.portal.forms import WordedForm, choices
from adhere.portal.people.names import visible
from adhere.portal.policy import Action

LONGEST = 366


class TokenForm(WordedForm):
    """What a token is for, what it opens and for how long."""

    area = "tokens"
    name = forms.CharField(max_length=80, validators=[visible])
    scopes = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    days = forms.IntegerField(min_value=1, max_value=LONGEST, initial=90)

    def __init__(self, scopes: Sequence[Action], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["scopes"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - tells the type checker
        field.choices = choices("tokens.scope", scopes)
