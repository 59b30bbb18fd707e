# SPDX-License-Identifier: EUPL-1.2
"""When figures of indicators became new, as a feed: one entry for each code and last day for reports. Atom, RFC 4287."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import urlencode

from adhere.kernel.calendar import spoken
from adhere.portal.codes import known_codes
from adhere.portal.languages import current
from adhere.portal.register.asof import as_of, start_of
from adhere.portal.register.counting import moments
from adhere.portal.wording import say

LATEST = 10
"""Last days of one code."""


class Stood(NamedTuple):
    """A code, and a last day for reports as on which its figures stood."""

    code: str
    moment: date

    @property
    def shown(self) -> date:
        """The first day on which they are shown."""
        return self.moment + timedelta(days=1)


if TYPE_CHECKING:
    _Feed = Feed[Stood, date]
else:
    _Feed = Feed


class IndicatorsFeed(_Feed):
    """The last days after which figures are shown anew, latest first."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *_: Any, **__: Any) -> date:
        """Return the day that is asked for."""
        return as_of(request).day

    def title(self) -> str:
        return say("register.indicators")

    def link(self) -> str:
        return reverse("register:indicators")

    def items(self, day: date) -> list[Stood]:
        return sorted(_stood(day), key=lambda one: (-one.moment.toordinal(), one.code))

    def item_title(self, item: Stood) -> str:
        return say("register.indicators-of", code=item.code, day=spoken(item.moment).in_(current()))

    def item_description(self, _: Stood) -> str:
        return say("register.about-indicators")

    def item_link(self, item: Stood) -> str:
        asked = {"code": item.code, "on": item.shown.isoformat()}
        return f"{reverse('register:indicators')}?{urlencode(asked)}"

    def item_updateddate(self, item: Stood) -> datetime:
        return start_of(item.shown)


def _stood(day: date) -> Iterator[Stood]:
    for code in known_codes():
        for moment in moments(code, day, LATEST):
            yield Stood(code, moment)
