# SPDX-License-Identifier: EUPL-1.2
"""Clocks that come round: every four weeks, six or twelve months, each time counted from the last time it was done.

Measures S-1.3, S-7.6, S-8.3 and S-9.3 of the GPAI code. Where nothing is done, last days follow each other from the same beginning, so
that those of 31 January do not drift to the 28th.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from adhere.codes.clockdata import clock_word, event_name
from adhere.codes.clockends import Ending, ending, plain_day
from adhere.codes.clockexceptions import joined
from adhere.codes.clockrecord import ClockState, Judged, Occurrence, Run
from adhere.codes.code import Deadline
from adhere.kernel.calendar import spoken
from adhere.kernel.text import Text

SHOWN = 12
"""Missed days that are listed one by one; of more, the first and the last are told and how many there are."""
MOST = 2000
"""Last days of one series that are counted, which is more than a model lives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A series on a date: from when the next is counted, which last days passed unmet, and whether it ended."""

    clock: Deadline
    first: Occurrence
    base: Occurrence
    last: Occurrence | None
    missed: tuple[date, ...]
    ended: Occurrence | None
    dues: tuple[date, ...]
    """Last days counted from the base: those that have passed, and the next one where a date can hold it."""
    on: date

    def due_after(self, day: date) -> date | None:
        """Return the first last day on or after a day."""
        return next((due for due in self.dues if due >= day), None)

    def run(self, run: Run, exceptions: Sequence[Judged], sooner: Sequence[Text]) -> Run:
        """Return the running that this series is."""
        lifted = {self.due_after(one.invoked.on): one for one in exceptions if one.counts}
        until = self.on if self.ended is None else min(self.on, self.ended.day)
        unmet = [due for due in self.dues if due < until and due not in lifted]
        following = next((due for due in self.dues if due >= until), None)
        current = self._ending(unmet[0] if unmet else following)
        missed = (*self.missed, *unmet)
        told = [*(current.reasons if current else ()), *self._told(missed), *sooner]
        told += [one.told for one in exceptions if one.invoked.on <= self.on]
        run = replace(
            run,
            state=self._state(bool(unmet)),
            start=self.first,
            ending=current,
            done=self.last,
            missed=missed[-SHOWN:],
            missed_count=len(missed),
            refused=tuple(one for one in exceptions if not one.counts and one.invoked.on <= self.on),
            reasons=tuple(told),
        )
        if self.ended is not None:
            return self._over(run, self.ended)
        exception = lifted.get(following) if not unmet else None
        if exception is not None and exception.invoked.on <= self.on:
            return replace(run, state=ClockState.EXCEPTED, invoked=exception.invoked)
        return run

    def _state(self, late: bool) -> ClockState:
        if late:
            return ClockState.OVERDUE
        return ClockState.NOT_STARTED if self.first.day > self.on else ClockState.RUNNING

    def _ending(self, due: date | None) -> Ending | None:
        """Return the last day with why it is that one."""
        if due is None or self.clock.amount is None:
            return None
        times = self.dues.index(due) + 1
        found = ending(self.base.at, replace(self.clock, amount=self.clock.amount * times))
        return replace(found, hour=None) if times > 1 else found

    def _told(self, missed: Sequence[date]) -> Iterator[Text]:
        if self.last is not None:
            yield clock_word("why", "last-time", day=spoken(self.last.done_day))
        if len(missed) > SHOWN:
            values = {"first": spoken(missed[0]), "last": spoken(missed[-1])}
            yield clock_word("why", "many-missed", count=len(missed), **values)
        elif missed:
            yield clock_word("why", "missed", days=joined(map(spoken, missed), ", "))

    def _over(self, run: Run, ended: Occurrence) -> Run:
        told = clock_word("why", "series-ended", day=spoken(ended.day), event=event_name(ended.event))
        state = ClockState.MET_LATE if run.missed_count else ClockState.OVER
        return replace(run, state=state, ending=None, reasons=(*run.reasons, told))


def series(
    clock: Deadline,
    first: Occurrence,
    dones: Sequence[Occurrence],
    ended: Occurrence | None,
    on: date,
) -> Series:
    """Return how a series stands: ``first`` starts it, and from each of ``dones`` it is counted anew."""
    until = min(on, ended.day) if ended is not None else on
    base, last = first, None
    missed: list[date] = []
    for done in dones:
        if done is first or done.day < base.day or (ended is not None and done.day > ended.day):
            continue
        missed += [due for due in _dues(base, clock, done.done_day) if due < done.done_day]
        base = last = done
    return Series(
        clock=clock,
        first=first,
        base=base,
        last=last,
        missed=tuple(missed),
        ended=ended,
        dues=tuple(_dues(base, clock, until)),
        on=on,
    )


def _dues(base: Occurrence, clock: Deadline, until: date) -> list[date]:
    """Return the last days from a beginning that lie before a date, and the first that does not."""
    found: list[date] = []
    for times in range(1, MOST):
        due = plain_day(base.day, clock, times)
        if due is None:
            break
        found.append(due)
        if due >= until:
            break
    return found
