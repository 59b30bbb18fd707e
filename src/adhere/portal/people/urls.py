# SPDX-License-Identifier: EUPL-1.2
"""The addresses of one's own account, of organisations and their members, and of invitations."""

from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from adhere.portal.people.account import views as account
from adhere.portal.people.administering import views as administering
from adhere.portal.people.interests import views as interests
from adhere.portal.people.invitations import views as invitations
from adhere.portal.people.members import views as members
from adhere.portal.people.organisations import views as organisations
from adhere.portal.people.sessions import views as sessions
from adhere.portal.people.signing import views as signing
from adhere.portal.people.tokens import views as tokens

app_name = "people"
_ONE = "organisations/<slug:slug>/"
urlpatterns = [
    path("oidc/<slug:provider_id>/login/", signing.login, name="identity"),
    path("oidc/<slug:provider_id>/login/callback/", signing.callback, name="identity-callback"),
    path("password/reset/", signing.reset_password, name="reset-password"),
    path("email/", RedirectView.as_view(pattern_name="people:me")),
    path("me/", account.me, name="me"),
    path("me/name/", account.change, name="rename"),
    path("me/data/", account.copy, name="copy"),
    path("me/erase/", account.erase, name="erase-me"),
    path("me/sessions/", sessions.listing, name="sessions"),
    path("me/sessions/end/", sessions.end, name="end-session"),
    path("me/interests/", interests.own, name="interests"),
    path("me/interests/<int:interest>/end/", interests.end, name="end-interest"),
    path("people/<uuid:person>/", administering.one, name="person"),
    path("people/<uuid:person>/administrator/", administering.administers, name="administrator"),
    path("people/<uuid:person>/address/", administering.address, name="address"),
    path("people/<uuid:person>/close/", administering.close, name="close-ways-in"),
    path("people/<uuid:person>/erase/", administering.erase, name="erase"),
    path("organisations/", organisations.listing, name="organisations"),
    path("organisation-new/", organisations.make, name="make-organisation"),
    path(_ONE, organisations.one, name="organisation"),
    path(f"{_ONE}change/", organisations.change, name="change-organisation"),
    path(f"{_ONE}interests/", interests.of_organisation, name="interests-of"),
    path(f"{_ONE}members/<int:membership>/role/", members.role, name="role"),
    path(f"{_ONE}members/<int:membership>/leave/", members.leave, name="leave"),
    path(f"{_ONE}invite/", invitations.invite, name="invite"),
    path(f"{_ONE}invitations/<int:invitation>/withdraw/", invitations.withdraw, name="withdraw-invitation"),
    path(f"{_ONE}tokens/", tokens.listing, name="tokens"),
    path(f"{_ONE}tokens/<int:token>/withdraw/", tokens.withdraw, name="withdraw-token"),
    path("invitation/<str:token>/", invitations.answer, name="invitation"),
]
