# SPDX-License-Identifier: EUPL-1.2
"""Every act that programs can do beside handing in: models, joining, requests, the desk, drawing up. What each takes is the form of its page.

Keys that sign for a provider are for people alone: no token opens that (``people/tokens/scopes.py``).
"""

from __future__ import annotations

from ninja import Router

from adhere.portal.api.acting import Act, add
from adhere.portal.api.drawing import DRAWING_UP
from adhere.portal.desk.alerts import forms as alerting
from adhere.portal.desk.alerts import views as alerts
from adhere.portal.desk.assessing import forms as assessing
from adhere.portal.desk.assessing import views as assessments
from adhere.portal.desk.complaints import forms as complaining
from adhere.portal.desk.complaints import views as complaints
from adhere.portal.desk.evaluating import forms as evaluating
from adhere.portal.desk.evaluating import views as evaluations
from adhere.portal.desk.incidents import forms as reporting
from adhere.portal.desk.incidents import views as incidents
from adhere.portal.desk.questions import forms as questioning
from adhere.portal.desk.questions import views as questions
from adhere.portal.joining import forms as joining
from adhere.portal.joining import views as statements
from adhere.portal.requests import afterviews as after
from adhere.portal.requests import forms as requesting
from adhere.portal.requests import views as requests
from adhere.portal.submissions import forms as submitting
from adhere.portal.submissions import modelviews as models

JOINING = (
    Act(name="state-adherence", path="/joining/{slug:provider}/{slug:code}", view=statements.state, form=joining.StatementForm),
    Act(name="confirm-adherence", path="/joining/adherence/{int:adherence}/confirm", view=statements.confirm),
    Act(name="refuse-adherence", path="/joining/adherence/{int:adherence}/refuse", view=statements.refuse, form=joining.ReasonForm),
    Act(name="withdraw-adherence", path="/joining/adherence/{int:adherence}/withdraw", view=statements.withdraw, form=joining.ReasonForm),
)  # fmt: skip
REQUESTS = (
    Act(name="ask", path="/requests/models/{slug:slug}/ask", view=requests.ask, form=requesting.DownstreamForm),
    Act(name="ask-under-91", path="/requests/models/{slug:slug}/article-91", view=requests.ask_under_91, form=requesting.PowerForm),
    Act(name="answer-request", path="/requests/{uuid:number}/answer", view=requests.answer, form=requesting.AnswerForm),
    Act(name="forward-request", path="/requests/{uuid:number}/forward", view=requests.forward),
    Act(name="decline-request", path="/requests/{uuid:number}/decline", view=requests.decline, form=requesting.DeclineForm),
    Act(name="extend-request", path="/requests/{uuid:number}/extend", view=after.extend, form=requesting.ExtendForm),
    Act(name="withdraw-pack", path="/requests/answers/{int:answer}/withdraw", view=after.withdraw_pack, form=requesting.WithdrawForm),
)  # fmt: skip
DESK = (
    Act(name="find", path="/desk/submissions/{uuid:number}/find", view=evaluations.find, form=evaluating.FindingForm),
    Act(name="conclude", path="/desk/submissions/{uuid:number}/conclude", view=evaluations.conclude, form=evaluating.ConclusionForm),
    Act(name="ask-provider", path="/desk/providers/{slug:slug}/ask", view=questions.ask, form=questioning.QuestionForm, about=("about",)),
    Act(name="answer-question", path="/desk/questions/{uuid:number}/answer", view=questions.answer, form=questioning.AnswerForm),
    Act(name="close-question", path="/desk/questions/{uuid:number}/close", view=questions.close),
    Act(name="report-incident", path="/desk/providers/{slug:slug}/incident", view=incidents.receive, form=reporting.IncidentForm),
    Act(name="report-further", path="/desk/incidents/{uuid:number}/report", view=incidents.report, form=reporting.ReportForm),
    Act(name="close-incident", path="/desk/incidents/{uuid:number}/close", view=incidents.close),
    Act(name="complain", path="/desk/providers/{slug:slug}/complain", view=complaints.complain, form=complaining.ComplaintForm),
    Act(name="acknowledge", path="/desk/complaints/{uuid:number}/acknowledge", view=complaints.acknowledge),
    Act(name="answer-complaint", path="/desk/complaints/{uuid:number}/answer", view=complaints.answer, form=complaining.OutcomeForm),
    Act(name="give-alert", path="/desk/providers/{slug:slug}/alert", view=alerts.alert, form=alerting.AlertForm),
    Act(name="handle-alert", path="/desk/alerts/{uuid:number}/handle", view=alerts.handle, form=alerting.HandledForm),
    Act(name="open-assessment", path="/desk/assessments/open", view=assessments.open_assessment, form=assessing.OpenForm),
    Act(name="give-opinion", path="/desk/assessments/{int:number}/opinion", view=assessments.opinion, form=assessing.OpinionForm),
    Act(name="publish-assessment", path="/desk/assessments/{int:number}/publish", view=assessments.publish, form=assessing.PublishForm),
)  # fmt: skip
MODELS = (
    Act(name="register-model", path="/submissions/of/{slug:provider}/models", view=models.register, form=submitting.ModelForm),
    Act(name="change-model", path="/submissions/models/{slug:model}", view=models.change, form=submitting.ModelForm),
    Act(name="register-summary", path="/submissions/models/{slug:model}/summary", view=models.summary, form=submitting.SummaryForm),
)  # fmt: skip
_BY_TAG = {"models": MODELS, "joining": JOINING, "requests": REQUESTS, "desk": DESK, "drafting": DRAWING_UP}
ACTS = {one.name: one for acts in _BY_TAG.values() for one in acts}
router = Router()
for _tag, _acts in _BY_TAG.items():
    for _act in _acts:
        add(router, _act, _tag)
