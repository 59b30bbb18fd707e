# SPDX-License-Identifier: EUPL-1.2
"""The forms of joining: a statement of adherence, and a reason for refusing one or withdrawing."""

from __future__ import annotations

from typing import Any

from django import forms

from adhere.codes.code import Code
from adhere.portal.fields import long_text
from adhere.portal.forms import WordedForm
from adhere.portal.languages import current
from adhere.portal.people.models import Organisation
from adhere.portal.register.models import RegisteredModel


class StatementForm(WordedForm):
    """Which chapters, for which models, and that whoever states it can bind the provider."""

    area = "joining"
    chapters = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    covers = forms.ModelMultipleChoiceField(
        RegisteredModel.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    binding = forms.BooleanField()

    def __init__(self, code: Code, provider: Organisation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chapters = self.fields["chapters"]
        assert isinstance(chapters, forms.MultipleChoiceField)  # noqa: S101 - tells the type checker
        chapters.choices = [(chapter.id, chapter.title.in_(current())) for chapter in code.chapters]
        covers = self.fields["covers"]
        assert isinstance(covers, forms.ModelMultipleChoiceField)  # noqa: S101
        covers.queryset = RegisteredModel.objects.filter(provider=provider)


class ReasonForm(WordedForm):
    """Why; without a reason nobody is refused."""

    area = "joining"
    reason = long_text(rows=4)

    def __init__(self, *args: Any, required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = required
