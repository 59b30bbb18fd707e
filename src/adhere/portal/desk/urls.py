# SPDX-License-Identifier: EUPL-1.2
"""The addresses of the desk."""

from __future__ import annotations

from django.urls import path

from adhere.portal.desk import views
from adhere.portal.desk.alerts import views as alerts
from adhere.portal.desk.assessing import views as assessing
from adhere.portal.desk.complaints import views as complaints
from adhere.portal.desk.evaluating import views as evaluating
from adhere.portal.desk.incidents import views as incidents
from adhere.portal.desk.questions import views as questions

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("queues/<slug:name>/", views.queue, name="queue"),
    path("queues/<slug:name>/export/", views.export, name="export"),
    path("submissions/<uuid:number>/", evaluating.one, name="submission"),
    path("submissions/<uuid:number>/find/", evaluating.find, name="find"),
    path("submissions/<uuid:number>/conclude/", evaluating.conclude, name="conclude"),
    path("providers/<slug:slug>/ask/", questions.ask, name="ask"),
    path("questions/<uuid:number>/", questions.one, name="question"),
    path("questions/<uuid:number>/answer/", questions.answer, name="answer-question"),
    path("questions/<uuid:number>/close/", questions.close, name="close-question"),
    path("providers/<slug:slug>/incident/", incidents.receive, name="report-incident"),
    path("incidents/<uuid:number>/", incidents.one, name="incident"),
    path("incidents/<uuid:number>/report/", incidents.report, name="report-further"),
    path("incidents/<uuid:number>/close/", incidents.close, name="close-incident"),
    path("providers/<slug:slug>/complain/", complaints.complain, name="complain"),
    path("complaints/<uuid:number>/", complaints.one, name="complaint"),
    path("complaints/<uuid:number>/acknowledge/", complaints.acknowledge, name="acknowledge"),
    path("complaints/<uuid:number>/answer/", complaints.answer, name="answer-complaint"),
    path("providers/<slug:slug>/alert/", alerts.alert, name="give-alert"),
    path("alerts/<uuid:number>/", alerts.one, name="alert"),
    path("alerts/<uuid:number>/handle/", alerts.handle, name="handle-alert"),
    path("assessments/open/", assessing.open_assessment, name="open-assessment"),
    path("assessments/<int:number>/", assessing.one, name="assessment"),
    path("assessments/<int:number>/opinion/", assessing.opinion, name="opinion"),
    path("assessments/<int:number>/publish/", assessing.publish, name="publish"),
    path("reviews/", assessing.reviews, name="reviews"),
]
