# SPDX-License-Identifier: EUPL-1.2
"""When a summary is due: at placing on the market, every six months while training goes on, sooner where content changed, and the grace.

Article 53(1)(d) with its template (six months, grade secondary, ``data/template.toml``), Article 111(3); rules ADH-CON-140 to 148.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from adhere.content.summary.rules import rule
from adhere.content.summary.template import end_of, limit, period
from adhere.forms.answers import Filled, Record
from adhere.forms.completeness import State
from adhere.forms.views import all_rows
from adhere.kernel.finding import Finding, Place
from adhere.kernel.truth import Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A version of the summary that went out: on what day, and the digest of the figures it rested on, where that is known."""

    on: date
    place: Place
    figures: str | None = None
    public: bool = False
    """Whether somebody stated that it was published; an issue alone is not public."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """The days that matter to a summary; ``grace`` is the last day of the grace for models from before the obligations."""

    on: date
    figures: str | None
    versions: tuple[Made, ...] = ()
    placed: date | None = None
    grace: date | None = None
    continuous: Truth = Truth.UNKNOWN

    @property
    def last(self) -> Made | None:
        """The newest version, published before merely issued."""
        return max(
            (one for one in self.versions if one.on <= self.on),
            key=lambda one: (one.public, one.on),
            default=None,
        )

    @property
    def due(self) -> date | None:
        """The last day of the next update, where training goes on or may."""
        if self.last is None or self.continuous is Truth.NO:
            return None
        return end_of(self.last.on, period("update"))

    @property
    def changed(self) -> bool:
        """Whether the figures are others than those of the last version."""
        return (
            self.last is not None
            and None not in (self.figures, self.last.figures)
            and self.figures != self.last.figures
        )


def continuous(filled: Filled) -> Truth:
    """Return whether the model goes on being trained on new data, as it is answered."""
    answer = filled.answers.get("latest_acquisition")
    found = answer.value.parts.get("continuous") if answer and isinstance(answer.value, Record) else None
    return Truth.of(found) if isinstance(found, bool) else Truth.UNKNOWN


def time_findings(times: Times, filled: Filled) -> Iterator[Finding]:
    """Yield what time has brought: no version yet, an update that is due or coming, content that changed, gaps to justify."""
    file = Place(file=f"models/{filled.model}/{filled.form.id}.yaml")
    yield from _unpublished(times, file)
    yield from _update(times)
    if times.grace is not None:
        open_rows = [
            row.field.id for row in all_rows(filled) if row.state in (State.MISSING, State.TOO_COARSE)
        ]
        yield _found("ADH-CON-144", file, placed=times.placed, day=times.grace)
        if open_rows:
            yield _found("ADH-CON-145", file, count=len(open_rows), fields=", ".join(open_rows[:6]))


def _unpublished(times: Times, file: Place) -> Iterator[Finding]:
    public = [one for one in times.versions if one.public and one.on <= times.on]
    start = times.grace or times.placed
    if not public and start is not None and start <= times.on:
        yield _found("ADH-CON-148", file, day=start)


def _update(times: Times) -> Iterator[Finding]:
    last = times.last
    if last is None:
        return
    told = {"last": last.on, "due": times.due or "-", "length": period("update").label}
    if times.changed:
        yield _found("ADH-CON-142", last.place, **told)
    if times.due is None:
        return
    if times.continuous is Truth.UNKNOWN:
        yield _found("ADH-CON-143", last.place, **told)
    elif times.due < times.on:
        yield _found("ADH-CON-140", last.place, **told)
    elif times.due - timedelta(days=limit("due-soon")) <= times.on:
        yield _found("ADH-CON-141", last.place, **told)


def _found(rule_id: str, place: Place, **values: object) -> Finding:
    return Finding(rule=rule(rule_id), place=place, values=values)
