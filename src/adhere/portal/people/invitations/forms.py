# SPDX-License-Identifier: EUPL-1.2
"""The forms of inviting and of accepting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from adhere.codes import catalogue
from adhere.portal.forms import WordedForm, choices
from adhere.portal.people.models import Invitation, Membership, Organisation, Person
from adhere.portal.people.names import visible
from adhere.portal.wording import say

LONGEST = 90


class InvitationForm(WordedForm):
    """Whom one invites, in which role, to what."""

    area = "invitations"
    email = forms.EmailField(max_length=254)
    role = forms.ChoiceField(choices=choices("people.role", Membership.Role.values), widget=forms.RadioSelect)
    aim = forms.ChoiceField(
        choices=choices("people.aim", Invitation.Aim.values), widget=forms.RadioSelect, initial="site"
    )
    code = forms.SlugField(required=False, max_length=80)
    days = forms.IntegerField(min_value=1, max_value=LONGEST, initial=14)

    def __init__(self, organisation: Organisation, *args: Any, office: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        if not office:
            del self.fields["aim"], self.fields["code"]

    def clean(self) -> dict[str, Any]:
        """Return the answers; an invitation to a code names it, and one to adhere is for a provider."""
        data = super().clean() or {}
        aim, code = data.get("aim", Invitation.Aim.SITE), data.get("code", "")
        if aim == Invitation.Aim.SITE:
            data["code"] = ""
        elif not code:
            self.refuse("invitations.no-code", "code")
        elif aim == Invitation.Aim.ADHERENCE and not _is_published(code):
            self.refuse("invitations.unknown-code", "code", code=code)
        if aim == Invitation.Aim.ADHERENCE and self.organisation.kind != Organisation.Kind.PROVIDER:
            self.refuse("invitations.no-provider", "aim")
        return {"aim": Invitation.Aim.SITE, **data}


class AccountForm(WordedForm):
    """A new account: a name, and a password or, left empty, a passkey at the next step."""

    area = "invitations"
    name = forms.CharField(max_length=200, validators=[visible])
    way = forms.ChoiceField(
        choices=choices("invitations.way", ("password", "passkey")),
        widget=forms.RadioSelect,
        initial="password",
    )
    password = forms.CharField(
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, email: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["name"].widget.attrs["autocomplete"] = "name"

    def clean(self) -> dict[str, Any]:
        """Return the answers; a password, where one is chosen, is long and not common."""
        data = super().clean() or {}
        if data.get("way") != "password":
            data["password"] = None
        elif not data.get("password"):
            self.refuse("invitations.no-password", "password")
        else:
            try:
                validate_password(data["password"], Person(email=self.email, name=data.get("name", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return data


def _is_published(code: str) -> bool:
    try:
        catalogue.code(code)
    except catalogue.UnknownCodeError:
        return False
    return True


def offered(invitation: Invitation) -> str:
    """Return in words what someone is invited to."""
    name = f"invitations.offer-{invitation.aim}"
    return say(name, organisation=invitation.organisation.name, code=invitation.code)
