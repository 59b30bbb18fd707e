# SPDX-License-Identifier: EUPL-1.2
"""The end of the question: what robots.txt decided, and what every other signal says, come to one verdict with the signal it rests on.

As ``content.reservations.settling`` has it: any reservation that applies reserves, and where none does, anything unknown leaves it unknown. Joins are
asked only for what is there, so that an audit of robots.txt alone costs what it always did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from adhere.content.reservations.signals import signals
from adhere.engine.audit.records import BESIDE

TODAY = "verdict_today"
COLUMNS = (
    "url", "fetch_time", "bytes", "agents", "verdict", "reason", "signal", "spec", "rule", "line", "readings",
    "record_sha256", "record_time", "origin", "against", "terms",
)  # fmt: skip
CARRIED = COLUMNS[:3]
ROBOTS = "robots"
_RECORDS = {signal: number for number, signal in enumerate(BESIDE)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What there is beside the rules of robots.txt: what ``sites`` say of all of them or ``by_path``, and what ``answers`` say of one URL."""

    sites: bool = False
    by_path: bool = False
    answers: bool = False

    def __bool__(self) -> bool:
        return self.sites or self.answers

    @property
    def of_rows(self) -> str:
        """The column of URLs that is carried along."""
        return ", said" if self.answers else ""

    @property
    def of_states(self) -> str:
        """The columns of states: the records of the other files."""
        return "".join(f", s.{name}" for name in record_columns()) if self else ""

    @property
    def judged(self) -> str:
        """What is carried on to the end."""
        if not self:
            return ""
        return f"{self.of_rows}, {', '.join(record_columns())}, atom, note, beyond, noted"

    @property
    def judged_cells(self) -> str:
        """The same of URLs that were counted, which have no records."""
        nothing = (
            f"CAST(NULL AS {'TIMESTAMP' if name.startswith('time') else 'VARCHAR'}) AS {name}"
            for name in record_columns()
        )
        return f", {', '.join(nothing)}, c.atom, c.note, c.beyond, c.noted" if self else ""

    @property
    def of_classes(self) -> str:
        """The columns of classes."""
        return ", c.atom, c.note, c.beyond, c.noted" if self else ""


NOTHING = Beside()


def record_columns() -> list[str]:
    """Return the columns of a state for the records of the files beside robots.txt."""
    return [f"{name}_{number}" for number in range(len(BESIDE)) for name in ("time", "sha256")]


def settled(beside: Beside, *, today: bool, carried: Sequence[str] = CARRIED) -> str:
    """Return the SELECT from ``judged`` that settles it; ``carried`` are columns that stay as they are."""
    first = ", ".join(f"j.{name}" for name in carried)
    if not beside:
        spec = signals()[ROBOTS].version
        later = f", {TODAY}" if today else ""
        return f"""SELECT {first}, agents, verdict, reason, CASE WHEN verdict = 'unknown' THEN NULL ELSE '{ROBOTS}' END AS signal,
    CASE WHEN verdict = 'unknown' THEN NULL ELSE '{spec}' END AS spec, rule, line, readings, record_sha256, record_time, origin,
    CAST(NULL AS VARCHAR) AS against, CAST(NULL AS VARCHAR) AS terms{later}
FROM judged AS j"""
    return f"""SELECT {first}, j.agents, {_verdict("j.verdict")} AS verdict,
    {_by("j.reason", "{}.signal")} AS reason,
    {_by(f"CASE WHEN j.verdict = 'unknown' THEN NULL ELSE '{ROBOTS}' END", "{}.signal")} AS signal,
    {_by(f"CASE WHEN j.verdict = 'unknown' THEN NULL ELSE '{signals()[ROBOTS].version}' END", "{}.spec")} AS spec,
    {_by("j.rule", "{}.words")} AS rule, {_by("j.line", "{}.line")} AS line, j.readings,
    {_by("j.record_sha256", "{}", _record("sha256", "j.record_sha256"), "CAST(NULL AS VARCHAR)")} AS record_sha256,
    {_by("j.record_time", "{}", _record("time", "j.record_time"), "CAST(NULL AS TIMESTAMP)")} AS record_time,
    j.origin,
    CASE WHEN {_verdict("j.verdict")} = 'reserved' THEN {_joined(f"CASE WHEN j.verdict = 'allowed' THEN '{ROBOTS}' END", "n.allows", "m.allows", ", ")} END AS against,
    {_joined("CAST(NULL AS VARCHAR)", "n.terms", "m.terms", " ")} AS terms{f", {_verdict(f'j.{TODAY}')} AS {TODAY}" if today else ""}
FROM judged AS j
{_joins(beside)}"""


def _joins(beside: Beside) -> str:
    answers = "LEFT JOIN audit_answer AS f ON f.text = j.said AND f.atom = coalesce(j.atom, 0)"
    paths = "LEFT JOIN audit_noted AS q ON q.asked_of = j.noted AND q.asked_url = j.url"
    note, beyond = (
        (f"coalesce(q.{name}, j.{name})" if beside.by_path else f"j.{name}") for name in ("note", "beyond")
    )
    number = f"CASE WHEN f.tells_tdm THEN {beyond} ELSE {note} END" if beside.answers else note
    nothing = "LEFT JOIN audit_note AS m ON m.number = f.note" if beside.answers else _NO_ANSWER
    return "\n".join(
        (
            answers if beside.answers else "",
            paths if beside.by_path else "",
            f"LEFT JOIN audit_note AS n ON n.number = {number}",
            nothing,
        )
    )


_NO_ANSWER = "LEFT JOIN audit_note AS m ON m.number = -1"


def _verdict(robots: str) -> str:
    """Any reservation reserves; else anything unknown leaves it unknown."""
    return (
        f"CASE WHEN {robots} = 'reserved' OR n.verdict = 'reserved' OR m.verdict = 'reserved' THEN 'reserved'"
        f" WHEN {robots} = 'unknown' OR n.verdict = 'unknown' OR m.verdict = 'unknown' THEN 'unknown' ELSE 'allowed' END"
    )


def _by(robots: str, other: str, of_site: str | None = None, of_answer: str | None = None) -> str:
    """The SQL of what is said by the signal that decides: robots.txt, then what is said of a site, then of a URL."""
    verdict = _verdict("j.verdict")
    site, answer = of_site or other.format("n"), of_answer or other.format("m")
    return f"CASE WHEN j.verdict = {verdict} THEN {robots} WHEN n.verdict = {verdict} THEN {site} ELSE {answer} END"


def _record(column: str, robots: str) -> str:
    """The record of the file that decides: one beside robots.txt, or robots.txt itself where a line of it does."""
    found = " ".join(f"WHEN '{signal}' THEN j.{column}_{number}" for signal, number in _RECORDS.items())
    return f"CASE n.signal {found} ELSE {robots} END"


def _joined(first: str, second: str, third: str, between: str) -> str:
    """Texts one behind another, NULL where there are none."""
    parts = [f"coalesce('{between}' || {one}, '')" for one in (first, second, third)]
    return f"nullif(substr({' || '.join(parts)}, {len(between) + 1}), '')"
