# SPDX-License-Identifier: EUPL-1.2
"""Inviting, withdrawing an invitation, and the page its link leads to."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from adhere.portal import policy
from adhere.portal.doing import can, settled
from adhere.portal.forms import posted
from adhere.portal.languages import current
from adhere.portal.pages import page
from adhere.portal.people.asking import allow, person_of, who
from adhere.portal.people.invitations import acts
from adhere.portal.people.invitations.forms import AccountForm, InvitationForm, offered
from adhere.portal.people.invitations.sending import send
from adhere.portal.people.models import Invitation, Membership, Organisation, Person
from adhere.portal.people.signing.entering import enter
from adhere.portal.policy import Action, On
from adhere.portal.settling import HinderedError, SettledError
from adhere.portal.wording import say


@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form of an invitation; make one and tell its link once."""
    organisation = get_object_or_404(Organisation, slug=slug)
    office = _allow(request, organisation)
    selects = office and can(request, Action.SELECT_PARTICIPANTS)
    form = InvitationForm(organisation, *posted(request), office=office, selects=selects)
    back = reverse("people:organisation", args=[slug])
    if form.is_valid():
        offer = acts.Offer(organisation=organisation, **form.cleaned_data)
        with transaction.atomic():
            invitation, token = acts.invite(offer, by=person_of(request))
            link = settings.ORIGIN + reverse("people:invitation", args=[token])
            sent = send(invitation, link)
        return page(request, "people/invited.html", invitation=invitation, link=link, sent=sent, back=back)
    return page(
        request,
        "portal/form_page.html",
        422 if form.is_bound else 200,
        form=form,
        title=say("invitations.invite", organisation=organisation.name),
        lead=say("invitations.lead"),
        action=say("invitations.invite-act"),
        back=back,
    )


@require_POST
def withdraw(request: HttpRequest, slug: str, invitation: int) -> HttpResponse:
    """Withdraw an invitation."""
    found = get_object_or_404(
        Invitation.objects.select_related("organisation"), pk=invitation, organisation__slug=slug
    )
    _allow(request, found.organisation)
    try:
        acts.withdraw(found, by=person_of(request))
    except SettledError as error:
        return settled(request, error)
    messages.success(request, say("invitations.withdrawn"))
    return redirect("people:organisation", slug)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Answer whoever follows the link of an invitation: what it is to, and how to accept."""
    invitation = acts.find(token)
    if invitation is None:
        raise Http404
    state = acts.state_of(invitation)
    if state != acts.OPEN:
        return page(request, "people/invitation_over.html", 410, invitation=invitation, state=state)
    try:
        if isinstance(request.user, Person):
            return _as_member(request, invitation, request.user)
        return _as_newcomer(request, invitation)
    except SettledError as error:
        return settled(request, error)


def _as_member(request: HttpRequest, invitation: Invitation, person: Person) -> HttpResponse:
    hindered = "" if person.email == invitation.email else say("invitations.other-address")
    if request.method == "POST" and not hindered:
        try:
            return _welcomed(request, acts.accept(invitation, person=person), invitation)
        except HinderedError as error:
            hindered = say(error.reason)
    return page(
        request,
        "people/sure.html",
        422 if hindered else 200,
        title=say("invitations.you-are-invited"),
        lead=offered(invitation),
        hindered=hindered,
        action=say("invitations.accept"),
    )


def _as_newcomer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if acts.account_of(invitation.email) is not None:
        back = urlencode({"next": request.path})
        return page(
            request,
            "people/sign_in_first.html",
            lead=offered(invitation),
            address=f"{reverse('account_login')}?{back}",
        )
    form = AccountForm(invitation.email, *posted(request))
    if form.is_valid():
        data = form.cleaned_data
        try:
            membership = acts.accept(
                invitation, name=data["name"], language=current(), password=data["password"]
            )
        except HinderedError as error:
            form.refuse(error.reason)
        else:
            enter(request, membership.person)
            return _welcomed(request, membership, invitation, passkey=data["way"] == "passkey")
    return page(
        request,
        "people/invitation.html",
        422 if form.is_bound else 200,
        form=form,
        invitation=invitation,
        lead=offered(invitation),
    )


def _welcomed(
    request: HttpRequest, membership: Membership, invitation: Invitation, *, passkey: bool = False
) -> HttpResponse:
    messages.success(request, say("invitations.welcome", organisation=membership.organisation.name))
    if passkey:
        return redirect("mfa_add_webauthn")
    if invitation.aim == Invitation.Aim.ADHERENCE:
        return redirect("joining:state", membership.organisation.slug, invitation.code)
    if invitation.aim == Invitation.Aim.DRAWING_UP:
        return redirect("drafting:one", invitation.code)
    return redirect("people:me")


def _allow(request: HttpRequest, organisation: Organisation) -> bool:
    """Refuse who may not invite to an organisation; return whether they do so for the office, which may invite to codes."""
    if policy.may(who(request), Action.INVITE).allowed:
        return True
    allow(request, Action.MANAGE_MEMBERS, On(owner=str(organisation.id)))
    return False
