# SPDX-License-Identifier: EUPL-1.2
"""The form of a new address."""

from __future__ import annotations

from django import forms

from adhere.portal.forms import WordedForm


class AddressForm(WordedForm):
    """The address a person signs in with from now on."""

    area = "administering"
    address = forms.EmailField(max_length=254)
