# SPDX-License-Identifier: EUPL-1.2
"""The forms of one's own account."""

from __future__ import annotations

from typing import Any

from django import forms

from adhere.portal.forms import WordedForm
from adhere.portal.people.names import visible


class PersonForm(WordedForm):
    """How one is named and in which language one is written to."""

    area = "account"
    name = forms.CharField(max_length=200, validators=[visible])
    language = forms.ChoiceField(choices=[("nl", "Nederlands"), ("en", "English")], widget=forms.RadioSelect)


class ErasureForm(WordedForm):
    """The address of who is erased, written out so that nobody is erased by a slip."""

    area = "account"
    address = forms.EmailField()

    def __init__(self, email: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Return the answers where the address is the one of the account."""
        data = super().clean() or {}
        if data.get("address", self.email).lower() != self.email:
            self.refuse("account.other-address", "address")
        return data
