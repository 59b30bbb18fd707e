# SPDX-License-Identifier: EUPL-1.2
"""The form of a witness."""

from __future__ import annotations

from django import forms

from adhere.ledger.rules import LedgerError
from adhere.ledger.witnessing import witness_of
from adhere.portal.forms import WordedForm
from adhere.portal.people.names import visible
from adhere.portal.wording import say


class WitnessForm(WordedForm):
    """A witness, by the one line that it tells of itself."""

    area = "audit"
    key = forms.CharField(max_length=330, validators=[visible])

    def clean_key(self) -> str:
        """Return a verifier key whose parts belong together."""
        try:
            return witness_of(str(self.cleaned_data["key"])).told
        except LedgerError:
            raise forms.ValidationError(say("audit.witness-wrong")) from None
