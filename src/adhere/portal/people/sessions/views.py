# SPDX-License-Identifier: EUPL-1.2
"""One's own sessions: where one is signed in, since when and when it was last used; ending one, and all others.

OWASP ASVS 5.0.0, 7.5.2: everyone sees their own, and ends one once they have shown anew who they are.
"""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from adhere.portal.doing import by_button
from adhere.portal.pages import page
from adhere.portal.people.asking import person_of
from adhere.portal.people.sessions import ending
from adhere.portal.people.signing.anew import shown_anew
from adhere.portal.wording import say


@require_safe
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """Answer with the sessions of who is signed in."""
    rows = ending.sessions_of(person_of(request), request.session.session_key)
    return page(request, "people/sessions.html", rows=rows, elsewhere=any(not row.here for row in rows))


@require_POST
@login_required
@shown_anew
def end(request: HttpRequest) -> HttpResponse:
    """End one session, or all others."""
    person, name = person_of(request), request.POST.get("session", "")

    def act() -> tuple[str]:
        if name:
            ending.end_session(person, name)
        else:
            ending.end_sessions(person, request.session.session_key)
        return ("people:sessions",)

    return by_button(request, act, say("sessions.ended" if name else "sessions.ended-others"))
