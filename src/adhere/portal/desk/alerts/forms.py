# SPDX-License-Identifier: EUPL-1.2
"""The forms of an alert and of what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from adhere.portal.desk.complaints.forms import AboutForm
from adhere.portal.fields import long_text, offer
from adhere.portal.forms import WordedForm
from adhere.portal.languages import current
from adhere.portal.norms import norms
from adhere.portal.people.models import Organisation

ARTICLE, GROUNDS = "aia:art-90", "aia:art-90.1."


class AlertForm(AboutForm):
    """An alert: the ground it rests on, among those of the law, and what is known."""

    ground = forms.ChoiceField(widget=forms.RadioSelect)

    field_order: Sequence[str] = ("sender", "ground", "contact", "model", "facts", "more")

    def __init__(
        self, provider: Organisation, senders: Sequence[Organisation], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(provider, senders, *args, **kwargs)
        grounds = [norm for norm in norms(ARTICLE) if norm.provisions[0].startswith(GROUNDS)]
        offer(self, "ground", [(norm.id, norm.content.in_(current())) for norm in grounds])


class HandledForm(WordedForm):
    """Which steps follow an alert."""

    area = "desk"
    steps = long_text()
