# SPDX-License-Identifier: EUPL-1.2
"""What may have been meant where nothing has the name that was asked for."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse

from adhere.portal.pages import page

LONGEST = 100
"""Signs of a name that are looked at."""


def closest(name: str, known: Iterable[str]) -> list[str]:
    """Return the names nearest to one that is not known, at most three."""
    by_fold = {one.casefold(): one for one in known}
    found = difflib.get_close_matches(name[:LONGEST].casefold(), by_fold, n=3, cutoff=0.5)
    return [by_fold[one] for one in found]


def nothing(request: HttpRequest, name: str, near: Iterable[tuple[str, str]]) -> HttpResponse:
    """Answer that nothing has a name; ``near`` is what may have been meant, as words and where they lead."""
    return page(request, "library/nothing.html", 404, name=name[:LONGEST], near=list(near))
