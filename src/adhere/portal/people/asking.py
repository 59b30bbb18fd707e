# SPDX-License-Identifier: EUPL-1.2
"""From a request to the policy: who is asking, and a refusal that says why in their language."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.http import urlencode

from adhere.portal import policy
from adhere.portal.people.models import Membership, Person
from adhere.portal.policy import NOTHING, Action, On, Party, Role, Who
from adhere.portal.wording import say


class RefusedError(PermissionDenied):
    """What someone may not do, why, and the way to where that can be settled, if there is one: its address and its words.

    ``name`` is what programs tell the reason by.
    """

    def __init__(self, reason: str, way: tuple[str, str] | None = None, *, name: str = "forbidden") -> None:
        super().__init__(reason)
        self.way, self.name = way, name


def who(request: HttpRequest) -> Who:
    """Return who asks, as the policy knows them; asked once for each request."""
    known: Who | None = getattr(request, "_who", None)
    if known is None:
        person = request.user
        known = who_is(person) if isinstance(person, Person) else Who()
        request._who = known  # type: ignore[attr-defined]  # noqa: SLF001 - kept with the request it belongs to
    return known


def as_nobody(request: HttpRequest) -> None:
    """Let a request be that of nobody from here on, so that a page can be made without the database."""
    request.user = AnonymousUser()
    request._who = Who()  # type: ignore[attr-defined]  # noqa: SLF001 - kept as ``who`` does
    if hasattr(request, "session"):
        request.session.modified = False  # what was noted in it cannot be kept either


def who_is(person: Person, scopes: frozenset[str] | None = None) -> Who:
    """Return a person as the policy knows them."""
    strong = Exists(second_factors().filter(user=OuterRef("person_id")))
    rows = list(
        Membership.objects.filter(person=person, until=None)
        .annotate(strong=strong)
        .values_list("organisation_id", "organisation__kind", "role", "strong")
    )
    return Who(
        signed_in=person.is_active,
        administrator=person.is_administrator,
        memberships=frozenset(
            (str(organisation), Party(kind), Role(role)) for organisation, kind, role, _ in rows
        ),
        scopes=scopes,
        second_factor=not settings.SECOND_FACTOR or (rows[0][3] if rows else _has_second_factor(person)),
    )


def second_factors() -> QuerySet[Authenticator]:
    """Return what counts as a second factor: recovery codes alone are none."""
    found: QuerySet[Authenticator] = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)
    return found


def _has_second_factor(person: Person) -> bool:
    return person.is_administrator and second_factors().filter(user=person).exists()


def allow(request: HttpRequest, action: Action, on: On = NOTHING) -> Who:
    """Return who asks where they may; raise PermissionDenied with the reason in words where they may not."""
    asker = who(request)
    answer = policy.may(asker, action, on)
    if not answer.allowed:
        reason = say(f"policy.{answer.reason}")
        raise RefusedError(reason, _way(request, answer.reason), name=answer.reason)
    return asker


def _way(request: HttpRequest, reason: str) -> tuple[str, str] | None:
    if reason == "sign-in":
        back = urlencode({"next": request.get_full_path()})
        return f"{resolve_url('account_login')}?{back}", say("theme.sign-in")
    if reason == "second-factor":
        return resolve_url("mfa_index"), say("people.second-factor")
    return None


def person_of(request: HttpRequest) -> Person:
    """Return the person who is signed in; raise PermissionDenied where nobody is."""
    if isinstance(request.user, Person):
        return request.user
    raise RefusedError(say("policy.sign-in"), _way(request, "sign-in"))
