# SPDX-License-Identifier: EUPL-1.2
"""The addresses of drawing up a code; those of a code, a draft, a clause, a comment, a meeting and a version stay."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from adhere.portal.drafting.calls import participants
from adhere.portal.drafting.calls import views as calls
from adhere.portal.drafting.comments import answers
from adhere.portal.drafting.comments import views as comments
from adhere.portal.drafting.meetings import groups
from adhere.portal.drafting.meetings import views as meetings
from adhere.portal.drafting.publishing import views as publishing
from adhere.portal.drafting.texts import changes, law
from adhere.portal.drafting.texts import views as texts

app_name = "drafting"
_draft = [
    path("", texts.one, name="draft"),
    path("publish/", texts.publish, name="publish-draft"),
    path("add/<slug:kind>/", texts.add, name="add-clause"),
    path("clauses/<int:clause>/", comments.clause, name="clause"),
    path("clauses/<int:clause>/change/", texts.change, name="change-clause"),
    path("clauses/<int:clause>/remove/", texts.remove, name="remove-clause"),
    path("clauses/<int:clause>/move/", texts.move, name="move-clause"),
    path("changes/", changes.changes, name="changes"),
    path("files/", publishing.draft_files, name="draft-files"),
    path("law/", law.law_of, name="law"),
    path("quality/", law.quality_of, name="quality"),
    path("checks/", law.checks_of, name="checks"),
    path("comments/", comments.of_draft, name="comments"),
    path("questions/", answers.questions, name="questions"),
    path("survey/", answers.survey, name="survey"),
]
_code: list[URLPattern | URLResolver] = [
    path("", calls.one, name="one"),
    path("close/", calls.close_code, name="close"),
    path("call/", calls.call, name="new-call"),
    path("calls/<int:number>/", calls.one_call, name="call"),
    path("calls/<int:number>/close/", calls.close_call, name="close-call"),
    path("calls/<int:number>/apply/", calls.apply, name="apply"),
    path("applications/", calls.applications, name="applications"),
    path("applications/<int:number>/", calls.application, name="application"),
    path("participants/", participants.listing, name="participants"),
    path("participants/admit/", participants.admit, name="admit"),
    path("participants/<int:number>/end/", participants.end, name="end-participation"),
    path("groups/new/", groups.make, name="new-group"),
    path("groups/<int:number>/", groups.one, name="group"),
    path("groups/<int:number>/seat/", groups.seat, name="seat"),
    path("seats/<int:number>/end/", groups.end_seat, name="end-seat"),
    path("calendar/", meetings.listing, name="calendar"),
    path("calendar.ics", meetings.as_ics, name="ics"),
    path("meetings/new/", meetings.make, name="new-meeting"),
    path("meetings/<int:number>/", meetings.one, name="meeting"),
    path("meetings/<int:number>/cancel/", meetings.cancel, name="cancel-meeting"),
    path("meetings/<int:number>/minutes/", meetings.minutes, name="minutes"),
    path("drafts/begin/", texts.begin, name="begin-draft"),
    path("drafts/<int:number>/", include(_draft)),
    path("clauses/<int:clause>/", texts.clause, name="clause-always"),
    path("comments/<int:number>/", answers.one, name="comment"),
    path("comments/<int:number>/answer/", answers.answer, name="answer"),
    path("comments/<int:number>/moderate/", answers.moderate, name="moderate"),
    path("publish/", publishing.publish, name="publish"),
    path("versions/<str:version>/", publishing.one, name="version"),
    path("versions/<str:version>/files/", publishing.files, name="files"),
    path("review/", publishing.review, name="review"),
]
urlpatterns = [
    path("", calls.home, name="home"),
    path("open/", calls.open_code, name="open"),
    path("<slug:code>/", include(_code)),
]
