# SPDX-License-Identifier: EUPL-1.2
"""Counting what signatories reported together: once for each code and last day for reports, and kept, for it stays as it was then. Article 56(5).

Few reports are counted when they are asked for. Many are counted beside requests or by ``adhere portal remind``, by one process at a time;
until that is done, what stood on the last day before is shown. How figures are counted is said by ``adhere.monitoring.moments``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from threading import Lock
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone

from adhere.monitoring.figures import Sum
from adhere.monitoring.moments import Handed, Publication, Published, publication
from adhere.portal.beside import Beside
from adhere.portal.exporting import CHUNK
from adhere.portal.submissions.models import CountedFigures, Submission
from adhere.reporting.periods import ReportingPeriod, label_for

AT_ONCE = 300
"""Reports that are counted while someone waits, which takes some hundredths of a second."""
LEASE = timedelta(minutes=10)
"""How long a process has to count; after that another takes it over."""
_FIELDS = ("provider_id", "signatory_size", "since", "until", "due", "received", "figures")
_wanted: set[tuple[str, date]] = set()
_about_wanted = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is shown of a code on a day; ``counting`` where a later last day has passed whose figures are being counted."""

    shown: Publication | None
    counting: bool = False


def standing(code_id: str, day: date) -> Standing:
    """Return what is shown of a code on a day."""
    moment = _moment(code_id, day)
    few = list(_due(code_id, day).values_list("due", "event")[: AT_ONCE + 1])
    if len(few) <= AT_ONCE:
        last = max((event for _, event in few), default=0)
        shown = _few(code_id, moment, last, len(few)) if moment else None
        return Standing(shown=shown)
    assert moment is not None  # noqa: S101 - there are many
    if _lacks(code_id, moment):
        _want(code_id, moment)
    kept = CountedFigures.objects.filter(code=code_id, moment__lte=moment, content__isnull=False)
    row = kept.order_by("-moment").first()
    return Standing(
        shown=_published(row.content) if row else None, counting=row is None or row.moment != moment
    )


def moments(code_id: str, day: date, most: int) -> Iterator[date]:
    """Yield the last days for reports on a code that have passed by a day, the latest first, each found in an index."""
    found = _moment(code_id, day)
    while found is not None and most > 0:
        yield found
        found, most = _moment(code_id, found), most - 1


def count_ahead(day: date) -> int:
    """Count what is shown on a day of every code with many reports, where that was not done; return of how many."""
    codes = Submission.objects.exclude(code="").order_by().values_list("code", flat=True).distinct()
    return sum(_count_ahead(code, day) for code in list(codes))


def _count_ahead(code_id: str, day: date) -> bool:
    moment = _moment(code_id, day)
    if moment is None or _due(code_id, day)[: AT_ONCE + 1].count() <= AT_ONCE:
        return False
    return _count_once(code_id, moment)


def _lacks(code_id: str, moment: date) -> bool:
    """Whether no process counted what stood on a last day, or is counting it."""
    row = CountedFigures.objects.filter(code=code_id, moment=moment).values_list("content__moment", "begun")
    return all(content is None and begun <= timezone.now() - LEASE for content, begun in row)


def _want(code_id: str, moment: date) -> None:
    with _about_wanted:
        _wanted.add((code_id, moment))
    _COUNTER.wake()


def _count_wanted() -> None:
    while True:
        with _about_wanted:
            if not _wanted:
                return
            code_id, moment = _wanted.pop()
        _count_once(code_id, moment)


_COUNTER = Beside("figures", _count_wanted)


def _count_once(code_id: str, moment: date) -> bool:
    """Count what stood on a last day, unless it was or is being counted; return whether it was done here."""
    now = timezone.now()
    row, new = CountedFigures.objects.get_or_create(code=code_id, moment=moment, defaults={"begun": now})
    if not new:
        left = CountedFigures.objects.filter(pk=row.pk, content__isnull=True, begun__lte=now - LEASE)
        if not left.update(begun=now):
            return False
    found = _publication(code_id, moment) or Publication(moment=moment, periods=(), indicators=())
    CountedFigures.objects.filter(pk=row.pk).update(content=_content(found))
    return True


@lru_cache(maxsize=16)
def _few(code_id: str, moment: date, last: int, count: int) -> Publication | None:
    """Count few figures once for all who ask while no further report came in."""
    del last, count
    return _publication(code_id, moment)


def _publication(code_id: str, moment: date) -> Publication | None:
    day = moment + timedelta(days=1)
    noted = _due(code_id, day).exclude(signatory_size="")  # by releases before this, unless the pack is lost
    rows = noted.order_by("event").values_list(*_FIELDS)
    return publication(map(_reader(), rows.iterator(CHUNK)), day)


def _reader() -> Any:
    """Return what makes a report of a row; what many rows say alike is worked out once."""

    @cache
    def label(since: date, until: date, size: str) -> str:
        return label_for(ReportingPeriod(since=since, until=until), size)

    @cache
    def key(measure: str, indicator: str, unit: str) -> tuple[str, str, str]:
        return measure, indicator, unit

    value = cache(Decimal)

    def handed(row: tuple[Any, ...]) -> Handed:
        provider, size, since, until, due, received, figures = row
        return Handed(
            signatory=str(provider),
            size=size,
            period=label(since, until, size),
            due=due,
            received=timezone.localtime(received).date(),
            figures=tuple((key(*named), value(told)) for *named, told in figures),
        )

    return handed


def _due(code_id: str, day: date) -> QuerySet[Submission]:
    return Submission.objects.filter(code=code_id, due__lt=day).exclude(code="").order_by()


def _moment(code_id: str, day: date) -> date | None:
    found: date | None = _due(code_id, day).aggregate(last=Max("due"))["last"]
    return found


def _content(found: Publication) -> dict[str, Any]:
    """Return what is shown as it is kept; figures as texts, so that none is rounded."""
    return {
        "moment": found.moment.isoformat(),
        "periods": list(found.periods),
        "indicators": [
            [one.measure, one.indicator, one.unit, one.period, one.reported, [
                [list(group.sizes), group.members, None if group.total is None else str(group.total)] for group in one.groups
            ]]
            for one in found.indicators
        ],
    }  # fmt: skip


def _published(content: Any) -> Publication:
    return Publication(
        moment=date.fromisoformat(content["moment"]),
        periods=tuple(content["periods"]),
        indicators=tuple(_indicator(one) for one in content["indicators"]),
    )


def _indicator(kept: list[Any]) -> Published:
    measure, indicator, unit, period, reported, groups = kept
    named = {"measure": measure, "indicator": indicator, "unit": unit, "period": period}
    sums = (
        Sum(**named, sizes=tuple(sizes), members=members, total=None if total is None else Decimal(total))
        for sizes, members, total in groups
    )
    return Published(**named, reported=reported, groups=tuple(sums))
