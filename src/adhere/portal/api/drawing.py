# SPDX-License-Identifier: EUPL-1.2
"""Drawing up a code for programs: each act is that of its page, with the same form, policy and record. Article 56(1), (3), (4) and (8)."""

from __future__ import annotations

from adhere.portal.api.acting import Act
from adhere.portal.drafting.calls import forms as calling
from adhere.portal.drafting.calls import participants
from adhere.portal.drafting.calls import views as calls
from adhere.portal.drafting.comments import answers
from adhere.portal.drafting.comments import forms as commenting
from adhere.portal.drafting.comments import views as comments
from adhere.portal.drafting.meetings import forms as meeting
from adhere.portal.drafting.meetings import groups
from adhere.portal.drafting.meetings import views as meetings
from adhere.portal.drafting.publishing import forms as versioning
from adhere.portal.drafting.publishing import views as publishing
from adhere.portal.drafting.texts import forms as writing
from adhere.portal.drafting.texts import views as texts

_CODE = "/drafting/{slug:code}"
_DRAFT = f"{_CODE}/drafts/{{int:number}}"
_CLAUSE = f"{_DRAFT}/clauses/{{int:clause}}"
CALLS = (
    Act(name="open-code", path="/drafting/open", view=calls.open_code, form=calling.CodeForm),
    Act(name="close-code", path=f"{_CODE}/close", view=calls.close_code, form=calling.ReasonsForm),
    Act(name="call", path=f"{_CODE}/call", view=calls.call, form=calling.CallForm),
    Act(name="close-call", path=f"{_CODE}/calls/{{int:number}}/close", view=calls.close_call),
    Act(name="apply", path=f"{_CODE}/calls/{{int:number}}/apply", view=calls.apply, form=calling.ApplicationForm),
    Act(name="decide", path=f"{_CODE}/applications/{{int:number}}", view=calls.application, form=calling.DecisionForm),
    Act(name="admit", path=f"{_CODE}/participants/admit", view=participants.admit, form=calling.AdmissionForm),
    Act(name="end-participation", path=f"{_CODE}/participants/{{int:number}}/end", view=participants.end, form=calling.ReasonsForm),
)  # fmt: skip
MEETINGS = (
    Act(name="make-group", path=f"{_CODE}/groups/new", view=groups.make, form=meeting.GroupForm),
    Act(name="seat", path=f"{_CODE}/groups/{{int:number}}/seat", view=groups.seat, form=meeting.SeatForm),
    Act(name="end-seat", path=f"{_CODE}/seats/{{int:number}}/end", view=groups.end_seat),
    Act(name="set-meeting", path=f"{_CODE}/meetings/new", view=meetings.make, form=meeting.MeetingForm),
    Act(name="cancel-meeting", path=f"{_CODE}/meetings/{{int:number}}/cancel", view=meetings.cancel, form=calling.ReasonsForm),
    Act(name="publish-minutes", path=f"{_CODE}/meetings/{{int:number}}/minutes", view=meetings.minutes, form=meeting.MinutesForm),
)  # fmt: skip
TEXTS = (
    Act(name="begin-draft", path=f"{_CODE}/drafts/begin", view=texts.begin),
    Act(name="add-clause", path=f"{_DRAFT}/add/{{slug:kind}}", view=texts.add, form=writing.ClauseForm, about=("under",)),
    Act(name="change-clause", path=f"{_CLAUSE}/change", view=texts.change, form=writing.ClauseForm),
    Act(name="remove-clause", path=f"{_CLAUSE}/remove", view=texts.remove, form=writing.RemovalForm),
    Act(name="move-clause", path=f"{_CLAUSE}/move", view=texts.move, form=writing.MoveForm),
    Act(name="publish-draft", path=f"{_DRAFT}/publish", view=texts.publish, form=writing.DraftForm),
    Act(name="publish-version", path=f"{_CODE}/publish", view=publishing.publish, form=versioning.VersionForm),
    Act(name="plan-review", path=f"{_CODE}/review", view=publishing.review, form=versioning.ReviewForm),
)  # fmt: skip
COMMENTS = (
    Act(name="comment", path=f"{_CLAUSE}/comment", view=comments.clause, form=commenting.CommentForm),
    Act(name="answer-comment", path=f"{_CODE}/comments/{{int:number}}/answer", view=answers.answer, form=commenting.AnswerForm),
    Act(name="moderate", path=f"{_CODE}/comments/{{int:number}}/moderate", view=answers.moderate, form=calling.ReasonsForm, about=("show",)),
    Act(name="import-survey", path=f"{_DRAFT}/survey", view=answers.survey, form=commenting.SurveyForm),
)  # fmt: skip
DRAWING_UP = (*CALLS, *MEETINGS, *TEXTS, *COMMENTS)
