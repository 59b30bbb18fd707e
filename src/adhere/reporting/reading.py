# SPDX-License-Identifier: EUPL-1.2
"""Reading a report from plain values, whether YAML of a dossier or JSON that came in: every mistake at its place, the rest read.

Format ``adhere/report/1``, described in ``docs/en/reporting.md``. Only the shape is looked at here; what a report says is for ``checks``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, cast, get_args

from adhere.adherence.statement import Status
from adhere.kernel.finding import Finding, Place
from adhere.kernel.notation import NotationError, day_of, number_of
from adhere.kernel.text import Text
from adhere.reporting.report import (
    BASES,
    SIZES,
    Basis,
    CommitmentReport,
    Figure,
    MeasureReport,
    Report,
)
from adhere.reporting.rules import rule
from adhere.reporting.wording import clipped, near, shown, words

FORMAT = "adhere/report/1"
LONGEST = 20_000
"""Characters of one answer."""
NAME = 200
MOST = 1000
"""Entries of one list; the largest code known has some 130 measures."""
GREATEST = Decimal("1e30")
"""No figure is larger: all bytes ever written are fewer."""
FIGURE_FAULTS: Mapping[str, str] = {"negative": "ADH-REP-009", "long": "ADH-REP-010"}
"""The rules for figures that are none, by what is wrong with them; every other fault is ADH-REP-008."""
STATUSES: tuple[Status, ...] = get_args(Status)

Path = tuple[str, ...]
Where = Callable[[Path], Place]
_TOP = (
    "format", "example", "code", "signatory", "size", "period", "published", "commitments", "measures", "figures",
)  # fmt: skip
_FIGURE = ("value", "unit", "why", "basis", "parts", "total", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReport:
    """A report as far as it could be read, None where it could not, and what is wrong with its shape."""

    report: Report | None
    findings: tuple[Finding, ...] = ()


def figure_path(measure: str, indicator: str) -> Path:
    """Return where a figure stands in a report; the measure is empty for the adherence as a whole."""
    return ("measures", measure, "figures", indicator) if measure else ("figures", indicator)


def read_report(value: object, where: Where, *, format_read: bool = False) -> ReadReport:
    """Read a report; ``where`` tells the place of a field by the names that lead to it. Nothing is raised.

    ``format_read`` tells that the format was looked at already, as for every file of a dossier.
    """
    reader = _Reader(where=where, format_read=format_read)
    report = reader.report(value)
    return ReadReport(report=report, findings=tuple(reader.findings))


@dataclass(slots=True, kw_only=True)
class _Reader:
    where: Where
    format_read: bool
    findings: list[Finding] = field(default_factory=list)

    def report(self, value: object) -> Report | None:
        top = self._fields(value, (), _TOP)
        if top is None:
            return None
        if not self.format_read:
            self._choice(top, ("format",), (FORMAT,), required=True)
        code, signatory = (
            self._text(top, (name,), most=NAME, required=True) for name in ("code", "signatory")
        )
        size = self._choice(top, ("size",), SIZES, required=True)
        since, until = self._period(top)
        rest: dict[str, Any] = {
            "published": self._day(top, ("published",)),
            "commitments": tuple(self._commitments(top)),
            "measures": tuple(self._measures(top)),
            "overall": tuple(self._figures(top, ("figures",))),
            "example": self._truth(top, ("example",)) is True,
        }
        if code is None or signatory is None or size is None or since is None or until is None:
            return None
        return Report(code=code, signatory=signatory, size=size, since=since, until=until, **rest)

    def _period(self, top: Mapping[str, Any]) -> tuple[date | None, date | None]:
        if top.get("period") is None:
            self._tell("ADH-REP-003", ("period",))
            return None, None
        period = self._fields(top["period"], ("period",), ("since", "until")) or {}
        return (
            self._day(period, ("period", "since"), required=True),
            self._day(period, ("period", "until"), required=True),
        )

    def _commitments(self, top: Mapping[str, Any]) -> Iterator[CommitmentReport]:
        for name, value in self._entries(top, ("commitments",)):
            path = ("commitments", name)
            told = self._fields(value, path, ("new", "new_measures", "plans", "planned"))
            if told is not None:
                yield CommitmentReport(
                    commitment=name,
                    new=self._truth(told, (*path, "new")),
                    new_measures=self._text(told, (*path, "new_measures")),
                    plans=self._truth(told, (*path, "plans")),
                    planned=self._text(told, (*path, "planned")),
                )

    def _measures(self, top: Mapping[str, Any]) -> Iterator[MeasureReport]:
        for name, value in self._entries(top, ("measures",)):
            path = ("measures", name)
            told = self._fields(value, path, ("status", "answers", "figures"))
            if told is not None:
                yield MeasureReport(
                    measure=name,
                    status=cast("Status | None", self._choice(told, (*path, "status"), STATUSES)),
                    answers=dict(self._answers(told, (*path, "answers"))),
                    figures=tuple(self._figures(told, (*path, "figures"))),
                )

    def _answers(self, told: Mapping[str, Any], path: Path) -> Iterator[tuple[str, str]]:
        for name, _ in self._entries(told, path):
            text = self._text(told[path[-1]], (*path, name))
            if text is not None:
                yield name, text

    def _figures(self, told: Mapping[str, Any], path: Path) -> Iterator[Figure]:
        for name, value in self._entries(told, path):
            place = (*path, name)
            given = self._fields(value, place, _FIGURE)
            if given is not None:
                yield Figure(
                    indicator=name,
                    unit=self._text(given, (*place, "unit"), most=NAME) or "",
                    value=self._number(given.get("value"), (*place, "value")),
                    why=self._text(given, (*place, "why")),
                    basis=cast("Basis", self._choice(given, (*place, "basis"), BASES) or "stated"),
                    parts=dict(self._parts(given, (*place, "parts"))),
                    total=self._count(given.get("total"), (*place, "total")),
                    source=self._text(given, (*place, "source")),
                )

    def _parts(self, given: Mapping[str, Any], path: Path) -> Iterator[tuple[str, Decimal]]:
        for name, value in self._entries(given, path):
            number = self._number(value, (*path, name))
            if number is not None:
                yield name, number

    def _fields(self, value: object, path: Path, known: Sequence[str]) -> Mapping[str, Any] | None:
        """Return named values; names that are not fields here are told and left out."""
        if not isinstance(value, dict):
            self._wrong(path, value, "fields")
            return None
        for name in value:
            if name not in known:
                told = {
                    "field": clipped(str(name)),
                    "near": near(str(name), known),
                    "known": ", ".join(known),
                }
                self._tell("ADH-REP-002", (*path, str(name)), **told)
        return value

    def _entries(self, holder: Mapping[str, Any], path: Path) -> Iterator[tuple[str, Any]]:
        """Yield what stands under names that the reporter chose, no more than can be meant."""
        value = holder.get(path[-1])
        if value is None:
            return
        if not isinstance(value, dict):
            self._wrong(path, value, "named")
            return
        if len(value) > MOST:
            self._tell("ADH-REP-011", path, count=len(value), most=MOST)
        for number, (name, inner) in enumerate(value.items()):
            if number < MOST and isinstance(name, str):
                yield name, inner

    def _text(
        self, holder: Mapping[str, Any], path: Path, *, most: int = LONGEST, required: bool = False
    ) -> str | None:
        value = self._asked(holder, path, required=required)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self._wrong(path, value, "text")
            return None
        if len(value) > most:
            self._tell("ADH-REP-007", path, count=len(value), most=most)
            return None
        return value.strip()

    def _day(self, holder: Mapping[str, Any], path: Path, *, required: bool = False) -> date | None:
        value = self._asked(holder, path, required=required)
        if value is None:
            return None
        try:
            return day_of(value)
        except NotationError:
            self._tell("ADH-REP-005", path, value=shown(value))
            return None

    def _choice(
        self, holder: Mapping[str, Any], path: Path, choices: Sequence[str], *, required: bool = False
    ) -> str | None:
        value = self._asked(holder, path, required=required)
        if value is None or (isinstance(value, str) and value in choices):
            return value
        self._tell("ADH-REP-006", path, value=shown(value), choices=", ".join(choices))
        return None

    def _truth(self, holder: Mapping[str, Any], path: Path) -> bool | None:
        value = holder.get(path[-1])
        if value is None or isinstance(value, bool):
            return value
        self._wrong(path, value, "truth")
        return None

    def _number(self, value: object, path: Path) -> Decimal | None:
        """Return a figure that is not negative; each way in which it is none has a rule of its own."""
        if value is None:
            return None
        try:
            number = number_of(value)
        except NotationError as error:
            self._tell(FIGURE_FAULTS.get(error.fault, "ADH-REP-008"), path, value=shown(value))
            return None
        if number > GREATEST:
            self._tell("ADH-REP-010", path, value=shown(value))
            return None
        return number

    def _count(self, value: object, path: Path) -> int | None:
        number = self._number(value, path)
        if number is None or number == number.to_integral_value():
            return None if number is None else int(number)
        self._wrong(path, value, "count")
        return None

    def _asked(self, holder: Mapping[str, Any], path: Path, *, required: bool) -> Any:
        value = holder.get(path[-1])
        if value is None and required:
            self._tell("ADH-REP-003", path)
        return value

    def _wrong(self, path: Path, value: object, form: str) -> None:
        self._tell("ADH-REP-004", path, value=shown(value), wanted=words("wanted", form))

    def _tell(self, rule_id: str, path: Path, **values: object) -> None:
        said: dict[str, object] = {"place": clipped(".".join(path)) or _whole(), **values}
        self.findings.append(Finding(rule=rule(rule_id), place=self.where(path), values=said))


def _whole() -> Text:
    return words("found", "report")
