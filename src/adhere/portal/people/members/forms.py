# SPDX-License-Identifier: EUPL-1.2
"""The form of a member's role."""

from __future__ import annotations

from django import forms

from adhere.portal.forms import WordedForm, choices
from adhere.portal.people.models import Membership


class RoleForm(WordedForm):
    """Which role a member has from now on."""

    area = "members"
    role = forms.ChoiceField(choices=choices("people.role", Membership.Role.values), widget=forms.RadioSelect)
