# SPDX-License-Identifier: EUPL-1.2
"""The forms of publishing a version and planning a review."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone

from adhere.documentation.periods import plain_end
from adhere.monitoring.review import interval
from adhere.portal.drafting.models import ReviewPlan, Version, Work
from adhere.portal.fields import day_field, long_text
from adhere.portal.forms import WordedForm


class VersionForm(WordedForm):
    """How a version is called, and what is said of it."""

    area = "versions"
    version = forms.CharField(max_length=20, validators=[RegexValidator(r"^[A-Za-z0-9][A-Za-z0-9.-]*$")])
    summary_en = long_text()
    summary_nl = long_text()


class ReviewForm(WordedForm):
    """By when a code is reviewed and why; proposed is the usual interval after the version published last."""

    area = "versions"
    due = day_field()
    why_en = long_text(rows=3)
    why_nl = long_text(rows=3)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, work: Work, standing: ReviewPlan | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial=self._initial(work, standing), **kwargs)

    @staticmethod
    def _initial(work: Work, standing: ReviewPlan | None) -> dict[str, Any]:
        if standing is not None:
            return {
                "due": standing.due,
                "why_en": standing.why_en,
                "why_nl": standing.why_nl,
                "seen": standing.pk,
            }
        newest = Version.objects.filter(work=work).order_by("-id").first()
        if newest is None:
            return {}
        length, reason = interval()
        due = plain_end(timezone.localdate(newest.published), length)
        return {"due": due, "why_en": reason.en, "why_nl": reason.nl}

    def clean(self) -> dict[str, Any]:
        """Refuse a day that is past."""
        data = super().clean() or {}
        due = data.get("due")
        if due and due < timezone.localdate():
            self.refuse("versions.day-past", "due")
        return data
