# SPDX-License-Identifier: EUPL-1.2
"""The clocks of a code held against what happened: which run, which are overdue, met, met late or excepted, and why.

Chapters T, C and S of the GPAI code have 26; their periods stand with the measures (``data/gpai-2025``). What is not recorded is never
taken for done: where a record is kept it is overdue, where nobody keeps one it is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from adhere.codes.clockdata import (
    ClockRule,
    clock_rule,
    clock_word,
    event_kinds,
    event_name,
    model_conditions,
)
from adhere.codes.clockends import BACKWARDS, KEEPING, Calendars, Ending, commission, ending
from adhere.codes.clockexceptions import joined, judged
from adhere.codes.clockrecord import ClockState, Judged, Occurrence, Record, Run
from adhere.codes.clockseries import series
from adhere.codes.code import Code, Deadline, Measure
from adhere.kernel.calendar import spoken
from adhere.kernel.text import Text
from adhere.kernel.truth import Truth

PERMITS = "at-most"
RECORDED = ("requests", "incidents", "derived")
"""Sources of events that are files of their own: where there is none, it did not happen."""


def standing(
    code: Code,
    record: Record,
    on: date,
    calendars: Calendars = commission,
    only: Iterable[str] | None = None,
) -> tuple[Run, ...]:
    """Return every clock of a code as it stands on a date, or those of some ids; a clock without an event stands once, not started."""
    wanted = None if only is None else frozenset(only)
    runs: list[Run] = []
    for measure, clock in code.deadlines():
        if wanted is None or clock.id in wanted:
            found = _Clock(code, measure, clock, _with_delays(record, clock, runs), on, calendars)
            runs += found.runs()
    return tuple(_together(run, runs) for run in runs)


def _with_delays(record: Record, clock: Deadline, runs: Iterable[Run]) -> Record:
    """Add the events that other clocks give: a clock of delay starts on the last day of what is delayed."""
    if clock.event not in event_kinds() or event_kinds()[clock.event].source != "derived":
        return record
    starts = [
        Occurrence(event=clock.event, at=run.delays, about=run.about)
        for run in runs
        if run.delays is not None
    ]
    return replace(record, occurrences=(*record.occurrences, *starts))


def _together(run: Run, runs: Iterable[Run]) -> Run:
    """Tell of clocks that hold together which day binds."""
    others = clock_rule(run.id).together
    for other in runs:
        if other.id in others and run.day is not None and other.day is not None:
            told = clock_word("why", "together", other=other.clock.id, day=spoken(other.day))
            return replace(run, reasons=(*run.reasons, told))
    return run


@dataclass(frozen=True)
class _Clock:
    """One clock with all it is held against."""

    code: Code
    measure: Measure
    clock: Deadline
    record: Record
    on: date
    calendars: Calendars

    @property
    def id(self) -> str:
        return f"{self.code.id}:{self.clock.id}"

    @property
    def rule(self) -> ClockRule:
        return clock_rule(self.id)

    def runs(self) -> Iterator[Run]:
        """Yield each running of the clock."""
        starts = self.record.of(self.clock.event, *self.rule.also)
        if not starts:
            yield self._bound(self._without_start())
        elif self.clock.direction == "every":
            yield self._bound(self._series(starts))
        else:
            used: set[int] = set()
            for start in starts:
                yield self._bound(self._once(start, self._dones(start, starts, used)))

    def _run(self, state: ClockState, *reasons: Text) -> Run:
        return Run(
            code=self.code.id,
            measure=self.measure,
            clock=self.clock,
            state=state,
            reasons=reasons,
        )

    def _without_start(self) -> Run:
        kind = event_kinds().get(self.clock.event)
        told = event_name(self.clock.event)
        if kind is not None and (
            kind.source == "fact" or (kind.source not in RECORDED and not self.record.kept)
        ):
            return self._run(ClockState.NOT_KNOWN, clock_word("why", "start-unknown", event=told))
        return self._run(ClockState.NOT_STARTED, clock_word("why", "no-start", event=told))

    def _bound(self, run: Run) -> Run:
        """Take into account the condition of the model on which the clock holds."""
        if self.rule.holds_if is None:
            return run
        question = model_conditions()[self.rule.holds_if]
        holds = self.record.holds.get(self.rule.holds_if, Truth.UNKNOWN)
        if holds is Truth.NO:
            told = clock_word("why", "holds-not", question=question)
            return replace(run, state=ClockState.NOT_BOUND, reasons=(told,))
        if holds is Truth.UNKNOWN:
            told = clock_word("why", "holds-unknown", question=question)
            state = ClockState.NOT_KNOWN if run.state is ClockState.OVERDUE else run.state
            return replace(run, state=state, reasons=(*run.reasons, told))
        return run

    def _series(self, starts: list[Occurrence]) -> Run:
        dones = self.record.of(*self.rule.done, until=self.on)
        ended = self.record.of(self.rule.until, until=self.on) if self.rule.until else []
        found = series(self.clock, starts[0], dones, ended[0] if ended else None, self.on)
        exceptions = [
            judged(one, exception, found.due_after(one.on))
            for one in self.record.invoked
            if one.clock == self.id and (exception := self.rule.exception(one.exception))
        ]
        return found.run(self._run(ClockState.RUNNING), exceptions, self._sooner(found.base))

    def _sooner(self, base: Occurrence) -> tuple[Text, ...]:
        """Tell that something makes the next one due before its last day."""
        if self.rule.sooner is None:
            return ()
        found = [one for one in self.record.of(self.rule.sooner, until=self.on) if one.day >= base.day]
        return tuple(
            clock_word("why", "sooner", day=spoken(one.day), event=event_name(self.rule.sooner))
            for one in found[:1]
        )

    def _dones(self, start: Occurrence, starts: list[Occurrence], used: set[int]) -> Occurrence | None:
        """Return what met a running: each event meets one, those about the same thing or, of things not told apart, the first."""
        for number, one in enumerate(self.record.of(*self.rule.done, until=self.on)):
            same = len(starts) == 1 or one.about == start.about
            in_order = self.rule.early or one.before(start) is not True
            if number not in used and same and in_order:
                used.add(number)
                return one
        return None

    def _once(self, start: Occurrence, done: Occurrence | None) -> Run:
        end = self._ending(start)
        run = replace(self._run(ClockState.RUNNING, *end.reasons), start=start, ending=end)
        if self.clock.direction == KEEPING:
            return self._kept(run, end)
        applied = self._exceptions(start, end)
        refused = tuple(one for one in applied if not one.counts)
        run = replace(run, reasons=(*run.reasons, *(one.told for one in applied)), refused=refused)
        valid = next((one for one in applied if one.counts), None)
        if valid is not None:
            run = self._excepted(run, valid, end)
            if run.state is ClockState.EXCEPTED and done is None:
                return run
        return self._held(run, start, done)

    def _ending(self, start: Occurrence) -> Ending:
        if self.clock.direction == "as-set":
            key, values = ("as-set", {"day": spoken(start.due)}) if start.due else ("as-set-unknown", {})
            return Ending(day=start.due, reasons=(clock_word("why", key, **values),))
        return ending(start.at, self.clock, self.calendars)

    def _exceptions(self, start: Occurrence, end: Ending) -> list[Judged]:
        """Return what was invoked against this running, as far as it had been invoked on the date."""
        return [
            judged(one, exception, end.day)
            for one in self.record.invoked
            if one.clock == self.id and one.on <= self.on and one.about in (None, start.about)
            if (exception := self.rule.exception(one.exception))
        ]

    def _excepted(self, run: Run, valid: Judged, end: Ending) -> Run:
        """Return a running with what an exception does to it: no last day, another one, or that of another clock."""
        run = replace(run, invoked=valid.invoked)
        match valid.exception.effect:
            case "day":
                later = Ending(day=valid.invoked.day)
            case "clock" if end.day is not None and valid.exception.clock is not None:
                other = next(
                    clock
                    for _, clock in self.code.deadlines()
                    if f"{self.code.id}:{clock.id}" == valid.exception.clock
                )
                later = ending(end.day, other, self.calendars)
                run = replace(run, delays=end.day, reasons=(*run.reasons, *later.reasons))
            case _:
                return replace(run, state=ClockState.EXCEPTED, ending=Ending(day=None))
        return replace(run, ending=later)

    def _kept(self, run: Run, end: Ending) -> Run:
        if run.start is not None and run.start.day > self.on:
            return self._later(run, run.start)
        if end.day is None:
            return run
        over = self.on > end.day
        told = clock_word("why", "kept" if over else "keep", day=spoken(end.day))
        state = ClockState.OVER if over else ClockState.RUNNING
        return replace(run, state=state, reasons=(*run.reasons, told))

    def _held(self, run: Run, start: Occurrence, done: Occurrence | None) -> Run:
        """Hold a running against what was done and against the date."""
        if done is not None:
            return self._done(replace(run, done=done), start, done)
        if start.day > self.on and self.clock.direction not in BACKWARDS and self.clock.amount != 0:
            return self._later(run, start)
        if run.day is None or self.on <= run.day:
            return run
        return self._passed(run)

    def _later(self, run: Run, start: Occurrence) -> Run:
        told = clock_word("why", "starts-later", day=spoken(start.day))
        return replace(run, state=ClockState.NOT_STARTED, reasons=(*run.reasons, told))

    def _done(self, run: Run, start: Occurrence, done: Occurrence) -> Run:
        told = [clock_word("why", "done", day=spoken(done.done_day))]
        state = ClockState.MET
        if self.clock.amount == 0 and run.invoked is None:
            state = self._at_once(start, done)
            if state is ClockState.NOT_KNOWN:
                told.append(clock_word("why", "same-day-unknown", day=spoken(done.done_day)))
        elif run.day is not None and done.done_day > run.day:
            state, doubts = self._after(run.ending, done.done_day)
            told += doubts
        return replace(run, state=state, reasons=(*run.reasons, *told))

    def _after(self, end: Ending | None, day: date) -> tuple[ClockState, list[Text]]:
        """Hold what was done after the safe last day against the other readings: late only where it is late in every one.

        Counted back, the other reading is the plain one, so what it allows is met; counted on it is the stretched one, so it is not known.
        """
        told: list[Text] = []
        state = ClockState.MET_LATE
        if end is not None and end.other is not None and day <= end.other:
            told.append(clock_word("why", "other-in-time", day=spoken(end.other)))
            state = ClockState.MET if self.clock.direction in BACKWARDS else ClockState.NOT_KNOWN
        elif end is not None and not end.certain:
            state = ClockState.NOT_KNOWN
        if end is not None and not end.certain:
            told.append(clock_word("why", "day-not-certain"))
        return state, told

    def _at_once(self, start: Occurrence, done: Occurrence) -> ClockState:
        """Hold what was done against a moment: before it, or no later than it."""
        if self.clock.direction in BACKWARDS:
            found = done.before(start)
            if found is None:
                return ClockState.NOT_KNOWN
            return ClockState.MET if found else ClockState.MET_LATE
        return ClockState.MET_LATE if start.before(done) is True else ClockState.MET

    def _passed(self, run: Run) -> Run:
        """Return how a running stands whose last day has passed with nothing recorded as done."""
        event = joined((event_name(name) for name in self.rule.done), ", ")
        if run.ending is not None and not run.ending.certain:
            told, state = clock_word("why", "day-not-certain"), ClockState.NOT_KNOWN
        elif self.clock.direction == PERMITS and self.rule.used_if is not None and not self._used(run):
            told = clock_word("why", "released-later", day=spoken(run.day or self.on))
            state = ClockState.OVER
        elif not self.record.kept and self._by_events():
            told, state = clock_word("why", "no-record", event=event), ClockState.NOT_KNOWN
        else:
            told, state = clock_word("why", "nothing-done", event=event), ClockState.OVERDUE
        return replace(run, state=state, reasons=(*run.reasons, told))

    def _used(self, run: Run) -> bool:
        """Whether a permission was used."""
        found = self.record.of(self.rule.used_if or "", until=self.on)
        return any(one.about in (None, run.about) or run.about is None for one in found)

    def _by_events(self) -> bool:
        """Whether what would meet the clock is recorded among the events."""
        known = event_kinds()
        return all(known[name].source == "events" for name in self.rule.done if name in known)
