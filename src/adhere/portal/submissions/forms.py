# SPDX-License-Identifier: EUPL-1.2
"""The forms of handing in: a pack, a claim to a key, a model, a summary that was published elsewhere."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from adhere.ledger.keyclaim import key_claim_of
from adhere.ledger.rules import LedgerError
from adhere.ledger.shapes import NAME
from adhere.portal.fields import day_field, offer
from adhere.portal.forms import WordedForm, choices
from adhere.portal.languages import current
from adhere.portal.people.models import Organisation
from adhere.portal.people.names import visible
from adhere.portal.storing import read_upload
from adhere.portal.submissions.models import SigningKey, Submission
from adhere.portal.submissions.summaries import PDF, Published, type_of
from adhere.portal.wording import say

CORRECTABLE = 50
"""Earlier submissions a form offers to correct."""
_TRUTHS = {"yes": True, "no": False, "unknown": None}


class PackForm(WordedForm):
    """A pack, and what it corrects."""

    area = "submissions"
    pack = forms.FileField()
    corrects = forms.ChoiceField(required=False)
    sandbox = forms.BooleanField(required=False)

    def __init__(self, provider: Organisation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Submission.objects.filter(provider=provider)[:CORRECTABLE]
        nothing = ("", say("submissions.corrects-none"))
        offer(self, "corrects", [nothing, *((str(one.pk), str(one)) for one in rows)])

    def clean_pack(self) -> bytes:
        """Return the content, read no further than the limit."""
        return read_upload(self.cleaned_data["pack"])


class ClaimForm(WordedForm):
    """A claim to a key, and the key it replaces."""

    area = "submissions"
    claim = forms.CharField(widget=forms.Textarea, max_length=8000)
    replaces = forms.ChoiceField(required=False)

    def __init__(self, provider: Organisation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = {"organisation": provider.slug, "portal": settings.ORIGIN}
        self.fields["claim"].help_text = say("submissions.hint-claim", **told)
        self.keys = {str(one.pk): one for one in SigningKey.objects.filter(organisation=provider, until=None)}
        nothing = ("", say("submissions.replaces-none"))
        offer(self, "replaces", [nothing, *((number, one.key_id[:16]) for number, one in self.keys.items())])

    def clean_claim(self) -> str:
        """Return a line that is a claim whose signature holds."""
        claim = str(self.cleaned_data["claim"])
        try:
            key_claim_of(claim.encode())
        except LedgerError as error:
            reason = error.finding("claim").wrong(current())
            raise ValidationError(say("submissions.claim-wrong", reason=reason)) from None
        return claim


class ModelForm(WordedForm):
    """What is known of a model; what is left open is not known."""

    area = "submissions"
    name = forms.CharField(max_length=200, validators=[visible])
    version = forms.CharField(max_length=80, required=False, validators=[visible])
    known_as = forms.RegexField(rf"\A{NAME.pattern}\Z", max_length=100)
    placed_on = day_field(required=False)
    withdrawn_on = day_field(required=False)
    systemic_risk = forms.ChoiceField(choices=choices("submissions.truth", _TRUTHS), initial="unknown")
    open_source = forms.ChoiceField(choices=choices("submissions.truth", _TRUTHS), initial="unknown")
    page = forms.URLField(required=False, assume_scheme="https")

    def clean_systemic_risk(self) -> bool | None:
        """Return yes, no, or not known."""
        return _TRUTHS[self.cleaned_data["systemic_risk"]]

    def clean_open_source(self) -> bool | None:
        """Return yes, no, or not known."""
        return _TRUTHS[self.cleaned_data["open_source"]]

    def clean(self) -> dict[str, Any]:
        """Refuse a model that left the market before it came to it."""
        data = super().clean() or self.cleaned_data
        placed, gone = data.get("placed_on"), data.get("withdrawn_on")
        if placed and gone and gone < placed:
            self.refuse("submissions.model-order", "withdrawn_on")
        return data


class SummaryForm(WordedForm):
    """A summary that was published as a file or as a page."""

    area = "submissions"
    version = forms.CharField(max_length=40, validators=[visible])
    updated_on = day_field(required=False)
    file = forms.FileField(required=False)
    link = forms.URLField(required=False, assume_scheme="https")

    def clean_file(self) -> bytes | None:
        """Return the content of a PDF, None where there is no file."""
        upload = self.cleaned_data["file"]
        if upload is None:
            return None
        content = read_upload(upload)
        if type_of(content) != PDF:
            raise ValidationError(say("submissions.summary-no-pdf"))
        return content

    def clean(self) -> dict[str, Any]:
        """Ask for a file or an address, one of both."""
        data = super().clean() or self.cleaned_data
        if not self.errors and bool(data.get("file")) is bool(data.get("link")):
            self.refuse("submissions.summary-one-of", "file")
        return data

    def published(self) -> Published:
        """Return what was filled in."""
        data = self.cleaned_data
        return Published(
            version=data["version"], updated_on=data["updated_on"], link=data["link"], content=data["file"]
        )
