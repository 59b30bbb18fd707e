# SPDX-License-Identifier: EUPL-1.2
"""A copy against official versions: which version it is, which provisions are out of date since when, and which words deviate.

Of a provision that has the words of an earlier version only, the day it went out of date is the day from which the next version holds
other words; where the law data records the change, its day and the amending act are those of the record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from adhere.kernel.refs import within
from adhere.kernel.text import Text
from adhere.law.citations import cite
from adhere.law.records import Change
from adhere.law.texts.rules import Collected
from adhere.law.texts.units import Unit
from adhere.law.texts.words import Deviation, deviations, likeness

State = Literal["same", "out-of-date", "deviates", "unknown"]
SHOWN = 3
"""Deviations of one provision that a finding names."""
LONGEST = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """An official text to compare with."""

    version: date
    language: str | None
    file: str
    units: Mapping[str, Unit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One provision of the copy: the versions whose words it has, and what differs from the nearest or the newest."""

    id: str
    state: State
    versions: tuple[date, ...]
    since: date | None = None
    by: str | None = None
    against: date | None = None
    deviations: tuple[Deviation, ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A copy: ``version`` is the one most of its provisions have the words of; None where they have no version's."""

    version: date | None
    also: tuple[date, ...]
    """Other versions that fit as well, where the copy holds provisions that did not change."""
    newest: date | None
    provisions: tuple[Compared, ...]
    missing: tuple[str, ...]

    def of(self, state: State) -> tuple[Compared, ...]:
        """Return the provisions in a state."""
        return tuple(one for one in self.provisions if one.state == state)


def compare(
    copy: Mapping[str, Unit], officials: Sequence[Official], changes: Iterable[Change] = ()
) -> Comparison:
    """Compare a copy with official texts in its own language; recitals that no official text has are left alone."""
    texts = sorted(officials, key=lambda official: official.version)
    read = {name: likeness(unit.text) for name, unit in copy.items()}
    official = {text.version: {name: likeness(text.units[name].text) for name in copy if name in text.units} for text in texts}  # fmt: skip
    fitting = {
        name: tuple(day for day, units in official.items() if units.get(name) == words)
        for name, words in read.items()
    }
    version, also = _version(fitting.values(), [text.version for text in texts])
    known = list(changes)
    provisions = tuple(
        _compared(unit, fitting[name], texts, version, known)
        for name, unit in copy.items()
        if unit.kind != "recital" or any(name in text.units for text in texts)
    )
    return Comparison(
        version=version,
        also=also,
        newest=texts[-1].version if texts else None,
        provisions=provisions,
        missing=_missing(copy, texts, version),
    )


def _version(
    fitting: Iterable[tuple[date, ...]], versions: list[date]
) -> tuple[date | None, tuple[date, ...]]:
    counts = Counter(day for days in fitting for day in days)
    if not counts:
        return None, ()
    most = max(counts.values())
    best = [day for day in versions if counts[day] == most]
    return best[-1], tuple(best[:-1])


def _compared(
    unit: Unit, fitting: tuple[date, ...], texts: Sequence[Official], version: date | None, changes: list[Change]
) -> Compared:  # fmt: skip
    having = [text for text in texts if unit.id in text.units]
    if not having:
        return Compared(id=unit.id, state="unknown", versions=(), line=unit.line)
    if fitting and fitting[-1] == texts[-1].version:
        return Compared(id=unit.id, state="same", versions=fitting, line=unit.line)
    if fitting:
        later = next(text for text in texts if text.version > fitting[-1])
        change = _change(unit.id, later.version, changes)
        after = later.units.get(unit.id)
        return Compared(
            id=unit.id,
            state="out-of-date",
            versions=fitting,
            since=change.on if change else later.version,
            by=change.by if change else None,
            against=later.version,
            deviations=deviations(after.text if after else "", unit.text),
            line=unit.line,
        )
    nearest = next((text for text in having if text.version == version), having[-1])
    found = deviations(nearest.units[unit.id].text, unit.text)
    return Compared(
        id=unit.id, state="deviates", versions=(), against=nearest.version, deviations=found, line=unit.line
    )


def _change(unit: str, until: date, changes: list[Change]) -> Change | None:
    """Return the recorded change of a provision, or of what it is part of, that holds at a version."""
    fitting = [
        change
        for change in changes
        if change.on <= until
        and any(within(unit, place) or within(place, unit) for place in change.provisions)
    ]  # fmt: skip
    return max(fitting, key=lambda change: change.on, default=None)


def _missing(copy: Mapping[str, Unit], texts: Sequence[Official], version: date | None) -> tuple[str, ...]:
    """Return the provisions of the articles in the copy that its version has and the copy has not."""
    text = next((text for text in texts if text.version == version), None)
    if text is None:
        return ()
    articles = {name.partition(".")[0] for name in copy}
    return tuple(name for name in text.units if name.partition(".")[0] in articles and name not in copy)


def report(comparison: Comparison, found: Collected) -> None:
    """Report what a comparison shows."""
    if not any(one.state != "unknown" for one in comparison.provisions):
        found.add("ADH-LAW-055", 1)
        return
    _report_mixture(comparison, found)
    for one in comparison.provisions:
        if one.state == "out-of-date":
            before = one.versions[-1]
            found.add("ADH-LAW-050", one.line, place=_name(one.id), before=before, day=one.since)
        elif one.state == "deviates":
            said = deviation_text(one.deviations)
            found.add("ADH-LAW-051", one.line, place=_name(one.id), words=said, version=one.against)
        elif one.state == "unknown":
            found.add("ADH-LAW-052", one.line, place=_name(one.id))
    for name in comparison.missing:
        found.add("ADH-LAW-056", at=name, place=_name(name), version=comparison.version)


def _report_mixture(comparison: Comparison, found: Collected) -> None:
    """Report two provisions that never held together: one has the words of one version only, another those of another."""
    sets = [(one, set(one.versions)) for one in comparison.provisions if one.versions]
    for place, (one, versions) in enumerate(sets):
        other = next((later for later, days in sets[place + 1 :] if not versions & days), None)
        if other is not None:
            found.add(
                "ADH-LAW-053",
                other.line,
                first=_name(one.id),
                second=_name(other.id),
                one=one.versions[-1],
                other=other.versions[-1],
            )
            return


def deviation_text(found: Sequence[Deviation]) -> str:
    """Return the first deviations in one line: ``"shall" → "may"``."""
    shown = [f"“{_cut(one.official)}” → “{_cut(one.copy)}”" for one in found[:SHOWN]]
    more = [f"… (+{len(found) - SHOWN})"] if len(found) > SHOWN else []
    return "; ".join([*shown, *more])


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _name(unit: str) -> Text:
    try:
        named = cite(unit)
    except ValueError:
        named = Text(unit, unit)
    return Text(f"{named.en} [{unit}]", f"{named.nl} [{unit}]")
