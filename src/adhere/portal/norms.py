# SPDX-License-Identifier: EUPL-1.2
"""What the law says of a matter, as its data have it today: shown beside a form, decided by nobody here."""

from __future__ import annotations

from functools import cache

from django.utils import timezone

from adhere.law.library import Law
from adhere.law.records import Norm


@cache
def law() -> Law:
    """Return the law as it is packaged."""
    return Law()


def norms(article: str) -> list[Norm]:
    """Return what an article says today."""
    today = timezone.localdate()
    return [norm for norm in law().article(article).norms if norm.worded(today)]
