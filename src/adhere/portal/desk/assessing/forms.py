# SPDX-License-Identifier: EUPL-1.2
"""The forms of an assessment: which code, the opinion of the Board, the finding."""

from __future__ import annotations

from typing import Any

from django import forms

from adhere.monitoring.assessment import JUDGEMENTS
from adhere.portal import codes
from adhere.portal.fields import day_field, long_text, offer
from adhere.portal.forms import WordedForm, choices
from adhere.portal.languages import current

JUDGED = [one for one in JUDGEMENTS if one != "not-assessed"]


class OpenForm(WordedForm):
    """Which code is assessed, in the version that is at hand."""

    area = "desk"
    code = forms.ChoiceField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = current()
        offered = (one.code for one in codes.newest())
        offer(self, "code", [(one.id, f"{one.title.in_(language)}, {one.version}") for one in offered])


class OpinionForm(WordedForm):
    """The opinion of the Board, in both languages, and what members thought otherwise, by no name."""

    area = "desk"
    opinion = forms.ChoiceField(choices=choices("desk.judgement", JUDGED), widget=forms.RadioSelect)
    opinion_en = long_text()
    opinion_nl = long_text()
    dissent = long_text(required=False, rows=4)


class PublishForm(WordedForm):
    """What is found, why, in both languages, and by when the code is reviewed."""

    area = "desk"
    judgement = forms.ChoiceField(choices=choices("desk.judgement", JUDGED), widget=forms.RadioSelect)
    body_en = long_text(rows=10)
    body_nl = long_text(rows=10)
    review = day_field(required=False, past=False)
