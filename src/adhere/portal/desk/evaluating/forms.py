# SPDX-License-Identifier: EUPL-1.2
"""The forms of a finding and of a conclusion."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from adhere.portal.fields import long_text, offer
from adhere.portal.forms import WordedForm
from adhere.portal.wording import say


class FindingForm(WordedForm):
    """What was found, about a measure or the whole."""

    area = "desk"
    measure = forms.ChoiceField(required=False)
    text = long_text()

    def __init__(self, measures: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "measure", [("", say("desk.whole")), *measures])


class ConclusionForm(WordedForm):
    """What an evaluation comes to."""

    area = "desk"
    conclusion = long_text()
