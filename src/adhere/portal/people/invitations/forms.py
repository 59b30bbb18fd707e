# SPDX-License-Identifier: EUPL-1.2
"""The forms of inviting and of accepting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from adhere.codes.catalogue import UnknownCodeError
from adhere.portal import codes
from adhere.portal.drafting.groups import group_choices
from adhere.portal.drafting.models import Work
from adhere.portal.fields import long_text, offer
from adhere.portal.forms import WordedForm, choices
from adhere.portal.people.models import Invitation, Membership, Organisation, Person
from adhere.portal.people.names import visible
from adhere.portal.wording import say

AIM = Invitation.Aim
LONGEST = 90


class InvitationForm(WordedForm):
    """Whom one invites, in which role, to what."""

    area = "invitations"
    email = forms.EmailField(max_length=254)
    role = forms.ChoiceField(choices=choices("people.role", Membership.Role.values), widget=forms.RadioSelect)
    aim = forms.ChoiceField(widget=forms.RadioSelect, initial=AIM.SITE)
    code = forms.SlugField(required=False, max_length=80)
    group = forms.ChoiceField(required=False)
    reasons = long_text(required=False, rows=3)
    days = forms.IntegerField(min_value=1, max_value=LONGEST, initial=14)

    def __init__(
        self, organisation: Organisation, *args: Any, office: bool, selects: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        groups = group_choices(organisation.kind)
        aims = [one for one in AIM if one != AIM.DRAWING_UP or (selects and groups)]
        offer(self, "aim", choices("people.aim", aims))
        offer(self, "group", [("", "–"), *groups])
        if AIM.DRAWING_UP not in aims:
            del self.fields["group"], self.fields["reasons"]
        if not office:
            del self.fields["aim"], self.fields["code"]

    def clean(self) -> dict[str, Any]:
        """Return the answers; an invitation to a code names it, one to adhere is for a provider, one to draw up says as which group and why."""
        data = super().clean() or {}
        aim, code = data.get("aim", AIM.SITE), data.get("code", "")
        if aim == AIM.SITE:
            data["code"] = ""
        elif not code:
            self.refuse("invitations.no-code", "code")
        elif aim == AIM.ADHERENCE and not _is_published(code):
            self.refuse("invitations.unknown-code", "code", code=code)
        elif aim == AIM.DRAWING_UP and not Work.objects.filter(slug=code, closed=None).exists():
            self.refuse("invitations.not-drawn-up", "code", code=code)
        if aim == AIM.ADHERENCE and self.organisation.kind != Organisation.Kind.PROVIDER:
            self.refuse("invitations.no-provider", "aim")
        if aim == AIM.DRAWING_UP:
            self._as_whom(data)
        else:
            data["group"] = data["reasons"] = ""
        return {"aim": AIM.SITE, **data}

    def _as_whom(self, data: dict[str, Any]) -> None:
        """Ask for the group and the reasons; where an organisation of this kind can count in one group only, it is that."""
        groups = group_choices(self.organisation.kind)
        if not data.get("group") and len(groups) == 1:
            data["group"] = groups[0][0]
        for name in ("group", "reasons"):
            if not data.get(name) and name not in self.errors:
                self.refuse(f"invitations.no-{name}", name)


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
        codes.code(code)
    except (UnknownCodeError, FileNotFoundError):
        return False
    return True


def offered(invitation: Invitation) -> str:
    """Return in words what someone is invited to."""
    name = f"invitations.offer-{invitation.aim}"
    return say(name, organisation=invitation.organisation.name, code=invitation.code)
