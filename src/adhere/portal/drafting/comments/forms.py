# SPDX-License-Identifier: EUPL-1.2
"""The forms of comments, answers, moderation and surveys."""

from __future__ import annotations

from typing import Any

from django import forms

from adhere.codes.parties import parties
from adhere.portal.drafting.models import Answer, Comment, Participant, Wording, Work
from adhere.portal.fields import long_text, offer
from adhere.portal.forms import WordedForm, choices
from adhere.portal.languages import current
from adhere.portal.storing import read_upload


class CommentForm(WordedForm):
    """A comment; for which organisation is asked only of who writes for several."""

    area = "comments"
    participant = forms.ChoiceField()
    text = long_text(rows=8)

    def __init__(self, mine: list[Participant], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mine = {str(one.pk): one for one in mine}
        offer(self, "participant", [(key, one.organisation.name) for key, one in self.mine.items()])
        if len(mine) == 1:
            del self.fields["participant"]

    def chosen(self) -> Participant:
        """Return for whom the comment is."""
        return self.mine[self.cleaned_data.get("participant") or next(iter(self.mine))]


class AnswerForm(WordedForm):
    """What is made of a comment, why, and the clause that changes for it."""

    area = "comments"
    outcome = forms.ChoiceField(
        choices=choices("comments.outcome", Comment.Outcome.values), widget=forms.RadioSelect
    )
    changed = forms.ChoiceField(required=False)
    reasons = long_text(rows=6)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, work: Work, standing: Answer | None, *args: Any, **kwargs: Any) -> None:
        initial = {"seen": standing.pk} if standing else {}
        super().__init__(*args, initial=initial, **kwargs)
        rows = (
            Wording.objects.filter(draft__work=work)
            .order_by("clause_id", "-draft__number")
            .values_list("clause_id", "number", "title_en", "title_nl", "draft__number", "order")
        )
        newest: dict[int, tuple[Any, ...]] = {}
        for row in rows:
            newest.setdefault(row[0], row)
        shown = sorted(newest.values(), key=lambda row: (-row[4], row[5]))
        title = 3 if current() == "nl" else 2
        offer(self, "changed", [("", "–"), *((str(row[0]), f"{row[1]} {row[title]}"[:120]) for row in shown)])

    def clean(self) -> dict[str, Any]:
        """Refuse an answer that says something changes and not what, or the other way round."""
        data = super().clean() or {}
        outcome, changed = data.get("outcome"), data.get("changed")
        if outcome in (Comment.Outcome.ACCEPTED, Comment.Outcome.PARTLY) and not changed:
            self.refuse("comments.no-change-named", "changed")
        if outcome == Comment.Outcome.NOT and changed:
            self.refuse("comments.change-named", "changed")
        return data


class SurveyForm(WordedForm):
    """A file with the answers of a survey, and the group of answers that tell none."""

    area = "comments"
    file = forms.FileField()
    group = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "group", [("", "–"), *((one.id, one.name.in_(current())) for one in parties().values())])

    def clean_file(self) -> bytes:
        """Return the content; its name is not looked at."""
        return read_upload(self.cleaned_data["file"])
