# SPDX-License-Identifier: EUPL-1.2
"""The ways through the portal, in the order people meet them; a room adds its own line."""

from __future__ import annotations

from typing import NamedTuple

from django.db import Error
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from adhere.portal import policy
from adhere.portal.people.asking import who
from adhere.portal.policy import Action

WAYS = (
    ("law", "library:law"),
    ("codes", "library:codes"),
    ("requirements", "library:requirements"),
    ("check", "library:check"),
    ("registers", "register:home"),
    ("drawing-up", "drafting:home"),
    ("joining", "joining:home"),
    ("requests", "requests:home"),
    ("desk", "desk:home"),
    ("log", "audit:home"),
)
"""The name of its text, ``theme.way-<name>``, and of its page."""
SHORT = frozenset({"desk", "own", "log"})
"""Ways with a shorter name in the menu, ``theme.short-<name>``, so that all of them stand on one line of a common screen."""
FOR_SOME = {"desk": Action.ENTER_DESK}
"""Ways that are shown to whoever may go them and to nobody else."""


class Way(NamedTuple):
    """One way: where it leads and whether the page shown lies on it."""

    name: str
    address: str
    here: bool

    @property
    def short(self) -> str:
        """The name of the text by which the menu calls it."""
        own = self.name.removeprefix("theme.way-")
        return f"theme.short-{own}" if own in SHORT else self.name

    @property
    def about(self) -> str:
        """The name of the text that says what is there, ``theme.about-<name>``."""
        return self.name.replace("way-", "about-", 1)


def ways(request: HttpRequest) -> list[Way]:
    """Return the ways there are for whoever asks; a room that is not served is left out."""
    found = []
    for name, view in WAYS:
        try:
            address = reverse(view)
        except NoReverseMatch:
            continue
        if name not in FOR_SOME or _open_to(request, FOR_SOME[name]):
            own = name == "desk" and not _open_to(request, Action.READ_DESK)
            called = "own" if own else name  # of others than the office it is their own business with it
            found.append(Way(f"theme.way-{called}", address, request.path.startswith(address)))
    return found


def _open_to(request: HttpRequest, action: Action) -> bool:
    """Whether whoever asks may; nobody, on a page that tells that the database or the request itself is broken."""
    if not hasattr(request, "user"):
        return False
    try:
        return policy.may(who(request), action).allowed
    except Error:
        return False
