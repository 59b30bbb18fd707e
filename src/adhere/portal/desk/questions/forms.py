# SPDX-License-Identifier: EUPL-1.2
"""The forms of a question and its answer."""

from __future__ import annotations

from adhere.portal.fields import day_field, long_text
from adhere.portal.forms import WordedForm


class QuestionForm(WordedForm):
    """What is asked, and by when an answer is wished for."""

    area = "desk"
    text = long_text()
    due = day_field(past=False)


class AnswerForm(WordedForm):
    """What is answered."""

    area = "desk"
    answer = long_text()
