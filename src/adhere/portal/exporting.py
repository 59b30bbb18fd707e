# SPDX-License-Identifier: EUPL-1.2
"""What a list page shows, as a file: all rows of it behind the address of the page (``?format=csv``), for whoever may read the page.

A page asks the policy first and then here, so a file never shows more than its page. Lists of what is confidential (Article 78) are
``guarded``: that the office takes one out is put on record as with its queues, and no browser or proxy keeps the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils import timezone

from adhere.portal.audit.recording import record
from adhere.portal.people.asking import person_of, who
from adhere.portal.policy import Party
from adhere.portal.tables import as_file

CHUNK = 2000
FORMS = ("csv", "xlsx", "json")
NO_FILTER = ("format", "after", "before")
"""What an address says that chooses no rows: the form, and where a page of the list begins."""


def exported(
    request: HttpRequest,
    name: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    guarded: bool = False,
    forms: Sequence[str] = FORMS,
    on: date | None = None,
) -> HttpResponseBase | None:
    """Return a list as the file that was asked for; None where the page is what was asked. Cells stand under ``columns``, in its order; ``on`` is the day the list is of, today where it is left out."""
    form = request.GET.get("format", "")
    if form not in forms:
        return None
    if guarded and request.method == "GET" and is_recorded(request):
        content = {"list": name, "format": form}
        record("export:made", subject=f"export/{name}", content=content, actor=person_of(request))
    file = as_file(form, f"{name}-{(on or timezone.localdate()).isoformat()}", columns, rows)
    if file is not None and guarded:
        file.headers["Cache-Control"] = "private, no-store"
    return file


def every(
    rows: QuerySet[Any], order: Sequence[str], cells: Callable[[Any], Sequence[Any]]
) -> Iterator[Sequence[Any]]:
    """Yield the cells of each row in an order, read from the database while the file is sent."""
    return (cells(row) for row in rows.order_by(*order).iterator(CHUNK))


def is_recorded(request: HttpRequest) -> bool:
    """Return whether it is put on record that whoever asks takes out a guarded list: of everyone of the office, by whatever way in."""
    return any(party is Party.OFFICE for _, party, _ in who(request).memberships)


def addresses(asked: QueryDict, forms: Sequence[str] = FORMS, **more: str) -> list[tuple[str, str]]:
    """Return each form with the address of the file, which keeps the filters of the page; ``more`` names one list of several."""
    kept = asked.copy()
    for name in NO_FILTER:
        kept.pop(name, None)
    for name, value in more.items():
        kept[name] = value
    told = f"{kept.urlencode()}&" if kept else ""
    return [(form, f"?{told}format={form}") for form in forms]
