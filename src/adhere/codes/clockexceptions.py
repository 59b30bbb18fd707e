# SPDX-License-Identifier: EUPL-1.2
"""Exceptions of clocks: whether one that was invoked stops its clock, and where not, what it lacks.

Measures C-1.5, S-3.5, S-7.6, S-7.7, S-9.3 and T-1.2 of the GPAI code; the exceptions themselves are data (``data/clocks.toml``).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from adhere.codes.clockdata import ClockException, clock_word, condition_name
from adhere.codes.clockrecord import Invoked, Judged
from adhere.kernel.calendar import Calendar, Period, Unit, deadline, spoken
from adhere.kernel.text import Text, plain


def judged(invoked: Invoked, exception: ClockException, last: date | None) -> Judged:
    """Return whether an exception counts against a last day."""
    on = spoken(invoked.on)
    unmet = [name for name in exception.conditions if name not in invoked.shown]
    told = clock_word("why", "excepted", on=on, name=exception.name, why=_sentence(invoked.why))
    counts = False
    if unmet:
        names = joined((condition_name(name) for name in unmet), "; ")
        told = clock_word("why", "unmet", on=on, conditions=names)
    elif exception.day is not None and invoked.day is None:
        told = clock_word("why", "day-missing", on=on, meaning=exception.day)
    elif exception.within is not None and not _within(invoked.day, last, exception.within):
        told = clock_word("why", "day-too-far", on=on, day=spoken(invoked.day or date.max))
    else:
        counts = True
    return Judged(invoked=invoked, exception=exception, counts=counts, told=told)


def joined(texts: Iterable[Text], between: str) -> Text:
    """Return texts one after the other."""
    found = list(texts)
    return Text(between.join(text.en for text in found), between.join(text.nl for text in found))


def _within(day: date | None, last: date | None, months: int) -> bool:
    """Whether a day lies less than so many months after the last day."""
    if day is None or last is None:
        return False
    end = deadline(last, Period(count=months, unit=Unit.MONTHS), Calendar(name=plain("-")))
    return end.beyond or day < (end.moved_from or end.day)


def _sentence(text: str) -> str:
    shown = " ".join(text.split())
    return shown if shown.endswith((".", "?", "!")) else f"{shown}."
