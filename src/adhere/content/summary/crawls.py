# SPDX-License-Identifier: EUPL-1.2
"""When content was fetched, and the domains it came from: sections 1.3 and 2.3 of the template.

A moment is only as good as the documents that have one; how many have none is told beside it (``checking``).
"""

from __future__ import annotations

from datetime import UTC, datetime

from adhere.content.summary.material import Content, DomainList
from adhere.content.summary.template import limit
from adhere.content.summary.wording import number, word
from adhere.kernel.text import Text, plain

CRAWLED = "crawled-data"


def latest(content: Content) -> datetime | None:
    """Return the latest moment of fetching that any document has, in UTC."""
    last = content.figures.last
    return last.astimezone(UTC) if last is not None else None


def crawled_from_to(content: Content) -> tuple[datetime, datetime] | None:
    """Return the first and the last moment of fetching that crawled content has; None where it has none."""
    lines = tuple(content.lines(CRAWLED))
    first = min((line.first for line in lines if line.first is not None), default=None)
    last = max((line.last for line in lines if line.last is not None), default=None)
    if first is None or last is None:
        return None
    return first.astimezone(UTC), last.astimezone(UTC)


def listed_domains(domains: DomainList) -> tuple[Text, ...]:
    """Return the names of the list as the answer holds them: all of them, or that they stand in an annex; what was withheld is told."""
    if domains.published <= limit("domains-in-form"):
        told = [plain(name) for name in domains.first]
    else:
        told = [word("annex", count=number(domains.published))]
    if domains.withheld:
        told.append(word("withheld", count=number(len(domains.withheld))))
    return tuple(told)
